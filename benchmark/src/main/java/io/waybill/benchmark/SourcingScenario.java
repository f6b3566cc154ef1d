package io.waybill.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link SourcingBenchmark} with JMH, in a JVM of its own. */
final class SourcingScenario {
    private static final String NAME = "sourcing";
    private static final int WARM_UPS = 3;

    private final Settings settings;

    SourcingScenario(Settings settings) {
        this.settings = settings;
    }

    void measure(Report report) {
        // As long as the other scenarios in all, but no iteration so short that it says nothing.
        TimeValue iteration = TimeValue.milliseconds(Math.clamp(settings.time().toMillis() / 10, 100, 1_000));
        Options options = new OptionsBuilder()
                .include("^" + SourcingBenchmark.class.getName() + "\\.")
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(iteration)
                .measurementIterations(Math.max(1, settings.runs()))
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results;
        try {
            results = new Runner(options).run();
        } catch (RunnerException e) {
            throw new BenchFailed("The benchmark of the sourcing engine failed: " + e.getMessage(), e);
        }
        for (RunResult result : results) {
            List<Double> rates = new ArrayList<>();
            result.getBenchmarkResults().forEach(fork -> {
                for (IterationResult each : fork.getIterationResults()) {
                    rates.add(each.getPrimaryResult().getScore());
                }
            });
            String order = result.getParams()
                    .getParam("order")
                    .toLowerCase(Locale.ROOT)
                    .replace('_', ' ');
            String name = String.format(
                    Locale.ROOT,
                    "decisions: %s, %,d facilities",
                    order.equals("split") ? "five lines in three parts" : order,
                    Integer.parseInt(result.getParams().getParam("facilities")));
            report.add(Figure.of(NAME, name, rates, "/s"));
        }
    }
}
