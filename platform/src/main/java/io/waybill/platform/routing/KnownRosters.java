package io.waybill.platform.routing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rosters that this node knows to be stored. Each is written anew once a day, so that one in use is seen to be in use
 * and is kept. Thread-safe.
 */
@ApplicationScoped
class KnownRosters {
    /** A roster that was not written for this much longer than decision logs are kept belongs to none of them. */
    static final Duration UNUSED = Duration.ofDays(2);

    private static final Duration REWRITTEN = Duration.ofDays(1);

    /** A roster changes with every new facility; what is forgotten is written once more. */
    private static final int MOST_KNOWN = 1_000;

    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    /** Whether the roster does not have to be written now. */
    boolean contains(String hash, Instant now) {
        Instant last = written.get(hash);
        return last != null && now.isBefore(last.plus(REWRITTEN));
    }

    /** The roster was written; to be called once that is committed. */
    void add(String hash, Instant now) {
        if (written.size() >= MOST_KNOWN) {
            written.clear();
        }
        written.put(hash, now);
    }

    /** Rosters were deleted. */
    void forget() {
        written.clear();
    }
}
