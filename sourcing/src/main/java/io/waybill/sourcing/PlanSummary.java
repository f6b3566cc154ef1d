package io.waybill.sourcing;

import java.util.List;

/**
 * A plan and what it costs: the one that was followed, or that of a shadow, which is computed and told and changes
 * nothing.
 *
 * @param planner key of the planner asked
 * @param madeBy key of the planner whose plan it is; another one when the one asked found none better or gave up
 * @param reason why it is this planner's
 * @param parts as they would be routed; empty when nobody can take anything
 * @param unplacedUnits units nobody was given
 */
public record PlanSummary(
        String planner,
        String madeBy,
        Reason reason,
        List<SourcingDecision.Part> parts,
        long unplacedUnits,
        PlanCost cost) {

    public PlanSummary {
        parts = List.copyOf(parts);
    }

    /** Why a plan is the one it is. */
    public enum Reason {
        /** The rounds of the sequential planner. */
        BEST_RATED_FIRST,
        /** No set of facilities costs less. */
        PROVEN_CHEAPEST,
        /** The cover costs less than the sequential plan. */
        CHEAPER_THAN_SEQUENTIAL,
        /** The cover costs no less than the sequential plan, so that one stays. */
        SEQUENTIAL_COSTS_NO_MORE,
        /** More lines than the exact planner takes. */
        TOO_MANY_LINES,
        /** More facilities that none of the others replaces than the exact planner takes. */
        TOO_MANY_FACILITIES,
        /** A plan of more parts than the exact planner takes may cost less. */
        TOO_MANY_PARTS,
        /** The exact planner used up the steps it may take. */
        SEARCH_LIMIT
    }
}
