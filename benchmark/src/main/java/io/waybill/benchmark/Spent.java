package io.waybill.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects what runs cost in processor time, by who used it. */
final class Spent {
    private final Platform platform;
    private final List<Double> server = new ArrayList<>();
    private final List<Double> database = new ArrayList<>();
    private final List<Double> generator = new ArrayList<>();
    private ProcessorTime before;

    Spent(Platform platform) {
        this.platform = platform;
        this.before = ProcessorTime.now(platform);
    }

    void start() {
        before = ProcessorTime.now(platform);
    }

    /** @param things what was done since the start */
    void stop(int things) {
        ProcessorTime used = ProcessorTime.now(platform).since(before);
        add(server, used, ProcessorTime::platform, things);
        add(database, used, ProcessorTime::database, things);
        add(generator, used, ProcessorTime::generator, things);
    }

    private static void add(
            List<Double> values, ProcessorTime used, Function<ProcessorTime, Duration> part, int things) {
        values.add(part.apply(used).toNanos() / 1000.0 / things);
    }

    void report(Report report, String scenario, String thing) {
        report.add(Figure.of(scenario, "  processor time per " + thing + ": platform", server, " µs"));
        report.add(Figure.of(scenario, "  processor time per " + thing + ": PostgreSQL", database, " µs"));
        report.add(Figure.of(scenario, "  processor time per " + thing + ": this load generator", generator, " µs"));
    }
}
