package io.waybill.platform.facilities;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for facilities that say nothing about their times. Immutable.
 *
 * @param fulfillmentProcessBuffer from order to ready
 * @param capacityPlanningDays days ahead that capacity is planned for, at least 1
 * @param collectCutoff until when collected orders of a day are made ready; null for no time
 * @param shippingCutoff until when a carrier that names no time takes parcels; null for no time
 * @param transitTimeStrategy which transit days count
 */
public record TimeSettings(
        PickingTimes pickingTimes,
        Duration fulfillmentProcessBuffer,
        int capacityPlanningDays,
        @Nullable TimeOfDay collectCutoff,
        @Nullable TimeOfDay shippingCutoff,
        TransitTimeStrategy transitTimeStrategy) {

    /** What holds until the tenant says otherwise (the contract's defaults). */
    static final TimeSettings STANDARD = new TimeSettings(
            PickingTimes.standard(),
            Duration.ofMinutes(240),
            100,
            new TimeOfDay(12, 0),
            new TimeOfDay(12, 0),
            TransitTimeStrategy.LATEST);

    public PickingCalendar calendar(Facility facility) {
        return PickingCalendar.of(facility, pickingTimes);
    }

    /** Picking time that the facility needs from order to ready. */
    public Duration buffer(Facility facility) {
        return facility.fulfillmentProcessBuffer() == null
                ? fulfillmentProcessBuffer
                : Duration.ofMinutes(facility.fulfillmentProcessBuffer());
    }

    /** Days ahead that the facility's capacity is planned for. */
    public int capacityPlanningDays(Facility facility) {
        return Objects.requireNonNullElse(facility.capacityPlanningTimeframe(), capacityPlanningDays);
    }
}
