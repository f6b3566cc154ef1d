package io.waybill.platform.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.access.Caller;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.handover.Handoverjob;
import io.waybill.platform.handover.Handoverjobs;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.OrderStatus;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.orders.ProcessEntities;
import io.waybill.platform.orders.ProcessEntities.Entity;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.returns.ItemReturnJobs;
import io.waybill.platform.routing.ExplainPlans;
import io.waybill.platform.routing.RoutingPlanStatus;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelResult;
import io.waybill.platform.shipping.Parcels;
import io.waybill.platform.shipping.Shipment;
import io.waybill.platform.shipping.Shipments;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gathers all that is known of one order. Thread-safe. */
@ApplicationScoped
class ShowOrder {
    private static final int VERDICTS = 8;
    private static final int HAPPENINGS = 200;
    private static final int PLACES = 500;
    private static final int FACTS = 30;

    private final Database database;
    private final Orders orders;
    private final Processes processes;
    private final ProcessEntities entities;
    private final ProcessHistory history;
    private final ExplainPlans plans;
    private final RoutingWords words;
    private final PickJobs pickJobs;
    private final Shipments shipments;
    private final Parcels parcels;
    private final Handoverjobs handoverjobs;
    private final ItemReturnJobs returnJobs;
    private final Facilities facilities;
    private final Caller caller;
    private final Formats formats;

    ShowOrder(
            Database database,
            Orders orders,
            Processes processes,
            ProcessEntities entities,
            ProcessHistory history,
            ExplainPlans plans,
            RoutingWords words,
            PickJobs pickJobs,
            Shipments shipments,
            Parcels parcels,
            Handoverjobs handoverjobs,
            ItemReturnJobs returnJobs,
            Facilities facilities,
            Caller caller,
            Formats formats) {
        this.database = database;
        this.orders = orders;
        this.processes = processes;
        this.entities = entities;
        this.history = history;
        this.plans = plans;
        this.words = words;
        this.pickJobs = pickJobs;
        this.shipments = shipments;
        this.parcels = parcels;
        this.handoverjobs = handoverjobs;
        this.returnJobs = returnJobs;
        this.facilities = facilities;
        this.caller = caller;
        this.formats = formats;
    }

    /** What belongs to the order, as read. */
    private record Jobs(
            Map<String, PickJob> pickJobs,
            Map<String, Shipment> shipments,
            List<Parcel> parcels,
            Map<String, Handoverjob> handoverjobs,
            Map<String, Facility> places) {

        String place(String id) {
            Facility known = places.get(id);
            return known == null ? id : known.name();
        }
    }

    /**
     * @param withPlaces whether the viewer may choose a facility, so that they have to be known
     * @throws io.waybill.platform.kernel.Rejection 404
     */
    OrderDetails show(String id, boolean withPlaces) {
        return database.read(handle -> gather(handle, orders.get(handle, id), withPlaces));
    }

    private OrderDetails gather(Handle handle, Order order, boolean withPlaces) {
        List<Entity> of = entities.of(handle, List.of(order.processId())).getOrDefault(order.processId(), List.of());
        List<ExplainPlans.Told> told = plans.ofOrder(handle, order.id(), VERDICTS);
        Set<String> shipmentIds = refs(of, ModuleEntity.SHIPMENT);
        Jobs jobs = new Jobs(
                pickJobs.byIds(handle, refs(of, ModuleEntity.PICK_JOB)),
                shipments.byIds(handle, shipmentIds),
                parcels.ofShipments(handle, shipmentIds),
                handoverjobs.byIds(handle, refs(of, ModuleEntity.HANDOVER_JOB)),
                facilities.byIds(handle, places(of, told)));
        OrderProgress progress = OrderProgress.of(order.status(), of);
        return new OrderDetails(
                order.id(),
                order.version(),
                order.processId(),
                processes.version(handle, order.processId()),
                Objects.requireNonNullElse(order.tenantOrderId(), order.id()),
                formats.time(order.created()),
                order.status(),
                progress,
                address(order),
                facts(order),
                order.orderLineItems().stream()
                        .map(line -> new OrderDetails.Line(
                                line.article().tenantArticleId(),
                                line.article().title(),
                                formats.number(line.quantity())))
                        .toList(),
                told.stream()
                        .map(each -> part(each, jobs))
                        .sorted(Comparator.comparing(OrderDetails.Part::over))
                        .toList(),
                history.latest(handle, order.processId(), HAPPENINGS).stream()
                        .map(this::happening)
                        .toList(),
                order.status().isActive(),
                order.status() == OrderStatus.LOCKED,
                progress == OrderProgress.UNROUTABLE,
                withPlaces
                        ? facilities.first(handle, PLACES).stream()
                                .sorted(Comparator.comparing(Facility::name))
                                .map(place -> new OrderDetails.Place(place.id(), place.name()))
                                .toList()
                        : List.of(),
                told.stream().anyMatch(each -> isOurs(each.plan().facilityRef()))
                        ? returnJobs.idOfProcess(handle, order.processId()).orElse(null)
                        : null);
    }

    private boolean isOurs(@Nullable String facility) {
        return caller.facilityIds().isEmpty()
                || (facility != null && caller.facilityIds().contains(facility));
    }

    private static Set<String> refs(List<Entity> of, ModuleEntity kind) {
        return of.stream().filter(each -> each.kind() == kind).map(Entity::ref).collect(Collectors.toSet());
    }

    private static Set<String> places(List<Entity> of, List<ExplainPlans.Told> told) {
        Set<String> ids = new HashSet<>();
        of.stream().map(Entity::facilityRef).filter(Objects::nonNull).forEach(ids::add);
        told.stream().flatMap(each -> each.planners().stream()).forEach(planner -> ids.addAll(planner.facilityRefs()));
        told.stream()
                .map(each -> each.plan().facilityRef())
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return ids;
    }

    private OrderDetails.Part part(ExplainPlans.Told told, Jobs jobs) {
        String facility = told.plan().facilityRef();
        Facility place = facility == null ? null : jobs.places().get(facility);
        ZoneId zone = place == null ? formats.tenantZone() : place.zone().orElseGet(formats::tenantZone);
        PickJob job = jobs.pickJobs().values().stream()
                .filter(each -> told.plan().id().equals(each.routingPlanRef()))
                .max(Comparator.comparing(PickJob::id))
                .orElse(null);
        RoutingPlanStatus status = told.plan().status();
        return new OrderDetails.Part(
                told.plan().id(),
                facility == null ? null : jobs.place(facility),
                isOurs(facility),
                status,
                status.isFinal(),
                told.plan().orderLineItems().stream()
                        .map(line -> new OrderDetails.Line(
                                line.article().tenantArticleId(),
                                line.article().title(),
                                formats.number(line.quantity())))
                        .toList(),
                job == null
                        ? null
                        : new OrderDetails.Picking(
                                job.id(),
                                job.shortId(),
                                job.status(),
                                formats.time(job.deliveryinformation().targetTime(), zone)),
                job == null ? List.of() : parcels(job, jobs),
                job == null ? List.of() : handovers(job, jobs),
                words.say(told.why(), zone),
                words.say(told.frees(), zone),
                words.say(told.poolMove(), zone),
                told.nextAttempt() == null ? null : formats.time(told.nextAttempt(), zone),
                told.decided() == null ? null : formats.time(told.decided(), zone),
                told.facilities(),
                told.verdicts().stream().map(each -> verdict(each, zone)).toList(),
                told.planners().stream().map(planner -> planner(planner, jobs)).toList());
    }

    private static List<OrderDetails.Parcel> parcels(PickJob job, Jobs jobs) {
        List<OrderDetails.Parcel> found = new ArrayList<>();
        for (Parcel parcel : jobs.parcels()) {
            Shipment shipment = jobs.shipments().get(String.valueOf(parcel.shipmentRef()));
            if (shipment != null
                    && job.id().equals(shipment.pickJobRef())
                    && parcel.status().isLive()) {
                ParcelResult result = parcel.result();
                found.add(new OrderDetails.Parcel(
                        parcel.id(),
                        parcel.status().name(),
                        result == null ? null : result.carrierTrackingNumber(),
                        result == null ? null : webAddress(result.trackingUrl())));
            }
        }
        return found;
    }

    /** A carrier's address is followed by people, so nothing but the web is linked. */
    private static @Nullable String webAddress(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }

    private static List<OrderDetails.Handover> handovers(PickJob job, Jobs jobs) {
        return jobs.handoverjobs().values().stream()
                .filter(each -> job.id().equals(each.pickJobRef()))
                .sorted(Comparator.comparing(Handoverjob::id))
                .map(each -> new OrderDetails.Handover(
                        each.id(), each.status().name(), each.channel().name()))
                .toList();
    }

    private OrderDetails.Verdict verdict(ExplainPlans.Verdict verdict, ZoneId zone) {
        return new OrderDetails.Verdict(
                verdict.name(),
                verdict.chosen(),
                verdict.passed(),
                verdict.rank() == null ? "–" : verdict.rank().toString(),
                plain(verdict.penalty()),
                words.say(verdict.words(), zone));
    }

    private OrderDetails.Planner planner(ExplainPlans.Planner planner, Jobs jobs) {
        return new OrderDetails.Planner(
                planner.name(),
                planner.followed(),
                planner.facilityRefs().stream().map(jobs::place).collect(Collectors.joining(", ")),
                planner.facilityRefs().size(),
                formats.number(planner.unplacedUnits()),
                plain(planner.cost()));
    }

    private static String plain(@Nullable BigDecimal points) {
        return points == null ? "–" : points.stripTrailingZeros().toPlainString();
    }

    private static List<String> address(Order order) {
        ConsumerAddress address = order.consumer().deliveryAddress();
        if (address == null) {
            return List.of();
        }
        return Stream.of(
                        ShowOrders.name(address),
                        (address.street() + " " + Objects.requireNonNullElse(address.houseNumber(), "")).strip(),
                        address.postalCode() + " " + address.city(),
                        address.country())
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static List<OrderDetails.Fact> facts(Order order) {
        JsonNode attributes = order.customAttributes();
        if (attributes == null) {
            return List.of();
        }
        return attributes.properties().stream()
                .filter(each -> each.getValue().isValueNode())
                .limit(FACTS)
                .map(each ->
                        new OrderDetails.Fact(each.getKey(), each.getValue().asText()))
                .toList();
    }

    private OrderDetails.Happening happening(JsonNode entry) {
        String event = entry.path("eventType").asText();
        JsonNode payload = entry.path("payload");
        String who = entry.path("user").path("username").asText("");
        return new OrderDetails.Happening(
                formats.time(Instant.parse(entry.path("timestamp").asText())),
                Arrays.stream(HistoryEvent.values())
                        .filter(known -> known.name().equals(event))
                        .findFirst()
                        .orElse(HistoryEvent.ACTION_TRIGGERED),
                text(
                        payload.path("facility").path("name"),
                        payload.path("targetFacility").path("name")),
                text(payload.path("shortId")),
                text(entry.path("eventCause")),
                who.equals("SYSTEM") || who.isEmpty() ? null : who);
    }

    private static @Nullable String text(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.isTextual() && !candidate.textValue().isBlank()) {
                return candidate.textValue();
            }
        }
        return null;
    }
}
