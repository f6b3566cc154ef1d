package io.waybill.platform.handover;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.shipping.ChangeShipments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;

/** Stores handover jobs, tells subscribers, the process and the shipment. Thread-safe. */
@ApplicationScoped
class KeepHandoverjobs {
    private final Handoverjobs jobs;
    private final ChangeShipments changeShipments;
    private final Outbox outbox;
    private final Processes processes;
    private final ProcessHistory history;
    private final Event<HandedOver> handovers;

    KeepHandoverjobs(
            Handoverjobs jobs,
            ChangeShipments changeShipments,
            Outbox outbox,
            Processes processes,
            ProcessHistory history,
            Event<HandedOver> handovers) {
        this.jobs = jobs;
        this.changeShipments = changeShipments;
        this.outbox = outbox;
        this.processes = processes;
        this.history = history;
        this.handovers = handovers;
    }

    List<Stored<Handoverjob>> insert(Transaction transaction, List<Handoverjob> created) {
        List<Stored<Handoverjob>> stored = jobs.table().insertAll(transaction.handle(), created);
        stored.forEach(job -> {
            tell(transaction, "HANDOVERJOB_CREATED", job);
            processes.record(transaction, processChange(job.resource()));
            history.recordByCaller(transaction, HandoverHistory.entry(job.resource(), "HANDOVER_CREATED"));
        });
        return stored;
    }

    /** @param before the jobs as they were read, in the same order */
    List<Stored<Handoverjob>> update(Transaction transaction, List<Handoverjob> before, List<Handoverjob> after) {
        List<Stored<Handoverjob>> stored = jobs.table().updateAll(transaction.handle(), after);
        for (int index = 0; index < stored.size(); index++) {
            Handoverjob job = stored.get(index).resource();
            if (before.get(index).status() == job.status()) {
                continue;
            }
            processes.record(transaction, processChange(job));
            HandoverHistory.of(job).ifPresent(entry -> history.recordByCaller(transaction, entry));
            if (job.status() == HandoverjobStatus.CANCELED) {
                tell(transaction, "HANDOVERJOB_CANCELED", stored.get(index));
            } else if (job.status() == HandoverjobStatus.HANDED_OVER) {
                tell(transaction, "HANDOVERJOB_HANDED_OVER", stored.get(index));
                if (job.shipmentRef() != null) {
                    tellShipment(transaction, job, job.shipmentRef());
                }
                handovers.fire(new HandedOver(transaction, job));
            }
        }
        return stored;
    }

    private void tellShipment(Transaction transaction, Handoverjob job, String shipmentId) {
        changeShipments.left(
                transaction,
                shipmentId,
                job.parcelRef(),
                () -> !jobs.liveOfShipments(transaction.handle(), List.of(shipmentId))
                        .isEmpty());
    }

    private void tell(Transaction transaction, String event, Stored<Handoverjob> stored) {
        Handoverjob job = stored.resource();
        outbox.record(transaction, new DomainEvent(event, job.id(), job.version(), job.facilityRef(), stored.json()));
    }

    private static ProcessChange processChange(Handoverjob job) {
        EntityStatus status = switch (job.status()) {
            case OPEN, WAITING_FOR_INPUT -> EntityStatus.CREATED;
            case HANDED_OVER -> EntityStatus.FINISHED;
            case CANCELED -> EntityStatus.CANCELED;
            case OBSOLETE -> EntityStatus.OBSOLETE;
        };
        return new ProcessChange(
                HandoverHistory.processOf(job), ModuleEntity.HANDOVER_JOB, job.id(), job.facilityRef(), status);
    }
}
