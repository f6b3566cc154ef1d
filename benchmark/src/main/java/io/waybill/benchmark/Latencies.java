package io.waybill.benchmark;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Durations, kept to three digits from a microsecond to five minutes; longer ones count as five minutes. Thread-safe. */
final class Latencies {
    private static final long LONGEST_MICROSECONDS = Duration.ofMinutes(5).toNanos() / 1000;

    private final Histogram histogram = new ConcurrentHistogram(LONGEST_MICROSECONDS, 3);

    /** A negative one, which clocks of differing resolution produce, counts as none. */
    void record(Duration duration) {
        histogram.recordValue(Math.clamp(duration.toNanos() / 1000, 0, LONGEST_MICROSECONDS));
    }

    long count() {
        return histogram.getTotalCount();
    }

    /**
     * That many percent of the durations were no longer, in milliseconds.
     *
     * @param percentile from 0 to 100
     */
    double milliseconds(double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }
}
