package io.waybill.sourcing;

import java.util.List;

/** The fourth stage: which facilities get which units. Implementations have no state. */
interface Planner {

    /** Key in the configuration. */
    String key();

    /**
     * Plans.
     *
     * @return at least one step; only the last may have chosen nobody, and no more than {@link Rules#maximumParts} have
     *     chosen somebody
     */
    List<Step> plan(Demand demand, Rules rules);
}
