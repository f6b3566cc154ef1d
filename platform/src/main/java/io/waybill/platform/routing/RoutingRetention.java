package io.waybill.platform.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.TimerHandler;
import io.waybill.platform.kernel.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes what explains routing once it is older than it is kept: a durable timer that sets itself again, so one node at
 * a time does it. Each batch is a transaction of its own.
 */
@ApplicationScoped
class RoutingRetention implements TimerHandler {
    static final String TIMER = "routing-retention";

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int BATCH = 1_000;

    /** Of one kind in one run; what is left is taken a moment later, so that other timers get their turn. */
    private static final int BATCHES = 20;

    private static final Duration MORE = Duration.ofSeconds(5);

    private final Database database;
    private final RoutingRetentionSettings settings;
    private final KnownRosters rosters;
    private final Provider<Timers> timers;
    private final MeterRegistry metrics;
    private final Clock clock;

    /** @param timers asked for late: they know all handlers, this one too */
    RoutingRetention(
            Database database,
            RoutingRetentionSettings settings,
            KnownRosters rosters,
            Provider<Timers> timers,
            MeterRegistry metrics,
            Clock clock) {
        this.database = database;
        this.settings = settings;
        this.rosters = rosters;
        this.timers = timers;
        this.metrics = metrics;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        database.inTransaction(transaction -> timers.get().schedule(transaction, TIMER, "all", clock.instant(), ""));
    }

    @Override
    public String timer() {
        return TIMER;
    }

    @Override
    public Instant due(String id, String data) {
        Instant now = clock.instant();
        boolean more = decisionLogs(now)
                | delete("routing_journal", "true", now.minus(settings.journals()))
                | delete("sourcing_options_request", "true", now.minus(settings.sourcingOptions()))
                | delete("routing_replay", "status in ('DONE', 'FAILED')", now.minus(settings.replays()))
                | delete("routing_pool_run", "true", now.minus(settings.poolRuns()));
        return now.plus(more ? MORE : INTERVAL);
    }

    private boolean decisionLogs(Instant now) {
        Instant before = now.minus(settings.decisionLogs());
        boolean more = delete("routing_decision_log", "true", before)
                | delete("routing_roster", "true", "used", before.minus(KnownRosters.UNUSED));
        rosters.forget();
        return more;
    }

    /** Table, condition and column are constants of this class; answers whether more is left. */
    private boolean delete(String table, String condition, Instant before) {
        return delete(table, condition, "created", before);
    }

    private boolean delete(String table, String condition, String moment, Instant before) {
        for (int batch = 0; batch < BATCHES; batch++) {
            int deleted = database.transaction(transaction -> transaction
                    .handle()
                    .createUpdate(
                            "delete from " + table + " where ctid in (select ctid from " + table + " where " + condition
                                    + " and " + moment + " < :before::timestamptz limit :batch for update skip locked)")
                    .bind("before", before.toString())
                    .bind("batch", BATCH)
                    .execute());
            metrics.counter("waybill.routing.retention.deleted", "table", table).increment(deleted);
            if (deleted < BATCH) {
                return false;
            }
        }
        return true;
    }
}
