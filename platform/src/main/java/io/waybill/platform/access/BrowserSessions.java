package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of people who use a browser. The browser holds 256 random bits in a cookie; the database holds their hash. A
 * session ends when its user signs out, loses the account or changes the password, when nobody used it for {@link
 * TokenSettings#browserIdle}, and at the latest after {@link TokenSettings#sessionLifetime}. Those of people whom only an
 * identity provider knows are kept by {@link ExternalSessions}. Thread-safe.
 */
@ApplicationScoped
public class BrowserSessions {
    /** Name of the cookie. */
    public static final String COOKIE = "waybill_session";

    private static final int LONGEST_COOKIE = 100;

    private final CheckPassword checkPassword;
    private final ExternalSessions externalSessions;
    private final Sessions sessions;
    private final Users users;
    private final Roles roles;
    private final Authentication authentication;
    private final Database database;
    private final TokenSettings settings;
    private final Clock clock;

    BrowserSessions(
            CheckPassword checkPassword,
            ExternalSessions externalSessions,
            Sessions sessions,
            Users users,
            Roles roles,
            Authentication authentication,
            Database database,
            TokenSettings settings,
            Clock clock) {
        this.checkPassword = checkPassword;
        this.externalSessions = externalSessions;
        this.sessions = sessions;
        this.users = users;
        this.roles = roles;
        this.authentication = authentication;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of an attempt to sign in. */
    public sealed interface Outcome {
        /**
         * Signed in.
         *
         * @param cookie value of the cookie that proves it from now on; a secret
         */
        record SignedIn(String cookie) implements Outcome {}

        /** Wrong name or password; which of them is not told. */
        record Refused() implements Outcome {}

        /** Too many failures before; the password was not looked at. */
        record Blocked(Duration waitFor) implements Outcome {}
    }

    /** @param login username or e-mail */
    public Outcome signIn(String login, String password) {
        return switch (checkPassword.check(login, password)) {
            case CheckPassword.Outcome.Right right -> new Outcome.SignedIn(start(right.user()));
            case CheckPassword.Outcome.Wrong wrong -> new Outcome.Refused();
            case CheckPassword.Outcome.Blocked blocked -> new Outcome.Blocked(blocked.waitFor());
        };
    }

    /** Ends the session of that cookie; one that has ended already is fine. */
    public void signOut(String cookie) {
        if (ExternalSessions.owns(cookie)) {
            externalSessions.end(cookie);
            authentication.forget();
            return;
        }
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("delete from session where id in "
                        + "(select session_id from browser_session where hash = :hash)")
                .bind("hash", Sessions.hash(cookie))
                .execute());
        authentication.forget();
    }

    /** Who the cookie stands for; null when its session has ended or never was. */
    @Nullable
    Principal find(String cookie) {
        return cookie.length() > LONGEST_COOKIE ? null : authentication.known(COOKIE + cookie, () -> read(cookie));
    }

    private String start(User user) {
        String cookie = sessions.secret();
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("insert into browser_session (hash, session_id, last_used) "
                        + "values (:hash, :session, :now::timestamptz)")
                .bind("hash", Sessions.hash(cookie))
                .bind("session", sessions.open(transaction.handle(), user.id()).id())
                .bind("now", clock.instant().toString())
                .execute());
        return cookie;
    }

    private @Nullable Principal read(String cookie) {
        if (ExternalSessions.owns(cookie)) {
            return externalSessions.read(cookie);
        }
        Instant now = clock.instant();
        return database.transaction(transaction -> use(transaction.handle(), cookie, now)
                .map(user -> new Principal(
                        user.id(),
                        user.username(),
                        roles.grants(transaction.handle(), user.assignedRoles()),
                        now.plus(settings.browserIdle())))
                .orElse(null));
    }

    private Optional<User> use(Handle handle, String cookie, Instant now) {
        return handle.createQuery("update browser_session b set last_used = :now::timestamptz from session s "
                        + "where b.hash = :hash and b.last_used > :idle::timestamptz and s.id = b.session_id "
                        + "and s.expires > :now::timestamptz returning s.account_id")
                .bind("hash", Sessions.hash(cookie))
                .bind("now", now.toString())
                .bind("idle", now.minus(settings.browserIdle()).toString())
                .mapTo(String.class)
                .findOne()
                .map(id -> users.get(handle, id));
    }
}
