package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Logs a client in with a password and gives it tokens. */
@ApplicationScoped
class SignIn {
    private final CheckPassword checkPassword;
    private final Database database;
    private final Sessions sessions;
    private final Tokens tokens;

    SignIn(CheckPassword checkPassword, Database database, Sessions sessions, Tokens tokens) {
        this.checkPassword = checkPassword;
        this.database = database;
        this.sessions = sessions;
        this.tokens = tokens;
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
        return switch (checkPassword.check(login, password)) {
            case CheckPassword.Outcome.Right right -> accepted(right.user());
            case CheckPassword.Outcome.Wrong wrong -> new Outcome.Refused();
            case CheckPassword.Outcome.Blocked blocked -> new Outcome.Blocked(blocked.waitFor());
        };
    }

    private Outcome accepted(User user) {
        Sessions.Session session = database.transaction(transaction -> sessions.start(transaction.handle(), user.id()));
        return new Outcome.Accepted(user, session, tokens.issue(user, session.id(), session.started()));
    }
}
