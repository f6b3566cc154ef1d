package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.ProcessHistoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Begins reroutes. All plans given here are locked by the transaction.
 *
 * <p>A plan that is in force is left alone until somebody else is found for it: its successor waits in the queue, and
 * whoever decides it makes the change in one transaction ({@link RoutePlans}). Where the facility has nothing to give any
 * more, the successor takes over at once.
 */
@ApplicationScoped
class Reroutes {
    private final RoutingPlans plans;
    private final PlanConfigurations configurations;
    private final PlanChanges changes;
    private final RoutingWorker worker;
    private final Reservations reservations;
    private final ProcessHistory history;
    private final Event<PlansWithdrawn> withdrawn;
    private final Event<PlansToMove> moves;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    Reroutes(
            RoutingPlans plans,
            PlanConfigurations configurations,
            PlanChanges changes,
            RoutingWorker worker,
            Reservations reservations,
            ProcessHistory history,
            Event<PlansWithdrawn> withdrawn,
            Event<PlansToMove> moves,
            ObjectMapper json,
            Identifiers identifiers,
            Clock clock) {
        this.plans = plans;
        this.configurations = configurations;
        this.changes = changes;
        this.worker = worker;
        this.reservations = reservations;
        this.history = history;
        this.withdrawn = withdrawn;
        this.moves = moves;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Who asked for a reroute, and why; both null when the platform did by itself. */
    record Wish(@Nullable JsonNode description, ProcessHistoryEntry.@Nullable Editor editor) {
        static final Wish NONE = new Wish(null, null);
    }

    /** What the plan is decided by: as good as always known without a statement, since plans carry it frozen. */
    ActiveStrategy strategyOf(Transaction transaction, RoutingPlan plan) {
        return configurations.of(transaction.handle(), plan);
    }

    /**
     * What stands in the way of taking the plans away, by plan; those that do not hold anything are in the way as well.
     * Waits for whoever works on them at this moment.
     */
    Movability movability(Transaction transaction, List<RoutingPlan> of, RerouteReason reason) {
        Map<String, RerouteReason> reasons = new HashMap<>();
        of.forEach(plan -> reasons.put(plan.id(), reason));
        List<RoutingPlan> holding =
                of.stream().filter(plan -> plan.status().holdsReservation()).toList();
        PlansToMove fact = new PlansToMove(transaction, holding, reasons, true);
        moves.fire(fact);
        Map<String, String> obstacles = new HashMap<>(fact.obstacles());
        of.stream()
                .filter(plan -> !plan.status().holdsReservation())
                .forEach(plan -> obstacles.put(plan.id(), "routing plan " + plan.id() + " is " + plan.status()));
        return new Movability(obstacles, fact.givenUp());
    }

    /**
     * Which plans can be taken away.
     *
     * @param obstacles why not, by the ids of those that cannot
     * @param givenUp ids of those that their facility has given up
     */
    record Movability(Map<String, String> obstacles, Set<String> givenUp) {
        boolean isMovable(RoutingPlan plan) {
            return !obstacles.containsKey(plan.id());
        }
    }

    /** {@link #attempt}, or {@link #replace} where the facility has given the plan up. */
    int move(Transaction transaction, List<RoutingPlan> old, Movability movability, RerouteReason reason, Wish wish) {
        List<RoutingPlan> movable = old.stream().filter(movability::isMovable).toList();
        List<RoutingPlan> inForce = movable.stream()
                .filter(plan -> !movability.givenUp().contains(plan.id()))
                .toList();
        movable.stream()
                .filter(plan -> movability.givenUp().contains(plan.id()))
                .forEach(plan -> replace(transaction, plan, reason, wish));
        return attempt(transaction, inForce, reason, wish) + movable.size() - inForce.size();
    }

    /**
     * Looks for somebody better for plans that stay in force until then. Plans for which that is under way already are
     * left out.
     *
     * @return how many were begun
     */
    int attempt(Transaction transaction, List<RoutingPlan> old, RerouteReason reason, Wish wish) {
        Set<String> underWay = plans.replacedOf(
                transaction.handle(), old.stream().map(RoutingPlan::id).toList());
        Instant now = clock.instant();
        List<RoutingPlan> successors = new ArrayList<>();
        List<RoutingPlans.Entry> entries = new ArrayList<>();
        for (RoutingPlan plan : old) {
            if (!underWay.contains(plan.id())) {
                RoutingPlan successor = successor(transaction, plan, reason, wish, now);
                successors.add(successor);
                entries.add(RoutingPlans.Entry.inPlaceOf(plan, successor, now));
                note(transaction, plan, reason, wish);
            }
        }
        begin(transaction, successors, entries);
        return successors.size();
    }

    /** Ends what is under way for the plan. */
    void giveUpAttempts(Transaction transaction, RoutingPlan plan) {
        plans.endSuccessors(transaction.handle(), List.of(plan.id()), clock.instant());
    }

    /** The plan ends now, and its successor is decided like a new plan. */
    void replace(Transaction transaction, RoutingPlan old, RerouteReason reason, Wish wish) {
        Instant now = clock.instant();
        RoutingPlan successor = successor(transaction, old, reason, wish, now);
        List<Stored<RoutingPlan>> ended = plans.table()
                .updateAll(
                        transaction.handle(),
                        List.of(PlanSuccession.superseded(old, List.of(successor.id()), reason, now)));
        reservations.release(transaction, List.of(old.id()));
        changes.tell(transaction, ended, Set.of());
        note(transaction, old, reason, wish);
        begin(transaction, List.of(successor), List.of(RoutingPlans.Entry.fresh(successor, now, null)));
        withdrawn.fire(new PlansWithdrawn(
                transaction, ended.stream().map(Stored::resource).toList(), Map.of(old.id(), reason)));
    }

    /** What was not picked becomes a plan of its own; the plan itself goes on with what was picked. */
    void splitOff(Transaction transaction, RoutingPlan old, Map<String, Long> missing) {
        Instant now = clock.instant();
        RoutingPlan rest = PlanSuccession.rest(identifiers.next(), old, missing, now);
        plans.table()
                .update(
                        transaction.handle(),
                        old.change()
                                .childRoutingPlanRef(
                                        old.childRoutingPlanRef() == null ? rest.id() : old.childRoutingPlanRef())
                                .orderLineItems(old.orderLineItems().stream()
                                        .map(line -> line.picked(line.quantity() - missing.getOrDefault(line.id(), 0L)))
                                        .toList())
                                .consolidatedStatus("ROUTING_PLAN_SHORTPICKED_THEN_SPLIT")
                                .build());
        note(transaction, old, RerouteReason.SHORTPICK, Wish.NONE);
        begin(transaction, List.of(rest), List.of(RoutingPlans.Entry.fresh(rest, now, null)));
    }

    private RoutingPlan successor(
            Transaction transaction, RoutingPlan old, RerouteReason reason, Wish wish, Instant now) {
        return PlanSuccession.successor(
                identifiers.next(),
                old,
                reason,
                strategyOf(transaction, old).blacklistAssignedFacilities(),
                wish.description(),
                now);
    }

    private void begin(Transaction transaction, List<RoutingPlan> created, List<RoutingPlans.Entry> entries) {
        if (created.isEmpty()) {
            return;
        }
        List<Stored<RoutingPlan>> stored = plans.insert(transaction.handle(), created);
        plans.enqueue(transaction.handle(), entries);
        stored.forEach(plan -> changes.record(transaction, plan, "ROUTING_PLAN_REROUTEPLAN_CREATED"));
        changes.tell(transaction, stored, Set.of());
        transaction.afterCommit(worker::wake);
    }

    /** For people: what began, and why. */
    void note(Transaction transaction, RoutingPlan plan, RerouteReason reason, Wish wish) {
        String type = switch (reason) {
            case SHORTPICK -> "PICKING_DONE_INCOMPLETE_REROUTE";
            case TIMETRIGGERED -> "ORDER_TIME_TRIGGERED_REROUTE";
            case ORDERMODIFIED -> "ORDER_MODIFICATION_REROUTE";
            default -> "ORDER_MANUAL_REROUTE";
        };
        history.record(
                transaction,
                new ProcessHistoryEntry(
                        plan.processId(),
                        type,
                        "ROUTING_PLAN",
                        plan.id(),
                        plan.status().name(),
                        plan.version(),
                        reason.name(),
                        wish.editor(),
                        payload(wish.description(), null)));
    }

    /** What the history says beside the type: why, in a person's words, and where to. */
    @Nullable
    JsonNode payload(@Nullable JsonNode description, @Nullable String facilityId) {
        ObjectNode payload = json.createObjectNode();
        if (description != null) {
            ObjectNode log = payload.putObject("rerouteDescription");
            List.of("id", "version", "reason", "reasonLocalized").forEach(field -> {
                if (description.has(field)) {
                    log.set(field, description.get(field));
                }
            });
        }
        if (facilityId != null) {
            payload.putObject("targetFacility").put("facilityRef", facilityId);
        }
        return payload.isEmpty() ? null : payload;
    }
}
