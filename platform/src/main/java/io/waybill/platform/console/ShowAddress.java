package io.waybill.platform.console;

import io.waybill.platform.console.AddressForm.Consequence;
import io.waybill.platform.console.AddressForm.Country;
import io.waybill.platform.console.AddressForm.Effect;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.handover.Handoverjob;
import io.waybill.platform.handover.Handoverjobs;
import io.waybill.platform.orders.AddressType;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.orders.ProcessEntities;
import io.waybill.platform.orders.ProcessEntities.Entity;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelResult;
import io.waybill.platform.shipping.Parcels;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers where an order goes to, and what another address would change. Thread-safe. */
@ApplicationScoped
class ShowAddress {
    private final Database database;
    private final Orders orders;
    private final ProcessEntities entities;
    private final Parcels parcels;
    private final Handoverjobs handoverjobs;
    private final Facilities facilities;
    private final Viewer viewer;

    ShowAddress(
            Database database,
            Orders orders,
            ProcessEntities entities,
            Parcels parcels,
            Handoverjobs handoverjobs,
            Facilities facilities,
            Viewer viewer) {
        this.database = database;
        this.orders = orders;
        this.entities = entities;
        this.parcels = parcels;
        this.handoverjobs = handoverjobs;
        this.facilities = facilities;
        this.viewer = viewer;
    }

    /** The address that goods are sent to. */
    record Current(@Nullable ConsumerAddress address) {
        /** Which of the order's addresses it is. */
        AddressType type() {
            return address == null || address.addressType() == null
                    ? AddressType.POSTAL_ADDRESS
                    : address.addressType();
        }
    }

    /** @throws io.waybill.platform.kernel.Rejection 404 */
    Current current(String orderId) {
        return new Current(
                database.read(handle -> orders.get(handle, orderId)).consumer().deliveryAddress());
    }

    /** @throws io.waybill.platform.kernel.Rejection 404 */
    AddressForm show(String orderId) {
        return database.read(handle -> {
            Order order = orders.get(handle, orderId);
            return new AddressForm(
                    order.id(),
                    Objects.requireNonNullElse(order.tenantOrderId(), order.id()),
                    order.version(),
                    order.status().isActive(),
                    AddressFields.of(order.consumer().deliveryAddress()),
                    countries(viewer.language()),
                    follows(handle, order));
        });
    }

    private List<Consequence> follows(Handle handle, Order order) {
        if (order.collection() != null) {
            return List.of(new Consequence(null, Effect.COLLECTED));
        }
        List<Entity> of = entities.of(handle, List.of(order.processId())).getOrDefault(order.processId(), List.of());
        Set<String> shipments = live(of, ModuleEntity.SHIPMENT).map(Entity::ref).collect(Collectors.toSet());
        List<Parcel> sent = parcels.ofShipments(handle, shipments).stream()
                .filter(parcel -> parcel.status().isLive())
                .toList();
        Set<String> left = parcels.left(handle, shipments);
        List<Handoverjob> handovers =
                handoverjobs
                        .byIds(
                                handle,
                                live(of, ModuleEntity.HANDOVER_JOB)
                                        .map(Entity::ref)
                                        .toList())
                        .values()
                        .stream()
                        .filter(job -> job.parcelRef() == null)
                        .sorted(Comparator.comparing(Handoverjob::id))
                        .toList();
        Map<String, Facility> places = facilities.byIds(
                handle,
                of.stream().map(Entity::facilityRef).filter(Objects::nonNull).collect(Collectors.toSet()));
        List<Consequence> follows = new ArrayList<>();
        live(of, ModuleEntity.ROUTING_PLAN).map(plan -> routing(plan, places)).forEach(follows::add);
        sent.forEach(parcel -> follows.add(new Consequence(number(parcel), effect(parcel, left))));
        handovers.forEach(job -> follows.add(new Consequence(name(job.facilityRef(), places), effect(job))));
        return follows;
    }

    private static Stream<Entity> live(List<Entity> of, ModuleEntity kind) {
        return of.stream()
                .filter(each -> each.kind() == kind
                        && each.status() != EntityStatus.CANCELED
                        && each.status() != EntityStatus.OBSOLETE);
    }

    private static Consequence routing(Entity plan, Map<String, Facility> places) {
        if (plan.status() == EntityStatus.STUCK) {
            return new Consequence(null, Effect.TRIED_AGAIN);
        }
        return plan.facilityRef() == null
                ? new Consequence(null, Effect.UNDECIDED)
                : new Consequence(name(plan.facilityRef(), places), Effect.STAYS);
    }

    private static Effect effect(Parcel parcel, Set<String> left) {
        if (left.contains(parcel.id())) {
            return Effect.PARCEL_LEFT;
        }
        return parcel.takesAnotherAddress() ? Effect.PARCEL_FOLLOWS : Effect.PARCEL_PRINTED;
    }

    private static Effect effect(Handoverjob job) {
        return job.status().isLive() ? Effect.HANDOVER_FOLLOWS : Effect.HANDED_OVER;
    }

    private static @Nullable String number(Parcel parcel) {
        ParcelResult result = parcel.result();
        String tracking = result == null ? null : result.carrierTrackingNumber();
        return tracking != null ? tracking : parcel.shortId();
    }

    private static String name(String facilityRef, Map<String, Facility> places) {
        Facility place = places.get(facilityRef);
        return place == null ? facilityRef : place.name();
    }

    private static List<Country> countries(Locale language) {
        return Arrays.stream(Locale.getISOCountries())
                .map(code -> new Country(code, Locale.of("", code).getDisplayCountry(language)))
                .sorted(Comparator.comparing(Country::name, Collator.getInstance(language)))
                .toList();
    }
}
