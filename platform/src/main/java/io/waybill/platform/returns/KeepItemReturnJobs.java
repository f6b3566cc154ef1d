package io.waybill.platform.returns;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Stores item return jobs, and tells subscribers and the process. Thread-safe. */
@ApplicationScoped
class KeepItemReturnJobs {
    private final ItemReturnJobs jobs;
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;

    KeepItemReturnJobs(ItemReturnJobs jobs, Outbox outbox, Processes processes, ProcessHistory history) {
        this.jobs = jobs;
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
    }

    Stored<ItemReturnJob> insert(Transaction transaction, ItemReturnJob created) {
        return told(transaction, "ITEM_RETURN_JOB_CREATED", null, jobs.table().insert(transaction.handle(), created));
    }

    /** @param before as it was read */
    Stored<ItemReturnJob> update(Transaction transaction, ItemReturnJob before, ItemReturnJob after) {
        return told(transaction, "ITEM_RETURN_JOB_UPDATED", before, jobs.table().update(transaction.handle(), after));
    }

    private Stored<ItemReturnJob> told(
            Transaction transaction, String event, @Nullable ItemReturnJob before, Stored<ItemReturnJob> stored) {
        ItemReturnJob job = stored.resource();
        String facility = job.originFacilityRefs().isEmpty()
                ? ""
                : job.originFacilityRefs().getFirst();
        outbox.record(transaction, new DomainEvent(event, job.id(), job.version(), facility, stored.json()));
        processes.record(transaction, ReturnHistory.change(job));
        ReturnHistory.entries(before, job).forEach(entry -> history.recordByCaller(transaction, entry));
        return stored;
    }
}
