package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.LineFence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The second stage: a hard filter. Implementations have no state. */
interface Fence {

    /** Key on the wire. */
    String key();

    /** Modes in which it can be used. */
    default Set<FenceMode> modes() {
        return Set.of(FenceMode.STATIC);
    }

    /** Whether the result may change with the facility's stock; the waiting room looks past such fences. */
    default boolean looksAtStock() {
        return false;
    }

    /** The verdict on a candidate. */
    FenceResult judge(Demand demand, int facility, FenceMode mode);

    /** What it wanted to see, for people. */
    String expected(Demand demand);

    /** What it saw, for people. */
    String actual(Demand demand, int facility);

    /** The verdict line by line; empty for a fence that judges the order as a whole. */
    default List<LineFence> lines(Demand demand, int facility, FenceMode mode) {
        return List.of();
    }

    /** How a custom rule was evaluated for the order as a whole; null for every other fence. */
    default @Nullable RuleOutcome toolkit(Demand demand, int facility) {
        return null;
    }
}
