package io.waybill.platform.access;

import io.waybill.platform.kernel.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who did what to users, roles and keys. Rows hold ids, never names, passwords or tokens. Thread-safe. */
@ApplicationScoped
class AuditTrail {
    private final Identifiers identifiers;
    private final Clock clock;

    AuditTrail(Identifiers identifiers, Clock clock) {
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What is written down. */
    enum Action {
        LOGIN_FAILED,
        LOGIN_BLOCKED,
        REFRESH_TOKEN_REUSED,
        USER_CREATED,
        USER_CHANGED,
        USER_DELETED,
        PASSWORD_CHANGED,
        SESSIONS_ENDED,
        ROLE_CREATED,
        ROLE_CHANGED,
        ROLE_DELETED,
        SIGNING_KEY_ROTATED
    }

    /** @param actor account id; null where nobody was recognised */
    void record(Handle handle, Action action, @Nullable String actor, @Nullable String subject) {
        handle.createUpdate("insert into access_audit (id, created, action, actor, subject) "
                        + "values (:id, :now::timestamptz, :action, :actor, :subject)")
                .bind("id", identifiers.next())
                .bind("now", clock.instant().toString())
                .bind("action", action.name())
                .bind("actor", actor)
                .bind("subject", subject)
                .execute();
    }
}
