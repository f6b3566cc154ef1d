package io.waybill.platform.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after a failed delivery: twice as long each time up to a limit, or as long as the target asked for.
 *
 * @param first wait after the first failure
 * @param longest limit of the waits that Waybill chooses
 */
record Backoff(Duration first, Duration longest) {
    /** A target cannot hold a delivery back for longer at a time. */
    static final Duration LONGEST_ASKED = Duration.ofHours(24);

    private static final double JITTER = 0.2;

    /**
     * @param attempts how many have failed, at least 1
     * @param asked what Retry-After said; null when it said nothing
     * @param random from 0 to 1; spreads the waits by a fifth in both directions
     */
    Duration after(int attempts, @Nullable Duration asked, double random) {
        if (asked != null && !asked.isNegative()) {
            return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        }
        double doubled = first.toMillis() * Math.pow(2, Math.min(attempts - 1, 30));
        double limited = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(limited * (1 - JITTER + 2 * JITTER * random)));
    }
}
