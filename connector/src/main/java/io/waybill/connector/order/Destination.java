package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One address that goods of the order go to, with the shipping method and the pieces of every line. An order with
 * several of them becomes several orders on the platform, which knows one delivery address per order.
 *
 * @param key names the destination inside the order; empty for the only one
 * @param address the shop's address, a missing node when it has none
 * @param shippingInfo the shop's shipping info, a missing node when it has none
 * @param shippingKey key of the entry in {@code shipping}, which deliveries have to name; empty in mode Single
 * @param quantities pieces by line item id
 */
record Destination(
        String key,
        JsonNode address,
        JsonNode shippingInfo,
        Optional<String> shippingKey,
        Map<String, Long> quantities) {

    /** Where the goods of the order go, at least one. */
    static List<Destination> of(JsonNode order) {
        List<Destination> all = order.path("shippingMode").asText("Single").equals("Multiple")
                        && !order.path("shipping").isEmpty()
                ? byShipping(order)
                : byAddress(order);
        List<Destination> used =
                all.stream().filter(each -> !each.quantities().isEmpty()).toList();
        if (used.size() > 1) {
            return used;
        }
        Destination only = used.isEmpty() ? all.get(0) : used.get(0);
        return List.of(new Destination("", only.address(), only.shippingInfo(), only.shippingKey(), only.quantities()));
    }

    private static List<Destination> byShipping(JsonNode order) {
        List<Destination> entries = new ArrayList<>();
        for (JsonNode entry : order.path("shipping")) {
            String key = entry.path("shippingKey").asText("");
            entries.add(new Destination(
                    key,
                    entry.path("shippingAddress"),
                    entry.path("shippingInfo"),
                    Optional.of(key).filter(text -> !text.isEmpty()),
                    new LinkedHashMap<>()));
        }
        for (JsonNode line : order.path("lineItems")) {
            long rest = line.path("quantity").asLong();
            for (JsonNode target : line.path("shippingDetails").path("targets")) {
                long pieces = Math.min(rest, target.path("quantity").asLong());
                add(entryOf(target, entries), line, pieces);
                rest -= pieces;
            }
            // Pieces without a target must not get lost: they go with the first entry.
            add(entries.get(0), line, rest);
        }
        return entries;
    }

    private static Destination entryOf(JsonNode target, List<Destination> entries) {
        String method = target.path("shippingMethodKey").asText("");
        String address = target.path("addressKey").asText("");
        return entries.stream()
                .filter(entry -> !method.isEmpty() && entry.key().equals(method))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(entry -> !address.isEmpty()
                                && entry.address().path("key").asText("").equals(address))
                        .findFirst())
                .orElse(entries.get(0));
    }

    private static List<Destination> byAddress(JsonNode order) {
        Map<String, Destination> byKey = new LinkedHashMap<>();
        String mainKey = order.path("shippingAddress").path("key").asText("");
        byKey.put("", single(mainKey.isEmpty() ? "main" : mainKey, order.path("shippingAddress"), order));
        for (JsonNode address : order.path("itemShippingAddresses")) {
            String key = address.path("key").asText("");
            if (!key.isEmpty() && !key.equals(mainKey)) {
                byKey.put(key, single(key, address, order));
            }
        }
        Destination main = byKey.getOrDefault("", single("main", MissingNode.getInstance(), order));
        for (JsonNode line : order.path("lineItems")) {
            long rest = line.path("quantity").asLong();
            for (JsonNode target : line.path("shippingDetails").path("targets")) {
                long pieces = Math.min(rest, target.path("quantity").asLong());
                add(byKey.getOrDefault(target.path("addressKey").asText(""), main), line, pieces);
                rest -= pieces;
            }
            add(main, line, rest);
        }
        return List.copyOf(byKey.values());
    }

    private static Destination single(String key, JsonNode address, JsonNode order) {
        return new Destination(key, address, order.path("shippingInfo"), Optional.empty(), new LinkedHashMap<>());
    }

    private static void add(Destination destination, JsonNode line, long pieces) {
        if (pieces > 0) {
            destination.quantities().merge(line.path("id").asText(), pieces, Long::sum);
        }
    }

    /** The tenant order id under that base id. */
    String tenantOrderId(String base) {
        return key.isEmpty() ? base : base + "#" + key;
    }
}
