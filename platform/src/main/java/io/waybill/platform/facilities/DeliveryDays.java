package io.waybill.platform.facilities;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;
import java.util.Set;

/**
 * On which days a carrier moves and delivers goods in a region. Nothing is searched for further than
 * {@link PickingCalendar#HORIZON_DAYS} away, so a carrier that never delivers is an answer (empty). Immutable.
 *
 * @param weekdaysOff on which it never does
 * @param datesOff on which it does not
 * @param yearlyOff on which it does not, in any year
 */
public record DeliveryDays(Set<DayOfWeek> weekdaysOff, Set<LocalDate> datesOff, Set<MonthDay> yearlyOff) {
    /** Of a carrier that says nothing about it. */
    public static final DeliveryDays EVERY = new DeliveryDays(Set.of(), Set.of(), Set.of());

    public DeliveryDays {
        weekdaysOff = Set.copyOf(weekdaysOff);
        datesOff = Set.copyOf(datesOff);
        yearlyOff = Set.copyOf(yearlyOff);
    }

    /** Without some weekdays. */
    public static DeliveryDays except(Set<DayOfWeek> weekdays) {
        return new DeliveryDays(weekdays, Set.of(), Set.of());
    }

    public boolean isOn(LocalDate date) {
        return !weekdaysOff.contains(date.getDayOfWeek())
                && !datesOff.contains(date)
                && !yearlyOff.contains(MonthDay.from(date));
    }

    /** The first of these days that is not before the date, and so many of these days after it. */
    Optional<LocalDate> after(LocalDate date, int days) {
        return walk(date, days, 1);
    }

    /** The last of these days that is not after the date, and so many of these days before it. */
    Optional<LocalDate> before(LocalDate date, int days) {
        return walk(date, days, -1);
    }

    private Optional<LocalDate> walk(LocalDate date, int days, int step) {
        int left = days;
        for (int day = 0; day <= PickingCalendar.HORIZON_DAYS; day++) {
            LocalDate next = date.plusDays((long) day * step);
            if (isOn(next) && left-- == 0) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
