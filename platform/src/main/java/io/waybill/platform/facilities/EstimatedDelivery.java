package io.waybill.platform.facilities;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When goods that a facility begins to work on can be with the consumer: forward what {@link LatestPickingStart} counts
 * back.
 *
 * @param earliestStart the first moment at which somebody picks
 * @param readyAt when the facility's buffer has passed, counted in picking time
 * @param cutoff the first of the carrier, or of the tenant where there is no carrier, that is not before {@code readyAt};
 *     null when there is none
 * @param earliestDay of delivery, if the carrier takes the fewest days; null when nobody said how long it takes, or it
 *     does not deliver
 * @param latestDay of delivery, if it takes the most days; null as {@code earliestDay}
 */
public record EstimatedDelivery(
        Instant earliestStart,
        Instant readyAt,
        @Nullable Instant cutoff,
        @Nullable LocalDate earliestDay,
        @Nullable LocalDate latestDay) {

    /**
     * Pure; dates are those of the facility's clock.
     *
     * @param carrier who brings the goods; null for nobody in particular
     * @param transit how long that carrier takes ({@link CarrierTransits#between}); null when it does not say
     * @param start from when on there is time to work on it
     * @return empty when the facility does not pick for long enough within the calendar's horizon
     */
    public static Optional<EstimatedDelivery> of(
            Facility facility,
            @Nullable FacilityCarrier carrier,
            @Nullable TransitDays transit,
            TimeSettings settings,
            Instant start) {
        PickingCalendar calendar = settings.calendar(facility);
        Cutoffs cutoffs = carrier == null
                ? Cutoffs.daily(settings.shippingCutoff(), calendar)
                : Cutoffs.of(carrier, settings.shippingCutoff(), calendar);
        return calendar.nextOpen(start)
                .flatMap(earliest -> calendar.plus(start, settings.buffer(facility))
                        .map(ready -> after(earliest, ready, cutoffs.next(ready).orElse(null), transit, calendar)));
    }

    private static EstimatedDelivery after(
            Instant earliestStart,
            Instant readyAt,
            @Nullable Instant cutoff,
            @Nullable TransitDays transit,
            PickingCalendar calendar) {
        if (cutoff == null || transit == null) {
            return new EstimatedDelivery(earliestStart, readyAt, cutoff, null, null);
        }
        LocalDateTime handedOver = LocalDateTime.ofInstant(cutoff, calendar.zone());
        return new EstimatedDelivery(
                earliestStart,
                readyAt,
                cutoff,
                transit.arrival(handedOver, transit.fewest()).orElse(null),
                transit.arrival(handedOver, transit.most()).orElse(null));
    }
}
