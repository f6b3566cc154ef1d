package io.waybill.platform.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.QueueWorker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes what has served its time: ended sessions, forgotten failures, old keys of requests, old audit entries. */
@ApplicationScoped
class AccessRetention {
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration FAILURES_KEPT = Duration.ofDays(1);
    private static final int BATCH = 1_000;

    private final Database database;
    private final AuditSettings settings;
    private final Clock clock;
    private final QueueWorker worker;

    AccessRetention(Database database, AuditSettings settings, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.worker = new QueueWorker("access-retention", INTERVAL, this::deleteBatch, metrics);
    }

    void onStart(@Observes StartupEvent start) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent stop) {
        worker.close();
    }

    /** Deletes up to a batch of each; answers how many rows that were. */
    int deleteBatch() {
        Instant now = clock.instant();
        return delete("session", "expires", now)
                + delete("external_browser_session", "expires", now)
                + delete("external_sign_in", "expires", now)
                + delete("login_attempt", "last_failure", now.minus(FAILURES_KEPT))
                + delete("idempotency_key", "created", now.minus(IdempotencyKeys.KEPT))
                + delete("access_audit", "created", now.minus(settings.keepFor()));
    }

    /** Table and column are constants of this class. */
    private int delete(String table, String column, Instant before) {
        return database.transaction(transaction -> transaction
                .handle()
                .createUpdate("delete from " + table + " where ctid in (select ctid from " + table + " where " + column
                        + " < :before::timestamptz limit :batch for update skip locked)")
                .bind("before", before.toString())
                .bind("batch", BATCH)
                .execute());
    }
}
