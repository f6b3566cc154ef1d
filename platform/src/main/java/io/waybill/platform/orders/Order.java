package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order, as stored and answered.
 *
 * @param processId the process everything that follows from this order belongs to
 * @param tenantOrderId the sender's own id; unique among the active orders
 * @param orderDate when the consumer ordered
 * @param deliveryPreferences null means shipping; facility references are resolved to ids
 * @param customServices what is done to its goods after they are picked; null for nothing
 * @param cancelationReason the reason given with a cancellation, as the contract shapes it
 * @param updateDetails modifications so far, oldest first; null when there was none
 */
public record Order(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String processId,
        OrderStatus status,
        @Nullable String tenantOrderId,
        Instant orderDate,
        Consumer consumer,
        List<OrderLineItem> orderLineItems,
        @Nullable DeliveryPreferences deliveryPreferences,
        @Nullable PaymentInfo paymentInfo,
        @Nullable PromisesOptions promisesOptions,
        @Nullable OrderPricing pricing,
        @Nullable OrderSource source,
        @Nullable List<StatusReason> statusReasons,
        @Nullable List<Sticker> stickers,
        @Nullable List<TagReference> tags,
        @Nullable List<OrderedService> customServices,
        @Nullable ObjectNode customAttributes,
        @Nullable ObjectNode cancelationReason,
        @Nullable List<OrderUpdateDetail> updateDetails,
        boolean anonymized,
        WorkflowInformation workflowInformation)
        implements Resource<Order> {

    @Override
    public Order touched(long newVersion, Instant modified) {
        return change().version(newVersion).lastModified(modified).build();
    }

    /** Where the consumer collects; null when the order is shipped. */
    public DeliveryPreferences.@Nullable Collect collection() {
        return deliveryPreferences == null ? null : deliveryPreferences.collection();
    }

    /** The line with this id. */
    public Optional<OrderLineItem> line(String lineId) {
        return orderLineItems.stream().filter(line -> line.id().equals(lineId)).findFirst();
    }

    OrderChange change() {
        return new OrderChange(this);
    }
}
