package io.waybill.platform.routing;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.routing.RoutingStrategy.Recurrence;
import io.waybill.platform.routing.RoutingStrategy.TimeFrame;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a part of a strategy counts. A frame includes its beginning and excludes its end. A yearly frame compares day,
 * month and time of day on the clocks of the tenant's time zone: so it begins at the same hour whether or not daylight
 * saving time has begun, may reach over New Year, and one that begins on 29 February begins on 1 March in other years.
 * Pure.
 */
final class ActivationTime {
    private ActivationTime() {}

    /** Whether the frames let their element count now; none always do. */
    static boolean isWithin(@Nullable List<TimeFrame> frames, Instant now, ZoneId zone) {
        return frames == null || frames.isEmpty() || frames.stream().anyMatch(frame -> isWithin(frame, now, zone));
    }

    private static boolean isWithin(TimeFrame frame, Instant now, ZoneId zone) {
        Instant from = frame.activeFrom();
        Instant until = frame.activeUntil();
        if (frame.recurrence() == Recurrence.NONRECURRING) {
            return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
        }
        YearTime time = YearTime.of(now, zone);
        YearTime begin = from == null ? YearTime.FIRST : YearTime.of(from, zone);
        if (until == null) {
            return time.compareTo(begin) >= 0;
        }
        YearTime end = YearTime.of(until, zone);
        boolean begun = time.compareTo(begin) >= 0;
        boolean ended = time.compareTo(end) >= 0;
        // From November to February there are two stretches in a year, and a frame that ends where it begins is the
        // whole year.
        return begin.compareTo(end) < 0 ? begun && !ended : begun || !ended;
    }

    /** @throws Rejection 400 when a frame can never be or is longer than the year that it repeats in */
    static void check(@Nullable List<TimeFrame> frames, ZoneId zone, String path) {
        if (frames == null) {
            return;
        }
        for (TimeFrame frame : frames) {
            Instant from = frame.activeFrom();
            Instant until = frame.activeUntil();
            if (from == null || until == null) {
                continue;
            }
            if (frame.recurrence() == Recurrence.NONRECURRING && !from.isBefore(until)) {
                throw Rejection.invalid(path + ".activationTimeFrames: activeFrom must be before activeUntil");
            }
            LocalDateTime aYearLater = LocalDateTime.ofInstant(from, zone).plusYears(1);
            if (frame.recurrence() == Recurrence.YEARLY
                    && LocalDateTime.ofInstant(until, zone).isAfter(aYearLater)) {
                throw Rejection.invalid(
                        path + ".activationTimeFrames: a YEARLY frame must end at most one year after it begins");
            }
        }
    }

    /** A moment of any year, on the clock. */
    private record YearTime(MonthDay day, LocalTime time) implements Comparable<YearTime> {
        static final YearTime FIRST = new YearTime(MonthDay.of(1, 1), LocalTime.MIN);

        static YearTime of(Instant instant, ZoneId zone) {
            ZonedDateTime local = instant.atZone(zone);
            return new YearTime(MonthDay.from(local), local.toLocalTime());
        }

        @Override
        public int compareTo(YearTime other) {
            int days = day.compareTo(other.day);
            return days == 0 ? time.compareTo(other.time) : days;
        }
    }
}
