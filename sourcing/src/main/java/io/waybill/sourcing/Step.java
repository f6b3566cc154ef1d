package io.waybill.sourcing;

import java.util.List;

/** One step of a plan: an evaluation, the facility chosen on it, and the units it got. */
final class Step {

    private static final int NOBODY = -1;

    private final Evaluation evaluation;
    private final int chosen;
    private final long[] taken;

    private Step(Evaluation evaluation, int chosen, long[] taken) {
        this.evaluation = evaluation;
        this.chosen = chosen;
        this.taken = taken;
    }

    /** The facility takes what it has. */
    static Step choosing(Evaluation evaluation, int facility) {
        return new Step(evaluation, facility, evaluation.demand().takeableBy(facility));
    }

    /** Nobody can take anything. */
    static Step choosingNobody(Evaluation evaluation) {
        return new Step(evaluation, NOBODY, new long[evaluation.situation().lines()]);
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
        return evaluation.demand().minus(taken);
    }
}
