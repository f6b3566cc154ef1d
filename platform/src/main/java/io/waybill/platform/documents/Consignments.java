package io.waybill.platform.documents;

import io.waybill.platform.facilities.Carrier;
import io.waybill.platform.facilities.Carriers;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.Consumer;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobs;
import io.waybill.platform.picking.DeliveryInformation;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.returns.ItemReturnJob;
import io.waybill.platform.returns.ItemReturnJobs;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelResult;
import io.waybill.platform.shipping.Parcels;
import io.waybill.platform.shipping.Shipment;
import io.waybill.platform.shipping.ShipmentParcel;
import io.waybill.platform.shipping.Shipments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what a note tells: a handful of reads by id, however many lines there are. Thread-safe. */
@ApplicationScoped
class Consignments {
    private final PickJobs pickJobs;
    private final PackJobs packJobs;
    private final Parcels parcels;
    private final Shipments shipments;
    private final ItemReturnJobs returnJobs;
    private final Orders orders;
    private final Facilities facilities;
    private final Carriers carriers;

    Consignments(
            PickJobs pickJobs,
            PackJobs packJobs,
            Parcels parcels,
            Shipments shipments,
            ItemReturnJobs returnJobs,
            Orders orders,
            Facilities facilities,
            Carriers carriers) {
        this.pickJobs = pickJobs;
        this.packJobs = packJobs;
        this.parcels = parcels;
        this.shipments = shipments;
        this.returnJobs = returnJobs;
        this.orders = orders;
        this.facilities = facilities;
        this.carriers = carriers;
    }

    /** @throws Rejection 404, or as {@code sight} says */
    Consignment get(Handle handle, GoodsOwner owner, String id, DocumentLanguage language, Sight sight) {
        return switch (owner) {
            case PICK_JOB -> of(handle, pickJobs.get(handle, id), language, sight);
            case PACK_JOB -> of(handle, packJobs.get(handle, id), language, sight);
            case PARCEL -> of(handle, parcels.get(handle, id), language, sight);
            case SHIPMENT -> of(handle, shipments.get(handle, id), language, sight);
            case ITEM_RETURN_JOB -> of(handle, returnJobs.get(handle, id), language, sight);
        };
    }

    private Consignment of(Handle handle, PickJob job, DocumentLanguage language, Sight sight) {
        sight.require(Set.of(job.facilityRef()), "Pick job", job.id());
        Facility place = facilities.find(handle, job.facilityRef()).orElse(null);
        Order order = order(handle, job.orderRef());
        DeliveryInformation delivery = job.deliveryinformation();
        DeliveryInformation.Shipping shipping = delivery.shipping();
        PostalAddress sender = sender(place, language);
        return new Consignment(
                number(job.tenantOrderId(), order, job.orderRef()),
                job.orderDate(),
                PrintedText.of(job.shortId()),
                "",
                "",
                sender,
                PostalAddress.of(shipping == null ? null : shipping.recipientaddress(), language)
                        .or(consumer(order, language))
                        .or(PostalAddress.of(delivery.recipientName())),
                sender,
                zone(place),
                new GoodsLines(language).of(job),
                1,
                job.lastModified());
    }

    private Consignment of(Handle handle, PackJob job, DocumentLanguage language, Sight sight) {
        sight.require(Set.of(job.facilityRef()), "Pack job", job.id());
        Facility place = facilities.find(handle, job.facilityRef()).orElse(null);
        Order order = order(handle, job.orderRef());
        PostalAddress sender = sender(place, language);
        return new Consignment(
                number(job.tenantOrderId(), order, job.orderRef()),
                job.orderDate(),
                PrintedText.of(job.shortId()),
                "",
                "",
                sender,
                PostalAddress.of(job.recipient(), language)
                        .or(consumer(order, language))
                        .or(PostalAddress.of(job.recipientName())),
                sender,
                zone(place),
                new GoodsLines(language).of(job),
                1,
                job.lastModified());
    }

    private Consignment of(Handle handle, Parcel parcel, DocumentLanguage language, Sight sight) {
        sight.require(owners(parcel.facilityRef()), "Parcel", parcel.id());
        Facility place = find(handle, parcel.facilityRef());
        Shipment shipment = parcel.shipmentRef() == null
                ? null
                : shipments.byIds(handle, Set.of(parcel.shipmentRef())).get(parcel.shipmentRef());
        GoodsLines goods = new GoodsLines(language);
        List<Consignment.Line> own = goods.of(parcel);
        Shipment whole = own.isEmpty() ? shipment : null;
        ParcelResult result = parcel.result();
        PostalAddress sender = PostalAddress.of(parcel.sender(), language).or(sender(place, language));
        return new Consignment(
                PrintedText.of(first(parcel.tenantOrderId(), shipment == null ? null : shipment.tenantOrderId())),
                shipment == null ? null : shipment.orderDate(),
                PrintedText.of(first(parcel.shortId(), parcel.tenantParcelId())),
                carrier(handle, parcel.carrierRef()),
                result == null ? "" : PrintedText.of(result.carrierTrackingNumber()),
                sender,
                PostalAddress.of(parcel.recipient(), language),
                PostalAddress.of(parcel.returnAddress(), language).or(sender),
                zone(place),
                whole == null ? own : lines(handle, whole, goods),
                whole == null ? 1 : (int) Math.max(1, live(whole)),
                parcel.lastModified());
    }

    private Consignment of(Handle handle, Shipment shipment, DocumentLanguage language, Sight sight) {
        sight.require(Set.of(shipment.facilityRef()), "Shipment", shipment.id());
        Facility place = facilities.find(handle, shipment.facilityRef()).orElse(null);
        PostalAddress sender =
                PostalAddress.of(shipment.sourceAddress(), language).or(sender(place, language));
        return new Consignment(
                PrintedText.of(shipment.tenantOrderId()),
                shipment.orderDate(),
                PrintedText.of(shipment.shortId()),
                shipment.carrierRef() == null ? "" : carrier(handle, shipment.carrierRef()),
                "",
                sender,
                PostalAddress.of(shipment.targetAddress(), language)
                        .or(PostalAddress.of(shipment.postalAddress(), language)),
                sender,
                zone(place),
                lines(handle, shipment, new GoodsLines(language)),
                1,
                shipment.lastModified());
    }

    private Consignment of(Handle handle, ItemReturnJob job, DocumentLanguage language, Sight sight) {
        sight.require(job.facilities(), "Item return job", job.id());
        Facility place = job.originFacilityRefs().isEmpty()
                ? null
                : find(handle, job.originFacilityRefs().getFirst());
        PostalAddress sender = sender(place, language);
        return new Consignment(
                PrintedText.of(job.tenantOrderId()),
                null,
                PrintedText.of(job.shortId()),
                "",
                "",
                sender,
                job.consumerAddresses().isEmpty()
                        ? PostalAddress.UNKNOWN
                        : PostalAddress.of(job.consumerAddresses().getFirst(), language),
                sender,
                zone(place),
                new GoodsLines(language).of(job),
                1,
                job.lastModified());
    }

    /** Of a shipment that lists none: those of its pick job. */
    private List<Consignment.Line> lines(Handle handle, Shipment shipment, GoodsLines goods) {
        List<Consignment.Line> own = goods.of(shipment);
        return !own.isEmpty() || shipment.pickJobRef() == null
                ? own
                : pickJobs.find(handle, shipment.pickJobRef()).map(goods::of).orElse(own);
    }

    private static long live(Shipment shipment) {
        return shipment.parcels().stream()
                .map(ShipmentParcel::status)
                .filter(status -> status.isLive())
                .count();
    }

    private @Nullable Order order(Handle handle, @Nullable String id) {
        return id == null ? null : orders.byIds(handle, Set.of(id)).get(id);
    }

    private @Nullable Facility find(Handle handle, @Nullable String id) {
        return id == null ? null : facilities.find(handle, id).orElse(null);
    }

    private String carrier(Handle handle, String id) {
        return carriers.find(handle, id).map(Carrier::name).map(PrintedText::of).orElse("");
    }

    private static Set<String> owners(@Nullable String facilityRef) {
        return facilityRef == null ? Set.of() : Set.of(facilityRef);
    }

    private static PostalAddress sender(@Nullable Facility place, DocumentLanguage language) {
        return place == null
                ? PostalAddress.UNKNOWN
                : PostalAddress.of(place.address(), language).or(PostalAddress.of(place.name()));
    }

    private static PostalAddress consumer(@Nullable Order order, DocumentLanguage language) {
        Consumer consumer = order == null ? null : order.consumer();
        return consumer == null
                ? PostalAddress.UNKNOWN
                : PostalAddress.of(consumer.deliveryAddress(), language).or(PostalAddress.of(consumer.recipientName()));
    }

    private static ZoneId zone(@Nullable Facility place) {
        return place == null ? ZoneOffset.UTC : place.zone().orElse(ZoneOffset.UTC);
    }

    private static String number(@Nullable String tenantOrderId, @Nullable Order order, @Nullable String orderRef) {
        return PrintedText.of(first(tenantOrderId, order == null ? null : order.tenantOrderId(), orderRef));
    }

    private static @Nullable String first(@Nullable String... candidates) {
        return Stream.of(candidates).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
