package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order on its way to its next state: copies what is not set. Used by one thread, for one change. */
final class OrderChange {
    private final Order before;
    private long version;
    private Instant lastModified;
    private OrderStatus status;
    private @Nullable String tenantOrderId;
    private Consumer consumer;
    private List<OrderLineItem> orderLineItems;
    private @Nullable DeliveryPreferences deliveryPreferences;
    private @Nullable PromisesOptions promisesOptions;
    private @Nullable OrderPricing pricing;
    private @Nullable ObjectNode customAttributes;
    private @Nullable ObjectNode cancelationReason;
    private @Nullable List<OrderUpdateDetail> updateDetails;

    OrderChange(Order before) {
        this.before = before;
        this.version = before.version();
        this.lastModified = before.lastModified();
        this.status = before.status();
        this.tenantOrderId = before.tenantOrderId();
        this.consumer = before.consumer();
        this.orderLineItems = before.orderLineItems();
        this.deliveryPreferences = before.deliveryPreferences();
        this.promisesOptions = before.promisesOptions();
        this.pricing = before.pricing();
        this.customAttributes = before.customAttributes();
        this.cancelationReason = before.cancelationReason();
        this.updateDetails = before.updateDetails();
    }

    OrderChange version(long value) {
        this.version = value;
        return this;
    }

    OrderChange lastModified(Instant value) {
        this.lastModified = value;
        return this;
    }

    OrderChange status(OrderStatus value) {
        this.status = value;
        return this;
    }

    OrderChange tenantOrderId(@Nullable String value) {
        this.tenantOrderId = value;
        return this;
    }

    OrderChange consumer(Consumer value) {
        this.consumer = value;
        return this;
    }

    OrderChange orderLineItems(List<OrderLineItem> value) {
        this.orderLineItems = value;
        return this;
    }

    OrderChange deliveryPreferences(@Nullable DeliveryPreferences value) {
        this.deliveryPreferences = value;
        return this;
    }

    OrderChange promisesOptions(@Nullable PromisesOptions value) {
        this.promisesOptions = value;
        return this;
    }

    OrderChange pricing(@Nullable OrderPricing value) {
        this.pricing = value;
        return this;
    }

    OrderChange customAttributes(@Nullable ObjectNode value) {
        this.customAttributes = value;
        return this;
    }

    OrderChange cancelationReason(@Nullable ObjectNode value) {
        this.cancelationReason = value;
        return this;
    }

    OrderChange updateDetails(@Nullable List<OrderUpdateDetail> value) {
        this.updateDetails = value;
        return this;
    }

    Order build() {
        return new Order(
                before.id(),
                version,
                before.created(),
                lastModified,
                before.processId(),
                status,
                tenantOrderId,
                before.orderDate(),
                consumer,
                orderLineItems,
                deliveryPreferences,
                before.paymentInfo(),
                promisesOptions,
                pricing,
                before.source(),
                before.statusReasons(),
                before.stickers(),
                before.tags(),
                before.customServices(),
                customAttributes,
                cancelationReason,
                updateDetails,
                before.anonymized(),
                before.workflowInformation());
    }
}
