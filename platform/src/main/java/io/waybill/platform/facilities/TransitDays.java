package io.waybill.platform.facilities;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a carrier takes from one place to another. Days on which it does not move goods are no days on the way, and
 * what it is given on such a day begins its way on the next other one. Immutable.
 *
 * @param fewest days on the way, 0 or more
 * @param most days on the way, not below {@code fewest}
 * @param countsBefore goods handed over before that time of day are a day on the way on that same day; null for never
 *     (the contract's countAsTransitDayBefore)
 */
public record TransitDays(int fewest, int most, @Nullable LocalTime countsBefore, DeliveryDays deliveryDays) {

    /** @throws IllegalArgumentException when the days are no span, or more than the calendar's horizon */
    public TransitDays {
        if (fewest < 0 || most < fewest || most > PickingCalendar.HORIZON_DAYS) {
            throw new IllegalArgumentException(
                    "transit days must be a span from 0 to " + PickingCalendar.HORIZON_DAYS + " at most");
        }
    }

    /** A carrier that always takes as many days. */
    public static TransitDays of(int days, DeliveryDays deliveryDays) {
        return new TransitDays(days, days, null, deliveryDays);
    }

    /** The days that the tenant counts on. */
    public int days(TransitTimeStrategy strategy) {
        return strategy == TransitTimeStrategy.EARLIEST ? fewest : most;
    }

    /**
     * The day of delivery of goods handed over at that time; empty when there is none within the calendar's horizon.
     *
     * @param handedOver on the facility's clock
     * @param days on the way, 0 or more
     */
    public Optional<LocalDate> arrival(LocalDateTime handedOver, int days) {
        LocalDate date = handedOver.toLocalDate();
        return deliveryDays
                .after(date, 0)
                .flatMap(begins -> deliveryDays.after(
                        begins,
                        countsBefore != null
                                        && (begins.isAfter(date)
                                                || handedOver.toLocalTime().isBefore(countsBefore))
                                ? Math.max(0, days - 1)
                                : days));
    }

    /** No date after this one lets goods arrive by {@code desired}; empty when none does within the calendar's horizon. */
    Optional<LocalDate> lastHandover(LocalDate desired, int days) {
        return deliveryDays.before(desired, countsBefore == null ? days : Math.max(0, days - 1));
    }
}
