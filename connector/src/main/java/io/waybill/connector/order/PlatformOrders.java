package io.waybill.connector.order;

import io.waybill.client.FulfilmentClient;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.http.Deadline;
import java.util.List;
import java.util.Optional;

/** Finds what an order of the shop became on the platform. */
final class PlatformOrders {
    private final FulfilmentClient platform;

    PlatformOrders(FulfilmentClient platform) {
        this.platform = platform;
    }

    /**
     * Orders under that id which this order of the shop became. Another shop, or a person at the counter, may have used
     * the same number: theirs must neither stand in for this order nor be cancelled with it.
     */
    List<FulfilmentOrder> ours(String tenantOrderId, String orderId, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        return client.orders().withTenantOrderId(tenantOrderId).stream()
                .map(stripped -> client.orders().get(stripped.id()))
                .filter(order -> order.customAttributes()
                        .path("commercetoolsId")
                        .asText("")
                        .equals(orderId))
                .toList();
    }

    /** The order under the first of those ids that has one, a living one first. */
    Optional<FulfilmentOrder> existing(Iterable<String> tenantOrderIds, String orderId, Deadline deadline) {
        for (String tenantOrderId : tenantOrderIds) {
            List<FulfilmentOrder> found = ours(tenantOrderId, orderId, deadline);
            if (!found.isEmpty()) {
                return found.stream()
                        .filter(order -> !order.cancelled())
                        .findFirst()
                        .or(() -> Optional.of(found.get(0)));
            }
        }
        return Optional.empty();
    }
}
