package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.orders.OrderedService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A pick job ended with missing goods (platform.md 6.8, SHORTPICK). Picking asks for the verdict before it stores the
 * result, and has it carried out in the same transaction afterwards. Thread-safe.
 */
@ApplicationScoped
public class RerouteShortPick {
    private final RoutingPlans plans;
    private final Reroutes reroutes;

    RerouteShortPick(RoutingPlans plans, Reroutes reroutes) {
        this.plans = plans;
        this.reroutes = reroutes;
    }

    /** What follows from a short pick. */
    public enum Verdict {
        /** The facility goes on with what it has. */
        NOTHING,
        /** The facility keeps what it picked, until somebody is found for all of it or it is clear that nobody is. */
        HOLD,
        /** Nothing was picked: the plan leaves the facility. */
        REPLACE,
        /** The facility goes on with what it has, and what is missing becomes a plan of its own. */
        SPLIT
    }

    /**
     * Locks the plan; to be called before the pick job is written.
     *
     * @param nothingPicked whether no unit at all was picked
     */
    public Verdict judge(Transaction transaction, String planId, boolean nothingPicked) {
        RoutingPlan plan = plans.lockAll(transaction.handle(), List.of(planId)).stream()
                .filter(found -> found.status() == RoutingPlanStatus.ROUTED)
                .findFirst()
                .orElse(null);
        if (plan == null) {
            return Verdict.NOTHING;
        }
        ActiveStrategy strategy = reroutes.strategyOf(transaction, plan);
        Verdict verdict = verdict(
                strategy.reroute(),
                plan.isCollected(),
                nothingPicked,
                strategy.configuration().orderSplit().active());
        if (verdict == Verdict.SPLIT && hasServices(plan)) {
            verdict = Verdict.HOLD;
        }
        if (verdict != Verdict.NOTHING) {
            // Whatever else was looking for somebody better was looking for a plan that was not picked.
            reroutes.giveUpAttempts(transaction, plan);
        }
        return verdict;
    }

    /** Then none of its goods may go to somebody else alone. */
    private static boolean hasServices(RoutingPlan plan) {
        return !Collections.disjoint(OrderedService.articles(plan.customServices()), plan.articles());
    }

    /** Pure: what the strategy says. Who collects at a facility can get nothing from another one. */
    static Verdict verdict(
            ActiveStrategy.Reroute reroute, boolean collected, boolean nothingPicked, boolean splitActive) {
        ActiveStrategy.ShortPickReroute rule = collected ? reroute.clickAndCollect() : reroute.shipFromStore();
        if (!rule.active() || (reroute.zeroPicksOnly() && !nothingPicked)) {
            return Verdict.NOTHING;
        }
        if (nothingPicked) {
            return collected ? Verdict.NOTHING : Verdict.REPLACE;
        }
        return switch (rule.type()) {
            case REROUTE -> Verdict.HOLD;
            case ORDERSPLIT -> splitActive && !collected ? Verdict.SPLIT : Verdict.NOTHING;
        };
    }

    /**
     * Begins what the verdict says.
     *
     * @param missing units that were not picked, by the line of the order
     */
    public void carryOut(Transaction transaction, String planId, Verdict verdict, Map<String, Long> missing) {
        if (verdict == Verdict.NOTHING) {
            return;
        }
        RoutingPlan plan = plans.lockAll(transaction.handle(), List.of(planId)).getFirst();
        switch (verdict) {
            case HOLD -> reroutes.attempt(transaction, List.of(plan), RerouteReason.SHORTPICK, Reroutes.Wish.NONE);
            case REPLACE -> reroutes.replace(transaction, plan, RerouteReason.SHORTPICK, Reroutes.Wish.NONE);
            case SPLIT -> reroutes.splitOff(transaction, plan, missing);
            default -> throw new IllegalStateException("No such verdict: " + verdict);
        }
    }
}
