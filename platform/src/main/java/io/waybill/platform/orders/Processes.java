package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.List;
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
    private final ProcessJournal journal;

    Processes(ObjectMapper json, Instance<ProcessViews> views, ProcessJournal journal, Clock clock) {
        this.views = views;
        this.journal = journal;
        this.table = new DocumentTable<>("process", "Process", StoredProcess.class, json, clock);
    }

    /** Notes new statuses. All of a transaction are written as one set just before it commits; the last one counts. */
    public void record(Transaction transaction, List<ProcessChange> changes) {
        journal.change(transaction, changes);
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

    /**
     * The version that an action on the process has to name.
     *
     * @throws Rejection 404
     */
    public long version(Handle handle, String processId) {
        return table.get(handle, processId).version();
    }

    DocumentTable<StoredProcess> table() {
        return table;
    }
}
