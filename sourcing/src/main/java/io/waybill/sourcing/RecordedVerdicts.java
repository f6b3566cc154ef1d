package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.Candidacy;
import io.waybill.sourcing.Explanation.FenceResult;
import java.util.List;

/** Looks into the arrays of an evaluation. */
final class RecordedVerdicts implements Explanation.Verdicts {

    private final Step step;
    private final Evaluation evaluation;
    private final int[] ranks;

    /** @param ranks by facility, from 1; 0 for those that did not pass */
    RecordedVerdicts(Step step, int[] ranks) {
        this.step = step;
        this.evaluation = step.evaluation();
        this.ranks = ranks;
    }

    @Override
    public int facilities() {
        return ranks.length;
    }

    @Override
    public String facilityId(int facility) {
        return evaluation.situation().facility(facility).id();
    }

    @Override
    public List<String> fences() {
        return evaluation.rules().fences().stream()
                .map(active -> active.fence().key())
                .toList();
    }

    @Override
    public Candidacy candidacy(int facility) {
        return evaluation.candidacy(facility);
    }

    @Override
    public FenceResult result(int facility) {
        return evaluation.verdict(facility);
    }

    @Override
    public FenceResult fence(int fence, int facility) {
        return evaluation.fence(fence, facility);
    }

    @Override
    public int rank(int facility) {
        return ranks[facility];
    }

    @Override
    public long penalty(int facility) {
        return evaluation.penalty(facility);
    }

    @Override
    public boolean isChosen(int facility) {
        return step.chosen() == facility;
    }
}
