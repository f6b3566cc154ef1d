package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.QueueGauges;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The stored routing plans, and the queue of those that still wait for a facility. Thread-safe. */
@ApplicationScoped
class RoutingPlans {
    /** When a plan that was given up is tried again by itself. It stays in the queue, so that its hold is known. */
    static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private static final String QUEUED = "select p.document::text as document, q.hold, q.attempts, q.replaces from "
            + "routing_queue q join routing_plan p on p.id = q.plan_id ";

    private final TargetTimes targetTimes;
    private final DocumentTable<RoutingPlan> table;

    RoutingPlans(ObjectMapper json, TargetTimes targetTimes, Clock clock) {
        this.targetTimes = targetTimes;
        this.table = new DocumentTable<>("routing_plan", "Routing plan", RoutingPlan.class, json, clock);
    }

    /**
     * A plan taken from the queue; its row and its place in the queue are locked.
     *
     * @param hold LOCKED or PROMISED when it is only to be reserved; null when it may be picked at once
     * @param attempts vain ones since the stock it waits for last changed
     * @param replaces the plan that stays in force until somebody is found for this one; null for none
     */
    record Queued(
            RoutingPlan plan,
            @Nullable RoutingPlanStatus hold,
            int attempts,
            @Nullable String replaces) {}

    DocumentTable<RoutingPlan> table() {
        return table;
    }

    /** Inserts undecided plans; what is to be decided goes to the queue by {@link #enqueue}. */
    List<Stored<RoutingPlan>> insert(Handle handle, List<RoutingPlan> plans) {
        return table.insertAll(handle, plans);
    }

    /** Inserts plans that have a facility, with the times there: whatever gives a plan a facility stores it here or below. */
    List<Stored<RoutingPlan>> insertAssigned(Handle handle, List<RoutingPlan> plans, Instant now) {
        return insert(handle, targetTimes.timed(handle, plans, now));
    }

    /** Updates plans that have got a facility, or may be picked there now, with the times there. */
    List<Stored<RoutingPlan>> updateAssigned(Handle handle, List<RoutingPlan> plans, Instant now) {
        return table.updateAll(handle, targetTimes.timed(handle, plans, now));
    }

    /** The plans that are due, the longest waiting first. Those another node is at are passed over. */
    List<Queued> takeDue(Handle handle, Instant now, int limit) {
        return queued(handle.createQuery(QUEUED + "where q.next_attempt <= :now::timestamptz "
                        + "order by q.next_attempt, q.plan_id limit :limit for update skip locked")
                .bind("now", now.toString())
                .bind("limit", limit));
    }

    /** Parked plans that were not tried since then, the longest parked first. */
    List<Queued> takeParked(Handle handle, Instant notTriedSince, int limit) {
        return queued(handle.createQuery(
                        QUEUED + "where q.last_attempt < :since::timestamptz "
                                + "and q.next_attempt < :never::timestamptz order by q.last_attempt, q.plan_id limit :limit for update skip locked")
                .bind("since", notTriedSince.toString())
                .bind("never", NEVER.toString())
                .bind("limit", limit));
    }

    /** That one plan, if it waits and no other node is at it. */
    List<Queued> take(Handle handle, String planId) {
        return queued(handle.createQuery(QUEUED + "where q.plan_id = :id for update skip locked")
                .bind("id", planId));
    }

    List<String> dueIds(Handle handle, Instant now, int limit) {
        return handle.createQuery("select plan_id from routing_queue where next_attempt <= :now::timestamptz "
                        + "order by next_attempt, plan_id limit :limit")
                .bind("now", now.toString())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    private List<Queued> queued(Query query) {
        return query.map((row, context) -> {
                    String hold = row.getString("hold");
                    return new Queued(
                            table.parse(row.getString("document")),
                            hold == null ? null : RoutingPlanStatus.valueOf(hold),
                            row.getInt("attempts"),
                            row.getString("replaces"));
                })
                .list();
    }

    /**
     * A place in the queue.
     *
     * @param lastAttempt null when the plan was never decided
     */
    record Entry(
            String planId,
            Instant nextAttempt,
            @Nullable Instant lastAttempt,
            int attempts,
            @Nullable RoutingPlanStatus hold,
            Set<String> articles,
            @Nullable String replaces) {

        /** Of a plan that is to be decided at that time, for the first time. */
        static Entry fresh(RoutingPlan plan, Instant nextAttempt, @Nullable RoutingPlanStatus hold) {
            return new Entry(plan.id(), nextAttempt, null, 0, hold, plan.articles(), null);
        }

        /** Of a plan that comes in place of another one, which stays in force until somebody is found for it. */
        static Entry inPlaceOf(RoutingPlan old, RoutingPlan successor, Instant nextAttempt) {
            RoutingPlanStatus hold = old.status() == RoutingPlanStatus.ROUTED ? null : old.status();
            return new Entry(successor.id(), nextAttempt, null, 0, hold, successor.articles(), old.id());
        }

        /** Of a plan that was decided in vain. */
        static Entry parked(
                RoutingPlan plan,
                Instant nextAttempt,
                Instant lastAttempt,
                int attempts,
                @Nullable RoutingPlanStatus hold) {
            return new Entry(plan.id(), nextAttempt, lastAttempt, attempts, hold, plan.articles(), null);
        }
    }

    /** Puts plans into the queue, or changes their place in it. */
    void enqueue(Handle handle, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        "insert into routing_queue (plan_id, next_attempt, last_attempt, attempts, hold, articles, replaces) "
                                + "select r.id, r.next_attempt, r.last_attempt, r.attempts, r.hold, string_to_array(r.articles, chr(31)), r.replaces "
                                + "from unnest(:ids::text[], :next::timestamptz[], :last::timestamptz[], :attempts::int[], :holds::text[], "
                                + ":articles::text[], :replaced::text[]) as r(id, next_attempt, last_attempt, attempts, hold, articles, replaces) "
                                + "on conflict (plan_id) do update set next_attempt = excluded.next_attempt, "
                                + "last_attempt = excluded.last_attempt, attempts = excluded.attempts, articles = excluded.articles")
                .bindArray(
                        "ids", String.class, entries.stream().map(Entry::planId).toArray())
                .bindArray(
                        "next",
                        String.class,
                        entries.stream()
                                .map(entry -> entry.nextAttempt().toString())
                                .toArray())
                .bindArray(
                        "last",
                        String.class,
                        entries.stream()
                                .map(entry -> entry.lastAttempt() == null
                                        ? null
                                        : entry.lastAttempt().toString())
                                .toArray())
                .bindArray(
                        "attempts",
                        Integer.class,
                        entries.stream().map(Entry::attempts).toArray())
                .bindArray(
                        "holds",
                        String.class,
                        entries.stream()
                                .map(entry -> entry.hold() == null
                                        ? null
                                        : entry.hold().name())
                                .toArray())
                .bindArray(
                        "articles",
                        String.class,
                        entries.stream()
                                .map(entry -> String.join("\u001f", entry.articles()))
                                .toArray())
                .bindArray(
                        "replaced",
                        String.class,
                        entries.stream().map(Entry::replaces).toArray())
                .execute();
    }

    /** Takes plans out of the queue. */
    void dequeue(Handle handle, Collection<String> planIds) {
        if (!planIds.isEmpty()) {
            handle.createUpdate("delete from routing_queue where plan_id = any(:ids)")
                    .bindArray("ids", String.class, planIds.toArray())
                    .execute();
        }
    }

    /** When the plan is decided again by itself; empty when it is not in the queue. */
    Optional<Instant> nextAttempt(Handle handle, String planId) {
        return handle.createQuery("select next_attempt from routing_queue where plan_id = :id")
                .bind("id", planId)
                .map((row, context) -> row.getTimestamp(1).toInstant())
                .findOne();
    }

    /** Lets a plan that cannot be decided come again later, so that it does not stand in the way of others. */
    void postpone(Handle handle, String planId, Instant until) {
        handle.createUpdate("update routing_queue set next_attempt = :until::timestamptz where plan_id = :id")
                .bind("id", planId)
                .bind("until", until.toString())
                .execute();
    }

    /** As {@link #postpone}, of several. */
    void postponeAll(Handle handle, List<String> planIds, Instant until) {
        if (!planIds.isEmpty()) {
            handle.createUpdate("update routing_queue set next_attempt = :until::timestamptz where plan_id = any(:ids)")
                    .bind("until", until.toString())
                    .bindArray("ids", String.class, planIds.toArray())
                    .execute();
        }
    }

    /**
     * Makes parked plans due that wait for one of the articles. Those being decided at this moment are passed over, since
     * waiting for them under the locks of stock would be a circle; that their next pause is short makes good for it.
     */
    int hurry(Handle handle, Collection<String> articles, Instant now) {
        return handle.createUpdate(
                        "update routing_queue set next_attempt = :now::timestamptz, attempts = 0 where plan_id in ("
                                + "select plan_id from routing_queue where last_attempt is not null and articles && :articles::text[] "
                                + "and next_attempt > :now::timestamptz and next_attempt < :never::timestamptz order by plan_id for update skip locked)")
                .bind("now", now.toString())
                .bind("never", NEVER.toString())
                .bindArray("articles", String.class, articles.toArray())
                .execute();
    }

    /** The holds on what still waits of an order end. */
    void unhold(Handle handle, Collection<String> planIds) {
        handle.createUpdate("update routing_queue set hold = null where plan_id = any(:ids)")
                .bindArray("ids", String.class, planIds.toArray())
                .execute();
    }

    /** The holds of plans that wait, by plan. */
    Map<String, RoutingPlanStatus> holds(Handle handle, Collection<String> planIds) {
        Map<String, RoutingPlanStatus> holds = new HashMap<>();
        handle.createQuery("select plan_id, hold from routing_queue where plan_id = any(:ids) and hold is not null")
                .bindArray("ids", String.class, planIds.toArray())
                .map((row, context) -> Map.entry(row.getString(1), RoutingPlanStatus.valueOf(row.getString(2))))
                .forEach(entry -> holds.put(entry.getKey(), entry.getValue()));
        return holds;
    }

    /** Plans that were given up, under row locks; those another transaction is at are passed over. */
    List<RoutingPlan> lockGivenUp(Handle handle, String afterId, int limit) {
        return table.parseAll(handle.createQuery("select p.document::text from routing_queue q join routing_plan p "
                        + "on p.id = q.plan_id where p.status = 'NOT_ROUTABLE' and q.plan_id > :after order by q.plan_id "
                        + "limit :limit for update of p skip locked")
                .bind("after", afterId)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /** The ids of the plans that hold stock at the facility for orders nobody may pick yet. */
    List<String> heldAtFacility(Handle handle, String facilityId) {
        return handle.createQuery("select id from routing_plan where document ->> 'facilityRef' = :facility "
                        + "and status in ('LOCKED', 'PROMISED') order by id")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }

    /** Those of the plans for which a successor is being looked for. */
    Set<String> replacedOf(Handle handle, Collection<String> planIds) {
        return Set.copyOf(handle.createQuery("select replaces from routing_queue where replaces = any(:ids)")
                .bindArray("ids", String.class, planIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** The plans as they are stored by now. */
    List<Stored<RoutingPlan>> stored(Handle handle, List<RoutingPlan> of) {
        return of.stream()
                .map(plan -> {
                    String json = table.getJson(handle, plan.id());
                    return new Stored<>(table.parse(json), json);
                })
                .toList();
    }

    /** Nobody needs the successors any more that are being looked for these plans, which are locked. */
    void endSuccessors(Handle handle, Collection<String> planIds, Instant now) {
        List<String> waiting = handle.createQuery(
                        "delete from routing_queue where replaces = any(:ids) returning plan_id")
                .bindArray("ids", String.class, planIds.toArray())
                .mapTo(String.class)
                .list();
        table.updateAll(
                handle,
                lockAll(handle, waiting).stream()
                        .map(plan -> PlanSuccession.redundant(plan, false, now))
                        .toList());
    }

    /** Those of the waiting plans that are not to come in place of others. */
    List<RoutingPlan> withoutSuccessors(Handle handle, List<RoutingPlan> waiting) {
        if (waiting.isEmpty()) {
            return waiting;
        }
        Set<String> successors = replacedBy(
                        handle, waiting.stream().map(RoutingPlan::id).toList())
                .keySet();
        return waiting.stream().filter(plan -> !successors.contains(plan.id())).toList();
    }

    /** The plans that these waiting ones are to come in place of, by the waiting one's id. */
    Map<String, String> replacedBy(Handle handle, Collection<String> planIds) {
        Map<String, String> replaced = new HashMap<>();
        handle.createQuery(
                        "select plan_id, replaces from routing_queue where plan_id = any(:ids) and replaces is not null")
                .bindArray("ids", String.class, planIds.toArray())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> replaced.put(entry.getKey(), entry.getValue()));
        return replaced;
    }

    /** The plans under row locks, in the order of ids. */
    List<RoutingPlan> lockAll(Handle handle, Collection<String> planIds) {
        return lockAll(handle, planIds, "");
    }

    /** As {@link #lockAll}, but those that another transaction is at are passed over. */
    List<RoutingPlan> lockIdle(Handle handle, Collection<String> planIds) {
        return planIds.isEmpty() ? List.of() : lockAll(handle, planIds, " skip locked");
    }

    private List<RoutingPlan> lockAll(Handle handle, Collection<String> planIds, String others) {
        return table.parseAll(handle.createQuery(
                        "select document::text from routing_plan where id = any(:ids) order by id for update" + others)
                .bindArray("ids", String.class, planIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** The ids of plans that wait for their next attempt, in their order. */
    List<String> waitingAfter(Handle handle, String planId, int limit) {
        return handle.createQuery("select plan_id from routing_queue where replaces is null and plan_id > :after "
                        + "order by plan_id limit :limit")
                .bind("after", planId)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** All plans of an order under row locks, in the order of ids. */
    List<RoutingPlan> lockOfOrder(Handle handle, String orderId) {
        return locked(handle, "order_ref", orderId);
    }

    /**
     * As {@link #lockOfOrder}, and nothing is decided for the order any more until the transaction ends: what whoever
     * held a plan split off meanwhile is locked too.
     */
    List<RoutingPlan> lockAllOfOrder(Handle handle, String orderId) {
        List<RoutingPlan> before = lockOfOrder(handle, orderId);
        List<RoutingPlan> locked = lockOfOrder(handle, orderId);
        while (locked.size() > before.size()) {
            before = locked;
            locked = lockOfOrder(handle, orderId);
        }
        return locked;
    }

    /** All plans of the orders under row locks, in the order of ids. */
    List<RoutingPlan> lockOfOrders(Handle handle, Collection<String> orderIds) {
        return ofOrders(handle, orderIds, " for update");
    }

    /** All plans of the orders, in the order of ids. */
    List<RoutingPlan> ofOrders(Handle handle, Collection<String> orderIds) {
        return ofOrders(handle, orderIds, "");
    }

    private List<RoutingPlan> ofOrders(Handle handle, Collection<String> orderIds, String lock) {
        return table.parseAll(handle.createQuery(
                        "select document::text from routing_plan where order_ref = any(:orders) order by id" + lock)
                .bindArray("orders", String.class, orderIds.toArray())
                .mapTo(String.class)
                .list());
    }

    /** The orders of those of the plans that are routed by one of the configurations; the latest first. */
    List<String> ordersRoutedBy(
            Handle handle, Collection<String> planIds, Collection<String> configurations, int limit) {
        return handle.createQuery("select order_ref from routing_plan where id = any(:ids) and status = 'ROUTED' "
                        + "and document ->> 'activeConfig' = any(:configurations) "
                        + "group by order_ref order by max(created) desc, order_ref desc limit :limit")
                .bindArray("ids", String.class, planIds.toArray())
                .bindArray("configurations", String.class, configurations.toArray())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** All plans of a process under row locks, in the order of ids. */
    List<RoutingPlan> lockOfProcess(Handle handle, String processId) {
        return locked(handle, "process_id", processId);
    }

    private List<RoutingPlan> locked(Handle handle, String column, String value) {
        return table.parseAll(handle.createQuery(
                        "select document::text from routing_plan where " + column + " = :value order by id for update")
                .bind("value", value)
                .mapTo(String.class)
                .list());
    }

    /** All plans of an order or process, in the order of ids. */
    List<RoutingPlan> of(Handle handle, String column, String value) {
        return table.parseAll(
                handle.createQuery("select document::text from routing_plan where " + column + " = :value order by id")
                        .bind("value", value)
                        .mapTo(String.class)
                        .list());
    }

    /** How many facilities serve each of the orders already. */
    Map<String, Integer> partsOf(Handle handle, Collection<String> orderIds) {
        Map<String, Integer> parts = new HashMap<>();
        handle.createQuery("select order_ref, count(*) from routing_plan where order_ref = any(:ids) "
                        + "and status in ('ROUTED', 'LOCKED', 'PROMISED') group by order_ref")
                .bindArray("ids", String.class, orderIds.toArray())
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                .forEach(entry -> parts.put(entry.getKey(), entry.getValue()));
        return parts;
    }

    /** Units that plans of the orders hold or took, by facility and article. */
    Map<String, Map<String, Long>> unitsOf(Handle handle, Collection<String> orderIds) {
        Map<String, Map<String, Long>> units = new HashMap<>();
        handle.createQuery(
                        "select p.document ->> 'facilityRef', l -> 'article' ->> 'tenantArticleId', "
                                + "sum((l ->> 'quantity')::bigint) from routing_plan p "
                                + "cross join lateral jsonb_array_elements(p.document -> 'orderLineItems') l "
                                + "where p.order_ref = any(:ids) and p.status in ('ROUTED', 'LOCKED', 'PROMISED') group by 1, 2")
                .bindArray("ids", String.class, orderIds.toArray())
                .map((row, context) -> Map.entry(row.getString(1), Map.entry(row.getString(2), row.getLong(3))))
                .forEach(entry -> units.computeIfAbsent(entry.getKey(), ignored -> new HashMap<>())
                        .put(entry.getValue().getKey(), entry.getValue().getValue()));
        return units;
    }

    /** How many plans wait for their first decision, how many for stock or a change, and since when. */
    List<QueueGauges.Depth> depths(Handle handle) {
        return handle.createQuery("select case when q.last_attempt is null then 'NEW' else 'PARKED' end, count(*), "
                        + "min(p.created) from routing_queue q join routing_plan p on p.id = q.plan_id group by 1")
                .map((row, context) -> new QueueGauges.Depth(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()))
                .list();
    }
}
