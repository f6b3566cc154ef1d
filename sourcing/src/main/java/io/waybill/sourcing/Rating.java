package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.CostComponents;
import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The third stage: a soft preference. A raw score becomes a share of the rating's penalty by absolute thresholds, never
 * by comparison with the other facilities: so a facility that comes or goes does not change how others compare.
 * Implementations have no state but their settings.
 */
interface Rating {

    /** Shares and penalties are whole millionths. */
    long WHOLE = 1_000_000;

    /** Score of a facility that cannot be measured; it is charged the whole penalty. */
    long UNMEASURED = -1;

    /** Key on the wire. */
    String key();

    /** Thresholds that hold when the configuration sets none; null when the share does not come from thresholds. */
    @Nullable
    Thresholds thresholds();

    /** Raw score from 0, in the rating's own unit, or {@link #UNMEASURED}. */
    long score(Demand demand, int facility);

    /** What has to be known for a score, for people who ask why there is none. */
    String needs();

    /**
     * What is not known at the facility, for people: without a score what would have to be, with one what was assumed in
     * its place; null when everything is known.
     */
    default @Nullable String unknown(Demand demand, int facility, long score) {
        return score == UNMEASURED ? needs() : null;
    }

    /** Share of the penalty to charge for a measured score, from 0 to {@link #WHOLE}. */
    default long share(Demand demand, long score, @Nullable Thresholds configured) {
        Thresholds thresholds = configured == null ? Objects.requireNonNull(thresholds()) : configured;
        return thresholds.share(score, WHOLE);
    }

    /**
     * This rating with its settings.
     *
     * @throws IllegalArgumentException when it takes no such settings, or needs others
     */
    default Rating configured(@Nullable Thresholds configured, @Nullable CostComponents costs) {
        if (costs != null) {
            throw new IllegalArgumentException("rating " + key() + " adds up no costs");
        }
        requireDirection(configured);
        return this;
    }

    /** @throws IllegalArgumentException when thresholds are set that do not fit */
    default void requireDirection(@Nullable Thresholds configured) {
        Thresholds own = thresholds();
        if (configured != null && own == null) {
            throw new IllegalArgumentException("rating " + key() + " takes no thresholds");
        }
        if (configured != null && own != null && configured.lessIsBetter() != own.lessIsBetter()) {
            throw new IllegalArgumentException("rating " + key() + " needs thresholds with free "
                    + (own.lessIsBetter() ? "below" : "above") + " full");
        }
    }

    /** How a custom rule was evaluated, as a whole or line by line; empty for every other rating. */
    default List<RuleOutcome.OfLine> toolkit(Demand demand, int facility) {
        return List.of();
    }
}
