package io.waybill.platform.events;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where modules leave their events: rows of the same transaction, written as one set just before the commit, by one
 * statement that also writes what is to be delivered to whom.
 *
 * <p>Thread-safe; a transaction is not.
 */
@ApplicationScoped
public class Outbox {
    private final Identifiers identifiers;
    private final Clock clock;
    private final DeliveryWorker worker;

    Outbox(Identifiers identifiers, Clock clock, DeliveryWorker worker) {
        this.identifiers = identifiers;
        this.clock = clock;
        this.worker = worker;
    }

    /** Adds the event to what the transaction will make true. Order of calls is order of facts. */
    public void record(Transaction transaction, DomainEvent event) {
        Collected collected = transaction.attachment(Collected.class, Collected::new);
        if (collected.events.isEmpty()) {
            transaction.beforeCommit(() -> {
                List<DomainEvent> events = List.copyOf(collected.events);
                collected.events.clear();
                write(transaction, events, collected.written);
                collected.written += events.size();
            });
        }
        collected.events.add(event);
    }

    private void write(Transaction transaction, List<DomainEvent> events, int writtenBefore) {
        int count = events.size();
        Instant now = clock.instant();
        String[] ids = new String[count];
        String[] names = new String[count];
        String[] entityIds = new String[count];
        Long[] sequences = new Long[count];
        String[] facilityIds = new String[count];
        String[] payloads = new String[count];
        for (int row = 0; row < count; row++) {
            DomainEvent event = events.get(row);
            ids[row] = identifiers.next();
            names[row] = event.name();
            entityIds[row] = event.entityId();
            // Several facts may follow from one version; the place within the transaction orders them.
            long major = event.entityVersion() == 0 ? now.toEpochMilli() : event.entityVersion();
            sequences[row] = (major << 16) + writtenBefore + row;
            facilityIds[row] = event.facilityId();
            payloads[row] = event.payload();
        }
        long deliveries = transaction
                .handle()
                .createQuery(
                        "with fact as (insert into event (id, name, entity_id, sequence, facility_id, created, payload) "
                                + "select r.id, r.name, r.entity_id, r.sequence, nullif(r.facility_id, ''), :now::timestamptz, "
                                + "r.payload::jsonb from unnest(:ids::text[], :names::text[], :entityIds::text[], "
                                + ":sequences::bigint[], :facilityIds::text[], :payloads::text[]) "
                                + "as r(id, name, entity_id, sequence, facility_id, payload) "
                                + "returning id, name, entity_id, sequence, facility_id, created), "
                                + "told as (insert into delivery (subscription_id, event_id, entity_id, sequence, created, due, "
                                + "retry_since) select s.id, f.id, f.entity_id, f.sequence, f.created, f.created, f.created "
                                + "from fact f join subscription s on s.event = f.name "
                                + "where s.facility_ids is null or f.facility_id = any(s.facility_ids) returning 1) "
                                + "select count(*) from told")
                .bind("now", now.toString())
                .bindArray("ids", String.class, (Object[]) ids)
                .bindArray("names", String.class, (Object[]) names)
                .bindArray("entityIds", String.class, (Object[]) entityIds)
                .bindArray("sequences", Long.class, (Object[]) sequences)
                .bindArray("facilityIds", String.class, (Object[]) facilityIds)
                .bindArray("payloads", String.class, (Object[]) payloads)
                .mapTo(Long.class)
                .one();
        if (deliveries > 0) {
            transaction.afterCommit(worker::wake);
        }
    }

    private static final class Collected {
        final List<DomainEvent> events = new ArrayList<>();
        int written;
    }
}
