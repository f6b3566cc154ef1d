package io.waybill.sourcing;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What counts when facilities are chosen: the active rules of a strategy node (platform.md 6.6). Implementations are
 * named by their key on the wire; {@link SourcingEngine} says which keys it knows.
 *
 * @param fences active fences in the order they are shown. All are judged; one that fails for good outweighs one that may
 *     pass later, so static ones come first (platform.md 6.3)
 * @param ratings active ratings
 * @param planner key of the planner, see {@link SourcingEngine#planners()}
 */
public record SourcingConfiguration(
        List<FenceRule> fences, List<RatingRule> ratings, OrderSplit orderSplit, String planner, TieBreak tieBreak) {

    /** Service type: the facility offers what the channel needs. */
    public static final String FACILITY_BUSINESSTYPE = "FACILITY-BUSINESSTYPE";

    /** Only the facilities the order names. */
    public static final String PRESELECTED_FACILITY = "PRESELECTED-FACILITY";

    /** As a fence: complete stock. As a rating: most ordered units available. */
    public static final String STOCK_AVAILABILITY = "STOCK-AVAILABILITY";

    /** Minimum stock: at least one ordered item in stock. */
    public static final String AVOID_ZERO_STOCK = "AVOID-ZERO-STOCK";

    /** Nearest to the consumer. */
    public static final String GEO_DISTANCE = "GEO-DISTANCE";

    /** The best facility takes what it has, the rest is decided again (platform.md 6.7). */
    public static final String SEQUENTIAL = "sequential";

    public SourcingConfiguration {
        fences = List.copyOf(fences);
        ratings = List.copyOf(ratings);
        Objects.requireNonNull(orderSplit, "orderSplit");
        Objects.requireNonNull(planner, "planner");
        Objects.requireNonNull(tieBreak, "tieBreak");
    }

    /**
     * What the platform uses when no strategy exists: service type, preselected facilities and minimum stock must hold;
     * having everything weighs twice as much as being near (a full shortfall costs as much as 2,000 km); an order may
     * go out in up to three parts.
     */
    public static SourcingConfiguration standard() {
        return new SourcingConfiguration(
                List.of(
                        FenceRule.of(FACILITY_BUSINESSTYPE),
                        FenceRule.of(PRESELECTED_FACILITY),
                        FenceRule.of(AVOID_ZERO_STOCK)),
                List.of(RatingRule.of(GEO_DISTANCE, 5), RatingRule.of(STOCK_AVAILABILITY, 10)),
                new OrderSplit(true, false, 2, true),
                SEQUENTIAL,
                new TieBreak.ByDistance());
    }

    /**
     * A hard filter.
     *
     * @param implementation key on the wire
     */
    public record FenceRule(String implementation, FenceMode mode) {

        public FenceRule {
            Objects.requireNonNull(implementation, "implementation");
            Objects.requireNonNull(mode, "mode");
        }

        /** The fence in static mode. */
        public static FenceRule of(String implementation) {
            return new FenceRule(implementation, FenceMode.STATIC);
        }
    }

    /**
     * A soft preference: a facility gets from 0 (best) to {@code maxPenalty} (worst).
     *
     * @param implementation key on the wire
     * @param maxPenalty weight, from 0 to {@link #MAX_PENALTY}
     * @param thresholds raw scores that cost nothing and everything; null takes those of the rating
     */
    public record RatingRule(
            String implementation, int maxPenalty, @Nullable Thresholds thresholds) {

        /** Largest weight; keeps the sum of all penalties inside a long. */
        public static final int MAX_PENALTY = 1_000_000;

        /** @throws IllegalArgumentException when the weight is out of range */
        public RatingRule {
            Objects.requireNonNull(implementation, "implementation");
            if (maxPenalty < 0 || maxPenalty > MAX_PENALTY) {
                throw new IllegalArgumentException(
                        "maxPenalty must be from 0 to " + MAX_PENALTY + ", was " + maxPenalty);
            }
        }

        /** The rating with its own thresholds. */
        public static RatingRule of(String implementation, int maxPenalty) {
            return new RatingRule(implementation, maxPenalty, null);
        }
    }

    /**
     * Raw scores between which the penalty grows in a straight line, in the rating's own unit (platform.md 6.4,
     * minThreshold and maxThreshold).
     *
     * @param free score up to which nothing is charged, from 0
     * @param full score from which the whole penalty is charged, above free, at most {@link #LARGEST}
     */
    public record Thresholds(long free, long full) {

        /** Largest threshold; keeps the fixed-point arithmetic inside a long. */
        public static final long LARGEST = 1_000_000_000_000L;

        /** @throws IllegalArgumentException when the bounds are out of range or out of order */
        public Thresholds {
            if (free < 0 || full <= free || full > LARGEST) {
                throw new IllegalArgumentException("expected 0 <= free < full <= " + LARGEST);
            }
        }
    }

    /**
     * Whether and how often an order may be split; shipping only (platform.md 6.7).
     *
     * @param activeForSameDay also split orders of service level SAMEDAY
     * @param maxSplitCount splits allowed, from 0: an order has at most one part more than that
     * @param useWaitingRoom what nobody has now, but somebody offers for pre-order or back-order, waits
     */
    public record OrderSplit(boolean active, boolean activeForSameDay, int maxSplitCount, boolean useWaitingRoom) {

        /** Everything from one facility. */
        public static final OrderSplit NEVER = new OrderSplit(false, false, 0, false);

        /** @throws IllegalArgumentException when the count is negative */
        public OrderSplit {
            if (maxSplitCount < 0) {
                throw new IllegalArgumentException("maxSplitCount must not be negative, was " + maxSplitCount);
            }
        }

        /** Split up to so many times, same-day orders excluded. */
        public static OrderSplit upTo(int maxSplitCount) {
            return new OrderSplit(true, false, maxSplitCount, false);
        }
    }
}
