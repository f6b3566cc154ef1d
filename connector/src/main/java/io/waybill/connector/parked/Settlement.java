package io.waybill.connector.parked;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages.Origin;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Does the work on one message and sees that it has an end: done, ignored, parked, or to be delivered again. A message
 * that cannot be parked is not acknowledged. Thread-safe.
 */
public final class Settlement {
    private static final Logger LOG = System.getLogger(Settlement.class.getName());
    private static final Duration LAST_WORD = Duration.ofSeconds(1);

    private final ParkedMessages parked;
    private final ConnectorMetrics metrics;
    private final Runnable whenParked;

    /** @param whenParked told after a message was parked; quick, and never fails */
    public Settlement(ParkedMessages parked, ConnectorMetrics metrics, Runnable whenParked) {
        this.parked = parked;
        this.metrics = metrics;
        this.whenParked = whenParked;
    }

    /**
     * Settles a message.
     *
     * @param key names what the message is about; also the key under which it is parked
     * @param content what is needed to do the work again
     */
    public Outcome settle(Origin origin, String key, JsonNode content, Deadline deadline, Supplier<Outcome> work) {
        long begin = System.nanoTime();
        Outcome outcome = Outcome.of(work);
        if (outcome instanceof Outcome.Impossible impossible) {
            outcome = park(origin, key, content, impossible, deadline);
        }
        String source = origin.name().toLowerCase(Locale.ROOT);
        metrics.settled(source, outcome.name(), Duration.ofNanos(System.nanoTime() - begin));
        log(source, key, outcome);
        return outcome;
    }

    private Outcome park(
            Origin origin, String key, JsonNode content, Outcome.Impossible impossible, Deadline deadline) {
        Deadline enough = deadline.remaining().compareTo(LAST_WORD) < 0 ? Deadline.within(LAST_WORD) : deadline;
        Outcome parking = Outcome.of(() -> {
            parked.park(key, origin, content, impossible, enough);
            metrics.parkedFor(impossible.code().name());
            return impossible;
        });
        if (parking == impossible) {
            whenParked.run();
        }
        return parking == impossible
                ? impossible
                : new Outcome.Later(
                        "cannot be parked: " + (parking instanceof Outcome.Later later ? later.reason() : "refused"));
    }

    private static void log(String source, String key, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> LOG.log(Logger.Level.INFO, "{0} {1}: {2}", source, key, done.what());
            case Outcome.Ignored ignored -> LOG.log(Logger.Level.DEBUG, "{0} {1}: {2}", source, key, ignored.why());
            case Outcome.Impossible impossible ->
                LOG.log(
                        Logger.Level.ERROR,
                        "{0} {1}: parked: {2}: {3}",
                        source,
                        key,
                        impossible.code(),
                        impossible.reason());
            case Outcome.Later later ->
                LOG.log(Logger.Level.WARNING, "{0} {1}: again later: {2}", source, key, later.reason());
        }
    }
}
