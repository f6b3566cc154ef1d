package io.waybill.connector.longrun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.connector.commercetools.CustomObjects.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs over everything there is, each with its custom object: who works on it, how far it came, when it was last
 * finished. Two instances never hold the same run; one that died lets go of it after ten minutes. Thread-safe.
 */
public final class LongRuns {
    /** A run as the job calls it. */
    public interface Run {
        /**
         * Takes a turn that ends before the deadline.
         *
         * @param every how long a finished run holds; zero begins a new one at once
         * @return what was found and done; empty when another instance is at it or it is not due
         */
        Optional<ObjectNode> run(Duration every, Deadline deadline);
    }

    /** Container of the custom objects. */
    public static final String CONTAINER = "waybill-job";

    private static final String HASTENED = "-due";

    static final Duration LEASE = Duration.ofMinutes(10);

    private final CustomObjects objects;
    private final Clock clock;

    /** Runs remembered in those custom objects. */
    public LongRuns(CustomObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    /** Makes the run due at its next call, and once more after the one that is on its way. */
    public void hasten(String name, Deadline deadline) {
        ObjectNode since =
                JsonHttp.JSON.createObjectNode().put("since", clock.instant().toString());
        objects.write(CONTAINER, name + HASTENED, since, null, deadline);
    }

    /**
     * A turn at the run: to go on with it where it was left, or to begin it when the last one was finished longer ago
     * than {@code every}. Empty when another instance is at it, and when it is not due.
     */
    public Optional<Turn> take(String name, Duration every, Deadline deadline) {
        Optional<Stored> present = objects.find(CONTAINER, name, deadline);
        ObjectNode state = present.filter(found -> found.value().isObject())
                .map(found -> ((ObjectNode) found.value()).deepCopy())
                .orElseGet(JsonHttp.JSON::createObjectNode);
        if (later(state, Turn.LEASED_UNTIL, Duration.ZERO)) {
            return Optional.empty();
        }
        Optional<Stored> hastened = Optional.empty();
        if (!state.has(Turn.CURSOR)) {
            hastened = objects.find(CONTAINER, name + HASTENED, deadline);
            if (hastened.isEmpty() && later(state, Turn.FINISHED_AT, every)) {
                return Optional.empty();
            }
            state.put(Turn.STARTED_AT, clock.instant().toString());
            state.putObject(Turn.CURSOR);
            state.putObject(Turn.COUNTS);
        }
        Turn turn = new Turn(objects, clock, name, present.map(Stored::version).orElse(0L), state);
        try {
            turn.keep(deadline);
            hastened.ifPresent(done -> forget(done, deadline));
            return Optional.of(turn);
        } catch (CommercetoolsRejectedException refused) {
            if (refused.versionConflict()) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** One that was written anew meanwhile stands for something that this run may miss, so it stays. */
    private void forget(Stored hastened, Deadline deadline) {
        try {
            objects.delete(hastened, deadline);
        } catch (CommercetoolsRejectedException refused) {
            if (!refused.versionConflict()) {
                throw refused;
            }
        }
    }

    private boolean later(ObjectNode state, String field, Duration added) {
        String at = state.path(field).asText("");
        return !at.isEmpty() && clock.instant().isBefore(Instant.parse(at).plus(added));
    }
}
