package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.DatabaseUnavailable;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.facilities.PickingCapacities;
import io.waybill.platform.inventory.ReservationOutcome;
import io.waybill.platform.inventory.ReservationRequest;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.routing.PoolImprovement.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Moves the orders of an improvement in one transaction, or none of them. Locks in the order of everybody: plans, the
 * work on them, facilities, places of stock. What one plan frees another may take, since what the leaving plans hold
 * counts as available to all that come. Thread-safe.
 */
@ApplicationScoped
class ApplyImprovement {
    private static final Logger LOG = Logger.getLogger(ApplyImprovement.class);

    private final Database database;
    private final PoolRuns runs;
    private final RoutingPlans plans;
    private final PlanChanges changes;
    private final RoutingJournals journals;
    private final UnbegunWork unbegunWork;
    private final Reroutes reroutes;
    private final SucceedPlans succeed;
    private final Facilities facilities;
    private final PickingCapacities capacities;
    private final Reservations reservations;
    private final JudgeMoves judgeMoves;
    private final Identifiers identifiers;
    private final Clock clock;

    ApplyImprovement(
            Database database,
            PoolRuns runs,
            RoutingPlans plans,
            PlanChanges changes,
            RoutingJournals journals,
            UnbegunWork unbegunWork,
            Reroutes reroutes,
            SucceedPlans succeed,
            Facilities facilities,
            PickingCapacities capacities,
            Reservations reservations,
            JudgeMoves judgeMoves,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.runs = runs;
        this.plans = plans;
        this.changes = changes;
        this.journals = journals;
        this.unbegunWork = unbegunWork;
        this.reroutes = reroutes;
        this.succeed = succeed;
        this.facilities = facilities;
        this.capacities = capacities;
        this.reservations = reservations;
        this.judgeMoves = judgeMoves;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * An improvement with what it means for plans.
     *
     * @param moves at least one, each with plans that leave
     */
    record Planned(PoolImprovement improvement, List<PoolMove> moves) {}

    /** Rolls the transaction back. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Refusal reason;

        Refused(Refusal reason, String why) {
            super(why, null, false, false);
            this.reason = reason;
        }
    }

    /**
     * Applies the improvement if it still holds, and stores what became of it with the run.
     *
     * @throws DatabaseUnavailable when the database is away; then nothing was changed, or all of it
     */
    PoolImprovement apply(String runId, Planned planned) {
        try {
            return database.transaction(transaction -> {
                PoolImprovement applied = planned.improvement().applied(move(transaction, runId, planned.moves()));
                runs.settle(transaction.handle(), runId, applied);
                return applied;
            });
        } catch (DatabaseUnavailable away) {
            throw away;
        } catch (Refused refused) {
            return refuse(runId, planned, refused.reason, String.valueOf(refused.getMessage()));
        } catch (Rejection rejection) {
            return refuse(runId, planned, Refusal.RULE_BROKEN, String.valueOf(rejection.getMessage()));
        } catch (RuntimeException failure) {
            LOG.errorf(
                    failure,
                    "Improvement %d of pool run %s cannot be applied",
                    planned.improvement().number(),
                    runId);
            return refuse(runId, planned, Refusal.FAULT, "An unexpected fault; the log of the platform names the run");
        }
    }

    private PoolImprovement refuse(String runId, Planned planned, Refusal reason, String why) {
        PoolImprovement refused = planned.improvement().refused(reason, why);
        database.inTransaction(transaction -> runs.settle(transaction.handle(), runId, refused));
        return refused;
    }

    /** @throws Refused when a move does not hold any more; then the transaction has to be rolled back */
    List<PoolImprovement.Move> move(Transaction transaction, String runId, List<PoolMove> moves) {
        requireUnchanged(transaction, moves);
        List<RoutingPlan> leaving =
                moves.stream().flatMap(move -> move.leaving().stream()).toList();
        requireUnbegun(transaction, leaving);
        Map<String, Facility> serving = requireServing(transaction, moves);
        Instant now = clock.instant();
        List<PoolMove.Succession> successions = moves.stream()
                .map(move -> move.succession(runId, identifiers::next, now))
                .toList();
        reserve(transaction, moves, successions, leaving);
        judgeMoves.obstacle(transaction.handle(), serving, moves, now).ifPresent(obstacle -> {
            throw new Refused(obstacle.reason(), obstacle.description());
        });
        leaving.forEach(plan -> reroutes.note(transaction, plan, RerouteReason.RECALCULATION, Reroutes.Wish.NONE));
        List<Stored<RoutingPlan>> created = plans.insertAssigned(
                transaction.handle(),
                successions.stream()
                        .flatMap(succession -> succession.created().stream())
                        .toList(),
                now);
        Map<String, RerouteReason> reasons = new HashMap<>();
        leaving.forEach(plan -> reasons.put(plan.id(), RerouteReason.RECALCULATION));
        succeed.end(
                transaction,
                successions.stream()
                        .flatMap(succession -> succession.ended().stream())
                        .toList(),
                reasons);
        created.forEach(plan -> changes.record(transaction, plan, "ROUTING_PLAN_REROUTEPLAN_CREATED"));
        changes.tell(
                transaction,
                created,
                successions.stream()
                        .flatMap(succession -> succession.split().stream())
                        .collect(Collectors.toSet()));
        journals.record(
                transaction,
                successions.stream()
                        .map(succession -> RoutingJournals.Change.of(succession.created()))
                        .toList());
        List<PoolImprovement.Move> told = new ArrayList<>();
        for (int index = 0; index < moves.size(); index++) {
            told.add(moves.get(index)
                    .told(successions.get(index).created().stream()
                            .map(RoutingPlan::id)
                            .toList()));
        }
        return told;
    }

    /** Locks all plans of the orders, those that wait as well, so that nobody makes further parts of them meanwhile. */
    private void requireUnchanged(Transaction transaction, List<PoolMove> moves) {
        Map<String, Map<String, Long>> holding = new HashMap<>();
        plans
                .lockOfOrders(
                        transaction.handle(),
                        moves.stream().map(move -> move.member().orderRef()).toList())
                .stream()
                .filter(plan -> plan.status().holdsReservation())
                .forEach(plan -> holding.computeIfAbsent(plan.orderRef(), ignored -> new HashMap<>())
                        .put(plan.id(), plan.version()));
        for (PoolMove move : moves) {
            String order = move.member().orderRef();
            Map<String, Long> now = holding.getOrDefault(order, Map.of());
            if (!now.equals(move.member().versions())) {
                throw new Refused(
                        Refusal.PLANS_CHANGED,
                        "The routing plans of order " + order + " are " + now + " with their versions, "
                                + move.member().versions() + " were looked at");
            }
        }
    }

    /** Locks the work on the plans. */
    private void requireUnbegun(Transaction transaction, List<RoutingPlan> leaving) {
        List<String> ids = leaving.stream().map(RoutingPlan::id).toList();
        Set<String> underWay = plans.replacedOf(transaction.handle(), ids);
        if (!underWay.isEmpty()) {
            throw new Refused(
                    Refusal.REROUTE_UNDER_WAY,
                    "Somebody else is looked for already for the routing plans " + new TreeSet<>(underWay));
        }
        Reroutes.Movability movability = reroutes.movability(transaction, leaving, RerouteReason.RECALCULATION);
        Set<String> begun = new TreeSet<>(ids);
        begun.removeAll(unbegunWork.among(transaction.handle(), ids));
        if (!begun.isEmpty() || !movability.obstacles().isEmpty()) {
            throw new Refused(
                    Refusal.PICK_JOB_BEGUN,
                    movability.obstacles().isEmpty()
                            ? "The pick jobs of the routing plans " + begun + " are not open any more"
                            : String.join(
                                    "; ", new TreeSet<>(movability.obstacles().values())));
        }
    }

    private Map<String, Facility> requireServing(Transaction transaction, List<PoolMove> moves) {
        TreeSet<String> ids = new TreeSet<>();
        moves.forEach(move -> move.arriving().forEach(part -> ids.add(part.facilityId())));
        facilities.hold(transaction.handle(), ids);
        Map<String, Facility> known = facilities.byIds(transaction.handle(), ids);
        for (String id : ids) {
            Facility facility = Objects.requireNonNull(known.get(id), "held");
            if (!facility.isManaged() || facility.status() != FacilityStatus.ONLINE) {
                throw new Refused(Refusal.FACILITY_UNAVAILABLE, "Facility " + id + " is " + facility.status());
            }
        }
        return known;
    }

    private void reserve(
            Transaction transaction,
            List<PoolMove> moves,
            List<PoolMove.Succession> successions,
            List<RoutingPlan> leaving) {
        Set<String> freed = leaving.stream().map(RoutingPlan::id).collect(Collectors.toSet());
        List<ReservationRequest> wanted = new ArrayList<>();
        Set<String> withinCapacity = new HashSet<>();
        for (int index = 0; index < moves.size(); index++) {
            boolean limited = moves.get(index).member().strategy().keepsPickingCapacity();
            for (RoutingPlan plan : successions.get(index).created()) {
                wanted.add(new ReservationRequest(
                        plan.id(),
                        plan.orderRef(),
                        plan.processId(),
                        Objects.requireNonNull(plan.facilityRef()),
                        plan.quantities(),
                        false,
                        freed));
                if (limited) {
                    withinCapacity.add(plan.id());
                }
            }
        }
        // What the leaving plans take of picking time is there for those that come, as their stock is.
        capacities.release(transaction.handle(), freed);
        Map<String, String> facilityOf = new HashMap<>();
        wanted.forEach(request -> facilityOf.put(request.routingPlanId(), request.facilityId()));
        for (ReservationOutcome outcome : reservations.reserve(transaction, wanted, withinCapacity)) {
            if (outcome instanceof ReservationOutcome.Short shortage) {
                String facility = facilityOf.get(shortage.routingPlanId());
                throw shortage.isFull()
                        ? new Refused(
                                Refusal.CAPACITY_FULL, "Facility " + facility + " has no place of picking time left")
                        : new Refused(
                                Refusal.STOCK_GONE,
                                "Facility " + facility + " has only " + shortage.availableForPicking());
            }
        }
    }
}
