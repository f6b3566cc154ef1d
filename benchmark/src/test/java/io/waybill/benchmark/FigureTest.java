package io.waybill.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {
    @Test
    void theMedianOfAnOddNumberOfRunsIsTheOneInTheMiddle() {
        assertThat(Figure.of("intake", "orders", List.of(30.0, 10.0, 20.0), "/s")
                        .median())
                .isEqualTo(20);
    }

    @Test
    void theMedianOfAnEvenNumberOfRunsIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Figure.of("intake", "orders", List.of(40.0, 10.0, 20.0, 30.0), "/s")
                        .median())
                .isEqualTo(25);
    }

    @Test
    void aFigureWithoutARunIsRefused() {
        assertThatThrownBy(() -> Figure.of("intake", "orders", List.of(), "/s"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPercentileIsTheDurationThatSoManyPercentDoNotExceed() {
        Latencies latencies = new Latencies();
        for (int milliseconds = 1; milliseconds <= 1_000; milliseconds++) {
            latencies.record(Duration.ofMillis(milliseconds));
        }
        assertThat(latencies.count()).isEqualTo(1_000);
        assertThat(latencies.milliseconds(50)).isCloseTo(500, within(1.0));
        assertThat(latencies.milliseconds(99)).isCloseTo(990, within(1.0));
        assertThat(latencies.milliseconds(100)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void aDurationOutsideTheScaleIsPutAtItsEnd() {
        Latencies latencies = new Latencies();
        latencies.record(Duration.ofMillis(-3));
        latencies.record(Duration.ofHours(1));
        assertThat(latencies.milliseconds(0)).isZero();
        assertThat(latencies.milliseconds(100)).isCloseTo(300_000, within(300.0));
    }

    @Test
    void theReportShowsMedianAimAndRunsUnderTheirScenario() {
        Report report = new Report(Machine.here(), "abc1234");
        report.add(new Figure("intake", "orders taken in", List.of(2_345.6, 3_000.0, 999.9), "/s", "3,000/s"));
        report.add(Figure.of("start", "up", List.of(3.456), " s"));
        StringWriter out = new StringWriter();

        report.print(new PrintWriter(out, true), "./waybill bench intake start");

        assertThat(out.toString())
                .contains("abc1234", "./waybill bench intake start", "processor", "intake", "start")
                .containsPattern("orders taken in +2,346/s +3,000/s +2,346  3,000  1,000")
                .containsPattern("up +3\\.46 s +3\\.46");
    }
}
