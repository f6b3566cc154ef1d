package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order that strategies are tried on (platform.md 5.8), as stored and answered. Nothing follows from it: no process, no
 * plan, no reservation, no event. What it says is kept as it was sent.
 */
public record SimulationOrder(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        Consumer consumer,
        @Nullable ObjectNode customAttributes,
        @Nullable List<JsonNode> customServices,
        @Nullable DeliveryPreferences deliveryPreferences,
        Instant orderDate,
        List<OrderForCreation.LineItem> orderLineItems,
        @Nullable PaymentInfo paymentInfo,
        @Nullable PromisesOptions promisesOptions,
        @Nullable OrderStatus status,
        @Nullable List<StatusReason> statusReasons,
        @Nullable List<Sticker> stickers,
        @Nullable String tenantOrderId,
        @Nullable List<TagReference> tags)
        implements Resource<SimulationOrder> {

    @Override
    public SimulationOrder touched(long newVersion, Instant modified) {
        return new SimulationOrder(
                id,
                newVersion,
                created,
                modified,
                consumer,
                customAttributes,
                customServices,
                deliveryPreferences,
                orderDate,
                orderLineItems,
                paymentInfo,
                promisesOptions,
                status,
                statusReasons,
                stickers,
                tenantOrderId,
                tags);
    }

    /** A simulation order as it is sent. */
    record ForCreation(
            @NotNull @Valid Consumer consumer,
            @Nullable ObjectNode customAttributes,
            @Nullable @Size(max = 100) List<JsonNode> customServices,
            @Nullable @Valid DeliveryPreferences deliveryPreferences,
            @NotNull Instant orderDate,
            @NotNull @Size(max = 100) List<OrderForCreation.@NotNull @Valid LineItem> orderLineItems,
            @Nullable @Valid PaymentInfo paymentInfo,
            @Nullable @Valid PromisesOptions promisesOptions,
            @Nullable OrderStatus status,
            @Nullable @Size(max = 100) List<@NotNull @Valid StatusReason> statusReasons,
            @Nullable @Size(max = 100) List<@NotNull @Valid Sticker> stickers,
            @Nullable @Size(min = 1, max = 256) String tenantOrderId,
            @Nullable @Size(max = 100) List<@NotNull @Valid TagReference> tags) {

        SimulationOrder withId(String id, Instant now) {
            return new SimulationOrder(
                    id,
                    1,
                    now,
                    now,
                    consumer,
                    customAttributes,
                    customServices,
                    deliveryPreferences,
                    orderDate,
                    orderLineItems,
                    paymentInfo,
                    promisesOptions,
                    status,
                    statusReasons,
                    stickers,
                    tenantOrderId,
                    tags);
        }
    }

    /** A simulation order as it is replaced: what is left out is gone. */
    record ForUpdate(
            @NotNull Long version,
            @NotNull @Valid Consumer consumer,
            @Nullable ObjectNode customAttributes,
            @Nullable @Size(max = 100) List<JsonNode> customServices,
            @Nullable @Valid DeliveryPreferences deliveryPreferences,
            @NotNull Instant orderDate,
            @NotNull @Size(max = 100) List<OrderForCreation.@NotNull @Valid LineItem> orderLineItems,
            @Nullable @Valid PaymentInfo paymentInfo,
            @Nullable @Valid PromisesOptions promisesOptions,
            @Nullable OrderStatus status,
            @Nullable @Size(max = 100) List<@NotNull @Valid StatusReason> statusReasons,
            @Nullable @Size(max = 100) List<@NotNull @Valid Sticker> stickers,
            @Nullable @Size(min = 1, max = 256) String tenantOrderId,
            @Nullable @Size(max = 100) List<@NotNull @Valid TagReference> tags) {

        SimulationOrder of(SimulationOrder before) {
            return new SimulationOrder(
                    before.id(),
                    version,
                    before.created(),
                    before.lastModified(),
                    consumer,
                    customAttributes,
                    customServices,
                    deliveryPreferences,
                    orderDate,
                    orderLineItems,
                    paymentInfo,
                    promisesOptions,
                    status,
                    statusReasons,
                    stickers,
                    tenantOrderId,
                    tags);
        }
    }

    /** A simulation order as it is changed: what is left out stays. */
    record ForPartialUpdate(
            @NotNull Long version,
            @Nullable @Valid Consumer consumer,
            @Nullable ObjectNode customAttributes,
            @Nullable @Size(max = 100) List<JsonNode> customServices,
            @Nullable @Valid DeliveryPreferences deliveryPreferences,
            @Nullable Instant orderDate,
            @Nullable @Size(max = 100) List<OrderForCreation.@NotNull @Valid LineItem> orderLineItems,
            @Nullable @Valid PaymentInfo paymentInfo,
            @Nullable @Valid PromisesOptions promisesOptions,
            @Nullable OrderStatus status,
            @Nullable @Size(max = 100) List<@NotNull @Valid StatusReason> statusReasons,
            @Nullable @Size(max = 100) List<@NotNull @Valid Sticker> stickers,
            @Nullable @Size(min = 1, max = 256) String tenantOrderId,
            @Nullable @Size(max = 100) List<@NotNull @Valid TagReference> tags) {

        SimulationOrder of(SimulationOrder before) {
            return new SimulationOrder(
                    before.id(),
                    version,
                    before.created(),
                    before.lastModified(),
                    or(consumer, before.consumer()),
                    orNull(customAttributes, before.customAttributes()),
                    orNull(customServices, before.customServices()),
                    orNull(deliveryPreferences, before.deliveryPreferences()),
                    or(orderDate, before.orderDate()),
                    or(orderLineItems, before.orderLineItems()),
                    orNull(paymentInfo, before.paymentInfo()),
                    orNull(promisesOptions, before.promisesOptions()),
                    orNull(status, before.status()),
                    orNull(statusReasons, before.statusReasons()),
                    orNull(stickers, before.stickers()),
                    orNull(tenantOrderId, before.tenantOrderId()),
                    orNull(tags, before.tags()));
        }

        private static <T> T or(@Nullable T changed, T before) {
            return changed == null ? before : changed;
        }

        private static <T> @Nullable T orNull(@Nullable T changed, @Nullable T before) {
            return changed == null ? before : changed;
        }
    }
}
