package io.waybill.sourcing;

import io.waybill.sourcing.PlanSummary.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The plan that costs least by the {@link Objective} among all sets of up to {@value ExactSearch#MOST_PARTS} facilities
 * that pass the fences for the whole order, each line handed out over them in any quantities. Takes up to
 * {@value #MOST_LINES} lines and {@value ExactSearch#MOST_CANDIDATES} facilities that none of the others replaces; beyond
 * that, or when more parts may cost less, the plan is that of {@link CoverPlanner}, unless what was found until then is
 * cheaper, and says why.
 */
final class ExactPlanner implements Planner {

    static final int MOST_LINES = 12;

    private final Planner cover = new CoverPlanner();

    @Override
    public String key() {
        return SourcingConfiguration.EXACT;
    }

    @Override
    public Plan plan(Evaluation whole) {
        if (openLines(whole.demand()) > MOST_LINES) {
            return cover.plan(whole).because(Reason.TOO_MANY_LINES);
        }
        @Nullable Reason unproven = null;
        PlanAssembly assembly = new PlanAssembly(whole);
        for (int[] facilities : PlanAssembly.classes(whole)) {
            if (!assembly.isDone()) {
                PlanProblem problem = assembly.problem(facilities);
                ExactSearch.Result result = ExactSearch.search(problem);
                if (result != null) {
                    unproven = unproven == null ? result.unproven() : unproven;
                    assembly.add(problem, result.allotment());
                }
            }
        }
        Plan found = assembly.plan(key(), Reason.PROVEN_CHEAPEST);
        if (unproven == null) {
            return found;
        }
        Plan other = cover.plan(whole);
        return (other.cost().total() <= found.cost().total() ? other : found).because(unproven);
    }

    private static int openLines(Demand demand) {
        int lines = 0;
        for (int line = 0; line < demand.situation().lines(); line++) {
            lines += demand.units(line) > 0 ? 1 : 0;
        }
        return lines;
    }
}
