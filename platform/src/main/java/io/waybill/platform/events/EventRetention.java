package io.waybill.platform.events;

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
import java.util.HexFormat;

/** Deletes events that are older than they are kept, and whatever was still to be delivered of them, in batches. */
@ApplicationScoped
class EventRetention {
    private static final Duration INTERVAL = Duration.ofMinutes(15);
    private static final int BATCH = 1_000;

    private final Database database;
    private final WebhookSettings settings;
    private final Clock clock;
    private final QueueWorker worker;

    EventRetention(Database database, WebhookSettings settings, Clock clock, MeterRegistry metrics) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.worker = new QueueWorker("event-retention", INTERVAL, this::deleteBatch, metrics);
    }

    void onStart(@Observes StartupEvent start) {
        worker.start();
    }

    void onStop(@Observes ShutdownEvent stop) {
        worker.close();
    }

    /** Deletes up to a batch; answers how many events that were. */
    int deleteBatch() {
        String oldestKept = firstIdAt(clock.instant().minus(settings.keepFor()));
        return database.transaction(transaction -> transaction
                .handle()
                .createQuery("with old as (select id from event where id < :oldestKept order by id limit :batch "
                        + "for update skip locked), "
                        + "undelivered as (delete from delivery d using old where d.event_id = old.id), "
                        + "gone as (delete from event e using old where e.id = old.id returning 1) "
                        + "select count(*) from gone")
                .bind("oldestKept", oldestKept)
                .bind("batch", BATCH)
                .mapTo(Integer.class)
                .one());
    }

    /** Event ids are UUIDv7: the first 48 bits are milliseconds, so the primary key finds a time. */
    private static String firstIdAt(Instant time) {
        String millis = HexFormat.of().toHexDigits(time.toEpochMilli(), 12);
        return millis.substring(0, 8) + "-" + millis.substring(8) + "-7000-8000-000000000000";
    }
}
