package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * The third stage: a soft preference. A raw score becomes a share of the rating's penalty by absolute thresholds, never
 * by comparison with the other facilities: so a facility that comes or goes does not change how others compare.
 * Implementations have no state.
 */
interface Rating {

    /** Shares and penalties are whole millionths. */
    long WHOLE = 1_000_000;

    /** Score of a facility that cannot be measured; it is charged the whole penalty. */
    long UNMEASURED = -1;

    /** Key on the wire. */
    String key();

    /** Whether the configuration may set thresholds. */
    default boolean takesThresholds() {
        return false;
    }

    /** Raw score from 0, in the rating's own unit, or {@link #UNMEASURED}. */
    long score(Demand demand, int facility);

    /** Share of the penalty to charge for a measured score, from 0 to {@link #WHOLE}. */
    long share(Demand demand, long score, @Nullable Thresholds thresholds);
}
