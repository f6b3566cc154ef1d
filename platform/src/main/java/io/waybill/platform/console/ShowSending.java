package io.waybill.platform.console;

import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Carrier;
import io.waybill.platform.facilities.Carriers;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.packing.PackJobs;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelDimensions;
import io.waybill.platform.shipping.ParcelItem;
import io.waybill.platform.shipping.ParcelStatus;
import io.waybill.platform.shipping.Parcels;
import io.waybill.platform.shipping.Shipment;
import io.waybill.platform.shipping.Shipments;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers what leaves with carriers: shipments, their parcels, and what keeps them. Thread-safe. */
@ApplicationScoped
class ShowSending {
    /** Shipments without a parcel that are looked at; those still being picked are among them. */
    private static final int LOOKED_AT = 500;

    private static final int LISTED = 60;

    private final Database database;
    private final Workplaces workplaces;
    private final Shipments shipments;
    private final Parcels parcels;
    private final Carriers carriers;
    private final PickJobs pickJobs;
    private final PackJobs packJobs;
    private final Formats formats;

    ShowSending(
            Database database,
            Workplaces workplaces,
            Shipments shipments,
            Parcels parcels,
            Carriers carriers,
            PickJobs pickJobs,
            PackJobs packJobs,
            Formats formats) {
        this.database = database;
        this.workplaces = workplaces;
        this.shipments = shipments;
        this.parcels = parcels;
        this.carriers = carriers;
        this.pickJobs = pickJobs;
        this.packJobs = packJobs;
        this.formats = formats;
    }

    /** @throws Rejection 404, also for a shipment from a facility that the viewer may not work at */
    Sending.Shipment shipment(String id) {
        return database.read(handle -> {
            Shipment shipment = shipments.get(handle, id);
            return shipment(handle, shipment, workplaces.get(handle, shipment.facilityRef()));
        });
    }

    /** The shipment with all its parcels, for the checks of an action. */
    Started started(String id) {
        return database.read(handle -> {
            Shipment shipment = shipments.get(handle, id);
            workplaces.get(handle, shipment.facilityRef());
            return new Started(shipment, parcels.ofShipments(handle, List.of(id)));
        });
    }

    /** A shipment and all parcels that were ever made for it. */
    record Started(Shipment shipment, List<Parcel> parcels) {}

    /** How the goods of the pick job leave; null when they are not sent. */
    Sending.@Nullable Shipment ofPickJob(Handle handle, @Nullable String pickJobId, Facility place) {
        return pickJobId == null
                ? null
                : shipments
                        .ofPickJob(handle, pickJobId)
                        .map(shipment -> shipment(handle, shipment, place))
                        .orElse(null);
    }

    /** What is picked, needs no packing or is packed, and has no parcel yet; the most urgent first. */
    List<Floor.ToSend> toSend(Handle handle, Facility place) {
        List<Shipments.WithoutParcel> waiting = shipments.withoutParcel(handle, place.id(), LOOKED_AT);
        Set<String> held = held(
                handle,
                waiting.stream()
                        .map(Shipments.WithoutParcel::pickJobId)
                        .filter(Objects::nonNull)
                        .toList());
        List<String> ids = waiting.stream()
                .filter(each -> each.pickJobId() == null || !held.contains(each.pickJobId()))
                .map(Shipments.WithoutParcel::id)
                .limit(LISTED)
                .toList();
        Map<String, Shipment> ready = shipments.byIds(handle, ids);
        Map<String, Carrier> known = carriers.byIds(
                handle,
                ready.values().stream()
                        .map(Shipment::carrierRef)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return ids.stream()
                .map(ready::get)
                .filter(Objects::nonNull)
                .map(each -> new Floor.ToSend(
                        each.id(),
                        Objects.requireNonNullElse(each.shortId(), each.id()),
                        Objects.requireNonNullElse(each.tenantOrderId(), ""),
                        name(each, known),
                        workplaces.time(each.targetTime(), place),
                        workplaces.late(each.targetTime())))
                .toList();
    }

    /** Parcels whose label could not be made, and that count still. */
    List<Floor.FailedLabel> failed(Handle handle, Facility place) {
        return parcels.failedAt(handle, place.id(), LISTED).stream()
                .filter(parcel -> parcel.shipmentRef() != null)
                .map(parcel -> new Floor.FailedLabel(
                        Objects.requireNonNull(parcel.shipmentRef()),
                        Objects.requireNonNullElse(parcel.shortId(), parcel.id()),
                        Objects.requireNonNullElse(parcel.tenantOrderId(), ""),
                        Objects.requireNonNullElse(failure(parcel), "")))
                .toList();
    }

    /** Those of the pick jobs whose goods are still to be picked or packed. */
    private Set<String> held(Handle handle, List<String> pickJobIds) {
        Set<String> held = new HashSet<>(pickJobIds);
        held.removeAll(pickJobs.closed(handle, pickJobIds));
        held.addAll(packJobs.pickJobsToPack(handle, pickJobIds));
        return held;
    }

    private Sending.Shipment shipment(Handle handle, Shipment shipment, Facility place) {
        List<Parcel> all = parcels.ofShipments(handle, List.of(shipment.id()));
        List<String> pickJobIds = shipment.pickJobRef() == null ? List.of() : List.of(shipment.pickJobRef());
        return new Sending.Shipment(
                shipment.id(),
                place.id(),
                place.name(),
                Objects.requireNonNullElse(shipment.shortId(), shipment.id()),
                Objects.requireNonNullElse(shipment.tenantOrderId(), ""),
                address(shipment.targetAddress()),
                shipment.carrierRef() == null
                        ? null
                        : name(shipment, carriers.byIds(handle, List.of(shipment.carrierRef()))),
                shipment.carrierRef() != null && !shipment.status().isFinal(),
                !held(handle, pickJobIds).isEmpty(),
                all.stream()
                        .filter(parcel -> parcel.status().isLive() || parcel.status() == ParcelStatus.FAILED)
                        .map(this::parcel)
                        .toList(),
                all.size());
    }

    private Sending.Parcel parcel(Parcel parcel) {
        List<ParcelItem> items = Objects.requireNonNullElse(parcel.items(), List.of());
        return new Sending.Parcel(
                parcel.id(),
                parcel.version(),
                Objects.requireNonNullElse(parcel.shortId(), parcel.id()),
                parcel.status(),
                parcel.result() == null ? null : parcel.result().carrierTrackingNumber(),
                failure(parcel),
                parcel.dimensions() == null ? "" : size(parcel.dimensions()),
                parcel.result() != null && parcel.result().sendLabelUrl() != null,
                items.stream()
                        .filter(item -> item.article() != null)
                        .map(item -> formats.number(item.quantity()) + " × "
                                + Objects.requireNonNull(item.article()).title())
                        .toList());
    }

    private static String name(Shipment shipment, Map<String, Carrier> known) {
        Carrier carrier = shipment.carrierRef() == null ? null : known.get(shipment.carrierRef());
        return carrier != null ? carrier.name() : Objects.requireNonNullElse(shipment.carrierKey(), "");
    }

    private static @Nullable String failure(Parcel parcel) {
        if (parcel.status() != ParcelStatus.FAILED || parcel.result() == null) {
            return null;
        }
        return parcel.result().errors() != null && parcel.result().errors().labelError() != null
                ? parcel.result().errors().labelError()
                : parcel.result().summary();
    }

    private static String size(ParcelDimensions dimensions) {
        List<String> parts = new ArrayList<>();
        List<String> edges = Stream.of(dimensions.length(), dimensions.width(), dimensions.height())
                .filter(Objects::nonNull)
                .map(BigDecimal::toPlainString)
                .toList();
        if (!edges.isEmpty()) {
            parts.add(String.join(" × ", edges) + " cm");
        }
        if (dimensions.weight() != null) {
            parts.add(dimensions.weight().toPlainString() + " g");
        }
        return String.join(" · ", parts);
    }

    private static List<String> address(@Nullable ConsumerAddress address) {
        return address == null
                ? List.of()
                : Stream.of(
                                address.fullName(),
                                address.street() + " " + Objects.requireNonNullElse(address.houseNumber(), ""),
                                address.postalCode() + " " + address.city() + " " + address.country())
                        .filter(Objects::nonNull)
                        .map(String::strip)
                        .toList();
    }
}
