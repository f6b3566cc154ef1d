package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The states of line items in the shop. They have no transitions of their own, so a piece may go from any to any. */
final class LineStates {
    private static final int MOST = 500;

    private final Commercetools shop;
    private final String prefix;

    /** States whose keys begin with that. */
    LineStates(Commercetools shop, String prefix) {
        this.shop = shop;
        this.prefix = prefix;
    }

    /** All of them, created where they are missing. */
    LineTransitions.States ensured(Deadline deadline) {
        return Conflicts.resolved(() -> ensure(deadline));
    }

    private LineTransitions.States ensure(Deadline deadline) {
        List<JsonNode> present =
                shop.within(deadline).query("/states?where=" + JsonHttp.encode("type = \"LineItemState\""), MOST);
        Map<String, String> byKey = new LinkedHashMap<>();
        present.forEach(
                state -> byKey.put(state.path("key").asText(), state.path("id").asText()));
        Map<LineState, String> ids = new EnumMap<>(LineState.class);
        for (LineState state : LineState.values()) {
            String known = byKey.get(state.key(prefix));
            ids.put(state, known != null ? known : create(state, deadline));
        }
        String initial = present.stream()
                .filter(state -> state.path("builtIn").asBoolean())
                .map(state -> state.path("id").asText())
                .findFirst()
                .orElse("");
        return new LineTransitions.States(initial, ids);
    }

    private String create(LineState state, Deadline deadline) {
        ObjectNode draft = JsonHttp.JSON
                .createObjectNode()
                .put("key", state.key(prefix))
                .put("type", "LineItemState")
                .put("initial", state == LineState.OPEN);
        draft.putObject("name").put("en", state.label());
        return shop.within(deadline).post("/states", draft).path("id").asText();
    }
}
