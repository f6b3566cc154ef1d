package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.inventory.ReservationRequest;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.FacilityAssignmentRequested;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.ProcessHistoryEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A person decides who serves a plan that waits, was given up, or lies elsewhere and was not begun; fences and stock do
 * not matter then.
 */
@ApplicationScoped
class AssignFacility {
    private final RoutingPlans plans;
    private final PlanChanges changes;
    private final RoutingJournals journals;
    private final Facilities facilities;
    private final Reservations reservations;
    private final Reroutes reroutes;
    private final SucceedPlans succeed;
    private final RerouteDescriptions descriptions;
    private final ProcessHistory history;
    private final Identifiers identifiers;
    private final Clock clock;

    AssignFacility(
            RoutingPlans plans,
            PlanChanges changes,
            RoutingJournals journals,
            Facilities facilities,
            Reservations reservations,
            Reroutes reroutes,
            SucceedPlans succeed,
            RerouteDescriptions descriptions,
            ProcessHistory history,
            Identifiers identifiers,
            Clock clock) {
        this.plans = plans;
        this.changes = changes;
        this.journals = journals;
        this.facilities = facilities;
        this.reservations = reservations;
        this.reroutes = reroutes;
        this.succeed = succeed;
        this.descriptions = descriptions;
        this.history = history;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * What waits of the process gets the facility; where nothing waits, everything that is elsewhere and can be taken away.
     *
     * @throws Rejection 400 when there is no such thing, or the facility cannot serve anything
     */
    void toProcess(FacilityAssignmentRequested fact) {
        Transaction transaction = fact.transaction();
        JsonNode description = fact.rerouteDescriptionId() == null
                ? null
                : descriptions.reference(transaction.handle(), fact.rerouteDescriptionId());
        Reroutes.Wish wish = new Reroutes.Wish(description, fact.editor());
        List<RoutingPlan> all = plans.lockOfProcess(transaction.handle(), fact.processId());
        List<RoutingPlan> waiting = plans.withoutSuccessors(
                transaction.handle(),
                all.stream().filter(plan -> plan.status().isUndecided()).toList());
        if (!waiting.isEmpty()) {
            assign(transaction, waiting, fact.facilityId(), "PROCESS_MANUALASSIGNMENT", wish);
            return;
        }
        List<RoutingPlan> elsewhere = all.stream()
                .filter(plan ->
                        plan.status().holdsReservation() && !fact.facilityId().equals(plan.facilityRef()))
                .toList();
        if (elsewhere.isEmpty()) {
            throw Rejection.invalid("Nothing of process " + fact.processId()
                    + " waits for a facility or is at another one than " + fact.facilityId());
        }
        move(transaction, elsewhere, fact.facilityId(), "PROCESS_MANUALASSIGNMENT", wish);
    }

    /**
     * The plan must be locked by the transaction. Answers it as it is afterwards: assigned, or replaced by another one.
     *
     * @throws Rejection 400 when the plan can neither be assigned nor taken away, or the facility cannot serve anything
     */
    Stored<RoutingPlan> toPlan(
            Transaction transaction, RoutingPlan plan, String facilityId, ProcessHistoryEntry.Editor editor) {
        Reroutes.Wish wish = new Reroutes.Wish(null, editor);
        List<RoutingPlan> waiting =
                plan.status().isUndecided() ? plans.withoutSuccessors(transaction.handle(), List.of(plan)) : List.of();
        if (!waiting.isEmpty()) {
            return assign(transaction, waiting, facilityId, "MANUAL_ASSIGNMENT", wish)
                    .getFirst();
        }
        if (!plan.status().holdsReservation() || facilityId.equals(plan.facilityRef())) {
            throw Rejection.invalid("Routing plan " + plan.id() + " is " + plan.status()
                    + "; only one that waits for a facility, or is at another one, can be assigned");
        }
        return move(transaction, List.of(plan), facilityId, "MANUAL_ASSIGNMENT", wish)
                .getFirst();
    }

    /** Takes the plans away from where they are; answers them as they end. */
    private List<Stored<RoutingPlan>> move(
            Transaction transaction, List<RoutingPlan> old, String facilityId, String runType, Reroutes.Wish wish) {
        Reroutes.Movability movability = reroutes.movability(transaction, old, RerouteReason.MANUAL);
        List<RoutingPlan> movable = old.stream().filter(movability::isMovable).toList();
        if (movable.isEmpty()) {
            throw Rejection.invalid("What is routed cannot be taken away any more: "
                    + String.join("; ", movability.obstacles().values()));
        }
        requireServing(transaction, facilityId);
        facilities.hold(transaction.handle(), List.of(facilityId));
        Instant now = clock.instant();
        plans.endSuccessors(
                transaction.handle(), movable.stream().map(RoutingPlan::id).toList(), now);
        List<RoutingPlan> successors = new ArrayList<>();
        List<RoutingPlan> ended = new ArrayList<>();
        List<ReservationRequest> wanted = new ArrayList<>();
        Map<String, RerouteReason> reasons = new HashMap<>();
        String runId = identifiers.next();
        for (RoutingPlan plan : movable) {
            RoutingPlan successor = PlanSuccession.successor(
                    identifiers.next(),
                    plan,
                    RerouteReason.MANUAL,
                    reroutes.strategyOf(transaction, plan).blacklistAssignedFacilities(),
                    wish.description(),
                    now);
            RoutingPlan assigned = assigned(
                    successor.change().runType(runType).runId(runId).build(),
                    facilityId,
                    plan.status() == RoutingPlanStatus.ROUTED ? null : plan.status(),
                    now);
            successors.add(assigned);
            ended.add(PlanSuccession.reassigned(plan, assigned.id(), now));
            reasons.put(plan.id(), RerouteReason.MANUAL);
            wanted.add(new ReservationRequest(
                    assigned.id(),
                    plan.orderRef(),
                    plan.processId(),
                    facilityId,
                    assigned.quantities(),
                    true,
                    Set.of(plan.id())));
            note(transaction, assigned, wish);
        }
        reservations.reserve(transaction, wanted);
        List<Stored<RoutingPlan>> stored = plans.insertAssigned(transaction.handle(), successors, now);
        succeed.end(transaction, ended, reasons);
        stored.forEach(plan -> changes.record(transaction, plan, "ROUTING_PLAN_REROUTEPLAN_CREATED"));
        changes.tell(transaction, stored, Set.of());
        journals.record(
                transaction,
                List.of(RoutingJournals.Change.of(
                        stored.stream().map(Stored::resource).toList())));
        return plans.stored(transaction.handle(), ended);
    }

    private void note(Transaction transaction, RoutingPlan plan, Reroutes.Wish wish) {
        history.record(
                transaction,
                new ProcessHistoryEntry(
                        plan.processId(),
                        "ORDER_MANUAL_FACILITY_ASSIGNMENT",
                        "ROUTING_PLAN",
                        plan.id(),
                        plan.status().name(),
                        plan.version(),
                        null,
                        wish.editor(),
                        reroutes.payload(wish.description(), plan.facilityRef())));
    }

    private List<Stored<RoutingPlan>> assign(
            Transaction transaction, List<RoutingPlan> waiting, String facilityId, String runType, Reroutes.Wish wish) {
        requireServing(transaction, facilityId);
        facilities.hold(transaction.handle(), List.of(facilityId));
        Instant now = clock.instant();
        List<String> ids = waiting.stream().map(RoutingPlan::id).toList();
        Map<String, RoutingPlanStatus> holds = plans.holds(transaction.handle(), ids);
        String runId = identifiers.next();
        List<RoutingPlan> assigned = waiting.stream()
                .map(plan -> plan.change().runType(runType).runId(runId).build())
                .map(plan -> assigned(plan, facilityId, holds.get(plan.id()), now))
                .toList();
        reservations.reserve(
                transaction,
                assigned.stream()
                        .map(plan -> new ReservationRequest(
                                plan.id(), plan.orderRef(), plan.processId(), facilityId, plan.quantities(), true))
                        .toList());
        plans.dequeue(transaction.handle(), ids);
        List<Stored<RoutingPlan>> stored = plans.updateAssigned(
                transaction.handle(),
                assigned.stream()
                        .map(plan -> wish.description() == null
                                ? plan
                                : plan.change()
                                        .rerouteDescription(wish.description())
                                        .build())
                        .toList(),
                now);
        assigned.forEach(plan -> note(transaction, plan, wish));
        changes.tell(transaction, stored, Set.of());
        journals.record(
                transaction,
                List.of(RoutingJournals.Change.of(
                        stored.stream().map(Stored::resource).toList())));
        return stored;
    }

    private RoutingPlan assigned(
            RoutingPlan plan,
            String facilityId,
            @org.jspecify.annotations.Nullable RoutingPlanStatus hold,
            Instant now) {
        return PlanLifecycle.in(plan, hold == null ? RoutingPlanStatus.ROUTED : hold, now)
                .change()
                .facilityRef(facilityId)
                .pickJobRef(hold == null ? identifiers.next() : null)
                .build();
    }

    private void requireServing(Transaction transaction, String facilityId) {
        Facility facility = facilities
                .find(transaction.handle(), facilityId)
                .orElseThrow(() -> Rejection.invalid("facilityRef: no facility " + facilityId + " exists"));
        if (!facility.isManaged() || facility.status() == FacilityStatus.OFFLINE) {
            throw Rejection.invalid("facilityRef: facility " + facilityId + " does not do any work now");
        }
    }
}
