package io.waybill.client.http;

import java.time.Duration;

/**
 * The point by which a piece of work has to be finished, whatever it is made of. Measured on the monotonic clock, so it
 * is only meaningful inside the process that made it. Immutable.
 */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    /** A deadline that far from now. */
    public static Deadline within(Duration budget) {
        return new Deadline(System.nanoTime() + budget.toNanos());
    }

    /** What is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /** Whether nothing is left. */
    public boolean expired() {
        return remaining().isZero();
    }

    /** The shorter of the given time and what is left. */
    public Duration atMost(Duration limit) {
        Duration remaining = remaining();
        return remaining.compareTo(limit) < 0 ? remaining : limit;
    }
}
