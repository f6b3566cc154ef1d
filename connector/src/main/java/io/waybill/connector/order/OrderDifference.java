package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.http.JsonHttp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the platform's order lacks of what the shop's order says now. Pure. */
final class OrderDifference {
    private static final String LINES = "commercetoolsLines";
    private static final List<String> ADDRESS = List.of(
            "street",
            "houseNumber",
            "city",
            "postalCode",
            "country",
            "province",
            "salutation",
            "personalTitle",
            "firstName",
            "lastName",
            "companyName",
            "email",
            "additionalAddressInfo");

    private OrderDifference() {}

    /** The change of the consumer; empty when addresses and e-mail address are the same. */
    static Optional<ObjectNode> consumer(FulfilmentOrder present, ObjectNode draft) {
        JsonNode before = present.json().path("consumer");
        JsonNode after = draft.path("consumer");
        boolean same =
                before.path("email").asText("").equals(after.path("email").asText(""))
                        && addresses(before).equals(addresses(after));
        if (same || present.json().path("anonymized").asBoolean()) {
            return Optional.empty();
        }
        ObjectNode change = JsonHttp.JSON.createObjectNode();
        change.set("consumer", after);
        return Optional.of(change);
    }

    private static Map<String, Map<String, String>> addresses(JsonNode consumer) {
        Map<String, Map<String, String>> byType = new TreeMap<>();
        for (JsonNode address : consumer.path("addresses")) {
            Map<String, String> fields = new TreeMap<>();
            ADDRESS.forEach(field -> fields.put(field, address.path(field).asText("")));
            address.path("phoneNumbers")
                    .forEach(phone -> fields.put(
                            phone.path("type").asText(), phone.path("value").asText("")));
            byType.put(address.path("addressType").asText("POSTAL_ADDRESS"), fields);
        }
        return byType;
    }

    /**
     * The change of the lines; empty when the shop ordered the same as when it was last written down. What the platform
     * took out meanwhile stays out: only what the shop added or took away is added or taken away.
     */
    static Optional<ObjectNode> lines(FulfilmentOrder present, ObjectNode draft) {
        Map<String, Long> ordered = pieces(draft.path("customAttributes").path(LINES));
        Map<String, Long> known = pieces(present.customAttributes().path(LINES));
        if (known.isEmpty() || ordered.equals(known)) {
            return Optional.empty();
        }
        Map<String, Long> open = new LinkedHashMap<>(ordered);
        ArrayNode lines = JsonHttp.JSON.createArrayNode();
        for (JsonNode line : present.lines()) {
            String shopLine = shopLine(line, draft, open.keySet());
            long quantity = line.path("quantity").asLong();
            long wanted = shopLine.isEmpty()
                    ? quantity
                    : quantity + ordered.getOrDefault(shopLine, 0L) - known.getOrDefault(shopLine, 0L);
            open.remove(shopLine);
            if (wanted > 0) {
                lines.addObject().put("id", line.path("id").asText()).put("quantity", wanted);
            }
        }
        for (JsonNode line : draft.path("orderLineItems")) {
            String shopLine = named(line);
            long more = open.getOrDefault(shopLine, 0L) - known.getOrDefault(shopLine, 0L);
            if (more > 0) {
                lines.addObject().put("quantity", more).set("article", line.path("article"));
            }
        }
        ObjectNode change = JsonHttp.JSON.createObjectNode();
        change.set("orderLineItems", lines);
        ObjectNode attributes = present.customAttributes().deepCopy();
        attributes.set(LINES, draft.path("customAttributes").path(LINES));
        change.set("customAttributes", attributes);
        return Optional.of(change);
    }

    private static Map<String, Long> pieces(JsonNode lines) {
        Map<String, Long> pieces = new LinkedHashMap<>();
        lines.properties()
                .forEach(line -> pieces.put(line.getKey(), line.getValue().asLong()));
        return pieces;
    }

    /** A line that was added by a change does not carry the shop's id, so its article tells. */
    private static String shopLine(JsonNode line, ObjectNode draft, Set<String> open) {
        String own = named(line);
        JsonNode article = line.path("article").path("tenantArticleId");
        return !own.isEmpty()
                ? own
                : draft.path("orderLineItems")
                        .valueStream()
                        .filter(each ->
                                each.path("article").path("tenantArticleId").equals(article))
                        .map(OrderDifference::named)
                        .filter(open::contains)
                        .findFirst()
                        .orElse("");
    }

    private static String named(JsonNode line) {
        return line.path("customAttributes").path("commercetoolsId").asText("");
    }
}
