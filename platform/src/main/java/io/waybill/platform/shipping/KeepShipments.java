package io.waybill.platform.shipping;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.Processes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Stores shipments, and tells subscribers and the process. Thread-safe. */
@ApplicationScoped
class KeepShipments {
    private final Shipments shipments;
    private final Outbox outbox;
    private final Processes processes;

    KeepShipments(Shipments shipments, Outbox outbox, Processes processes) {
        this.shipments = shipments;
        this.outbox = outbox;
        this.processes = processes;
    }

    List<Stored<Shipment>> insert(Transaction transaction, List<Shipment> created) {
        return told(transaction, "SHIPMENT_CREATED", shipments.table().insertAll(transaction.handle(), created));
    }

    List<Stored<Shipment>> update(Transaction transaction, List<Shipment> changed) {
        return told(transaction, "SHIPMENT_UPDATED", shipments.table().updateAll(transaction.handle(), changed));
    }

    Stored<Shipment> update(Transaction transaction, Shipment changed) {
        return update(transaction, List.of(changed)).getFirst();
    }

    private List<Stored<Shipment>> told(Transaction transaction, String event, List<Stored<Shipment>> stored) {
        for (Stored<Shipment> each : stored) {
            Shipment shipment = each.resource();
            outbox.record(
                    transaction,
                    new DomainEvent(event, shipment.id(), shipment.version(), shipment.facilityRef(), each.json()));
            if (shipment.processId() != null) {
                processes.record(
                        transaction,
                        new ProcessChange(
                                shipment.processId(),
                                ModuleEntity.SHIPMENT,
                                shipment.id(),
                                shipment.facilityRef(),
                                status(shipment.status())));
            }
        }
        return stored;
    }

    private static EntityStatus status(ShipmentStatus status) {
        return switch (status) {
            case INITIAL -> EntityStatus.CREATED;
            case REQUEST, CONFIRMED -> EntityStatus.IN_PROGRESS;
            case RETRYABLE -> EntityStatus.STUCK;
            case COMPLETED -> EntityStatus.FINISHED;
            case CANCELED -> EntityStatus.CANCELED;
            case OBSOLETE -> EntityStatus.OBSOLETE;
        };
    }
}
