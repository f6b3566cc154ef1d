package io.waybill.platform.console;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.packing.PackJob;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelDimensions;
import io.waybill.platform.shipping.ParcelForCreation;
import io.waybill.platform.shipping.ParcelItem;
import io.waybill.platform.shipping.ParcelStatus;
import io.waybill.platform.shipping.ShipmentsResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes parcels of a shipment, through the API. Pressed twice it makes one: each parcel is numbered by how many the page
 * showed, and a number is given once. Thread-safe.
 */
@ApplicationScoped
class MakeParcel {
    private final ShipmentsResource shipments;

    MakeParcel(ShipmentsResource shipments) {
        this.shipments = shipments;
    }

    /**
     * A parcel with all that the shipment sends.
     *
     * @param seen parcels there were on the page
     * @throws Rejection 409 when there are others by now, else as the API does
     */
    void ofAll(ShowSending.Started sending, int seen, @Nullable ParcelDimensions dimensions) {
        add(sending, seen, null, dimensions);
    }

    /**
     * A parcel with what was packed and lies in no parcel yet.
     *
     * @throws Rejection 409 as {@link #ofAll}, 422 when nothing does, else as the API does
     */
    void ofPacked(PackJob job, ShowSending.Started sending, int seen, @Nullable ParcelDimensions dimensions) {
        List<LeftOver.Goods> loose = loose(job, sending.parcels());
        if (loose.isEmpty()) {
            throw Rejection.ruleBroken("All that was packed is in a parcel already");
        }
        add(
                sending,
                seen,
                loose.stream()
                        .map(each -> ParcelForCreation.Item.of(
                                each.article(), each.units(), each.globalLineItemId(), each.scannableCodes()))
                        .toList(),
                dimensions);
    }

    private void add(
            ShowSending.Started sending,
            int seen,
            @Nullable List<ParcelForCreation.Item> items,
            @Nullable ParcelDimensions dimensions) {
        String id = sending.shipment().id();
        if (sending.parcels().size() != seen) {
            throw Rejection.conflict("Shipment " + id + " has "
                    + sending.parcels().size() + " parcels by now, not " + seen + " as on the page");
        }
        shipments
                .addParcel(id, ParcelForCreation.of(id + "-" + (seen + 1), items, dimensions))
                .close();
    }

    /** What was packed and lies in none of the parcels; one whose label failed holds its goods still. */
    static List<LeftOver.Goods> loose(PackJob job, List<Parcel> parcels) {
        return LeftOver.of(
                job.lineItems().stream()
                        .filter(line -> Objects.requireNonNullElse(line.packed(), 0L) > 0)
                        .map(line -> new LeftOver.Goods(
                                line.article(),
                                line.globalLineItemId(),
                                Objects.requireNonNullElse(line.packed(), 0L),
                                line.scannableCodes()))
                        .toList(),
                parcels.stream()
                        .filter(parcel -> parcel.status().isLive() || parcel.status() == ParcelStatus.FAILED)
                        .flatMap(parcel -> contents(job, parcel))
                        .toList());
    }

    /** A parcel that does not tell what lies in it holds everything. */
    private static Stream<LeftOver.Goods> contents(PackJob job, Parcel parcel) {
        return parcel.items() == null || parcel.items().isEmpty()
                ? job.lineItems().stream()
                        .map(line -> new LeftOver.Goods(
                                line.article(), line.globalLineItemId(), line.quantity(), line.scannableCodes()))
                : parcel.items().stream().filter(item -> item.article() != null).map(MakeParcel::goods);
    }

    private static LeftOver.Goods goods(ParcelItem item) {
        return new LeftOver.Goods(
                Objects.requireNonNull(item.article()),
                item.globalLineItemId(),
                item.quantity(),
                item.scannableCodes());
    }
}
