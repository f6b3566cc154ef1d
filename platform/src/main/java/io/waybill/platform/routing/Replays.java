package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The stored replays, which are their own queue. Thread-safe. */
@ApplicationScoped
class Replays {
    private final DocumentTable<Replay> table;

    Replays(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("routing_replay", "Replay", Replay.class, json, clock);
    }

    DocumentTable<Replay> table() {
        return table;
    }

    /** How many wait or run. */
    int open(Handle handle) {
        return handle.createQuery("select count(*) from routing_replay where status in ('QUEUED', 'RUNNING')")
                .mapTo(Integer.class)
                .one();
    }

    ListQuery.ListResult page(Handle handle, ListPage page) {
        return ListQuery.of(table).page(page).run(handle);
    }

    /** The oldest that nobody works on, under its row lock; it is this node's until {@code leaseUntil}. */
    Optional<Replay> claim(Handle handle, Instant now, Instant leaseUntil) {
        return handle.createQuery("update routing_replay set lease_until = :until::timestamptz where id = ("
                        + "select id from routing_replay where status in ('QUEUED', 'RUNNING') "
                        + "and (lease_until is null or lease_until < :now::timestamptz) "
                        + "order by id limit 1 for update skip locked) returning document::text")
                .bind("now", now.toString())
                .bind("until", leaseUntil.toString())
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    /** Stores how far it is; the node keeps it until then. */
    Stored<Replay> update(Handle handle, Replay replay, Instant leaseUntil) {
        Stored<Replay> stored = table.update(handle, replay);
        handle.createUpdate("update routing_replay set lease_until = :until::timestamptz where id = :id")
                .bind("until", leaseUntil.toString())
                .bind("id", replay.id())
                .execute();
        return stored;
    }
}
