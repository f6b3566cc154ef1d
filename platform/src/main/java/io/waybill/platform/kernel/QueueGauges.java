package io.waybill.platform.kernel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.platform.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How deep and how old a queue is, as the metrics {@code waybill.queue.depth} (items) and {@code waybill.queue.age}
 * (seconds since its oldest item could have been taken; 0 when it is empty), both by queue and state. All gauges of a
 * queue share one look at its table, at most every five seconds. Thread-safe.
 */
public final class QueueGauges {
    private static final Duration GOOD_FOR = Duration.ofSeconds(5);

    private final Database database;
    private final Clock clock;
    private final MeterRegistry metrics;

    public QueueGauges(Database database, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * The items of one state.
     *
     * @param oldest since when the oldest one could have been taken; null when there is none
     */
    public record Depth(String state, long items, @Nullable Instant oldest) {}

    /**
     * Registers the gauges of a queue.
     *
     * @param states all that the queue knows; one that the look leaves out counts as empty
     * @param look reads the table as it is at the instant
     */
    public void register(String queue, List<String> states, Look look) {
        Measurement measurement = new Measurement(look);
        for (String state : states) {
            gauge("waybill.queue.depth", "Items in the queue", queue, state, measurement.of(state, Depth::items));
            gauge(
                    "waybill.queue.age",
                    "How long the oldest item has been waiting",
                    queue,
                    state,
                    measurement.of(state, this::age));
        }
    }

    private double age(Depth depth) {
        Instant oldest = depth.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    private void gauge(String name, String description, String queue, String state, Supplier<Number> value) {
        Gauge.Builder<Supplier<Number>> gauge =
                Gauge.builder(name, value).description(description).tags("queue", queue, "state", state);
        if (name.endsWith("age")) {
            gauge.baseUnit("seconds");
        }
        gauge.register(metrics);
    }

    /** Reads how deep a queue is now. */
    @FunctionalInterface
    public interface Look {
        List<Depth> at(Handle handle, Instant now);
    }

    private final class Measurement {
        private final Look look;
        private final AtomicReference<Measured> last = new AtomicReference<>(new Measured(List.of(), Instant.EPOCH));

        Measurement(Look look) {
            this.look = look;
        }

        Supplier<Number> of(String state, ToDoubleFunction<Depth> figure) {
            return () -> depths().stream()
                    .filter(depth -> depth.state().equals(state))
                    .mapToDouble(figure)
                    .sum();
        }

        private List<Depth> depths() {
            Instant now = clock.instant();
            Measured measured = Objects.requireNonNull(last.get());
            if (measured.at().plus(GOOD_FOR).isBefore(now)) {
                measured = new Measured(database.read(handle -> look.at(handle, now)), now);
                last.set(measured);
            }
            return measured.depths();
        }
    }

    private record Measured(List<Depth> depths, Instant at) {}
}
