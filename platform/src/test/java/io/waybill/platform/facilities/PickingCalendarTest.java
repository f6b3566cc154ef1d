package io.waybill.platform.facilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** The calendar against a walk through time minute by minute, and its rules one by one. */
class PickingCalendarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "America/Havana",
            "America/Santiago",
            "Asia/Kathmandu",
            "UTC");

    /** Days walked; long enough for the calendars below to say something. */
    private static final int DAYS = 12;

    // ------------------------------------------------------------------ properties

    @Property(tries = 150)
    void agreesWithAWalkThroughEveryMinute(
            @ForAll("situations") Situation situation, @ForAll @IntRange(max = 3000) int work) {
        PickingCalendar calendar = situation.calendar();
        Walk walk = new Walk(situation);
        Instant from = situation.from();

        for (int minute = 0; minute < 2 * 1440; minute += 7) {
            Instant at = from.plus(minute, ChronoUnit.MINUTES);
            assertThat(calendar.isOpen(at)).as("%s", at).isEqualTo(walk.isOpen(at));
        }
        Instant until = from.plus(4, ChronoUnit.DAYS);
        assertThat(calendar.between(from, until).toMinutes()).isEqualTo(walk.between(from, until));
        Instant walked = walk.plus(from, work);
        if (walked != null) {
            assertThat(calendar.plus(from, Duration.ofMinutes(work))).contains(walked);
        }
        Instant back = walk.minus(from, work);
        if (back != null && work > 0) {
            assertThat(calendar.minus(from, Duration.ofMinutes(work))).contains(back);
        }
    }

    @Property(tries = 300)
    void takingOffWhatWasAddedComesBackToAnOpenMoment(
            @ForAll("situations") Situation situation, @ForAll @IntRange(max = 10_000) int work) {
        PickingCalendar calendar = situation.calendar();
        calendar.nextOpen(situation.from())
                .ifPresent(open -> calendar.plus(open, Duration.ofMinutes(work))
                        .ifPresent(end -> assertThat(calendar.minus(end, Duration.ofMinutes(work)))
                                .contains(open)));
    }

    @Property(tries = 300)
    void whatIsReachedLiesInsideOpeningsOrAtTheirEnd(
            @ForAll("situations") Situation situation, @ForAll @IntRange(max = 10_000) int work) {
        PickingCalendar calendar = situation.calendar();
        Duration duration = Duration.ofMinutes(work);
        calendar.plus(situation.from(), duration).ifPresent(reached -> {
            assertThat(calendar.isOpen(reached) || calendar.isOpen(reached.minusMillis(1)))
                    .isTrue();
            assertThat(reached).isAfterOrEqualTo(situation.from());
            if (work > 0) {
                assertThat(calendar.between(situation.from(), reached)).isEqualTo(duration);
            }
        });
        calendar.minus(situation.from(), duration).ifPresent(reached -> {
            assertThat(calendar.isOpen(reached) || calendar.isOpen(reached.minusMillis(1)))
                    .isTrue();
            assertThat(reached).isBeforeOrEqualTo(situation.from());
        });
    }

    @Property(tries = 300)
    void startingLaterNeverEndsEarlierAndMoreWorkNeverEndsEarlier(
            @ForAll("situations") Situation situation,
            @ForAll @IntRange(max = 3000) int work,
            @ForAll @IntRange(max = 3000) int delay) {
        PickingCalendar calendar = situation.calendar();
        Duration duration = Duration.ofMinutes(work);
        calendar.plus(situation.from(), duration).ifPresent(end -> {
            calendar.plus(situation.from().plus(delay, ChronoUnit.MINUTES), duration)
                    .ifPresent(later -> assertThat(later).isAfterOrEqualTo(end));
            calendar.plus(situation.from(), duration.plusMinutes(delay))
                    .ifPresent(later -> assertThat(later).isAfterOrEqualTo(end));
        });
    }

    // ------------------------------------------------------------------ rules

    @Example
    void onTheDayWithoutItsSecondHourARangeOverThatHourIsShorter() {
        PickingCalendar calendar = calendar(BERLIN, range(1, 0, 4, 0));
        Instant start = at(BERLIN, "2026-03-29T01:00");

        assertThat(calendar.plus(start, Duration.ofHours(2))).contains(at(BERLIN, "2026-03-29T04:00"));
        assertThat(calendar.between(at(BERLIN, "2026-03-29T00:00"), at(BERLIN, "2026-03-30T00:00")))
                .isEqualTo(Duration.ofHours(2));
    }

    @Example
    void onTheDayWithTwoSecondHoursARangeOverThemIsLonger() {
        PickingCalendar calendar = calendar(BERLIN, range(1, 0, 4, 0));

        assertThat(calendar.between(at(BERLIN, "2026-10-25T00:00"), at(BERLIN, "2026-10-26T00:00")))
                .isEqualTo(Duration.ofHours(4));
    }

    @Example
    void aRangeWithinSkippedTimeDoesNotTakePlace() {
        PickingCalendar calendar = calendar(BERLIN, range(2, 10, 2, 50));

        assertThat(calendar.hasPicking(LocalDate.parse("2026-03-29"))).isFalse();
        assertThat(calendar.nextOpen(at(BERLIN, "2026-03-28T12:00"))).contains(at(BERLIN, "2026-03-30T02:10"));
        assertThat(calendar.slots(at(BERLIN, "2026-03-29T00:00"), at(BERLIN, "2026-03-30T00:00")))
                .isEmpty();
    }

    @Example
    void theSameTimesAreOtherMomentsInAnotherZone() {
        Instant noonInUtc = Instant.parse("2026-06-01T12:00:00Z");

        assertThat(calendar(BERLIN, range(14, 0, 15, 0)).isOpen(noonInUtc)).isTrue();
        assertThat(calendar(ZoneId.of("America/New_York"), range(14, 0, 15, 0)).isOpen(noonInUtc))
                .isFalse();
    }

    @Example
    void withoutPickingTimesNothingIsEverOpen() {
        PickingCalendar calendar =
                new PickingCalendar(new PickingTimes(null, null, null, null, null, null, null), List.of(), BERLIN);
        Instant now = at(BERLIN, "2026-06-01T12:00");

        assertThat(calendar.nextOpen(now)).isEmpty();
        assertThat(calendar.minus(now, Duration.ofMinutes(1))).isEmpty();
        assertThat(calendar.slots(now, now.plus(100, ChronoUnit.DAYS))).isEmpty();
    }

    @Example
    void aFacilityClosedForYearsIsAnAnswerAndNoLongSearch() {
        List<ClosingDay> everyDay = new ArrayList<>();
        for (LocalDate day = LocalDate.parse("2024-01-01");
                day.isBefore(LocalDate.parse("2025-01-01"));
                day = day.plusDays(1)) {
            everyDay.add(closed(day, Recurrence.YEARLY));
        }
        PickingCalendar calendar = new PickingCalendar(daily(List.of(range(9, 0, 17, 0))), everyDay, BERLIN);

        assertThat(calendar.nextOpen(at(BERLIN, "2026-06-01T12:00"))).isEmpty();
    }

    @Example
    void aYearlyClosingDayComesBackAndASingleOneDoesNot() {
        PickingCalendar calendar = new PickingCalendar(
                daily(List.of(range(9, 0, 17, 0))),
                List.of(
                        closed(LocalDate.parse("2020-12-25"), Recurrence.YEARLY),
                        closed(LocalDate.parse("2020-12-27"), Recurrence.NONRECURRING)),
                BERLIN);

        assertThat(calendar.hasPicking(LocalDate.parse("2026-12-25"))).isFalse();
        assertThat(calendar.hasPicking(LocalDate.parse("2026-12-27"))).isTrue();
    }

    @Example
    void aRangeOverMidnightBelongsToTheDayItBeginsOn() {
        PickingTimes fridayNight = new PickingTimes(
                null, null, null, null, List.of(new TimeRange(time(22, 0), time(2, 0), 5)), null, null);
        PickingCalendar calendar = new PickingCalendar(fridayNight, List.of(), BERLIN);

        assertThat(calendar.isOpen(at(BERLIN, "2026-06-06T01:59"))).isTrue();
        assertThat(calendar.isOpen(at(BERLIN, "2026-06-05T01:59"))).isFalse();
        assertThat(calendar.slots(at(BERLIN, "2026-06-06T01:00"), at(BERLIN, "2026-06-07T00:00")))
                .containsExactly(new PickingSlot(
                        LocalDate.parse("2026-06-05"),
                        at(BERLIN, "2026-06-05T22:00"),
                        at(BERLIN, "2026-06-06T02:00"),
                        5));
    }

    @Example
    void rangesThatOverlapCountOnce() {
        PickingCalendar calendar = calendar(BERLIN, range(9, 0, 12, 0), range(11, 0, 13, 0));

        assertThat(calendar.plus(at(BERLIN, "2026-06-01T09:00"), Duration.ofHours(4)))
                .contains(at(BERLIN, "2026-06-01T13:00"));
    }

    // ------------------------------------------------------------------ the walk

    /** What somebody with a wall clock would note, minute by minute. */
    private static final class Walk {
        private final Instant origin;
        private final BitSet open = new BitSet();
        private final int length;

        Walk(Situation situation) {
            ZoneId zone = situation.zone;
            LocalDate first = situation.from().atZone(zone).toLocalDate().minusDays(DAYS);
            origin = first.atStartOfDay(zone).toInstant();
            length = 2 * DAYS * 1440;
            List<LocalDateTime> readings = new ArrayList<>();
            for (int minute = 0; minute < length; minute++) {
                readings.add(LocalDateTime.ofInstant(origin.plus(minute, ChronoUnit.MINUTES), zone));
            }
            for (LocalDate date = first.minusDays(1);
                    date.isBefore(first.plusDays(2L * DAYS));
                    date = date.plusDays(1)) {
                if (!situation.closed.contains(MonthDay.from(date))) {
                    for (TimeRange range : situation.times.on(date.getDayOfWeek())) {
                        mark(readings, date, range);
                    }
                }
            }
        }

        /** From the first minute that reads the start or later, to the last that reads less than the end. */
        private void mark(List<LocalDateTime> readings, LocalDate date, TimeRange range) {
            LocalTime start = range.start().toLocalTime();
            LocalTime end = range.end().toLocalTime();
            LocalDateTime from = date.atTime(start);
            LocalDateTime until = (end.isBefore(start) ? date.plusDays(1) : date).atTime(end);
            int first = -1;
            int last = -1;
            for (int minute = 0; minute < length; minute++) {
                if (first < 0 && !readings.get(minute).isBefore(from)) {
                    first = minute;
                }
                if (readings.get(minute).isBefore(until)) {
                    last = minute;
                }
            }
            if (first >= 0 && first <= last) {
                open.set(first, last + 1);
            }
        }

        private int minuteOf(Instant at) {
            return Math.toIntExact(ChronoUnit.MINUTES.between(origin, at));
        }

        boolean isOpen(Instant at) {
            return open.get(minuteOf(at));
        }

        long between(Instant from, Instant to) {
            return open.get(minuteOf(from), minuteOf(to)).cardinality();
        }

        @Nullable
        Instant plus(Instant from, int work) {
            int left = work;
            for (int minute = minuteOf(from); minute < length; minute++) {
                if (open.get(minute)) {
                    if (left == 0) {
                        return origin.plus(minute, ChronoUnit.MINUTES);
                    }
                    left--;
                    if (left == 0) {
                        return origin.plus(minute + 1L, ChronoUnit.MINUTES);
                    }
                }
            }
            return null;
        }

        @Nullable
        Instant minus(Instant to, int work) {
            int left = work;
            for (int minute = minuteOf(to) - 1; minute >= 0; minute--) {
                if (open.get(minute) && --left == 0) {
                    return origin.plus(minute, ChronoUnit.MINUTES);
                }
            }
            return null;
        }
    }

    // ------------------------------------------------------------------ data

    record Situation(ZoneId zone, PickingTimes times, List<MonthDay> closed, LocalDate day, int minuteOfDay) {
        Instant from() {
            return day.atStartOfDay(zone).toInstant().plus(minuteOfDay, ChronoUnit.MINUTES);
        }

        PickingCalendar calendar() {
            return new PickingCalendar(
                    times,
                    closed.stream()
                            .map(date -> new ClosingDay(
                                    date.atYear(2024).atTime(12, 0).atZone(zone).toInstant(),
                                    "closed",
                                    Recurrence.YEARLY))
                            .toList(),
                    zone);
        }
    }

    /** Weeks with up to three ranges a day, around the days on which clocks are changed. */
    @Provide
    Arbitrary<Situation> situations() {
        Arbitrary<List<TimeRange>> day = Arbitraries.integers()
                .between(0, 1439)
                .list()
                .ofMinSize(0)
                .ofMaxSize(6)
                .map(PickingCalendarTest::ranges);
        Arbitrary<PickingTimes> week = day.list()
                .ofSize(7)
                .map(days -> new PickingTimes(
                        days.get(0), days.get(1), days.get(2), days.get(3), days.get(4), days.get(5), days.get(6)));
        Arbitrary<ZoneId> zones = Arbitraries.of(ZONES).map(ZoneId::of);
        Arbitrary<LocalDate> days = Combinators.combine(
                        zones,
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(-4, 4))
                .as(PickingCalendarTest::nearChange);
        Arbitrary<List<MonthDay>> closings = Arbitraries.integers()
                .between(0, 365)
                .map(offset -> MonthDay.from(LocalDate.parse("2024-01-01").plusDays(offset)))
                .list()
                .ofMaxSize(60);
        return Combinators.combine(
                        zones, week, closings, days, Arbitraries.integers().between(0, 1439))
                .as(Situation::new);
    }

    private static LocalDate nearChange(ZoneId zone, int which, int distance) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        for (int change = 0; change <= which; change++) {
            var transition = zone.getRules().nextTransition(at);
            if (transition == null) {
                return LocalDate.parse("2026-06-01").plusDays(distance);
            }
            at = transition.getInstant();
        }
        return at.atZone(zone).toLocalDate().plusDays(distance);
    }

    /** Pairs of minutes as ranges; some overlap, some go over midnight. */
    private static List<TimeRange> ranges(List<Integer> minutes) {
        List<TimeRange> ranges = new ArrayList<>();
        for (int index = 0; index + 1 < minutes.size(); index += 2) {
            int start = minutes.get(index);
            int end = minutes.get(index + 1);
            ranges.add(new TimeRange(time(start / 60, start % 60), time(end / 60, end % 60), null));
        }
        return ranges;
    }

    private static PickingCalendar calendar(ZoneId zone, TimeRange... ranges) {
        return new PickingCalendar(daily(List.of(ranges)), List.of(), zone);
    }

    private static PickingTimes daily(List<TimeRange> day) {
        return new PickingTimes(day, day, day, day, day, day, day);
    }

    private static ClosingDay closed(LocalDate day, Recurrence recurrence) {
        return new ClosingDay(day.atTime(12, 0).atZone(BERLIN).toInstant(), "closed", recurrence);
    }

    private static TimeRange range(int startHour, int startMinute, int endHour, int endMinute) {
        return new TimeRange(time(startHour, startMinute), time(endHour, endMinute), null);
    }

    private static TimeOfDay time(int hour, int minute) {
        return new TimeOfDay(hour, minute);
    }

    private static Instant at(ZoneId zone, String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }
}
