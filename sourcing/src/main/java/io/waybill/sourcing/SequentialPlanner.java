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
    public List<Step> plan(Demand demand, Rules rules) {
        List<Step> steps = new ArrayList<>();
        BitSet served = new BitSet();
        Demand open = demand;
        while (!open.isEmpty() && steps.size() < rules.maximumParts()) {
            Evaluation evaluation = new Evaluation(open, rules, served);
            int best = evaluation.bestThatCanTake();
            if (best < 0) {
                steps.add(Step.choosingNobody(evaluation));
                break;
            }
            Step step = Step.choosing(evaluation, best);
            steps.add(step);
            served.set(best);
            open = step.rest();
        }
        return steps;
    }
}
