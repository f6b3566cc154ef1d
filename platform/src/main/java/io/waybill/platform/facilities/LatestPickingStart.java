package io.waybill.platform.facilities;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * When picking has to begin at the latest, and for which cut-off (platform.md 6.12).
 *
 * @param targetTime the cut-off or other time by which the goods have to be ready
 * @param start the last moment from which the facility's buffer, counted in picking time, fits before it
 */
public record LatestPickingStart(Instant targetTime, Instant start) {

    /** What lies between a facility and the customer, counted in days. */
    public sealed interface Transit {

        /**
         * @param days on the way, from 0 to the calendar's horizon, as {@link TransitTimeStrategy} chooses them
         * @param nonDeliveryDays weekdays on which nothing moves and nothing is delivered
         */
        record Known(int days, Set<DayOfWeek> nonDeliveryDays) implements Transit {

            /** @throws IllegalArgumentException when there are fewer days than none or more than the horizon */
            public Known {
                nonDeliveryDays = Set.copyOf(nonDeliveryDays);
                if (days < 0 || days > PickingCalendar.HORIZON_DAYS) {
                    throw new IllegalArgumentException(
                            "transit days must be from 0 to " + PickingCalendar.HORIZON_DAYS);
                }
            }

            private boolean neverDelivers() {
                return nonDeliveryDays.size() == DayOfWeek.values().length;
            }
        }

        /** Nobody said how long the carrier takes. */
        record Unknown() implements Transit {}
    }

    /** What came of looking for it. */
    public sealed interface Outcome {
        record Found(LatestPickingStart start) implements Outcome {}

        /** Nobody said how long the carrier takes to that country. */
        record NoTransitTime() implements Outcome {}

        /** The carrier delivers on no day of the week. */
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
     * @param desired the day of delivery
     */
    public static Outcome of(
            Facility facility, FacilityCarrier carrier, LocalDate desired, Transit transit, TimeSettings settings) {
        if (!(transit instanceof Transit.Known known)) {
            return new Outcome.NoTransitTime();
        }
        if (known.neverDelivers()) {
            return new Outcome.NoDeliveryDay();
        }
        PickingCalendar calendar = settings.calendar(facility);
        return Optional.of(handedOver(desired, known))
                .flatMap(date ->
                        Cutoffs.of(carrier, settings.shippingCutoff(), calendar).lastUpTo(date))
                .<Outcome>map(cutoff -> before(cutoff, facility, settings)
                        .<Outcome>map(Outcome.Found::new)
                        .orElseGet(Outcome.NoPickingTime::new))
                .orElseGet(Outcome.NoCutoff::new);
    }

    /** The last date on which the carrier may take the goods; days without delivery do not count as days on the way. */
    private static LocalDate handedOver(LocalDate desired, Transit.Known transit) {
        LocalDate date = desired;
        while (transit.nonDeliveryDays().contains(date.getDayOfWeek())) {
            date = date.minusDays(1);
        }
        int left = transit.days();
        while (left > 0) {
            date = date.minusDays(1);
            if (!transit.nonDeliveryDays().contains(date.getDayOfWeek())) {
                left--;
            }
        }
        return date;
    }
}
