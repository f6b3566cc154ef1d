package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.routing.RoutingStrategy.Recurrence;
import io.waybill.platform.routing.RoutingStrategy.TimeFrame;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivationTimeTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void withoutAFrameAnElementAlwaysCounts() {
        assertThat(ActivationTime.isWithin(null, Instant.EPOCH, BERLIN)).isTrue();
        assertThat(ActivationTime.isWithin(List.of(), Instant.EPOCH, BERLIN)).isTrue();
    }

    @Test
    void aFrameThatDoesNotRecurIncludesItsBeginningAndExcludesItsEnd() {
        List<TimeFrame> once = once("2026-11-27T00:00", "2026-11-30T00:00");

        assertThat(during(once, "2026-11-26T23:59:59.999")).isFalse();
        assertThat(during(once, "2026-11-27T00:00")).isTrue();
        assertThat(during(once, "2026-11-29T23:59:59.999")).isTrue();
        assertThat(during(once, "2026-11-30T00:00")).isFalse();
        assertThat(during(once, "2027-11-28T00:00")).isFalse();
    }

    @Test
    void aFrameOpenAtOneSideHasOnlyTheOtherBound() {
        assertThat(during(once("2026-11-27T00:00", null), "2126-01-01T00:00")).isTrue();
        assertThat(during(once(null, "2026-11-27T00:00"), "1926-01-01T00:00")).isTrue();
        assertThat(during(yearly("2026-11-27T00:00", null), "2030-12-31T23:59")).isTrue();
        assertThat(during(yearly("2026-11-27T00:00", null), "2030-01-01T00:00")).isFalse();
        assertThat(during(yearly(null, "2026-02-01T00:00"), "2030-01-31T23:59")).isTrue();
        assertThat(during(yearly(null, null), "2030-01-31T23:59")).isTrue();
    }

    @Test
    void aYearlyFrameComesBackEveryYearAlsoBeforeTheYearItNames() {
        List<TimeFrame> summer = yearly("2026-06-01T00:00", "2026-09-01T00:00");

        assertThat(during(summer, "2024-07-01T12:00")).isTrue();
        assertThat(during(summer, "2031-08-31T23:59")).isTrue();
        assertThat(during(summer, "2031-09-01T00:00")).isFalse();
    }

    @Test
    void aYearlyFrameMayReachOverNewYear() {
        List<TimeFrame> winter = yearly("2026-11-15T00:00", "2027-01-10T00:00");

        assertThat(during(winter, "2029-12-31T23:59")).isTrue();
        assertThat(during(winter, "2030-01-09T23:59")).isTrue();
        assertThat(during(winter, "2030-01-10T00:00")).isFalse();
        assertThat(during(winter, "2030-11-14T23:59")).isFalse();
    }

    @Test
    void aFrameFromTheTwentyNinthOfFebruaryBeginsInMarchInOtherYears() {
        List<TimeFrame> leap = yearly("2028-02-29T00:00", "2028-03-03T00:00");

        assertThat(during(leap, "2028-02-29T12:00")).isTrue();
        assertThat(during(leap, "2027-02-28T23:59")).isFalse();
        assertThat(during(leap, "2027-03-01T00:00")).isTrue();
    }

    @Test
    void aFrameUntilTheTwentyNinthOfFebruaryEndsWithFebruaryInOtherYears() {
        List<TimeFrame> leap = yearly("2028-02-20T00:00", "2028-02-29T00:00");

        assertThat(during(leap, "2027-02-28T23:59")).isTrue();
        assertThat(during(leap, "2027-03-01T00:00")).isFalse();
        assertThat(during(leap, "2028-02-29T00:00")).isFalse();
    }

    @Test
    void aYearlyFrameBeginsAtTheSameHourOfTheClockWhetherSummerTimeHasBegunOrNot() {
        // Summer time began on 29 March 2026, and begins on 25 March 2029 and on 31 March 2030.
        List<TimeFrame> frame = yearly("2026-03-30T08:00", "2026-04-02T08:00");

        assertThat(during(frame, "2030-03-30T07:59")).isFalse();
        assertThat(during(frame, "2030-03-30T08:00")).isTrue();
        assertThat(during(frame, "2029-03-30T07:59")).isFalse();
        assertThat(during(frame, "2029-03-30T08:00")).isTrue();
    }

    @Test
    void aFrameAtAnHourThatTheClocksSkipBeginsWithTheNextOne() {
        List<TimeFrame> frame = yearly("2027-03-29T02:30", "2027-03-30T00:00");

        // On 29 March 2026 the clocks went from 02:00 to 03:00.
        assertThat(ActivationTime.isWithin(frame, Instant.parse("2026-03-29T00:59:59Z"), BERLIN))
                .isFalse();
        assertThat(ActivationTime.isWithin(frame, Instant.parse("2026-03-29T01:00:00Z"), BERLIN))
                .isTrue();
    }

    @Test
    void aFrameThatCanNeverBeOrIsLongerThanAYearIsRefused() {
        assertThatThrownBy(() -> ActivationTime.check(once("2026-11-27T00:00", "2026-11-27T00:00"), BERLIN, "node"))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("node.activationTimeFrames: activeFrom must be before activeUntil");
        assertThatThrownBy(() -> ActivationTime.check(yearly("2026-11-27T00:00", "2027-11-27T00:01"), BERLIN, "node"))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("at most one year");
        ActivationTime.check(yearly("2026-11-27T00:00", "2027-11-27T00:00"), BERLIN, "node");
    }

    private static boolean during(List<TimeFrame> frames, String local) {
        return ActivationTime.isWithin(frames, at(local), BERLIN);
    }

    private static List<TimeFrame> once(String from, String until) {
        return List.of(new TimeFrame(at(from), at(until), Recurrence.NONRECURRING));
    }

    private static List<TimeFrame> yearly(String from, String until) {
        return List.of(new TimeFrame(at(from), at(until), Recurrence.YEARLY));
    }

    private static Instant at(String local) {
        return local == null ? null : LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
