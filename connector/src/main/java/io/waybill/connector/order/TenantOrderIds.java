package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Under which ids the platform may know an order of the shop. The rule is order number, else id; but the number may be
 * given later than the order was exported, so whoever looks for the order asks for both.
 */
public final class TenantOrderIds {
    private TenantOrderIds() {}

    /** Every id that the order, as it is now, may have been created under; the current one of each destination first. */
    public static List<String> candidates(JsonNode order) {
        List<String> bases = bases(order.path("id").asText(), Texts.field(order, "orderNumber"));
        return bases.stream()
                .flatMap(base -> Destination.of(order).stream().map(each -> each.tenantOrderId(base)))
                .toList();
    }

    /** The same for an order that cannot be read any more; its destinations are unknown. */
    public static List<String> bases(String orderId, Optional<String> orderNumber) {
        return Stream.concat(orderNumber.stream(), Stream.of(orderId))
                .distinct()
                .toList();
    }
}
