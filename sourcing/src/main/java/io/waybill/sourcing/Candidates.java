package io.waybill.sourcing;

import java.util.BitSet;

/** The first stage: which facilities are looked at. */
interface Candidates {

    /**
     * Whether the facility is looked at.
     *
     * @param served facilities that already got a part in this decision
     */
    Explanation.Candidacy judge(Demand demand, int facility, BitSet served);
}
