package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Finds the user whom a name and a password prove, slowing down those who guess. */
@ApplicationScoped
class CheckPassword {
    private final Database database;
    private final Users users;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final AuditTrail audit;

    CheckPassword(Database database, Users users, Passwords passwords, LoginThrottle throttle, AuditTrail audit) {
        this.database = database;
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
    }

    /** What came of an attempt. */
    sealed interface Outcome {
        /** It is that user. */
        record Right(User user) implements Outcome {}

        /** Wrong name or password; which of them is not told. */
        record Wrong() implements Outcome {}

        /** Too many failures before; the password was not looked at. */
        record Blocked(Duration waitFor) implements Outcome {}
    }

    /** @param login username or e-mail */
    Outcome check(String login, String password) {
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
            return new Outcome.Wrong();
        }
        database.inTransaction(transaction -> throttle.succeeded(transaction.handle(), attempt.name()));
        return new Outcome.Right(attempt.user().get());
    }

    private record Attempt(Optional<User> user, String name, Optional<Duration> waitFor, Optional<String> hash) {}
}
