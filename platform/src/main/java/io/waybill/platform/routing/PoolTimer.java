package io.waybill.platform.routing;

import io.quarkus.runtime.StartupEvent;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.TimerHandler;
import io.waybill.platform.kernel.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Has pools looked at when their time has come: a durable timer that sets itself again, so one node at a time does it. */
@ApplicationScoped
class PoolTimer implements TimerHandler {
    static final String TIMER = "routing-pools";

    /** How late a run is at most. */
    private static final Duration INTERVAL = Duration.ofSeconds(20);

    private final Database database;
    private final ImprovePools improvePools;
    private final PoolSettings settings;
    private final Instance<Timers> timers;
    private final Clock clock;

    /** @param timers asked for late: they know all handlers, this one too */
    PoolTimer(
            Database database, ImprovePools improvePools, PoolSettings settings, Instance<Timers> timers, Clock clock) {
        this.database = database;
        this.improvePools = improvePools;
        this.settings = settings;
        this.timers = timers;
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
        if (settings.enabled()) {
            improvePools.due();
        }
        return clock.instant().plus(INTERVAL);
    }
}
