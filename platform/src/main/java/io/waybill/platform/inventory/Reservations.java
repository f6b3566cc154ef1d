package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.PickingCapacities;
import io.waybill.platform.kernel.Identifiers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Reserves stock for routing plans and gives it back. A reservation is a row owned by its plan; what is reserved is
 * checked and taken under the lock of its {@link Place}, so two transactions can never take the same unit.
 *
 * <p>Thread-safe. The number of statements does not depend on the number of requests, lines or units.
 */
@ApplicationScoped
public class Reservations {
    static final String OF_PLANS = "routing_plan_id = any(:keys)";
    static final String BY_ID = "id = any(:keys)";

    private final Availability availability;
    private final StockTable table;
    private final PickingCapacities capacities;
    private final InventoryEvents events;
    private final Event<StockIncreased> increases;
    private final Identifiers identifiers;
    private final Clock clock;

    Reservations(
            Availability availability,
            StockTable table,
            PickingCapacities capacities,
            InventoryEvents events,
            Event<StockIncreased> increases,
            Identifiers identifiers,
            Clock clock) {
        this.availability = availability;
        this.table = table;
        this.capacities = capacities;
        this.events = events;
        this.increases = increases;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** As {@link #reserve(Transaction, List, Set)}, without regard to how much picking the facilities can still take. */
    public List<ReservationOutcome> reserve(Transaction transaction, List<ReservationRequest> requests) {
        return reserve(transaction, requests, Set.of());
    }

    /**
     * Serves the requests in the order given; an earlier one may leave a later one short. Each also takes a place of the
     * facility's picking capacity, where that is limited.
     *
     * @param withinCapacity plans for which nothing may be reserved when no place is free; the others take one too many
     * @return one outcome per request, in the same order
     */
    public List<ReservationOutcome> reserve(
            Transaction transaction, List<ReservationRequest> requests, Set<String> withinCapacity) {
        Handle handle = transaction.handle();
        TreeSet<Place> places = new TreeSet<>();
        requests.forEach(request ->
                request.quantities().keySet().forEach(article -> places.add(new Place(request.facilityId(), article))));
        Map<String, Map<Place, Integer>> held = heldBy(
                handle,
                requests.stream()
                        .flatMap(request -> request.insteadOf().stream())
                        .collect(Collectors.toSet()));
        held.values().forEach(perPlace -> places.addAll(perPlace.keySet()));
        Balances.lock(handle, places);
        Set<String> full = takePlaces(transaction, requests, withinCapacity);
        Map<Place, ArticleAvailability> before = availability.of(handle, places);
        Map<Place, ArticleAvailability> after = new HashMap<>(before);
        List<Reservation> created = new ArrayList<>();
        List<ReservationOutcome> outcomes = new ArrayList<>(requests.size());
        for (ReservationRequest request : requests) {
            outcomes.add(
                    full.contains(request.routingPlanId())
                            ? new ReservationOutcome.Short(request.routingPlanId(), Map.of())
                            : serve(request, after, held, created));
        }
        capacities.release(
                handle,
                outcomes.stream()
                        .filter(ReservationOutcome.Short.class::isInstance)
                        .map(ReservationOutcome::routingPlanId)
                        .toList());
        insert(handle, created);
        Map<Place, Integer> deltas = new TreeMap<>();
        created.forEach(reservation -> deltas.merge(reservation.place(), reservation.quantity(), Integer::sum));
        Balances.addReserved(handle, deltas);
        events.reservations(
                transaction,
                "INVENTORY_RESERVATIONS_CREATED",
                documents(handle, BY_ID, created.stream().map(Reservation::id).toList()));
        events.facilityStockChanged(transaction, before, after);
        return outcomes;
    }

    private Set<String> takePlaces(
            Transaction transaction, List<ReservationRequest> requests, Set<String> withinCapacity) {
        return capacities.take(
                transaction,
                requests.stream()
                        .map(request -> new PickingCapacities.PlaceRequest(
                                request.routingPlanId(),
                                request.facilityId(),
                                !withinCapacity.contains(request.routingPlanId())))
                        .toList(),
                clock.instant());
    }

    private ReservationOutcome serve(
            ReservationRequest request,
            Map<Place, ArticleAvailability> numbers,
            Map<String, Map<Place, Integer>> held,
            List<Reservation> created) {
        Map<String, Integer> shortages = new TreeMap<>();
        request.quantities().forEach((article, quantity) -> {
            Place place = new Place(request.facilityId(), article);
            int own = request.insteadOf().stream()
                    .mapToInt(plan -> held.getOrDefault(plan, Map.of()).getOrDefault(place, 0))
                    .sum();
            int available = at(numbers, place).availableForPicking() + own;
            if (available < quantity) {
                shortages.put(article, available);
            }
        });
        if (!shortages.isEmpty() && !request.evenIfShort()) {
            return new ReservationOutcome.Short(request.routingPlanId(), shortages);
        }
        request.quantities().forEach((article, quantity) -> {
            Place place = new Place(request.facilityId(), article);
            ArticleAvailability now = at(numbers, place);
            numbers.put(place, now.withReserved(now.reserved() + quantity));
            created.add(new Reservation(
                    identifiers.next(),
                    place,
                    quantity,
                    request.orderId(),
                    request.processId(),
                    request.routingPlanId()));
        });
        return new ReservationOutcome.Reserved(request.routingPlanId());
    }

    private static Map<String, Map<Place, Integer>> heldBy(Handle handle, Set<String> planIds) {
        Map<String, Map<Place, Integer>> held = new HashMap<>();
        if (!planIds.isEmpty()) {
            handle.createQuery(
                            "select routing_plan_id, facility_id, tenant_article_id, quantity from reservation where "
                                    + OF_PLANS)
                    .bindArray("keys", String.class, planIds.toArray())
                    .map((row, context) -> held.computeIfAbsent(row.getString(1), ignored -> new HashMap<>())
                            .merge(new Place(row.getString(2), row.getString(3)), row.getInt(4), Integer::sum))
                    .list();
        }
        return held;
    }

    /** The ids of the plans that hold units of the article at the facility, in their order. */
    public List<String> plansAt(Handle handle, Place place) {
        return handle.createQuery("select distinct routing_plan_id from reservation where facility_id = :facility "
                        + "and tenant_article_id = :article order by routing_plan_id")
                .bind("facility", place.facilityId())
                .bind("article", place.tenantArticleId())
                .mapTo(String.class)
                .list();
    }

    /** The ids of plans that hold anything, in their order. */
    public List<String> plansAfter(Handle handle, String planId, int limit) {
        return handle.createQuery("select distinct routing_plan_id from reservation where routing_plan_id > :after "
                        + "order by routing_plan_id limit :limit")
                .bind("after", planId)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    private static ArticleAvailability at(Map<Place, ArticleAvailability> numbers, Place place) {
        return numbers.getOrDefault(place, ArticleAvailability.none(place));
    }

    /** Tells the reservations of the plans which pick job they now belong to. */
    public void assignPickJobs(Transaction transaction, Map<String, String> pickJobIdByRoutingPlanId) {
        if (pickJobIdByRoutingPlanId.isEmpty()) {
            return;
        }
        transaction
                .handle()
                .createUpdate("update reservation r set pick_job_id = w.pick_job_id, version = r.version + 1, "
                        + "last_modified = :now::timestamptz "
                        + "from unnest(:plans::text[], :jobs::text[]) as w(plan_id, pick_job_id) "
                        + "where r.routing_plan_id = w.plan_id")
                .bind("now", clock.instant().toString())
                .bindArray(
                        "plans", String.class, pickJobIdByRoutingPlanId.keySet().toArray())
                .bindArray(
                        "jobs", String.class, pickJobIdByRoutingPlanId.values().toArray())
                .execute();
    }

    /**
     * Gives back what the plans still hold, and their places of picking capacity. A plan that holds nothing is left alone, so a repeated release is
     * harmless.
     */
    public void release(Transaction transaction, Collection<String> routingPlanIds) {
        Handle handle = transaction.handle();
        Balances.lock(handle, placesOf(handle, OF_PLANS, routingPlanIds));
        capacities.release(handle, routingPlanIds);
        close(transaction, OF_PLANS, routingPlanIds);
    }

    /** The plans are picked: a place of picking capacity is given back where its time has not begun. */
    void finish(Handle handle, Collection<String> routingPlanIds) {
        capacities.finish(handle, routingPlanIds, clock.instant());
    }

    /** As {@link #release}, for reservations named by their own ids. Answers the ids that were there. */
    List<Reservation> remove(Transaction transaction, Collection<String> reservationIds) {
        Handle handle = transaction.handle();
        Balances.lock(handle, placesOf(handle, BY_ID, reservationIds));
        return close(transaction, BY_ID, reservationIds);
    }

    /** Closes reservations whose places are locked, and tells who waits for stock. */
    private List<Reservation> close(Transaction transaction, String condition, Collection<String> keys) {
        Handle handle = transaction.handle();
        List<ObjectNode> documents = documents(handle, condition, keys);
        List<Reservation> closed = delete(handle, condition, keys);
        if (!closed.isEmpty()) {
            TreeSet<Place> places =
                    closed.stream().map(Reservation::place).collect(Collectors.toCollection(TreeSet::new));
            Map<Place, ArticleAvailability> before = availability.of(handle, places);
            Map<Place, Integer> deltas = new TreeMap<>();
            closed.forEach(reservation -> deltas.merge(reservation.place(), -reservation.quantity(), Integer::sum));
            Balances.addReserved(handle, deltas);
            Map<Place, ArticleAvailability> after = new HashMap<>(before);
            deltas.forEach((place, delta) ->
                    after.computeIfPresent(place, (ignored, now) -> now.withReserved(now.reserved() + delta)));
            events.reservations(transaction, "INVENTORY_RESERVATIONS_DELETED", documents);
            events.facilityStockChanged(transaction, before, after);
            increases.fire(new StockIncreased(
                    transaction, places.stream().map(Place::tenantArticleId).collect(Collectors.toSet())));
        }
        return closed;
    }

    /** Deletes and answers the reservations; their places must be locked and their balance adjusted by the caller. */
    static List<Reservation> delete(Handle handle, String condition, Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("delete from reservation where " + condition + " returning id, facility_id, "
                        + "tenant_article_id, quantity, order_id, process_id, routing_plan_id")
                .bindArray("keys", String.class, keys.toArray())
                .map((row, context) -> new Reservation(
                        row.getString("id"),
                        new Place(row.getString("facility_id"), row.getString("tenant_article_id")),
                        row.getInt("quantity"),
                        row.getString("order_id"),
                        row.getString("process_id"),
                        row.getString("routing_plan_id")))
                .list();
    }

    /** The reservations as the wire shows them. */
    List<ObjectNode> documents(Handle handle, String condition, Collection<String> keys) {
        return keys.isEmpty()
                ? List.of()
                : handle.createQuery("select d.document::text from reservation_document d where d.id in "
                                + "(select id from reservation where " + condition + ")")
                        .bindArray("keys", String.class, keys.toArray())
                        .mapTo(String.class)
                        .map(table::read)
                        .list();
    }

    static TreeSet<Place> placesOf(Handle handle, String condition, Collection<String> keys) {
        return keys.isEmpty()
                ? new TreeSet<>()
                : new TreeSet<>(
                        handle.createQuery("select facility_id, tenant_article_id from reservation where " + condition)
                                .bindArray("keys", String.class, keys.toArray())
                                .map((row, context) ->
                                        new Place(row.getString("facility_id"), row.getString("tenant_article_id")))
                                .list());
    }

    private void insert(Handle handle, List<Reservation> created) {
        if (created.isEmpty()) {
            return;
        }
        handle.createUpdate("insert into reservation (id, version, created, last_modified, facility_id, "
                        + "tenant_article_id, quantity, order_id, process_id, routing_plan_id) "
                        + "select w.id, 1, :now::timestamptz, :now::timestamptz, w.facility_id, w.article, w.quantity, "
                        + "w.order_id, w.process_id, w.plan_id from unnest(:ids::text[], :facilities::text[], "
                        + ":articles::text[], :quantities::int[], :orders::text[], :processes::text[], :plans::text[]) "
                        + "as w(id, facility_id, article, quantity, order_id, process_id, plan_id)")
                .bind("now", clock.instant().toString())
                .bindArray(
                        "ids",
                        String.class,
                        created.stream().map(Reservation::id).toArray())
                .bindArray(
                        "facilities",
                        String.class,
                        created.stream().map(r -> r.place().facilityId()).toArray())
                .bindArray(
                        "articles",
                        String.class,
                        created.stream().map(r -> r.place().tenantArticleId()).toArray())
                .bindArray(
                        "quantities",
                        Integer.class,
                        created.stream().map(Reservation::quantity).toArray())
                .bindArray(
                        "orders",
                        String.class,
                        created.stream().map(Reservation::orderId).toArray())
                .bindArray(
                        "processes",
                        String.class,
                        created.stream().map(Reservation::processId).toArray())
                .bindArray(
                        "plans",
                        String.class,
                        created.stream().map(Reservation::routingPlanId).toArray())
                .execute();
    }
}
