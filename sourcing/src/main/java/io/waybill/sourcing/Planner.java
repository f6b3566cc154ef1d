package io.waybill.sourcing;

/** The fourth stage: which facilities get which units. Implementations have no state. */
interface Planner {

    /** Key in the configuration. */
    String key();

    /**
     * Plans.
     *
     * @param whole candidates, fences and ratings for everything that is to be placed; nobody has a part yet
     * @return a plan of no more parts than {@link Rules#maximumParts}
     */
    Plan plan(Evaluation whole);
}
