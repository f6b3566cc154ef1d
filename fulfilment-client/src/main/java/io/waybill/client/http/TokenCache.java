package io.waybill.client.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one access token, renews it when nine tenths of its life are over, and lets only one caller fetch while the
 * others wait for its result. Thread-safe.
 */
public final class TokenCache {
    /** Where tokens come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * A new token.
         *
         * @param previous the token to be replaced, null when there is none or it was rejected
         */
        Token obtain(@Nullable Token previous, Deadline deadline);
    }

    /**
     * A token and how to renew it.
     *
     * @param refresh the refresh token, null when the source gives none
     * @param lifetime how long the token is valid from the moment it was obtained
     */
    public record Token(String value, @Nullable String refresh, Duration lifetime) {}

    private record Held(Token token, Instant renewAt) {}

    private final Source source;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Held held;

    /** A cache in front of that source. */
    public TokenCache(Source source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * A token that is valid now.
     *
     * @throws UnansweredException when none could be had before the deadline
     */
    public String token(Deadline deadline) {
        Held current = held;
        if (current != null && clock.instant().isBefore(current.renewAt())) {
            return current.token().value();
        }
        return fetch(deadline);
    }

    /** Forgets the token if it is still the one the server refused. */
    public void rejected(String value) {
        Held current = held;
        if (current != null && current.token().value().equals(value)) {
            held = null;
        }
    }

    private String fetch(Deadline deadline) {
        enter(deadline);
        try {
            Held current = held;
            if (current != null && clock.instant().isBefore(current.renewAt())) {
                return current.token().value();
            }
            Token fresh = source.obtain(current == null ? null : current.token(), deadline);
            held = new Held(fresh, clock.instant().plusMillis(fresh.lifetime().toMillis() * 9 / 10));
            return fresh.value();
        } finally {
            fetching.unlock();
        }
    }

    private void enter(Deadline deadline) {
        try {
            if (!fetching.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UnansweredException("no access token in time: another caller is still fetching one");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("interrupted while waiting for an access token", false, stopped);
        }
    }
}
