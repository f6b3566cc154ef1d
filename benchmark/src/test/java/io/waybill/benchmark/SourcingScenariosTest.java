package io.waybill.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is measured of the engine, in the smallest size. About what is found, not how fast. */
class SourcingScenariosTest {

    private final Settings quick = new Settings(1, 10, Duration.ofSeconds(1), true, Optional.empty());
    private final Report report = new Report(Machine.here(), "a test");

    @Test
    void exactIsTheBestOfAllPlansAndNoPlanIsBelowItsBound() {
        new SourcingQuality(quick).measure(report);

        assertThat(median("orders for which exact is the best of all plans")).isEqualTo(100);
        for (String scenario :
                report.figures().stream().map(Figure::scenario).distinct().toList()) {
            if (scenario.contains("linear program")) {
                assertThat(median(scenario, "penalty of the linear program (no plan costs less)"))
                        .isLessThanOrEqualTo(median(scenario, "penalty per order, exact") + 1e-6);
            }
        }
        assertThat(median("routed by sequential: penalty saved by the pool")).isBetween(0.0, 100.0);
    }

    @Test
    void onThePublishedGeneratorNobodyIsFarBelowTheLinearProgram() {
        new PublishedInstances(quick).measure(report);

        // The program holds in expectation; a sequence of arrivals may be cheaper by chance.
        assertThat(report.figures().stream().filter(figure -> !figure.name().contains("parcels")))
                .hasSize(5)
                .allSatisfy(figure -> assertThat(figure.median()).isBetween(0.8, 5.0));
    }

    private double median(String name) {
        return report.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .median();
    }

    private double median(String scenario, String name) {
        return report.figures().stream()
                .filter(figure ->
                        figure.scenario().equals(scenario) && figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .median();
    }
}
