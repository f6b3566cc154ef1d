package io.waybill.platform.shipping;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.orders.AddressChange;
import io.waybill.platform.orders.AddressType;
import io.waybill.platform.orders.OrderModified;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Lets another address of an order reach its shipments and parcels. A parcel whose label was asked for keeps the address
 * that is printed on it; so does whatever has left. Thread-safe.
 */
@ApplicationScoped
class Readdress {
    private final Shipments shipments;
    private final KeepShipments keep;
    private final Parcels parcels;

    Readdress(Shipments shipments, KeepShipments keep, Parcels parcels) {
        this.shipments = shipments;
        this.keep = keep;
        this.parcels = parcels;
    }

    void on(@Observes OrderModified fact) {
        AddressChange addresses = fact.addresses();
        if (addresses.isEmpty()) {
            return;
        }
        Transaction transaction = fact.transaction();
        List<Shipment> live =
                shipments.lockLiveOfProcess(transaction.handle(), fact.order().processId());
        if (live.isEmpty()) {
            return;
        }
        List<Shipment> changed = live.stream()
                .map(shipment -> readdressed(shipment, addresses))
                .filter(shipment -> !live.contains(shipment))
                .toList();
        if (!changed.isEmpty()) {
            keep.update(transaction, changed);
        }
        parcels(transaction.handle(), live, addresses);
    }

    private static Shipment readdressed(Shipment shipment, AddressChange addresses) {
        return shipment.with(change -> change.targetAddress(addresses.delivery(shipment.targetAddress()))
                .postalAddress(addresses.ofType(AddressType.POSTAL_ADDRESS, shipment.postalAddress()))
                .invoiceAddress(addresses.ofType(AddressType.INVOICE_ADDRESS, shipment.invoiceAddress())));
    }

    private void parcels(Handle handle, List<Shipment> live, AddressChange addresses) {
        List<String> ids = live.stream().map(Shipment::id).toList();
        List<Parcel> all = parcels.ofShipments(handle, ids);
        if (all.isEmpty()) {
            return;
        }
        Set<String> left = parcels.left(handle, ids);
        List<Parcel> changed = all.stream()
                .filter(parcel -> parcel.takesAnotherAddress() && !left.contains(parcel.id()))
                .map(parcel -> readdressed(parcel, addresses))
                .filter(parcel -> !all.contains(parcel))
                .toList();
        if (!changed.isEmpty()) {
            parcels.table().updateAll(handle, changed);
        }
    }

    private static Parcel readdressed(Parcel parcel, AddressChange addresses) {
        return parcel.with(change -> change.recipient(
                        Objects.requireNonNullElse(addresses.delivery(parcel.recipient()), parcel.recipient()))
                .invoice(addresses.ofType(AddressType.INVOICE_ADDRESS, parcel.invoice())));
    }
}
