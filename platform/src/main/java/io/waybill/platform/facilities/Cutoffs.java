package io.waybill.platform.facilities;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Until when goods have to be ready at a facility, day by day: for a carrier there, or for customers who collect.
 *
 * <p>A time given for single weekdays counts on every such day that is no closing day; a time given for all days counts
 * on the days with picking; a time given for one date counts on that date, whatever else is said. Pure and thread-safe.
 */
public final class Cutoffs {
    private final PickingCalendar calendar;
    private final Map<DayOfWeek, List<LocalTime>> weekdays;
    private final Map<LocalDate, List<LocalTime>> dates;
    private final @Nullable LocalTime daily;

    private Cutoffs(
            PickingCalendar calendar,
            Map<DayOfWeek, List<LocalTime>> weekdays,
            Map<LocalDate, List<LocalTime>> dates,
            @Nullable LocalTime daily) {
        this.calendar = calendar;
        this.weekdays = weekdays;
        this.dates = dates;
        this.daily = daily;
    }

    /** One time for all days with picking; null for none at all. */
    public static Cutoffs daily(@Nullable TimeOfDay time, PickingCalendar calendar) {
        return new Cutoffs(calendar, Map.of(), Map.of(), time == null ? null : time.toLocalTime());
    }

    /**
     * Those of a carrier at a facility.
     *
     * @param standard the tenant's, for a connection that names none
     */
    public static Cutoffs of(FacilityCarrier connection, @Nullable TimeOfDay standard, PickingCalendar calendar) {
        CutoffTimes times = connection.cutoffTimes();
        if (times == null) {
            return daily(connection.cutoffTime() == null ? standard : connection.cutoffTime(), calendar);
        }
        return new Cutoffs(
                calendar,
                times.weekdays().stream()
                        .collect(Collectors.toMap(
                                CutoffTimes.Weekday::day,
                                day -> times(day.cutoffConfigurations()),
                                (one, other) -> other)),
                times.overwrites().stream()
                        .collect(Collectors.toMap(
                                CutoffTimes.Overwrite::date,
                                day -> times(day.cutoffConfigurations()),
                                (one, other) -> other)),
                null);
    }

    /** The first from {@code from} on; empty when there is none within the calendar's horizon. */
    public Optional<Instant> next(Instant from) {
        LocalDate first = from.atZone(calendar.zone()).toLocalDate();
        for (int day = 0; day <= PickingCalendar.HORIZON_DAYS && !areNone(); day++) {
            Optional<Instant> found = on(first.plusDays(day)).stream()
                    .filter(cutoff -> !cutoff.isBefore(from))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The last that fits, on that date or an earlier one; empty when there is none within the calendar's horizon. */
    Optional<Instant> lastUpTo(LocalDate date, Predicate<Instant> fits) {
        for (int day = 0; day <= PickingCalendar.HORIZON_DAYS && !areNone(); day++) {
            Optional<Instant> found =
                    on(date.minusDays(day)).reversed().stream().filter(fits).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Those of a date, in order. */
    public List<Instant> on(LocalDate date) {
        return timesOn(date).stream()
                .map(time -> calendar.reading(date.atTime(time), true))
                .sorted()
                .toList();
    }

    private List<LocalTime> timesOn(LocalDate date) {
        List<LocalTime> overwritten = dates.get(date);
        if (overwritten != null) {
            return overwritten;
        }
        if (daily != null) {
            return calendar.hasPicking(date) ? List.of(daily) : List.of();
        }
        return calendar.isClosingDay(date) ? List.of() : weekdays.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private boolean areNone() {
        return daily == null && weekdays.isEmpty() && dates.isEmpty();
    }

    private static List<LocalTime> times(List<CutoffTimes.Cutoff> cutoffs) {
        return cutoffs.stream().map(cutoff -> time(cutoff.time())).toList();
    }

    /** {@code H:mm}, {@code HH:mm} or, as the contract allows, with one digit of minutes. */
    private static LocalTime time(String text) {
        int colon = text.indexOf(':');
        return LocalTime.of(Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
