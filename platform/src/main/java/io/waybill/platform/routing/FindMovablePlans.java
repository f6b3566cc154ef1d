package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.routing.RoutingPlans.Queued;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Locks the plans that queued ones are to come in place of, and the work on them. Never waits: whoever is at such a plan
 * or its pick job may in turn wait for what the transaction of the router holds.
 */
@ApplicationScoped
class FindMovablePlans {
    private final RoutingPlans plans;
    private final Event<PlansToMove> moves;

    FindMovablePlans(RoutingPlans plans, Event<PlansToMove> moves) {
        this.plans = plans;
        this.moves = moves;
    }

    MovablePlans of(Transaction transaction, List<Queued> queued) {
        Map<String, RerouteReason> reasons = new HashMap<>();
        queued.forEach(taken -> {
            String replaces = taken.replaces();
            if (replaces != null) {
                reasons.put(
                        replaces,
                        RerouteReason.valueOf(
                                Objects.requireNonNull(taken.plan().reRouteReason())));
            }
        });
        if (reasons.isEmpty()) {
            return MovablePlans.NONE;
        }
        List<RoutingPlan> locked = plans.lockIdle(transaction.handle(), reasons.keySet());
        Set<String> busy = new HashSet<>(reasons.keySet());
        locked.forEach(plan -> busy.remove(plan.id()));
        PlansToMove fact = new PlansToMove(
                transaction,
                locked.stream().filter(plan -> plan.status().holdsReservation()).toList(),
                reasons,
                false);
        moves.fire(fact);
        Map<String, RoutingPlan> movable = new HashMap<>();
        Map<String, RoutingPlan> others = new HashMap<>();
        locked.forEach(plan -> {
            if (fact.isBusy(plan.id())) {
                busy.add(plan.id());
            } else if (plan.status().holdsReservation() && !fact.obstacles().containsKey(plan.id())) {
                movable.put(plan.id(), plan);
            } else {
                others.put(plan.id(), plan);
            }
        });
        return new MovablePlans(movable, busy, others);
    }
}
