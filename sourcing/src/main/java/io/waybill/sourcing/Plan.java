package io.waybill.sourcing;

import io.waybill.sourcing.PlanCost.PartCost;
import io.waybill.sourcing.PlanSummary.Reason;
import io.waybill.sourcing.SourcingDecision.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Who gets which units.
 *
 * @param steps at least one; only the last may have chosen nobody
 * @param madeBy key of the planner whose plan it is
 */
record Plan(List<Step> steps, String madeBy, Reason reason) {

    Plan {
        steps = List.copyOf(steps);
    }

    /** This plan, taken because the planner asked gave up. */
    Plan because(Reason given) {
        return new Plan(steps, madeBy, given);
    }

    /** The parts, in the order of the steps; empty when nobody was chosen. */
    List<Part> parts() {
        Situation situation = steps.getFirst().evaluation().situation();
        return steps.stream()
                .filter(Step::hasChosen)
                .map(step -> new Part(situation.facility(step.chosen()).id(), step.assigned()))
                .toList();
    }

    /** Units nobody was given. */
    long unplacedUnits() {
        return steps.getLast().rest().units();
    }

    /** What it costs, every facility rated for the whole order as the first step has it. */
    PlanCost cost() {
        Evaluation whole = steps.getFirst().evaluation();
        Situation situation = whole.situation();
        Objective objective = whole.rules().objective();
        List<PartCost> parts = new ArrayList<>();
        long scarcity = 0;
        for (Step step : steps) {
            if (step.hasChosen()) {
                parts.add(new PartCost(situation.facility(step.chosen()).id(), whole.charge(step.chosen())));
                scarcity = Millionths.plus(scarcity, scarcity(step, situation, objective));
            }
        }
        long splits = objective.splits(Math.max(0, parts.size() - 1));
        return new PlanCost(parts, splits, objective.shortage(unplacedUnits()), scarcity);
    }

    private static long scarcity(Step step, Situation situation, Objective objective) {
        long sum = 0;
        if (objective.scarcityPrice() > 0) {
            for (int line = 0; line < situation.lines(); line++) {
                if (step.taken(line) > 0) {
                    int article = situation.articleOf(line);
                    long price = objective.priceOfUnit(
                            situation.available(step.chosen(), article), situation.availableEverywhere(article));
                    sum = Millionths.plus(sum, Millionths.times(price, step.taken(line)));
                }
            }
        }
        return sum;
    }

    PlanSummary summary(String planner) {
        return new PlanSummary(planner, madeBy, reason, parts(), unplacedUnits(), cost());
    }
}
