package io.waybill.platform.handover;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.shipping.ChangeShipments;
import io.waybill.platform.shipping.Parcels;
import io.waybill.platform.shipping.Shipments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Stores handover jobs, tells subscribers and the process, and completes shipments. Thread-safe. */
@ApplicationScoped
class KeepHandoverjobs {
    private final Handoverjobs jobs;
    private final Shipments shipments;
    private final Parcels parcels;
    private final ChangeShipments changeShipments;
    private final Outbox outbox;
    private final Processes processes;
    private final Event<HandedOver> handovers;

    KeepHandoverjobs(
            Handoverjobs jobs,
            Shipments shipments,
            Parcels parcels,
            ChangeShipments changeShipments,
            Outbox outbox,
            Processes processes,
            Event<HandedOver> handovers) {
        this.jobs = jobs;
        this.shipments = shipments;
        this.parcels = parcels;
        this.changeShipments = changeShipments;
        this.outbox = outbox;
        this.processes = processes;
        this.handovers = handovers;
    }

    List<Stored<Handoverjob>> insert(Transaction transaction, List<Handoverjob> created) {
        List<Stored<Handoverjob>> stored = jobs.table().insertAll(transaction.handle(), created);
        stored.forEach(job -> {
            tell(transaction, "HANDOVERJOB_CREATED", job);
            processes.record(transaction, processChange(job.resource()));
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
            if (job.status() == HandoverjobStatus.CANCELED) {
                tell(transaction, "HANDOVERJOB_CANCELED", stored.get(index));
            } else if (job.status() == HandoverjobStatus.HANDED_OVER) {
                tell(transaction, "HANDOVERJOB_HANDED_OVER", stored.get(index));
                if (job.shipmentRef() != null) {
                    completeShipment(transaction, job.shipmentRef());
                }
                handovers.fire(new HandedOver(transaction, job));
            }
        }
        return stored;
    }

    /** Completes the shipment once all of it left. Its lock makes two last parcels come here one after the other. */
    private void completeShipment(Transaction transaction, String shipmentId) {
        Handle handle = transaction.handle();
        if (shipments.lock(handle, shipmentId).isEmpty()) {
            return;
        }
        Set<String> left = new HashSet<>(jobs.parcelsHandedOver(handle, shipmentId));
        boolean remaining = parcels.ofShipments(handle, List.of(shipmentId)).stream()
                        .anyMatch(parcel -> parcel.status().isLive() && !left.contains(parcel.id()))
                || !jobs.liveOfShipments(handle, List.of(shipmentId)).isEmpty();
        if (!remaining) {
            changeShipments.complete(transaction, shipmentId);
        }
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
                job.processId() == null ? job.id() : job.processId(),
                ModuleEntity.HANDOVER_JOB,
                job.id(),
                job.facilityRef(),
                status);
    }
}
