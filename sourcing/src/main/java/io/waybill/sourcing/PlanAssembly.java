package io.waybill.sourcing;

import io.waybill.sourcing.PlanSummary.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts a plan together from sets of facilities, one class of priority after the other: priority ratings come before
 * anything that costs, so facilities of a lower class get only what those of a higher one leave. Without priority ratings
 * there is one class.
 */
final class PlanAssembly {

    private final Evaluation whole;
    private final List<Step> steps = new ArrayList<>();
    private Demand open;

    PlanAssembly(Evaluation whole) {
        this.whole = whole;
        this.open = whole.demand();
    }

    /** The facilities that passed, by class, the first class first. */
    static List<int[]> classes(Evaluation whole) {
        int[] passed = IntStream.range(0, whole.situation().facilities())
                .filter(whole::passed)
                .toArray();
        if (whole.priorityLevels() == 0 || passed.length == 0) {
            return List.of(passed);
        }
        int[] ranked = Arrays.stream(passed)
                .boxed()
                .sorted(whole::compare)
                .mapToInt(Integer::intValue)
                .toArray();
        List<int[]> classes = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= ranked.length; to++) {
            if (to == ranked.length || !whole.samePriority(ranked[from], ranked[to])) {
                classes.add(Arrays.copyOfRange(ranked, from, to));
                from = to;
            }
        }
        return classes;
    }

    /** Whether nothing is open or no further part is allowed. */
    boolean isDone() {
        return open.isEmpty() || steps.size() == whole.rules().maximumParts();
    }

    /** What is open, for the facilities of a class. */
    PlanProblem problem(int[] facilities) {
        return PlanProblem.of(whole, open, facilities, whole.rules().maximumParts() - steps.size());
    }

    /** The candidates take what they were given, the cheapest first. */
    void add(PlanProblem problem, Allotment allotment) {
        for (int index = 0; index < allotment.candidates().size(); index++) {
            int facility = problem.facility(allotment.candidates().get(index));
            Step step = Step.giving(whole, open, facility, allotment.taken().get(index));
            steps.add(step);
            open = step.rest();
        }
    }

    Plan plan(String madeBy, Reason reason) {
        return new Plan(steps.isEmpty() ? List.of(Step.choosingNobody(whole)) : steps, madeBy, reason);
    }
}
