package io.waybill.connector.status;

import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.settings.Setting;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that an extra needs in the shop. What was there is trusted for ten minutes. Where the API client lacks the
 * scope to make it, the extra is left out for a minute, and only that extra. Thread-safe.
 */
final class Prepared<T> {
    private static final Logger LOG = System.getLogger(Prepared.class.getName());
    private static final Duration TRUST = Duration.ofMinutes(10);
    private static final Duration KEEP_DENIAL = Duration.ofMinutes(1);

    private record Known<T>(Optional<T> there, Instant until) {}

    private final Setting feature;
    private final boolean active;
    private final Clock clock;
    private volatile @Nullable Known<T> known;

    /** For that extra, if it is switched on. */
    Prepared(Setting feature, boolean active, Clock clock) {
        this.feature = feature;
        this.active = active;
        this.clock = clock;
    }

    /** What is there; empty when the extra is off, or may not have it. */
    Optional<T> get(Supplier<T> ensure) {
        if (!active) {
            return Optional.empty();
        }
        Known<T> last = known;
        if (last != null && clock.instant().isBefore(last.until())) {
            return last.there();
        }
        try {
            Optional<T> there = Optional.of(ensure.get());
            known = new Known<>(there, clock.instant().plus(TRUST));
            return there;
        } catch (CommercetoolsRejectedException refused) {
            if (refused.status() != 403) {
                throw refused;
            }
            known = new Known<>(Optional.empty(), clock.instant().plus(KEEP_DENIAL));
            LOG.log(Logger.Level.ERROR, "{0}: {1}", problem().orElse(""), refused.answer());
            return Optional.empty();
        }
    }

    /** Looks again at the next use. */
    void forget() {
        known = null;
    }

    /** Why the extra cannot work though it is switched on. */
    Optional<String> problem() {
        Known<T> last = known;
        return last == null || last.there().isPresent()
                ? Optional.empty()
                : Optional.of(feature + " cannot work: the API client of commercetools lacks a scope that it needs");
    }

    /** What a deployment says of it, a line or none. */
    Optional<String> line(String success) {
        return active ? problem().or(() -> Optional.of(success)) : Optional.empty();
    }
}
