package io.waybill.platform.packing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.AddressChange;
import io.waybill.platform.orders.AddressType;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.ProcessHistoryEntry;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.picking.Editor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Changes pack jobs, and makes known what follows. Thread-safe. */
@ApplicationScoped
class ChangePackJob {
    private final Database database;
    private final PackJobs jobs;
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;
    private final Event<PackJobClosed> closings;

    ChangePackJob(
            Database database,
            PackJobs jobs,
            Outbox outbox,
            Processes processes,
            ProcessHistory history,
            Event<PackJobClosed> closings) {
        this.database = database;
        this.jobs = jobs;
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
        this.closings = closings;
    }

    /**
     * Takes all commands, or none.
     *
     * @param guard looks at the job before anything is decided, and throws when the client may not touch it
     * @throws io.waybill.platform.kernel.Rejection 404, 409, or what the rules say
     */
    Stored<PackJob> change(
            String id, long version, List<? extends PackCommand> commands, Editor editor, Consumer<PackJob> guard) {
        return database.transaction(transaction -> {
            PackJob before = jobs.table().get(transaction.handle(), id, version);
            guard.accept(before);
            PackJob after = PackRules.decide(before, commands).withEditor(editor);
            return store(transaction, List.of(before), List.of(after)).getFirst();
        });
    }

    /** Cancels all that is not packed yet of a process. */
    void cancelOfProcess(Transaction transaction, String processId) {
        List<PackJob> live = jobs.lockLiveOfProcess(transaction.handle(), processId);
        store(
                transaction,
                live,
                live.stream().map(job -> job.withStatus(PackJobStatus.CANCELED)).toList());
    }

    /** Lets another address of the order reach what is not packed yet. */
    void readdress(Transaction transaction, String processId, AddressChange addresses) {
        List<PackJob> live = jobs.lockLiveOfProcess(transaction.handle(), processId);
        store(
                transaction,
                live,
                live.stream()
                        .map(job -> job.with(change -> change.recipient(addresses.delivery(job.recipient()))
                                .recipientName(addresses.recipientName(job.recipientName()))
                                .invoice(addresses.ofType(AddressType.INVOICE_ADDRESS, job.invoice()))))
                        .toList());
    }

    private List<Stored<PackJob>> store(Transaction transaction, List<PackJob> before, List<PackJob> after) {
        List<Stored<PackJob>> stored = jobs.table().updateAll(transaction.handle(), after);
        List<PackJob> closed = new ArrayList<>();
        for (int index = 0; index < stored.size(); index++) {
            PackJob job = stored.get(index).resource();
            String event = PackRules.event(before.get(index), job);
            if (event != null) {
                outbox.record(
                        transaction,
                        new DomainEvent(
                                event,
                                job.id(),
                                job.version(),
                                job.facilityRef(),
                                stored.get(index).json()));
            }
            if (before.get(index).status() != job.status()) {
                processes.record(transaction, processChange(job));
                tell(transaction, before.get(index).status(), job);
                if (job.status() == PackJobStatus.CLOSED) {
                    closed.add(job);
                }
            }
        }
        closed.forEach(job -> closings.fire(new PackJobClosed(transaction, job)));
        return stored;
    }

    private void tell(Transaction transaction, PackJobStatus before, PackJob job) {
        if (job.status() == PackJobStatus.CLOSED) {
            history.recordByCaller(transaction, entry(job, "PACKING_DONE"));
        } else if (job.status() == PackJobStatus.IN_PROGRESS && before != PackJobStatus.PAUSED) {
            history.recordByCaller(transaction, entry(job, "PACKING_IN_PROGRESS"));
        }
    }

    /** What the history of its process says of a job. */
    static ProcessHistoryEntry entry(PackJob job, String type) {
        return ProcessHistoryEntry.at(
                job.facilityRef(),
                job.shortId(),
                job.processId(),
                type,
                "PACKJOB",
                job.id(),
                job.status().name(),
                job.version());
    }

    static ProcessChange processChange(PackJob job) {
        EntityStatus status = switch (job.status()) {
            case OPEN -> EntityStatus.CREATED;
            case IN_PROGRESS, PAUSED -> EntityStatus.IN_PROGRESS;
            case CLOSED -> EntityStatus.FINISHED;
            case CANCELED -> EntityStatus.CANCELED;
            case OBSOLETE -> EntityStatus.OBSOLETE;
        };
        return new ProcessChange(job.processId(), ModuleEntity.PACK_JOB, job.id(), job.facilityRef(), status);
    }
}
