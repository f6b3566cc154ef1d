package io.waybill.platform.shipping;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Changes shipments, completes them, and gives them up together with their parcels. Thread-safe. */
@ApplicationScoped
public class ChangeShipments {
    private final Database database;
    private final Shipments shipments;
    private final KeepShipments keep;
    private final Parcels parcels;
    private final ChangeParcels changeParcels;
    private final ActiveCarriers carriers;
    private final Event<ShipmentsWithdrawn> withdrawals;

    ChangeShipments(
            Database database,
            Shipments shipments,
            KeepShipments keep,
            Parcels parcels,
            ChangeParcels changeParcels,
            ActiveCarriers carriers,
            Event<ShipmentsWithdrawn> withdrawals) {
        this.database = database;
        this.shipments = shipments;
        this.keep = keep;
        this.parcels = parcels;
        this.changeParcels = changeParcels;
        this.carriers = carriers;
        this.withdrawals = withdrawals;
    }

    /**
     * Takes all commands, or none.
     *
     * @throws Rejection 404, 409, or 422 when a rule is broken
     */
    Stored<Shipment> change(
            String id, long version, List<? extends ShipmentCommand> commands, Consumer<Shipment> guard) {
        return database.transaction(transaction -> {
            Shipment before = shipments.table().lock(transaction.handle(), id);
            if (before.version() != version) {
                throw Rejection.versionConflict(shipments.table().kind(), id, version, before.version());
            }
            guard.accept(before);
            Shipment after = before;
            for (ShipmentCommand command : commands) {
                after = taken(transaction.handle(), after, command);
            }
            boolean givenUp = !before.status().isFinal()
                    && (after.status() == ShipmentStatus.CANCELED || after.status() == ShipmentStatus.OBSOLETE);
            return givenUp
                    ? giveUp(transaction, List.of(after), after.status()).getFirst()
                    : keep.update(transaction, after);
        });
    }

    private Shipment taken(Handle handle, Shipment shipment, ShipmentCommand command) {
        return switch (command) {
            case ShipmentCommand.AddTargetTime ignored ->
                throw Rejection.ruleBroken("Shipment " + shipment.id() + " has a target time; it is set once");
            case ShipmentCommand.UpdateRecordableAttributes update -> recorded(shipment, update);
            case ShipmentCommand.ModifyShipment modify -> modified(handle, shipment, modify);
        };
    }

    private static Shipment recorded(Shipment shipment, ShipmentCommand.UpdateRecordableAttributes update) {
        List<ShipmentLineItem> lines = shipment.lineItems();
        return lines == null
                ? shipment
                : shipment.withLineItems(lines.stream()
                        .map(line -> line.withRecordableAttributes(RecordableAttributeUpdate.applied(
                                line.recordableAttributes(), update.recordableAttributeUpdates())))
                        .toList());
    }

    private Shipment modified(Handle handle, Shipment shipment, ShipmentCommand.ModifyShipment modify) {
        ShipmentRules.requireLive(shipment, "it can be changed");
        Shipment after = shipment.with(change -> {
            change.carrierProduct(
                    modify.carrierProduct() == null ? shipment.carrierProduct() : modify.carrierProduct());
            change.pickJobRef(modify.pickJobRef() == null ? shipment.pickJobRef() : modify.pickJobRef());
            change.targetAddress(modify.targetAddress() == null ? shipment.targetAddress() : modify.targetAddress());
            change.paymentInformation(
                    modify.paymentInformation() == null ? shipment.paymentInformation() : modify.paymentInformation());
            change.status(modify.status() == null ? shipment.status() : modify.status());
        });
        String carrierRef = modify.carrierRef();
        if (carrierRef == null || Objects.equals(carrierRef, shipment.carrierRef())) {
            return after;
        }
        if (shipment.parcels().stream().anyMatch(parcel -> parcel.status().isLive())) {
            throw Rejection.ruleBroken("Shipment " + shipment.id() + " has parcels; its carrier cannot change");
        }
        String facility = shipment.facilityRef();
        ActiveCarrier carrier = CreateShipments.chosen(
                carriers.at(handle, Set.of(facility)).getOrDefault(facility, List.of()), carrierRef, facility);
        return after.with(change -> change.carrierRef(carrier.carrierRef())
                .carrierKey(carrier.key())
                .carrierLogoUrl(carrier.logoUrl())
                .hasActiveCarrier(true));
    }

    /** All goods of the shipment left the facility. A shipment that has ended before stays as it is. */
    public void complete(Transaction transaction, String shipmentId) {
        Shipment shipment = shipments.table().lock(transaction.handle(), shipmentId);
        if (!shipment.status().isFinal()) {
            keep.update(transaction, shipment.withStatus(ShipmentStatus.COMPLETED));
        }
    }

    /** Gives up locked shipments that have not ended, and their parcels. */
    List<Stored<Shipment>> giveUp(Transaction transaction, List<Shipment> live, ShipmentStatus end) {
        if (live.isEmpty()) {
            return List.of();
        }
        List<Parcel> lost = parcels
                .ofShipments(
                        transaction.handle(), live.stream().map(Shipment::id).toList())
                .stream()
                .filter(parcel -> parcel.status() != ParcelStatus.CANCELED && parcel.status() != ParcelStatus.OBSOLETE)
                .map(parcel -> parcel.withStatus(
                        end == ShipmentStatus.OBSOLETE ? ParcelStatus.OBSOLETE : ParcelStatus.CANCELED))
                .toList();
        List<Parcel> ended = changeParcels.giveUp(transaction, lost);
        List<Stored<Shipment>> stored = keep.update(
                transaction,
                live.stream()
                        .map(shipment -> withEnded(shipment, ended).withStatus(end))
                        .toList());
        withdrawals.fire(new ShipmentsWithdrawn(
                transaction, stored.stream().map(Stored::resource).toList()));
        return stored;
    }

    private static Shipment withEnded(Shipment shipment, List<Parcel> ended) {
        return shipment.withParcels(shipment.parcels().stream()
                .map(listed -> ended.stream()
                        .filter(parcel -> parcel.id().equals(listed.parcelRef()))
                        .findFirst()
                        .map(parcel -> new ShipmentParcel(
                                listed.parcelRef(),
                                listed.carrierRef(),
                                parcel.status(),
                                listed.carrierTrackingNumber()))
                        .orElse(listed))
                .toList());
    }
}
