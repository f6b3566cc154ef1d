package io.waybill.platform.handover;

import io.waybill.platform.orders.AddressChange;
import io.waybill.platform.orders.AddressType;
import io.waybill.platform.orders.OrderModified;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.Parcels;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets another address of an order reach what is still to be handed over; a parcel knows its own. Thread-safe. */
@ApplicationScoped
class Readdress {
    /** Parcels have their addresses before. */
    private static final int AFTER_SHIPPING = 3000;

    private final Handoverjobs jobs;
    private final KeepHandoverjobs keep;
    private final Parcels parcels;

    Readdress(Handoverjobs jobs, KeepHandoverjobs keep, Parcels parcels) {
        this.jobs = jobs;
        this.keep = keep;
        this.parcels = parcels;
    }

    void on(@Observes @Priority(AFTER_SHIPPING) OrderModified fact) {
        AddressChange addresses = fact.addresses();
        if (addresses.isEmpty()) {
            return;
        }
        List<Handoverjob> live =
                jobs.liveOfProcess(fact.transaction().handle(), fact.order().processId());
        if (live.isEmpty()) {
            return;
        }
        Map<String, Parcel> known = parcels
                .ofShipments(
                        fact.transaction().handle(),
                        live.stream()
                                .map(Handoverjob::shipmentRef)
                                .filter(Objects::nonNull)
                                .toList())
                .stream()
                .collect(Collectors.toMap(Parcel::id, Function.identity()));
        List<Handoverjob> changed = live.stream()
                .map(job -> readdressed(job, job.parcelRef() == null ? null : known.get(job.parcelRef()), addresses))
                .toList();
        List<Handoverjob> before =
                live.stream().filter(job -> !changed.contains(job)).toList();
        keep.update(
                fact.transaction(),
                before,
                changed.stream().filter(job -> !live.contains(job)).toList());
    }

    private static Handoverjob readdressed(Handoverjob job, @Nullable Parcel parcel, AddressChange addresses) {
        return job.with(change -> change.recipientAddress(
                        parcel == null ? addresses.delivery(job.recipientAddress()) : parcel.recipient())
                .invoiceAddress(
                        parcel == null
                                ? addresses.ofType(AddressType.INVOICE_ADDRESS, job.invoiceAddress())
                                : parcel.invoice() == null ? job.invoiceAddress() : parcel.invoice())
                .fullIdentifier(addresses.recipientName(job.fullIdentifier())));
    }
}
