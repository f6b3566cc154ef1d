package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.AddressType;
import io.waybill.platform.orders.Consumer;
import io.waybill.platform.orders.DeliveryPreferences;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.routing.RoutingPlan;
import io.waybill.platform.routing.RoutingPlanLine;
import io.waybill.platform.routing.TargetTimes;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a routing plan asks of its facility: the plan's lines, the order's wishes, tags and custom attributes. Pure. */
final class PickJobFromPlan {
    private PickJobFromPlan() {}

    /** @param id of the job to be */
    static PickJob create(String id, RoutingPlan plan, Order order, Instant now, Identifiers identifiers) {
        TargetTimes.WorkingTime time = TargetTimes.WorkingTime.of(plan);
        return PickJobBuilder.builder()
                .id(id)
                .version(1)
                .created(now)
                .lastModified(now)
                .facilityRef(Objects.requireNonNull(plan.facilityRef(), "a routed plan has a facility"))
                .orderDate(order.orderDate())
                .status(PickJobStatus.OPEN)
                .shortId(ShortIds.of(id))
                .processId(order.processId())
                .documentsRef(order.processId())
                .orderRef(order.id())
                .tenantOrderId(order.tenantOrderId())
                .routingPlanRef(plan.id())
                .deliveryinformation(deliveryInformation(order, now, time.target()))
                .pickingTimes(
                        time.latestStart() == null
                                ? null
                                : JsonNodeFactory.instance
                                        .objectNode()
                                        .put("startLatestAt", time.latestStart().toString()))
                .pickLineItems(plan.orderLineItems().stream()
                        .map(line -> line(line, identifiers))
                        .toList())
                .customAttributes(order.customAttributes())
                .tags(order.tags())
                .stickers(order.stickers())
                .resetBlocked(false)
                .anonymized(order.anonymized())
                .workflowInformation(WorkflowInformation.NONE)
                .build();
    }

    private static PickLineItem line(RoutingPlanLine line, Identifiers identifiers) {
        return PickLineItemBuilder.builder()
                .id(identifiers.next())
                .article(line.article())
                .quantity(line.quantity())
                .picked(0)
                .status(PickLineItemStatus.OPEN)
                .globalLineItemId(line.id())
                .measurementUnitKey(line.measurementUnitKey())
                .secondaryMeasurementUnitKey(line.secondaryMeasurementUnitKey())
                .secondaryQuantity(line.secondaryQuantity())
                .measurementValidation(line.measurementValidation())
                .scannableCodes(line.scannableCodes())
                .allowedSubstitutes(line.allowedSubstitutes())
                .tags(line.tags())
                .customAttributes(line.customAttributes())
                .build();
    }

    private static DeliveryInformation deliveryInformation(Order order, Instant now, @Nullable Instant targetTime) {
        DeliveryPreferences preferences = order.deliveryPreferences();
        DeliveryPreferences.Collect collect = order.collection();
        DeliveryInformation.Details details = collect != null
                ? new DeliveryInformation.Details(
                        null,
                        new DeliveryInformation.Collect(
                                order.consumer().recipientName(), Boolean.TRUE.equals(collect.paid())))
                : new DeliveryInformation.Details(
                        shipping(order.consumer(), preferences == null ? null : preferences.shipping()), null);
        return new DeliveryInformation(
                collect == null ? PickChannel.SHIPPING : PickChannel.COLLECT, details, targetTime, now);
    }

    private static DeliveryInformation.Shipping shipping(
            Consumer consumer, DeliveryPreferences.@Nullable Shipping wishes) {
        DeliveryPreferences.PreferredCarrier carrier = wishes == null || wishes.preferredCarriersWithProduct() == null
                ? null
                : wishes.preferredCarriersWithProduct().stream().findFirst().orElse(null);
        String carrierKey = carrier != null
                ? carrier.carrierKey()
                : wishes == null || wishes.preferredCarriers() == null
                        ? null
                        : wishes.preferredCarriers().stream().findFirst().orElse(null);
        return new DeliveryInformation.Shipping(
                carrierKey,
                carrier == null ? null : carrier.carrierProduct(),
                wishes == null || wishes.carrierProductCategory() == null
                        ? null
                        : wishes.carrierProductCategory().name(),
                carrier == null ? null : carrier.carrierServices(),
                consumer.recipientName(),
                consumer.addressOf(AddressType.INVOICE_ADDRESS),
                consumer.addressOf(AddressType.POSTAL_ADDRESS),
                consumer.deliveryAddress(),
                wishes == null || wishes.serviceLevel() == null
                        ? null
                        : wishes.serviceLevel().name());
    }
}
