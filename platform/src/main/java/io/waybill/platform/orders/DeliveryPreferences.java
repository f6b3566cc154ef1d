package io.waybill.platform.orders;

import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the consumer wants the goods (platform.md 5.3): by {@code shipping}, or by {@code collect} at one facility. With
 * neither an order is shipped.
 *
 * @param collect at most one entry
 * @param targetTime when the result is expected
 */
@ClosedSchema
public record DeliveryPreferences(
        @Nullable @Valid Shipping shipping,
        @Nullable @Size(max = 1) List<@NotNull @Valid Collect> collect,
        @Nullable Instant targetTime,
        @Nullable Instant estimatedDeliveryDate,
        @Nullable @Valid ReservationPreferences reservationPreferences,
        @Nullable @Size(max = 500) List<@NotNull @Size(max = 256) String> sourcingOptionRefs,
        @Nullable @Size(max = 500) List<@NotNull @Size(max = 256) String> supplyingFacilities) {

    /** Where the consumer collects; null when the order is shipped. */
    public @Nullable Collect collection() {
        return collect == null || collect.isEmpty() ? null : collect.getFirst();
    }

    /** The same with another target time. */
    public DeliveryPreferences withTargetTime(@Nullable Instant time) {
        return new DeliveryPreferences(
                shipping,
                collect,
                time,
                estimatedDeliveryDate,
                reservationPreferences,
                sourcingOptionRefs,
                supplyingFacilities);
    }

    /** The same with the collection due at another time; unchanged when the order is shipped. */
    public DeliveryPreferences withProvisioningTime(Instant time) {
        Collect collection = collection();
        return collection == null
                ? this
                : new DeliveryPreferences(
                        shipping,
                        List.of(collection.withProvisioningTime(time)),
                        targetTime,
                        estimatedDeliveryDate,
                        reservationPreferences,
                        sourcingOptionRefs,
                        supplyingFacilities);
    }

    /** Wishes for a shipped order. */
    public record Shipping(
            @Nullable ServiceLevel serviceLevel,
            @Nullable @Size(max = 500) List<@NotNull @Size(max = 256) String> preferredCarriers,
            @Nullable @Size(max = 500) List<@NotNull @Valid PreferredCarrier> preferredCarriersWithProduct,
            @Nullable ProductCategory carrierProductCategory,
            @Nullable Instant desiredDeliveryTime,
            @Nullable @Size(max = 500) List<@NotNull @Valid FacilitySelector> preselectedFacilities) {}

    /** How fast a shipped order has to be; absent counts as DELIVERY. */
    public enum ServiceLevel {
        DELIVERY,
        SAMEDAY
    }

    /** Kind of carrier product. */
    public enum ProductCategory {
        STANDARD,
        EXPRESS,
        VALUE,
        FORWARDING
    }

    /** A carrier with the product and services wanted from it. */
    @ClosedSchema
    public record PreferredCarrier(
            @NotNull @Size(max = 256) String carrierKey,
            @Nullable @Size(max = 256) String carrierProduct,

            @Nullable @Size(max = 500)
            List<
                            @NotNull
                            @Pattern(
                                    regexp = "SIGNATURE|CUSTOMER_SIGNATURE|ADULT_SIGNATURE|SATURDAY_DELIVERY"
                                            + "|IDENTITY_CHECK_COMPANY|IDENTITY_CHECK_PRIVATE"
                                            + "|ADDITIONAL_TRANSPORTATION_INSURANCE|IDENTITY_AGE_CHECK_18"
                                            + "|NO_NEIGHBOR_DELIVERY|HANDOVER_TO_RECIPIENT_ONLY",
                                    message = "must be a carrier service")
                            String>
                    carrierServices) {}

    /** A facility by id or by the tenant's own id; after intake the id is always there. */
    public record FacilitySelector(
            @Nullable @Size(max = 256) String facilityRef,
            @Nullable @Size(max = 256) String tenantFacilityId) {}

    /**
     * Click and collect.
     *
     * @param facilityRef where; after intake always there
     * @param paid false means the consumer pays on collection
     * @param provisioningTime when the goods have to be ready
     */
    public record Collect(
            @Nullable @Size(max = 256) String facilityRef,
            @Nullable @Size(max = 256) String tenantFacilityId,
            @Nullable Boolean paid,
            @Nullable Instant provisioningTime,
            @Nullable @Size(max = 500) List<@NotNull @Size(max = 256) String> supplyingFacilities,
            @Nullable @Size(max = 500) List<@NotNull @Valid SupplyingFacility> supplyingFacilitiesConfigurations) {

        Collect withProvisioningTime(Instant time) {
            return new Collect(
                    facilityRef, tenantFacilityId, paid, time, supplyingFacilities, supplyingFacilitiesConfigurations);
        }
    }

    /** A facility that may send goods to where they are collected. */
    public record SupplyingFacility(
            @Nullable @Size(max = 256) String facilityRef,
            @Nullable @Size(max = 256) String tenantFacilityId,
            @NotNull @Size(max = 500) List<@NotNull @Valid DeliveryEvent> deliveryEvents) {}

    /** When and where to a supplying facility delivers. */
    public record DeliveryEvent(
            @NotNull DeliveryTarget deliveryTarget,

            @NotNull @Pattern(regexp = "DEFAULT", message = "must be DEFAULT")
            String deliveryTrigger) {}

    /** Where a supplying facility delivers to. */
    public enum DeliveryTarget {
        SHIP_TO_STORE,
        SHIP_TO_CUSTOMER
    }

    /** When stock is to be reserved. */
    public record ReservationPreferences(
            @NotNull ReservationMode mode, @Nullable Instant reservationTime) {}

    /** At a set time, as soon or as late as possible. */
    public enum ReservationMode {
        SCHEDULED,
        ASAP,
        ALAP
    }
}
