package io.waybill.platform.routing;

import io.waybill.sourcing.PlanCost;
import io.waybill.sourcing.PlanSummary;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingDecision;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the planners made of an order in one run: the plan that was followed, and those of the shadows, which had no effect.
 * Waybill's own, beside the decision log of the contract.
 *
 * @param plan the one that was followed
 * @param shadows the others, in the order of the configuration
 */
record PlanningLog(String routingPlanRef, int routingRun, Plan plan, List<Plan> shadows) {

    /** @return null where there is nothing to compare: the standard planner, without shadows */
    static @Nullable PlanningLog of(String routingPlanRef, int routingRun, @Nullable SourcingDecision decision) {
        if (decision == null
                || (decision.shadows().isEmpty()
                        && decision.plan().planner().equals(SourcingConfiguration.SEQUENTIAL))) {
            return null;
        }
        return new PlanningLog(
                routingPlanRef,
                routingRun,
                Plan.of(decision.plan()),
                decision.shadows().stream().map(Plan::of).toList());
    }

    /**
     * A plan and what it costs.
     *
     * @param planner the one that was asked
     * @param madeBy the one whose plan it is
     * @param reason why it is that one's
     * @param unplacedUnits units nobody was given
     */
    record Plan(String planner, String madeBy, String reason, List<Part> parts, long unplacedUnits, Cost cost) {

        static Plan of(PlanSummary plan) {
            return new Plan(
                    plan.planner(),
                    plan.madeBy(),
                    plan.reason().name(),
                    plan.parts().stream()
                            .map(part -> Part.of(part, plan.cost()))
                            .toList(),
                    plan.unplacedUnits(),
                    Cost.of(plan.cost()));
        }
    }

    /**
     * What one facility does.
     *
     * @param penalty of its ratings
     */
    record Part(String facilityRef, BigDecimal penalty, List<Line> lines) {

        static Part of(SourcingDecision.Part part, PlanCost cost) {
            long ratings = cost.parts().stream()
                    .filter(each -> each.facilityId().equals(part.facilityId()))
                    .mapToLong(PlanCost.PartCost::ratings)
                    .sum();
            return new Part(
                    part.facilityId(),
                    PlanCost.points(ratings),
                    part.lines().stream()
                            .map(line -> new Line(line.lineId(), line.articleId(), line.quantity()))
                            .toList());
        }
    }

    record Line(String orderLineItemId, String tenantArticleId, long quantity) {}

    /** The terms of the objective, in points. */
    record Cost(BigDecimal total, BigDecimal ratings, BigDecimal split, BigDecimal shortage, BigDecimal scarcity) {

        static Cost of(PlanCost cost) {
            return new Cost(
                    PlanCost.points(cost.total()),
                    PlanCost.points(cost.ratings()),
                    PlanCost.points(cost.split()),
                    PlanCost.points(cost.shortage()),
                    PlanCost.points(cost.scarcity()));
        }
    }
}
