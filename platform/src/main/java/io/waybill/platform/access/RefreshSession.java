package io.waybill.platform.access;

import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Exchanges a refresh token for a new ID token and the next refresh token. */
@ApplicationScoped
class RefreshSession {
    private final Database database;
    private final Users users;
    private final Sessions sessions;
    private final Tokens tokens;
    private final AuditTrail audit;

    RefreshSession(Database database, Users users, Sessions sessions, Tokens tokens, AuditTrail audit) {
        this.database = database;
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** The tokens that follow. */
    record Refreshed(User user, String idToken, String refreshToken) {}

    /** Empty when the token is unknown, expired or was used before. */
    Optional<Refreshed> refresh(String refreshToken) {
        return database.transaction(transaction -> switch (sessions.refresh(transaction.handle(), refreshToken)) {
            case Sessions.Refresh.Continued continued -> {
                Sessions.Session session = continued.session();
                User user = users.get(transaction.handle(), session.userId());
                yield Optional.of(new Refreshed(
                        user, tokens.issue(user, session.id(), session.started()), session.refreshToken()));
            }
            case Sessions.Refresh.Reused reused -> {
                audit.record(transaction.handle(), AuditTrail.Action.REFRESH_TOKEN_REUSED, null, reused.userId());
                yield Optional.empty();
            }
            case Sessions.Refresh.Unknown unknown -> Optional.empty();
        });
    }
}
