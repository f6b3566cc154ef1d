package io.waybill.platform.console;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.DatabaseUnavailable;
import io.waybill.platform.events.DeliveryFigures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Says when something has changed, on whatever node. One look at the database a second serves all browsers of a node, and
 * none is taken while nobody listens. Thread-safe.
 */
@ApplicationScoped
class LiveChanges {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Multi<String> changes;
    private volatile String latest = "";

    LiveChanges(Database database, DeliveryFigures figures) {
        this.changes = Multi.createFrom()
                .ticks()
                .every(INTERVAL)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> look(database, figures))
                .skip()
                .repetitions()
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** A mark for each change from now on. A listener that is slow gets the last one only. */
    Multi<String> stream() {
        return changes.onOverflow().dropPreviousItems();
    }

    private String look(Database database, DeliveryFigures figures) {
        try {
            latest = database.read(figures::latest);
        } catch (DatabaseUnavailable away) {
            // Nothing can be seen now; the page shows what it has until something can.
        }
        return latest;
    }
}
