package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Logs a user in with a password. */
@ApplicationScoped
class SignIn {
    private final Database database;
    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Tokens tokens;
    private final AuditTrail audit;

    SignIn(
            Database database,
            Users users,
            Sessions sessions,
            Passwords passwords,
            LoginThrottle throttle,
            Tokens tokens,
            AuditTrail audit) {
        this.database = database;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** What came of an attempt. */
    sealed interface Outcome {
        /** Logged in. */
        record Accepted(User user, Sessions.Session session, String idToken) implements Outcome {}

        /** Wrong name or password; which of them is not told. */
        record Refused() implements Outcome {}

        /** Too many failures before; the password was not looked at. */
        record Blocked(Duration waitFor) implements Outcome {}
    }

    /** @param login username or e-mail */
    Outcome signIn(String login, String password) {
        Attempt attempt = database.transaction(transaction -> {
            Optional<User> user = users.findByLogin(transaction.handle(), login);
            String name = user.map(User::id).orElse(login.toLowerCase(Locale.ROOT));
            Optional<Duration> wait = throttle.attempt(transaction.handle(), name);
            if (wait.isPresent()) {
                audit.record(
                        transaction.handle(),
                        AuditTrail.Action.LOGIN_BLOCKED,
                        null,
                        user.map(User::id).orElse(null));
            }
            Optional<String> hash = user.flatMap(found -> users.passwordHash(transaction.handle(), found.id()));
            return new Attempt(user, name, wait, hash);
        });
        if (attempt.waitFor().isPresent()) {
            return new Outcome.Blocked(attempt.waitFor().get());
        }
        // Outside the transaction: the check takes long on purpose, and a connection should not wait for it.
        boolean right = passwords.matches(password, attempt.hash().orElse(null));
        if (!right || attempt.user().isEmpty()) {
            database.inTransaction(transaction -> audit.record(
                    transaction.handle(),
                    AuditTrail.Action.LOGIN_FAILED,
                    null,
                    attempt.user().map(User::id).orElse(null)));
            return new Outcome.Refused();
        }
        User user = attempt.user().get();
        Sessions.Session session = database.transaction(transaction -> {
            throttle.succeeded(transaction.handle(), attempt.name());
            return sessions.start(transaction.handle(), user.id());
        });
        return new Outcome.Accepted(user, session, tokens.issue(user, session.id(), session.started()));
    }

    private record Attempt(Optional<User> user, String name, Optional<Duration> waitFor, Optional<String> hash) {}
}
