package io.waybill.connector.job;

import io.waybill.client.http.Deadline;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.parked.ParkedMessages;
import io.waybill.connector.parked.ParkedMessages.Origin;
import io.waybill.connector.parked.ParkedMessages.Parked;
import io.waybill.connector.parked.ReplayParked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Tries parked messages again, each less often the more often it was tried, a day apart at most: somebody may have
 * repaired the cause without saying so.
 */
final class RetryParked implements Step {
    private static final String NAME = "parked";
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration ONE = Duration.ofSeconds(30);

    private final ParkedMessages parked;
    private final ReplayParked replay;
    private final ConnectorMetrics metrics;
    private final Duration pause;
    private final Clock clock;

    /** @param pause before the second attempt; it doubles with each further one */
    RetryParked(ParkedMessages parked, ReplayParked replay, ConnectorMetrics metrics, Duration pause, Clock clock) {
        this.parked = parked;
        this.replay = replay;
        this.metrics = metrics;
        this.pause = pause;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Progress progress, Deadline deadline) {
        for (Parked message : parked.list(deadline)) {
            if (message.origin() == Origin.UNREADABLE || !due(message)) {
                progress.count(NAME, "left", 1);
                continue;
            }
            if (!progress.enoughTime(NAME, deadline)) {
                return;
            }
            progress.stillAtWork(deadline);
            Outcome outcome = replay.replay(message, Deadline.within(deadline.atMost(ONE)));
            metrics.handledParked(outcome.name());
            progress.settled(NAME, outcome);
        }
    }

    private boolean due(Parked message) {
        try {
            Duration wait = pause.multipliedBy(1L << Math.min(20, Math.max(0, message.attempts() - 1)));
            Duration bounded = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
            return !clock.instant().isBefore(Instant.parse(message.parkedAt()).plus(bounded));
        } catch (DateTimeParseException unknownTime) {
            return true;
        }
    }
}
