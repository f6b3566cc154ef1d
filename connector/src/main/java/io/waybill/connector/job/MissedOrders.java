package io.waybill.connector.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.connector.message.ShopNotification;
import io.waybill.connector.order.ExportRecords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Of orders as the shop has them, those that the platform should have and has not, or has and should not. */
final class MissedOrders {
    private final ExportRecords records;

    MissedOrders(ExportRecords records) {
        this.records = records;
    }

    /** Hints for the missed ones among them, a hundred orders at most, with one look at the records of all. */
    List<ShopNotification> among(List<JsonNode> orders, Deadline deadline) {
        Set<String> exported = exportedAmong(
                orders.stream().map(order -> order.path("id").asText()).collect(Collectors.toSet()), deadline);
        return orders.stream()
                .filter(order -> missed(order, exported))
                .map(order -> hint(order.path("id").asText(), "OrderStateChanged", number(order)))
                .toList();
    }

    /** Those of the orders that became orders of the platform. */
    Set<String> exportedAmong(Set<String> orderIds, Deadline deadline) {
        return records.exports(orderIds, deadline).keySet();
    }

    private static boolean missed(JsonNode order, Set<String> exported) {
        boolean known = exported.contains(order.path("id").asText());
        return switch (order.path("orderState").asText("")) {
            case "Confirmed" -> !known;
            case "Cancelled" -> known;
            default -> false;
        };
    }

    static ShopNotification hint(String orderId, String type, Optional<String> number) {
        return new ShopNotification("Message", Optional.of(type), "order", orderId, Optional.empty(), number);
    }

    private static Optional<String> number(JsonNode order) {
        return Optional.of(order.path("orderNumber").asText("")).filter(number -> !number.isEmpty());
    }
}
