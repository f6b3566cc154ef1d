package io.waybill.platform.facilities;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When somebody picks at a facility: its picking times by weekday, without its closing days, on its own clock.
 *
 * <p>Where the clock is changed, a range lasts from the first moment that reads its start to the last moment that reads
 * its end: one over the hour that is skipped is shorter, one over the hour that comes twice is longer, and one that lies
 * wholly within skipped time does not take place. A range that ends before it starts goes on after midnight and belongs
 * to the day on which it starts; ranges that overlap count once.
 *
 * <p>Nothing is searched for further than {@link #HORIZON_DAYS} away, so a facility that is closed for years is an
 * answer (empty), never a long search. Pure, immutable and thread-safe.
 */
public final class PickingCalendar {
    /** How far ahead or back an opening is looked for. */
    public static final int HORIZON_DAYS = 800;

    private final ZoneId zone;
    private final Map<DayOfWeek, List<TimeRange>> ranges = new EnumMap<>(DayOfWeek.class);
    private final Set<LocalDate> closedOnce = new HashSet<>();
    private final Set<MonthDay> closedYearly = new HashSet<>();

    public PickingCalendar(PickingTimes times, Collection<ClosingDay> closingDays, ZoneId zone) {
        this.zone = zone;
        for (DayOfWeek day : DayOfWeek.values()) {
            List<TimeRange> ofDay = times.on(day);
            if (!ofDay.isEmpty()) {
                ranges.put(
                        day,
                        ofDay.stream()
                                .sorted(Comparator.comparing(
                                        range -> range.start().toLocalTime()))
                                .toList());
            }
        }
        for (ClosingDay day : closingDays) {
            LocalDate date = day.date().atZone(zone).toLocalDate();
            if (day.recurrence() == Recurrence.YEARLY) {
                closedYearly.add(MonthDay.from(date));
            } else {
                closedOnce.add(date);
            }
        }
    }

    /**
     * The calendar of a facility.
     *
     * @param defaults for a facility that names no picking times
     */
    public static PickingCalendar of(Facility facility, PickingTimes defaults) {
        return new PickingCalendar(
                facility.pickingTimes() == null ? defaults : facility.pickingTimes(),
                facility.closingDays() == null ? List.of() : facility.closingDays(),
                zoneOf(facility));
    }

    /** The facility's time zone; UTC where it is not known. */
    public static ZoneId zoneOf(Facility facility) {
        FacilityAddress address = facility.address();
        return address == null || address.resolvedTimeZone() == null
                ? ZoneOffset.UTC
                : address.resolvedTimeZone().zone();
    }

    public ZoneId zone() {
        return zone;
    }

    public boolean isOpen(Instant at) {
        return openings(dateOf(at)).stream().anyMatch(opening -> opening.contains(at));
    }

    public boolean isClosingDay(LocalDate date) {
        return closedOnce.contains(date) || closedYearly.contains(MonthDay.from(date));
    }

    /** Whether there is picking at some time of that date. */
    public boolean hasPicking(LocalDate date) {
        return !openings(date).isEmpty();
    }

    /** The first moment from {@code from} on that is open; empty when there is none within the horizon. */
    public Optional<Instant> nextOpen(Instant from) {
        return plus(from, Duration.ZERO);
    }

    /**
     * The first moment by which so much picking time has passed since {@code from}. It is open, or the end of an
     * opening. Empty when the horizon comes first.
     *
     * @throws IllegalArgumentException when the duration is negative
     */
    public Optional<Instant> plus(Instant from, Duration work) {
        requireNotNegative(work);
        Duration left = work;
        LocalDate first = dateOf(from);
        for (int day = 0; day <= HORIZON_DAYS && !ranges.isEmpty(); day++) {
            for (Opening opening : openings(first.plusDays(day))) {
                Instant start = later(opening.start, from);
                if (start.isBefore(opening.end)) {
                    Duration within = Duration.between(start, opening.end);
                    if (left.compareTo(within) <= 0) {
                        return Optional.of(start.plus(left));
                    }
                    left = left.minus(within);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The last moment from which so much picking time passes until {@code to}. It is open, or with no work at all the end
     * of an opening. Empty when the horizon comes first.
     *
     * @throws IllegalArgumentException when the duration is negative
     */
    public Optional<Instant> minus(Instant to, Duration work) {
        requireNotNegative(work);
        Duration left = work;
        LocalDate last = dateOf(to);
        for (int day = 0; day <= HORIZON_DAYS && !ranges.isEmpty(); day++) {
            for (Opening opening : openings(last.minusDays(day)).reversed()) {
                Instant end = earlier(opening.end, to);
                if (opening.start.isBefore(end) || (work.isZero() && opening.start.equals(end))) {
                    Duration within = Duration.between(opening.start, end);
                    if (left.compareTo(within) <= 0) {
                        return Optional.of(end.minus(left));
                    }
                    left = left.minus(within);
                }
            }
        }
        return Optional.empty();
    }

    /** Picking time between two moments, the horizon at most; zero when the second is not later. */
    public Duration between(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        LocalDate first = dateOf(from);
        for (int day = 0; day <= HORIZON_DAYS && !first.plusDays(day).isAfter(dateOf(to)); day++) {
            for (Opening opening : openings(first.plusDays(day))) {
                Instant start = later(opening.start, from);
                Instant end = earlier(opening.end, to);
                if (start.isBefore(end)) {
                    sum = sum.plus(Duration.between(start, end));
                }
            }
        }
        return sum;
    }

    /**
     * The ranges that are not over at {@code from} and begin before {@code until}, by start; those within the horizon.
     */
    public List<PickingSlot> slots(Instant from, Instant until) {
        List<PickingSlot> slots = new ArrayList<>();
        LocalDate first = dateOf(from).minusDays(1);
        for (int day = 0; day <= HORIZON_DAYS && !ranges.isEmpty(); day++) {
            LocalDate date = first.plusDays(day);
            if (date.isAfter(dateOf(until))) {
                break;
            }
            for (PickingSlot slot : slotsOf(date)) {
                if (slot.end().isAfter(from) && slot.start().isBefore(until)) {
                    slots.add(slot);
                }
            }
        }
        return slots;
    }

    private List<PickingSlot> slotsOf(LocalDate date) {
        List<PickingSlot> slots = new ArrayList<>();
        for (TimeRange range : rangesOf(date)) {
            Instant start = firstReading(date, range.start().toLocalTime());
            Instant end = lastReading(
                    isOverMidnight(range) ? date.plusDays(1) : date, range.end().toLocalTime());
            if (start.isBefore(end)) {
                slots.add(new PickingSlot(date, start, end, range.capacity()));
            }
        }
        return slots;
    }

    /** The times of a date without overlap, in order; what goes on after midnight counts to the date it goes on to. */
    private List<Opening> openings(LocalDate date) {
        List<Opening> all = new ArrayList<>();
        for (TimeRange range : rangesOf(date.minusDays(1))) {
            if (isOverMidnight(range)) {
                all.add(new Opening(
                        date.atStartOfDay(zone).toInstant(),
                        lastReading(date, range.end().toLocalTime())));
            }
        }
        for (TimeRange range : rangesOf(date)) {
            all.add(new Opening(
                    firstReading(date, range.start().toLocalTime()),
                    isOverMidnight(range)
                            ? date.plusDays(1).atStartOfDay(zone).toInstant()
                            : lastReading(date, range.end().toLocalTime())));
        }
        return all.size() == 1 && all.getFirst().isReal() ? all : merged(all);
    }

    private static List<Opening> merged(List<Opening> all) {
        List<Opening> merged = new ArrayList<>();
        @Nullable Opening open = null;
        for (Opening next : all.stream()
                .filter(Opening::isReal)
                .sorted(Comparator.comparing(Opening::start))
                .toList()) {
            if (open == null) {
                open = next;
            } else if (next.start.isAfter(open.end)) {
                merged.add(open);
                open = next;
            } else {
                open = new Opening(open.start, later(open.end, next.end));
            }
        }
        if (open != null) {
            merged.add(open);
        }
        return merged;
    }

    private List<TimeRange> rangesOf(LocalDate date) {
        return isClosingDay(date) ? List.of() : ranges.getOrDefault(date.getDayOfWeek(), List.of());
    }

    private static boolean isOverMidnight(TimeRange range) {
        return range.end().toLocalTime().isBefore(range.start().toLocalTime());
    }

    private Instant firstReading(LocalDate date, LocalTime time) {
        return reading(date.atTime(time), true);
    }

    private Instant lastReading(LocalDate date, LocalTime time) {
        return reading(date.atTime(time), false);
    }

    /** The moment when clocks show that time; when they skip it, the moment of the skip. */
    Instant reading(LocalDateTime time, boolean first) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(time);
        if (transition == null) {
            return time.toInstant(zone.getRules().getOffset(time));
        }
        if (transition.isGap()) {
            return transition.getInstant();
        }
        return time.toInstant(first ? transition.getOffsetBefore() : transition.getOffsetAfter());
    }

    private LocalDate dateOf(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static void requireNotNegative(Duration work) {
        if (work.isNegative()) {
            throw new IllegalArgumentException("work must not be negative: " + work);
        }
    }

    private record Opening(Instant start, Instant end) {
        boolean contains(Instant at) {
            return !at.isBefore(start) && at.isBefore(end);
        }

        boolean isReal() {
            return start.isBefore(end);
        }
    }
}
