package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.Candidacy;
import java.util.BitSet;

/** Click and collect goes straight to the facility the consumer named (platform.md 5.3). */
final class CollectCandidates implements Candidates {

    private final Candidates otherwise;

    /** @param otherwise what the named facility has to meet all the same */
    CollectCandidates(Candidates otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public Candidacy judge(Demand demand, int facility, BitSet served) {
        Situation situation = demand.situation();
        return situation
                        .facility(facility)
                        .id()
                        .equals(situation.request().wishes().collectFacility())
                ? otherwise.judge(demand, facility, served)
                : Candidacy.NOT_THE_COLLECT_FACILITY;
    }
}
