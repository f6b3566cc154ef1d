package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of people in a browser whom an identity provider knows. They need no account here; what they may do is derived from
 * the groups that the provider told each time, so a role, a mapping or a provider that is gone allows nothing any more.
 * Thread-safe.
 */
@ApplicationScoped
class ExternalSessions {
    /** Begins the cookies of these sessions, so that it is known where to look. */
    private static final String MARK = "x.";

    private final Database database;
    private final Sessions sessions;
    private final ExternalRights rights;
    private final TokenSettings settings;
    private final Clock clock;

    ExternalSessions(Database database, Sessions sessions, ExternalRights rights, TokenSettings settings, Clock clock) {
        this.database = database;
        this.sessions = sessions;
        this.rights = rights;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether a cookie is one of these. */
    static boolean owns(String cookie) {
        return cookie.startsWith(MARK);
    }

    /**
     * The value of the cookie of a new session.
     *
     * @param lifetime after which it ends, however much it is used
     */
    String start(ExternalIdentity identity, Duration lifetime) {
        String cookie = MARK + sessions.secret();
        Instant now = clock.instant();
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("insert into external_browser_session "
                        + "(hash, provider, subject, username, groups, facility_ids, created, expires, last_used) values "
                        + "(:hash, :provider, :subject, :username, :groups, :facilities, :now::timestamptz, "
                        + ":expires::timestamptz, :now::timestamptz)")
                .bind("hash", Sessions.hash(cookie))
                .bind("provider", identity.provider())
                .bind("subject", identity.subject())
                .bind("username", identity.username())
                .bindArray("groups", String.class, identity.groups().toArray())
                .bindArray(
                        "facilities",
                        String.class,
                        identity.facilityIds() == null
                                ? null
                                : identity.facilityIds().toArray())
                .bind("now", now.toString())
                .bind("expires", now.plus(lifetime).toString())
                .execute());
        return cookie;
    }

    /** Who the cookie stands for; null when its session has ended, or nothing is allowed to them any more. */
    @Nullable
    Principal read(String cookie) {
        Instant now = clock.instant();
        return database.transaction(transaction -> transaction
                        .handle()
                        .createQuery(
                                "update external_browser_session set last_used = :now::timestamptz where hash = :hash "
                                        + "and expires > :now::timestamptz and last_used > :idle::timestamptz "
                                        + "returning provider, subject, username, groups, facility_ids, expires")
                        .bind("hash", Sessions.hash(cookie))
                        .bind("now", now.toString())
                        .bind("idle", now.minus(settings.browserIdle()).toString())
                        .map((row, context) -> new Found(
                                new ExternalIdentity(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getString(3),
                                        List.of((String[]) row.getArray(4).getArray()),
                                        row.getArray(5) == null
                                                ? null
                                                : List.of((String[])
                                                        row.getArray(5).getArray())),
                                row.getTimestamp(6).toInstant()))
                        .findOne())
                .map(this::principal)
                .orElse(null);
    }

    private record Found(ExternalIdentity identity, Instant expires) {}

    private @Nullable Principal principal(Found found) {
        List<Principal.Grant> grants = rights.of(found.identity());
        return grants.isEmpty()
                ? null
                : new Principal(found.identity().subject(), found.identity().username(), grants, found.expires());
    }

    void end(String cookie) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("delete from external_browser_session where hash = :hash")
                .bind("hash", Sessions.hash(cookie))
                .execute());
    }
}
