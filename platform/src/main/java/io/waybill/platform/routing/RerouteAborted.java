package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A facility gave a pick job up (platform.md 6.8, ABORTED). Thread-safe. */
@ApplicationScoped
public class RerouteAborted {
    private final RoutingPlans plans;
    private final Reroutes reroutes;

    RerouteAborted(RoutingPlans plans, Reroutes reroutes) {
        this.plans = plans;
        this.reroutes = reroutes;
    }

    /** Locks the plan; to be called before the pick job is written. Whether the plan leaves the facility. */
    public boolean applies(Transaction transaction, String planId) {
        return plans.lockAll(transaction.handle(), List.of(planId)).stream()
                .anyMatch(plan -> plan.status() == RoutingPlanStatus.ROUTED
                        && !plan.isCollected()
                        && reroutes.strategyOf(transaction, plan)
                                .reroute()
                                .shipFromStore()
                                .active());
    }

    /** Takes the plan away; afterwards its pick job is rerouted. */
    public void reroute(Transaction transaction, String planId) {
        RoutingPlan plan = plans.lockAll(transaction.handle(), List.of(planId)).getFirst();
        reroutes.replace(transaction, plan, RerouteReason.ABORTED, Reroutes.Wish.NONE);
    }
}
