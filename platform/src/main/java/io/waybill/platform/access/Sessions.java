package io.waybill.platform.access;

import io.waybill.platform.kernel.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Logins and their refresh tokens. A refresh token is 256 random bits, stored as a hash, good for one use; using it
 * again after the grace period means that someone else has it too, and ends the session. Thread-safe.
 */
@ApplicationScoped
class Sessions {
    private static final int TOKEN_BYTES = 32;

    private final Identifiers identifiers;
    private final Clock clock;
    private final TokenSettings settings;
    private final SecureRandom random = new SecureRandom();

    Sessions(Identifiers identifiers, Clock clock, TokenSettings settings) {
        this.identifiers = identifiers;
        this.clock = clock;
        this.settings = settings;
    }

    /** A session with the refresh token that continues it. */
    record Session(String id, String userId, Instant started, String refreshToken) {}

    /** What came of a refresh token. */
    sealed interface Refresh {
        /** It was good; the session goes on with a new token. */
        record Continued(Session session) implements Refresh {}

        /** It had been used before: the session was ended. */
        record Reused(String userId) implements Refresh {}

        /** There is no such token, or its session has ended. */
        record Unknown() implements Refresh {}
    }

    /** A session as it was opened. */
    record Opened(String id, Instant started) {}

    /** A session that is continued with refresh tokens. */
    Session start(Handle handle, String userId) {
        Opened opened = open(handle, userId);
        return new Session(opened.id(), userId, opened.started(), issue(handle, opened.id(), opened.started()));
    }

    /** A session that nothing continues by itself. */
    Opened open(Handle handle, String userId) {
        String id = identifiers.next();
        Instant now = clock.instant();
        handle.createUpdate("insert into session (id, account_id, created, expires) "
                        + "values (:id, :user, :now::timestamptz, :expires::timestamptz)")
                .bind("id", id)
                .bind("user", userId)
                .bind("now", now.toString())
                .bind("expires", now.plus(settings.sessionLifetime()).toString())
                .execute();
        return new Opened(id, now);
    }

    Refresh refresh(Handle handle, String refreshToken) {
        Instant now = clock.instant();
        Found found = find(handle, hash(refreshToken));
        if (found == null || !found.expires().isAfter(now)) {
            return new Refresh.Unknown();
        }
        if (found.used() != null && found.used().plus(settings.refreshGrace()).isBefore(now)) {
            end(handle, found.sessionId());
            return new Refresh.Reused(found.userId());
        }
        handle.createUpdate("update refresh_token set used = coalesce(used, :now::timestamptz) where hash = :hash")
                .bind("now", now.toString())
                .bind("hash", hash(refreshToken))
                .execute();
        return new Refresh.Continued(
                new Session(found.sessionId(), found.userId(), found.started(), issue(handle, found.sessionId(), now)));
    }

    void end(Handle handle, String sessionId) {
        handle.createUpdate("delete from session where id = :id")
                .bind("id", sessionId)
                .execute();
    }

    /** Ends every session of the user but one. */
    void endAllOf(Handle handle, String userId, @Nullable String exceptSessionId) {
        handle.createUpdate("delete from session where account_id = :user and id <> coalesce(:except::text, '')")
                .bind("user", userId)
                .bind("except", exceptSessionId)
                .execute();
    }

    private String issue(Handle handle, String sessionId, Instant now) {
        String token = secret();
        handle.createUpdate("insert into refresh_token (hash, session_id, created) "
                        + "values (:hash, :session, :now::timestamptz)")
                .bind("hash", hash(token))
                .bind("session", sessionId)
                .bind("now", now.toString())
                .execute();
        return token;
    }

    /** Under a row lock, so that of two uses of one token one comes second. */
    private static @Nullable Found find(Handle handle, byte[] hash) {
        return handle.createQuery("select s.id, s.account_id, s.created, s.expires, r.used from refresh_token r "
                        + "join session s on s.id = r.session_id where r.hash = :hash for update")
                .bind("hash", hash)
                .map((row, context) -> new Found(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5) == null ? null : row.getTimestamp(5).toInstant()))
                .findOne()
                .orElse(null);
    }

    /** 256 random bits, as text that fits into an address and a cookie. */
    String secret() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is stored of a secret. */
    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Found(
            String sessionId,
            String userId,
            Instant started,
            Instant expires,
            @Nullable Instant used) {}
}
