package io.waybill.platform.orders;

import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a new order that go beyond the form of its fields, and the order that results. Pure: ids, time and the
 * facilities named are passed in.
 */
final class OrderIntake {
    static final Duration SHORTEST_PROMISE = Duration.ofMinutes(1);
    static final Duration LONGEST_PROMISE = Duration.ofHours(8);

    /** What a database column of type timestamptz and every client can express. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private OrderIntake() {}

    /**
     * @param promise how long a promise is valid that names no time
     * @throws Rejection 400 naming the field
     */
    static Order order(
            OrderForCreation request,
            FacilityLookup facilities,
            CustomServiceLookup services,
            Identifiers identifiers,
            Instant now,
            Duration promise) {
        OrderStatus status = status(request);
        requireTime("orderDate", request.orderDate());
        requireSource(request.source());
        List<OrderLineItem> lines = request.orderLineItems().stream()
                .map(line -> line.withId(identifiers.next()))
                .toList();
        return new Order(
                identifiers.next(),
                1,
                now,
                now,
                identifiers.next(),
                status,
                request.tenantOrderId(),
                request.orderDate(),
                consumer(request.consumer(), facilities),
                lines,
                deliveryPreferences(request.deliveryPreferences(), facilities),
                request.paymentInfo(),
                promise(request.promisesOptions(), status, now, promise),
                request.pricing(),
                request.source(),
                request.statusReasons(),
                request.stickers(),
                request.tags(),
                services.ordered(request, identifiers),
                request.customAttributes(),
                null,
                null,
                false,
                WorkflowInformation.NONE);
    }

    private static OrderStatus status(OrderForCreation request) {
        OrderStatus status = request.status() == null ? OrderStatus.OPEN : request.status();
        if (!status.isActive()) {
            throw Rejection.invalid("status must be OPEN, LOCKED or PROMISED");
        }
        return status;
    }

    private static @Nullable PromisesOptions promise(
            @Nullable PromisesOptions asked, OrderStatus status, Instant now, Duration validity) {
        if (status != OrderStatus.PROMISED) {
            if (asked != null) {
                throw Rejection.invalid("promisesOptions is only allowed with status PROMISED");
            }
            return null;
        }
        if (asked == null) {
            return new PromisesOptions(now.plus(validity));
        }
        Instant until = asked.validUntil();
        if (until.isBefore(now.plus(SHORTEST_PROMISE)) || until.isAfter(now.plus(LONGEST_PROMISE))) {
            throw Rejection.invalid("promisesOptions.validUntil must be between 1 minute and 8 hours ahead");
        }
        return asked;
    }

    private static void requireSource(@Nullable OrderSource source) {
        if (source != null && (source.sourceRef() == null) == (source.tenantSourceId() == null)) {
            throw Rejection.invalid("source must name either a sourceRef or a tenantSourceId");
        }
    }

    static Consumer consumer(Consumer consumer, FacilityLookup facilities) {
        if (consumer.facilityRef() == null && consumer.tenantFacilityId() == null) {
            return consumer;
        }
        String facilityId = facilities.resolve("consumer", consumer.facilityRef(), consumer.tenantFacilityId());
        return new Consumer(
                consumer.consumerId(),
                consumer.email(),
                consumer.addresses(),
                facilityId,
                consumer.tenantFacilityId(),
                consumer.customAttributes());
    }

    private static @Nullable DeliveryPreferences deliveryPreferences(
            @Nullable DeliveryPreferences asked, FacilityLookup facilities) {
        if (asked == null) {
            return null;
        }
        String path = "deliveryPreferences";
        requireTime(path + ".targetTime", asked.targetTime());
        requireTime(path + ".estimatedDeliveryDate", asked.estimatedDeliveryDate());
        if (asked.reservationPreferences() != null) {
            requireReservation(asked.reservationPreferences());
        }
        DeliveryPreferences.Collect collection = asked.collection();
        if (collection != null && asked.shipping() != null) {
            throw Rejection.invalid("deliveryPreferences must hold either shipping or collect");
        }
        requireFacilities(path + ".supplyingFacilities", asked.supplyingFacilities(), facilities);
        return new DeliveryPreferences(
                asked.shipping() == null ? null : shipping(asked.shipping(), facilities),
                collection == null ? asked.collect() : List.of(collect(collection, facilities)),
                asked.targetTime(),
                asked.estimatedDeliveryDate(),
                asked.reservationPreferences(),
                asked.sourcingOptionRefs(),
                asked.supplyingFacilities());
    }

    private static void requireReservation(DeliveryPreferences.ReservationPreferences reservation) {
        String path = "deliveryPreferences.reservationPreferences.reservationTime";
        requireTime(path, reservation.reservationTime());
        boolean scheduled = reservation.mode() == DeliveryPreferences.ReservationMode.SCHEDULED;
        if (scheduled && reservation.reservationTime() == null) {
            throw Rejection.invalid(path + " must not be null with mode SCHEDULED");
        }
    }

    private static DeliveryPreferences.Shipping shipping(
            DeliveryPreferences.Shipping asked, FacilityLookup facilities) {
        requireTime("deliveryPreferences.shipping.desiredDeliveryTime", asked.desiredDeliveryTime());
        List<DeliveryPreferences.FacilitySelector> selectors = asked.preselectedFacilities();
        if (selectors == null) {
            return asked;
        }
        List<DeliveryPreferences.FacilitySelector> resolved = new java.util.ArrayList<>();
        for (int index = 0; index < selectors.size(); index++) {
            DeliveryPreferences.FacilitySelector selector = selectors.get(index);
            String id = facilities.resolve(
                    "deliveryPreferences.shipping.preselectedFacilities[" + index + "]",
                    selector.facilityRef(),
                    selector.tenantFacilityId());
            resolved.add(new DeliveryPreferences.FacilitySelector(id, selector.tenantFacilityId()));
        }
        return new DeliveryPreferences.Shipping(
                asked.serviceLevel(),
                asked.preferredCarriers(),
                asked.preferredCarriersWithProduct(),
                asked.carrierProductCategory(),
                asked.desiredDeliveryTime(),
                resolved);
    }

    private static DeliveryPreferences.Collect collect(DeliveryPreferences.Collect asked, FacilityLookup facilities) {
        String path = "deliveryPreferences.collect[0]";
        requireTime(path + ".provisioningTime", asked.provisioningTime());
        requireFacilities(path + ".supplyingFacilities", asked.supplyingFacilities(), facilities);
        List<DeliveryPreferences.SupplyingFacility> supplying = asked.supplyingFacilitiesConfigurations();
        for (int index = 0; supplying != null && index < supplying.size(); index++) {
            facilities.resolve(
                    path + ".supplyingFacilitiesConfigurations[" + index + "]",
                    supplying.get(index).facilityRef(),
                    supplying.get(index).tenantFacilityId());
        }
        return new DeliveryPreferences.Collect(
                facilities.resolve(path, asked.facilityRef(), asked.tenantFacilityId()),
                asked.tenantFacilityId(),
                asked.paid() != null && asked.paid(),
                asked.provisioningTime(),
                asked.supplyingFacilities(),
                supplying);
    }

    private static void requireFacilities(String path, @Nullable List<String> ids, FacilityLookup facilities) {
        for (int index = 0; ids != null && index < ids.size(); index++) {
            facilities.resolve(path + "[" + index + "]", ids.get(index), null);
        }
    }

    static void requireTime(String path, @Nullable Instant time) {
        if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
            throw Rejection.invalid(path + " must be between " + EARLIEST + " and " + LATEST);
        }
    }
}
