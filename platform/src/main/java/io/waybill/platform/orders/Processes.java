package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The processes: everything that follows from one order, with one row per order, plan, job, shipment or parcel and its
 * status. What a process shows is computed from these rows when it is read.
 *
 * <p>Thread-safe; a transaction is not.
 */
@ApplicationScoped
public class Processes {
    private final DocumentTable<StoredProcess> table;
    private final Instance<ProcessViews> views;
    private final Clock clock;

    Processes(ObjectMapper json, Instance<ProcessViews> views, Clock clock) {
        this.views = views;
        this.table = new DocumentTable<>("process", "Process", StoredProcess.class, json, clock);
        this.clock = clock;
    }

    /** Notes new statuses. All of a transaction are written as one set just before it commits; the last one counts. */
    public void record(Transaction transaction, List<ProcessChange> changes) {
        Collected collected = transaction.attachment(Collected.class, Collected::new);
        if (collected.changes.isEmpty() && !changes.isEmpty()) {
            transaction.beforeCommit(() -> {
                List<ProcessChange> noted = List.copyOf(collected.changes.values());
                collected.changes.clear();
                write(transaction.handle(), noted);
            });
        }
        changes.forEach(change -> collected.changes.put(new Key(change), change));
    }

    /** {@link #record(Transaction, List)} of one. */
    public void record(Transaction transaction, ProcessChange change) {
        record(transaction, List.of(change));
    }

    /** Opens the processes of new orders. */
    void open(Transaction transaction, List<Order> orders) {
        table.insertAll(
                transaction.handle(), orders.stream().map(StoredProcess::of).toList());
        record(transaction, orders.stream().map(Processes::changeOf).toList());
    }

    /** The order of the process got another tenantOrderId. */
    void rename(Transaction transaction, String processId, String tenantOrderId) {
        StoredProcess process = table.lock(transaction.handle(), processId);
        table.update(transaction.handle(), process.withTenantOrderId(tenantOrderId));
    }

    /**
     * What the status of an order means for its process. An order stays OPEN for life (platform.md 5.4), so with being
     * placed its own part is done; one that is held back still waits for its sender.
     */
    static ProcessChange changeOf(Order order) {
        EntityStatus status = switch (order.status()) {
            case OPEN -> EntityStatus.FINISHED;
            case LOCKED, PROMISED -> EntityStatus.CREATED;
            case CANCELLED -> EntityStatus.CANCELED;
            case OBSOLETE -> EntityStatus.OBSOLETE;
        };
        return new ProcessChange(order.processId(), ModuleEntity.ORDER, order.id(), null, status);
    }

    /**
     * Counts a change that somebody made to the process by hand, elsewhere than in its own fields.
     *
     * @throws Rejection 404, or 409 when the process has another version than {@code version}
     */
    public void touch(Transaction transaction, String processId, long version) {
        table.update(transaction.handle(), table.get(transaction.handle(), processId, version));
    }

    /**
     * The process as it is answered.
     *
     * @throws Rejection 404
     */
    public String json(Handle handle, String processId) {
        return views.get().json(handle, processId);
    }

    DocumentTable<StoredProcess> table() {
        return table;
    }

    private void write(Handle handle, List<ProcessChange> changes) {
        handle.createUpdate("insert into process_entity as e (process_id, entity, entity_ref, facility_ref, status, "
                        + "created, last_modified, history) "
                        + "select r.process_id, r.entity, r.entity_ref, r.facility_ref, r.status, n.now, n.now, "
                        + "jsonb_build_array(jsonb_build_object('status', r.status, 'created', :now::text)) "
                        + "from unnest(:processes::text[], :entities::text[], :refs::text[], :facilities::text[], "
                        + ":statuses::text[]) as r(process_id, entity, entity_ref, facility_ref, status), "
                        + "(select :now::timestamptz as now) n "
                        + "order by r.process_id, r.entity, r.entity_ref "
                        + "on conflict (process_id, entity, entity_ref) do update set status = excluded.status, "
                        + "facility_ref = coalesce(excluded.facility_ref, e.facility_ref), "
                        + "last_modified = excluded.last_modified, "
                        + "history = case when e.status = excluded.status then e.history "
                        + "else e.history || excluded.history end")
                .bind("now", clock.instant().toString())
                .bindArray("processes", String.class, column(changes, ProcessChange::processId))
                .bindArray(
                        "entities",
                        String.class,
                        column(changes, change -> change.entity().name()))
                .bindArray("refs", String.class, column(changes, ProcessChange::entityRef))
                .bindArray("facilities", String.class, column(changes, ProcessChange::facilityRef))
                .bindArray(
                        "statuses",
                        String.class,
                        column(changes, change -> change.status().name()))
                .execute();
    }

    private static Object[] column(List<ProcessChange> changes, java.util.function.Function<ProcessChange, ?> value) {
        return changes.stream().map(value).toArray();
    }

    private record Key(String processId, ModuleEntity entity, String entityRef) {
        Key(ProcessChange change) {
            this(change.processId(), change.entity(), change.entityRef());
        }
    }

    private static final class Collected {
        final Map<Key, ProcessChange> changes = new LinkedHashMap<>();
    }
}
