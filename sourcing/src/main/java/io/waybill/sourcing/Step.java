package io.waybill.sourcing;

import java.util.List;

/** One step of a plan: an evaluation, what was open before it, the facility chosen, and the units it got. */
final class Step {

    private static final int NOBODY = -1;

    private final Evaluation evaluation;
    private final Demand open;
    private final int chosen;
    private final long[] taken;

    private Step(Evaluation evaluation, Demand open, int chosen, long[] taken) {
        this.evaluation = evaluation;
        this.open = open;
        this.chosen = chosen;
        this.taken = taken;
    }

    /** The facility takes what it has. */
    static Step choosing(Evaluation evaluation, int facility) {
        return new Step(
                evaluation, evaluation.demand(), facility, evaluation.demand().takeableBy(facility));
    }

    /** Nobody can take anything. */
    static Step choosingNobody(Evaluation evaluation) {
        return new Step(
                evaluation,
                evaluation.demand(),
                NOBODY,
                new long[evaluation.situation().lines()]);
    }

    /**
     * The facility takes what it is given. All steps of a plan that was made at once stand on one evaluation, that of the
     * whole order.
     *
     * @param open what the steps before left
     * @param taken units by line
     */
    static Step giving(Evaluation evaluation, Demand open, int facility, long[] taken) {
        return new Step(evaluation, open, facility, taken);
    }

    Evaluation evaluation() {
        return evaluation;
    }

    boolean hasChosen() {
        return chosen != NOBODY;
    }

    /** Index of the facility chosen, or -1. */
    int chosen() {
        return chosen;
    }

    /** Units of the line given to the facility chosen. */
    long taken(int line) {
        return taken[line];
    }

    boolean choseBestRated() {
        return hasChosen() && chosen == evaluation.bestRated();
    }

    /** What the facility chosen got, in request order. */
    List<SourcingDecision.PartLine> assigned() {
        return Demand.partLines(evaluation.situation(), taken);
    }

    Demand rest() {
        return open.minus(taken);
    }
}
