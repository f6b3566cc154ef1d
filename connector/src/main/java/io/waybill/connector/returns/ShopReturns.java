package io.waybill.connector.returns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an order of the shop says about returns. Pure.
 *
 * @param ordered pieces by the id of the line item or custom line item
 * @param items the return items, in the order of the shop
 */
record ShopReturns(Map<String, Long> ordered, List<Item> items) {

    /** How far a return item is; the shop calls it shipment state. */
    enum State {
        ADVISED("Advised"),
        RETURNED("Returned"),
        BACK_IN_STOCK("BackInStock"),
        UNUSABLE("Unusable");

        private final String wire;

        State(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }

        /** The state of that name; what the shop may add one day counts as over. */
        private static State of(String wire) {
            return Stream.of(values())
                    .filter(each -> each.wire.equals(wire))
                    .findFirst()
                    .orElse(BACK_IN_STOCK);
        }
    }

    /**
     * A return item.
     *
     * @param key empty when whoever added it gave none
     * @param parcel which return info it stands in, so what came together stays together
     * @param trackingId of that parcel; empty when nobody knows
     * @param comment of whoever added it; may be empty
     */
    record Item(
            String id,
            String key,
            String lineId,
            long quantity,
            State state,
            int parcel,
            String trackingId,
            String comment) {}

    static ShopReturns of(JsonNode order) {
        Map<String, Long> ordered = new HashMap<>();
        Stream.concat(
                        order.path("lineItems").valueStream(),
                        order.path("customLineItems").valueStream())
                .forEach(line -> ordered.put(
                        line.path("id").asText(), line.path("quantity").asLong()));
        List<Item> items = new ArrayList<>();
        int parcel = 0;
        for (JsonNode info : order.path("returnInfo")) {
            for (JsonNode item : info.path("items")) {
                items.add(new Item(
                        item.path("id").asText(),
                        item.path("key").asText(""),
                        item.path("lineItemId")
                                .asText(item.path("customLineItemId").asText("")),
                        item.path("quantity").asLong(),
                        State.of(item.path("shipmentState").asText("")),
                        parcel,
                        info.path("returnTrackingId").asText(""),
                        item.path("comment").asText("")));
            }
            parcel++;
        }
        return new ShopReturns(Map.copyOf(ordered), List.copyOf(items));
    }

    Optional<Item> item(String id) {
        return items.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<Item> keyed(String key) {
        return items.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    /** Pieces of the line that the shop counts as back; advised ones are only expected. */
    long back(String lineId) {
        return items.stream()
                .filter(each -> each.lineId().equals(lineId) && each.state() != State.ADVISED)
                .mapToLong(Item::quantity)
                .sum();
    }
}
