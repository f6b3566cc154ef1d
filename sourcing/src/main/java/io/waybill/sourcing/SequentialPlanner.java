package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The best rated facility takes what it has; the rest is decided again, by all stages, without the facilities chosen
 * before; and so on until all is placed, nobody has anything, or no further part is allowed (platform.md 6.7).
 */
final class SequentialPlanner implements Planner {

    @Override
    public String key() {
        return SourcingConfiguration.SEQUENTIAL;
    }

    @Override
    public Plan plan(Evaluation whole) {
        List<Step> steps = new ArrayList<>();
        BitSet served = new BitSet();
        Evaluation evaluation = whole;
        while (true) {
            int best = evaluation.bestThatCanTake();
            if (best < 0) {
                steps.add(Step.choosingNobody(evaluation));
                break;
            }
            Step step = Step.choosing(evaluation, best);
            steps.add(step);
            served.set(best);
            Demand open = step.rest();
            if (open.isEmpty() || steps.size() == whole.rules().maximumParts()) {
                break;
            }
            evaluation = new Evaluation(open, whole.rules(), served);
        }
        return new Plan(steps, key(), PlanSummary.Reason.BEST_RATED_FIRST);
    }
}
