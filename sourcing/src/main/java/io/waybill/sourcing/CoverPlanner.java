package io.waybill.sourcing;

import io.waybill.sourcing.PlanSummary.Reason;

/**
 * A good plan for an order of any size: the cover of {@link CoverSearch} or the sequential plan, whichever costs less by
 * the {@link Objective}. Fences and ratings are those of the whole order.
 */
final class CoverPlanner implements Planner {

    private final Planner sequential = new SequentialPlanner();

    @Override
    public String key() {
        return SourcingConfiguration.COVER;
    }

    @Override
    public Plan plan(Evaluation whole) {
        PlanAssembly assembly = new PlanAssembly(whole);
        for (int[] facilities : PlanAssembly.classes(whole)) {
            if (!assembly.isDone()) {
                PlanProblem problem = assembly.problem(facilities);
                Allotment allotment = CoverSearch.search(problem);
                if (allotment != null) {
                    assembly.add(problem, allotment);
                }
            }
        }
        Plan cover = assembly.plan(key(), Reason.CHEAPER_THAN_SEQUENTIAL);
        Plan rounds = sequential.plan(whole);
        return cover.cost().total() < rounds.cost().total() ? cover : rounds.because(Reason.SEQUENTIAL_COSTS_NO_MORE);
    }
}
