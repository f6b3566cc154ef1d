package io.waybill.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Slows guessing of passwords: after the free attempts, each failure blocks the name, twice as long each time. Counted
 * in the database, so that all nodes count together. Names are stored as hashes. Thread-safe.
 *
 * <p>Each attempt is counted as a failure before the password is looked at, and forgotten when it was right: so many
 * attempts at once cannot slip past the count.
 */
@ApplicationScoped
class LoginThrottle {
    private final Clock clock;
    private final LoginSettings settings;

    LoginThrottle(Clock clock, LoginSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** Counts an attempt. Answers how long to wait when the name is blocked; empty when the attempt may go on. */
    Optional<Duration> attempt(Handle handle, String name) {
        Instant now = clock.instant();
        String subject = hash(name);
        boolean counted = handle.createQuery("insert into login_attempt as a (subject, failures, last_failure) "
                        + "values (:subject, 1, :now::timestamptz) on conflict (subject) do update set "
                        + "failures = case when a.last_failure < :forgotten::timestamptz then 1 else a.failures + 1 end, "
                        + "last_failure = excluded.last_failure, "
                        + "blocked_until = case when a.last_failure < :forgotten::timestamptz then null "
                        + "when a.failures + 1 >= :free then excluded.last_failure + make_interval(secs => least("
                        + ":longest, power(2, least(a.failures + 1 - :free, 20)))) end "
                        + "where a.blocked_until is null or a.blocked_until <= :now::timestamptz returning subject")
                .bind("subject", subject)
                .bind("now", now.toString())
                .bind(
                        "forgotten",
                        now.minus(settings.longestBlock().multipliedBy(2)).toString())
                .bind("free", settings.freeAttempts())
                .bind("longest", (double) settings.longestBlock().toSeconds())
                .mapTo(String.class)
                .findOne()
                .isPresent();
        if (counted) {
            return Optional.empty();
        }
        return handle.createQuery("select blocked_until from login_attempt where subject = :subject")
                .bind("subject", subject)
                .map((row, context) -> row.getTimestamp(1))
                .findOne()
                .map(until -> Duration.between(now, until.toInstant()))
                .map(wait -> wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait)
                .or(() -> Optional.of(Duration.ofSeconds(1)));
    }

    void succeeded(Handle handle, String name) {
        handle.createUpdate("delete from login_attempt where subject = :subject")
                .bind("subject", hash(name))
                .execute();
    }

    private static String hash(String name) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
