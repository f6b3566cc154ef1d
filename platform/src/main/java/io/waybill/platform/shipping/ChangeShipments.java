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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

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

    /**
     * What a handover job held has left the facility.
     *
     * @param parcelId the parcel that left, or null when goods without a parcel did
     * @param more whether further handovers of the shipment are to come; without any, and without a parcel that has yet
     *     to leave, the shipment is completed. Read under the shipment's lock, so that of two last parcels one sees the
     *     other.
     */
    public void left(Transaction transaction, String shipmentId, @Nullable String parcelId, BooleanSupplier more) {
        Handle handle = transaction.handle();
        Shipment shipment = shipments.lock(handle, shipmentId).orElse(null);
        if (shipment == null) {
            return;
        }
        if (parcelId != null) {
            parcels.markLeft(handle, parcelId);
        }
        Set<String> left = parcels.left(handle, List.of(shipmentId));
        boolean remaining = parcels.ofShipments(handle, List.of(shipmentId)).stream()
                .anyMatch(parcel -> parcel.status().isLive() && !left.contains(parcel.id()));
        if (!remaining && !more.getAsBoolean() && !shipment.status().isFinal()) {
            keep.update(transaction, shipment.withStatus(ShipmentStatus.COMPLETED));
        }
    }

    /**
     * Gives up locked shipments that have not ended, and their parcels. What was handed over before stays as it is, and
     * a shipment of which a part left is complete with that part.
     */
    List<Stored<Shipment>> giveUp(Transaction transaction, List<Shipment> live, ShipmentStatus end) {
        if (live.isEmpty()) {
            return List.of();
        }
        List<String> ids = live.stream().map(Shipment::id).toList();
        Set<String> left = parcels.left(transaction.handle(), ids);
        List<Parcel> lost = parcels.ofShipments(transaction.handle(), ids).stream()
                .filter(parcel -> !left.contains(parcel.id())
                        && parcel.status() != ParcelStatus.CANCELED
                        && parcel.status() != ParcelStatus.OBSOLETE)
                .map(parcel -> parcel.withStatus(
                        end == ShipmentStatus.OBSOLETE ? ParcelStatus.OBSOLETE : ParcelStatus.CANCELED))
                .toList();
        List<Parcel> ended = changeParcels.giveUp(transaction, lost);
        List<Stored<Shipment>> stored = keep.update(
                transaction,
                live.stream()
                        .map(shipment -> withEnded(shipment, ended)
                                .withStatus(hasSent(shipment, left) ? ShipmentStatus.COMPLETED : end))
                        .toList());
        withdrawals.fire(new ShipmentsWithdrawn(
                transaction, stored.stream().map(Stored::resource).toList()));
        return stored;
    }

    private static boolean hasSent(Shipment shipment, Set<String> left) {
        return shipment.parcels().stream().anyMatch(parcel -> left.contains(parcel.parcelRef()));
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
