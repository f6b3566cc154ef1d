package io.waybill.connector.longrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.CustomObjects;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * One instance's turn at a long run. Every step writes with the version of the step before, so an instance that lost its
 * lease gets a version conflict instead of undoing the other's progress. Used by one thread.
 */
public final class Turn {
    static final String LEASED_UNTIL = "leasedUntil";
    static final String STARTED_AT = "startedAt";
    static final String FINISHED_AT = "finishedAt";
    static final String CURSOR = "cursor";
    static final String COUNTS = "counts";

    private static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final CustomObjects objects;
    private final Clock clock;
    private final String name;
    private final ObjectNode state;
    private long version;

    Turn(CustomObjects objects, Clock clock, String name, long version, ObjectNode state) {
        this.objects = objects;
        this.clock = clock;
        this.name = name;
        this.version = version;
        this.state = state;
    }

    /** Where the run was left; without fields at its beginning. */
    public ObjectNode cursor() {
        return state.withObjectProperty(CURSOR).deepCopy();
    }

    /** What the run counted so far, over all its turns. */
    public ObjectNode counts() {
        return state.withObjectProperty(COUNTS).deepCopy();
    }

    /** Adds to a count. */
    public void count(String what, long more) {
        ObjectNode counts = state.withObjectProperty(COUNTS);
        counts.put(what, counts.path(what).asLong() + more);
    }

    /**
     * Remembers how far the run came, and keeps the lease.
     *
     * @throws io.waybill.connector.commercetools.CommercetoolsRejectedException with a version conflict when another
     *     instance has the run now
     */
    public void advance(JsonNode cursor, Deadline deadline) {
        state.set(CURSOR, cursor);
        keep(deadline);
    }

    /**
     * Works, then gives the run back: finished where the work says that it is complete, else to be gone on with, also when
     * it failed.
     *
     * @return whether the run is finished
     */
    public boolean work(BooleanSupplier work) {
        boolean complete = false;
        try {
            complete = work.getAsBoolean();
        } finally {
            if (complete) {
                finish();
            } else {
                pause();
            }
        }
        return complete;
    }

    /** Gives the run back unfinished; the next turn goes on from the cursor. */
    public void pause() {
        state.remove(LEASED_UNTIL);
        write(Deadline.within(LAST_WORD));
    }

    /** The run is over until it is due again. */
    public void finish() {
        state.remove(LEASED_UNTIL);
        state.remove(CURSOR);
        state.put(FINISHED_AT, clock.instant().toString());
        write(Deadline.within(LAST_WORD));
    }

    void keep(Deadline deadline) {
        state.put(LEASED_UNTIL, clock.instant().plus(LongRuns.LEASE).toString());
        write(deadline);
    }

    private void write(Deadline deadline) {
        version = objects.write(LongRuns.CONTAINER, name, state, version, deadline)
                .version();
    }
}
