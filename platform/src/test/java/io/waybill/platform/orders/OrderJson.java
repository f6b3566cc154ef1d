package io.waybill.platform.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Bodies of orders for tests. */
public final class OrderJson {
    private OrderJson() {}

    /** A shipped order with one line, that may be changed by the caller. */
    public static Map<String, Object> order(String tenantArticleId, int quantity) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("tenantOrderId", "T-" + UUID.randomUUID());
        order.put("orderDate", Instant.now().toString());
        order.put("consumer", Map.of("consumerId", "C-" + UUID.randomUUID(), "addresses", List.of(address())));
        order.put("orderLineItems", new ArrayList<>(List.of(line(tenantArticleId, quantity))));
        order.put(
                "customAttributes", Map.of("commercetoolsId", UUID.randomUUID().toString()));
        return order;
    }

    /** {@link #order(String, int)} of an article nobody has. */
    public static Map<String, Object> order() {
        return order("article-" + UUID.randomUUID(), 1);
    }

    /** The order, with a custom service done to some units of an article of it. */
    public static Map<String, Object> withService(
            Map<String, Object> order, String service, String tenantArticleId, int quantity) {
        order.put(
                "customServices",
                List.of(Map.of(
                        "customServiceDefinition",
                        Map.of("customServiceRef", service),
                        "articleItems",
                        List.of(Map.of("tenantArticleRef", tenantArticleId, "quantity", quantity)),
                        "customServiceItems",
                        List.of())));
        return order;
    }

    /** A line. */
    public static Map<String, Object> line(String tenantArticleId, int quantity) {
        return Map.of("quantity", quantity, "article", Map.of("tenantArticleId", tenantArticleId, "title", "A thing"));
    }

    /** An address in Cologne. */
    public static Map<String, Object> address() {
        Map<String, Object> address = new LinkedHashMap<>();
        address.put("firstName", "Ada");
        address.put("lastName", "Klein");
        address.put("street", "Schanzenstr.");
        address.put("houseNumber", "6-20");
        address.put("postalCode", "51063");
        address.put("city", "Köln");
        address.put("country", "DE");
        address.put("coordinates", Map.of("lat", 50.9647, "lon", 7.0155));
        return address;
    }
}
