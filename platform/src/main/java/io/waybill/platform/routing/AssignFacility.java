package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.inventory.ReservationRequest;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A person decides who serves a plan that waits or was given up; fences and stock do not matter then. */
@ApplicationScoped
class AssignFacility {
    private final RoutingPlans plans;
    private final PlanChanges changes;
    private final RoutingJournals journals;
    private final Facilities facilities;
    private final Reservations reservations;
    private final Identifiers identifiers;
    private final Clock clock;

    AssignFacility(
            RoutingPlans plans,
            PlanChanges changes,
            RoutingJournals journals,
            Facilities facilities,
            Reservations reservations,
            Identifiers identifiers,
            Clock clock) {
        this.plans = plans;
        this.changes = changes;
        this.journals = journals;
        this.facilities = facilities;
        this.reservations = reservations;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** @throws Rejection 400 when nothing of the process waits, or the facility cannot serve anything */
    void toProcess(Transaction transaction, String processId, String facilityId) {
        List<RoutingPlan> waiting = plans.lockOfProcess(transaction.handle(), processId).stream()
                .filter(plan -> plan.status().isUndecided())
                .toList();
        if (waiting.isEmpty()) {
            throw Rejection.invalid("Nothing of process " + processId + " waits for a facility");
        }
        assign(transaction, waiting, facilityId, "PROCESS_MANUALASSIGNMENT");
    }

    /**
     * The plan must be locked by the transaction.
     *
     * @throws Rejection 400 when the plan does not wait, or the facility cannot serve anything
     */
    Stored<RoutingPlan> toPlan(Transaction transaction, RoutingPlan plan, String facilityId) {
        if (!plan.status().isUndecided()) {
            throw Rejection.invalid("Routing plan " + plan.id() + " is " + plan.status()
                    + "; only one that waits for a facility can be assigned");
        }
        return assign(transaction, List.of(plan), facilityId, "MANUAL_ASSIGNMENT")
                .getFirst();
    }

    private List<Stored<RoutingPlan>> assign(
            Transaction transaction, List<RoutingPlan> waiting, String facilityId, String runType) {
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
        List<Stored<RoutingPlan>> stored = plans.table().updateAll(transaction.handle(), assigned);
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
