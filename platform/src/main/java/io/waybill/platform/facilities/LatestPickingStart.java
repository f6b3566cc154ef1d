package io.waybill.platform.facilities;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When picking has to begin at the latest, and for which cut-off (platform.md 6.12).
 *
 * @param targetTime the cut-off or other time by which the goods have to be ready
 * @param start the last moment from which the facility's buffer, counted in picking time, fits before it
 */
public record LatestPickingStart(Instant targetTime, Instant start) {

    /** What came of looking for it. */
    public sealed interface Outcome {
        record Found(LatestPickingStart start) implements Outcome {}

        /** Nobody said how long the carrier takes to that country. */
        record NoTransitTime() implements Outcome {}

        /** The carrier delivers on too few days within the calendar's horizon. */
        record NoDeliveryDay() implements Outcome {}

        /** The carrier does not come on any day within the calendar's horizon. */
        record NoCutoff() implements Outcome {}

        /** The facility does not pick for long enough within the calendar's horizon. */
        record NoPickingTime() implements Outcome {}
    }

    /** For goods that have to be ready by {@code targetTime}; empty when there is too little picking time before it. */
    public static Optional<LatestPickingStart> before(Instant targetTime, Facility facility, TimeSettings settings) {
        return settings.calendar(facility)
                .minus(targetTime, settings.buffer(facility))
                .map(start -> new LatestPickingStart(targetTime, start));
    }

    /**
     * For goods that a carrier has to bring on a date: back over the days on the way to the last cut-off from which they
     * arrive in time, and from there over the buffer.
     *
     * @param desired the day of delivery, on the facility's clock
     * @param transit how long the carrier takes ({@link CarrierTransits#between}); null when it does not say
     */
    public static Outcome of(
            Facility facility,
            FacilityCarrier carrier,
            LocalDate desired,
            @Nullable TransitDays transit,
            TimeSettings settings) {
        if (transit == null) {
            return new Outcome.NoTransitTime();
        }
        int days = transit.days(settings.transitTimeStrategy());
        Optional<LocalDate> last = transit.lastHandover(desired, days);
        if (last.isEmpty()) {
            return new Outcome.NoDeliveryDay();
        }
        PickingCalendar calendar = settings.calendar(facility);
        return Cutoffs.of(carrier, settings.shippingCutoff(), calendar)
                .lastUpTo(
                        last.get(),
                        cutoff -> transit.arrival(LocalDateTime.ofInstant(cutoff, calendar.zone()), days)
                                .filter(day -> !day.isAfter(desired))
                                .isPresent())
                .<Outcome>map(cutoff -> before(cutoff, facility, settings)
                        .<Outcome>map(Outcome.Found::new)
                        .orElseGet(Outcome.NoPickingTime::new))
                .orElseGet(Outcome.NoCutoff::new);
    }
}
