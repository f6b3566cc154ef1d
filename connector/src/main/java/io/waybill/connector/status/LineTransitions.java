package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The transitions that bring the lines of an order into the states that their pieces have reached. Pieces in a state that
 * is neither the connector's nor the first one are somebody else's business and stay there. Pure.
 */
final class LineTransitions {
    private LineTransitions() {}

    /**
     * The states as they stand in the shop.
     *
     * @param initial id of the built-in state that every line begins in
     * @param ids by state
     */
    record States(String initial, Map<LineState, String> ids) {}

    /** What the order lacks. */
    static List<ObjectNode> missing(JsonNode order, Fulfilment fulfilment, States states) {
        if (!fulfilment.withJobs()) {
            return List.of();
        }
        Map<String, LineTally> progress = LineProgress.of(order, fulfilment);
        List<ObjectNode> actions = new ArrayList<>();
        ShopLines.all(order).forEach(line -> {
            LineTally tally = progress.get(line.path("id").asText());
            if (tally != null) {
                moves(line, tally, states).forEach(move -> actions.add(action(order, line, move)));
            }
        });
        return actions;
    }

    private record Move(String from, String to, long quantity) {}

    private static List<Move> moves(JsonNode line, LineTally tally, States states) {
        Map<String, Long> surplus = new LinkedHashMap<>();
        for (JsonNode entry : line.path("state")) {
            String id = entry.path("state").path("id").asText();
            if (id.equals(states.initial()) || states.ids().containsValue(id)) {
                surplus.merge(id, entry.path("quantity").asLong(), Long::sum);
            }
        }
        long ours = surplus.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> lacking = new LinkedHashMap<>();
        tally.split(ours).forEach((state, pieces) -> {
            String id = String.valueOf(states.ids().get(state));
            long there = surplus.getOrDefault(id, 0L);
            surplus.put(id, Math.max(0, there - pieces));
            lacking.put(id, Math.max(0, pieces - there));
        });
        List<Move> moves = new ArrayList<>();
        surplus.forEach((from, many) -> {
            long left = many;
            for (Map.Entry<String, Long> target : lacking.entrySet()) {
                long moved = Math.min(left, target.getValue());
                if (moved > 0) {
                    moves.add(new Move(from, target.getKey(), moved));
                    target.setValue(target.getValue() - moved);
                    left -= moved;
                }
            }
        });
        return moves;
    }

    private static ObjectNode action(JsonNode order, JsonNode line, Move move) {
        String id = line.path("id").asText();
        boolean custom = order.path("customLineItems")
                .valueStream()
                .anyMatch(each -> each.path("id").asText().equals(id));
        ObjectNode action = JsonHttp.JSON
                .createObjectNode()
                .put("action", custom ? "transitionCustomLineItemState" : "transitionLineItemState")
                .put(custom ? "customLineItemId" : "lineItemId", id)
                .put("quantity", move.quantity());
        action.putObject("fromState").put("typeId", "state").put("id", move.from());
        action.putObject("toState").put("typeId", "state").put("id", move.to());
        return action;
    }
}
