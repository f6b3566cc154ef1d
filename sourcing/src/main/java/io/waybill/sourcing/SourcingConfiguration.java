package io.waybill.sourcing;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What counts when facilities are chosen: the active rules of a strategy node (platform.md 6.6). Implementations are
 * named by their key on the wire; {@link SourcingEngine} says which keys it knows.
 *
 * @param fences active fences in the order they are shown. All are judged; one that fails for good outweighs one that may
 *     pass later, so static ones come first (platform.md 6.3)
 * @param ratings active ratings
 * @param planner key of the planner, see {@link SourcingEngine#planners()}
 * @param priorityRatings active priority ratings, in any order
 * @param objective what a plan costs; says what {@code exact} and {@code cover} look for, and what every plan is told to
 *     cost. {@code sequential} decides without it
 * @param shadowPlanners keys of planners that plan too, for comparison and without effect
 */
public record SourcingConfiguration(
        List<FenceRule> fences,
        List<RatingRule> ratings,
        OrderSplit orderSplit,
        String planner,
        TieBreak tieBreak,
        List<PriorityRule> priorityRatings,
        Objective objective,
        List<String> shadowPlanners) {

    /** Service type: the facility offers what the channel needs. */
    public static final String FACILITY_BUSINESSTYPE = "FACILITY-BUSINESSTYPE";

    /** Only the facilities the order names. */
    public static final String PRESELECTED_FACILITY = "PRESELECTED-FACILITY";

    /** As a fence: complete stock. As a rating: most ordered units available. */
    public static final String STOCK_AVAILABILITY = "STOCK-AVAILABILITY";

    /** Minimum stock: at least one ordered item in stock. */
    public static final String AVOID_ZERO_STOCK = "AVOID-ZERO-STOCK";

    /** A carrier that the order asks for can be used at the facility. */
    public static final String FACILITY_CARRIERAVAILABILITY = "FACILITY-CARRIERAVAILABILITY";

    /** A same-day order can still leave today. */
    public static final String SAMEDAY_POSSIBLE = "SAMEDAY-POSSIBLE";

    /** The facility lies in the consumer's country. */
    public static final String FACILITY_COUNTRY = "FACILITY-COUNTRY";

    /** Picking fits into the planning time frame. */
    public static final String FACILITY_PICKING_TIME_CAPACITY = "FACILITY-PICKING-TIME-CAPACITY";

    /** Nearest to the consumer. */
    public static final String GEO_DISTANCE = "GEO-DISTANCE";

    /** Most stock for what is ordered. */
    public static final String STOCK_BALANCING = "STOCK-BALANCING";

    /** Where the articles sell slowest. */
    public static final String TURNOVER = "TURNOVER";

    /** Fewest open pick jobs. */
    public static final String WORKLOAD_BALANCING = "WORKLOAD-BALANCING";

    /** Specialised in the service that is wanted. */
    public static final String MATCHING_BUSINESSTYPE = "MATCHING-BUSINESSTYPE";

    /** Stores before all others. */
    public static final String PREFER_STORE = "PREFER-STORE";

    /** Warehouses before all others. */
    public static final String PREFER_WAREHOUSE = "PREFER-WAREHOUSE";

    /** Articles in the better zone. */
    public static final String ZONE = "ZONE";

    /** Stock that expires sooner. */
    public static final String EXPIRY_DATE = "EXPIRY-DATE";

    /** Most free picking capacity. */
    public static final String CAPACITY = "CAPACITY";

    /** Cheapest delivery. */
    public static final String DELIVERY_COSTS = "DELIVERY-COSTS";

    /** Fastest delivery. */
    public static final String DELIVERY_TIME = "DELIVERY-TIME";

    /** Least sum of sales prices, shipping costs or both. */
    public static final String COST_COMPONENTS = "COST-COMPONENTS";

    /** Fewest deliveries. */
    public static final String NUMBER_OF_DELIVERIES = "NUMBER-OF-DELIVERIES";

    /** The best facility takes what it has, the rest is decided again (platform.md 6.7). */
    public static final String SEQUENTIAL = "sequential";

    /** The plan that costs least, within limits. */
    public static final String EXACT = "exact";

    /** Facilities by what they cost for what they add, then exchanged while that helps. */
    public static final String COVER = "cover";

    public SourcingConfiguration {
        fences = List.copyOf(fences);
        ratings = List.copyOf(ratings);
        Objects.requireNonNull(orderSplit, "orderSplit");
        Objects.requireNonNull(planner, "planner");
        Objects.requireNonNull(tieBreak, "tieBreak");
        priorityRatings = List.copyOf(priorityRatings);
        Objects.requireNonNull(objective, "objective");
        shadowPlanners = List.copyOf(shadowPlanners);
    }

    /** With the standard objective and without shadows. */
    public SourcingConfiguration(
            List<FenceRule> fences,
            List<RatingRule> ratings,
            OrderSplit orderSplit,
            String planner,
            TieBreak tieBreak,
            List<PriorityRule> priorityRatings) {
        this(fences, ratings, orderSplit, planner, tieBreak, priorityRatings, Objective.STANDARD, List.of());
    }

    /** Without priority ratings. */
    public SourcingConfiguration(
            List<FenceRule> fences,
            List<RatingRule> ratings,
            OrderSplit orderSplit,
            String planner,
            TieBreak tieBreak) {
        this(fences, ratings, orderSplit, planner, tieBreak, List.of());
    }

    /** The same rules with another planner. */
    public SourcingConfiguration plannedBy(String other) {
        return new SourcingConfiguration(
                fences, ratings, orderSplit, other, tieBreak, priorityRatings, objective, shadowPlanners);
    }

    /** The same rules with these shadows. */
    public SourcingConfiguration shadowedBy(String... shadows) {
        return new SourcingConfiguration(
                fences, ratings, orderSplit, planner, tieBreak, priorityRatings, objective, List.of(shadows));
    }

    /** The same rules with another objective. */
    public SourcingConfiguration costing(Objective other) {
        return new SourcingConfiguration(
                fences, ratings, orderSplit, planner, tieBreak, priorityRatings, other, shadowPlanners);
    }

    /** Keys of every rating that is active, weighted or by priority, custom ones apart. */
    public Set<String> activeRatings() {
        return Stream.concat(
                        ratings.stream().filter(rule -> rule.rule() == null).map(RatingRule::implementation),
                        priorityRatings.stream()
                                .filter(rule -> rule.rule() == null)
                                .map(PriorityRule::implementation))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Keys of every fence that is active, custom ones apart. */
    public Set<String> activeFences() {
        return fences.stream()
                .filter(fence -> fence.rule() == null)
                .map(FenceRule::implementation)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The entities that the custom fences and ratings look at, so that nothing else has to be known. */
    public Set<RuleEntity> entitiesOfRules() {
        Set<RuleEntity> entities = EnumSet.noneOf(RuleEntity.class);
        Stream.of(
                        fences.stream().map(FenceRule::rule),
                        ratings.stream().map(RatingRule::rule),
                        priorityRatings.stream().map(PriorityRule::rule))
                .flatMap(Function.identity())
                .filter(Objects::nonNull)
                .forEach(rule -> entities.addAll(rule.entities()));
        return entities;
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
     * @param implementation key on the wire; of a custom fence its name
     * @param rule of a custom fence, which is static; null for every other
     */
    public record FenceRule(
            String implementation, FenceMode mode, @Nullable ToolkitRule rule) {

        public FenceRule {
            Objects.requireNonNull(implementation, "implementation");
            Objects.requireNonNull(mode, "mode");
        }

        /** One that is no custom fence. */
        public FenceRule(String implementation, FenceMode mode) {
            this(implementation, mode, null);
        }

        /** The fence in static mode. */
        public static FenceRule of(String implementation) {
            return new FenceRule(implementation, FenceMode.STATIC);
        }

        /** A custom fence. */
        public static FenceRule of(String name, ToolkitRule rule) {
            return new FenceRule(name, FenceMode.STATIC, rule);
        }
    }

    /**
     * A soft preference: a facility gets from 0 (best) to {@code maxPenalty} (worst).
     *
     * @param implementation key on the wire
     * @param maxPenalty weight, from 0 to {@link #MAX_PENALTY}
     * @param thresholds raw scores that cost nothing and everything; null takes those of the rating
     * @param costs what COST-COMPONENTS adds up; null for every other rating
     * @param rule of a custom rating, which takes no thresholds; null for every other
     */
    public record RatingRule(
            String implementation,
            int maxPenalty,
            @Nullable Thresholds thresholds,
            @Nullable CostComponents costs,
            @Nullable ToolkitRule rule) {

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

        /** A rating that adds up no costs. */
        public RatingRule(String implementation, int maxPenalty, @Nullable Thresholds thresholds) {
            this(implementation, maxPenalty, thresholds, null, null);
        }

        /** One that is no custom rating. */
        public RatingRule(
                String implementation,
                int maxPenalty,
                @Nullable Thresholds thresholds,
                @Nullable CostComponents costs) {
            this(implementation, maxPenalty, thresholds, costs, null);
        }

        /** The rating with its own thresholds. */
        public static RatingRule of(String implementation, int maxPenalty) {
            return new RatingRule(implementation, maxPenalty, null, null, null);
        }

        /** A custom rating. */
        public static RatingRule of(String name, int maxPenalty, ToolkitRule rule) {
            return new RatingRule(name, maxPenalty, null, null, rule);
        }
    }

    /**
     * A preference that comes before all weighted ones: facilities are compared by the shares of the lowest priority
     * number first, then the next, and only facilities equal in all of them by their total penalty. Ratings with the same
     * number are added up.
     *
     * @param implementation key on the wire
     * @param priority from 0; the lowest number decides first
     * @param thresholds as in {@link RatingRule}
     * @param costs as in {@link RatingRule}
     * @param rule as in {@link RatingRule}
     */
    public record PriorityRule(
            String implementation,
            long priority,
            @Nullable Thresholds thresholds,
            @Nullable CostComponents costs,
            @Nullable ToolkitRule rule) {

        /** @throws IllegalArgumentException when the priority is negative */
        public PriorityRule {
            Objects.requireNonNull(implementation, "implementation");
            if (priority < 0) {
                throw new IllegalArgumentException("priority must not be negative, was " + priority);
            }
        }

        /** One that is no custom rating. */
        public PriorityRule(
                String implementation, long priority, @Nullable Thresholds thresholds, @Nullable CostComponents costs) {
            this(implementation, priority, thresholds, costs, null);
        }

        /** The rating with its own thresholds. */
        public static PriorityRule of(String implementation, long priority) {
            return new PriorityRule(implementation, priority, null, null, null);
        }

        /** A custom rating. */
        public static PriorityRule of(String name, long priority, ToolkitRule rule) {
            return new PriorityRule(name, priority, null, null, rule);
        }
    }

    /**
     * What COST-COMPONENTS adds up (CombinedCostRatingConfiguration of the wire).
     *
     * @param salesPrices the sales prices of what is ordered, at the facility
     * @param shippingCosts the cheapest delivery from the facility
     * @param defaultPrice of an article without a price there, in hundredths of the currency, from 0; null for none
     */
    public record CostComponents(
            boolean salesPrices,
            boolean shippingCosts,
            @Nullable Long defaultPrice) {

        /** Without a default price. */
        public CostComponents(boolean salesPrices, boolean shippingCosts) {
            this(salesPrices, shippingCosts, null);
        }

        /** @throws IllegalArgumentException when nothing is to be added up */
        public CostComponents {
            if (!salesPrices && !shippingCosts) {
                throw new IllegalArgumentException("at least one of the cost components has to be true");
            }
            if (defaultPrice != null && defaultPrice < 0) {
                throw new IllegalArgumentException("the default price must not be negative");
            }
        }
    }

    /**
     * Raw scores between which the penalty changes in a straight line, in the rating's own unit (platform.md 6.4,
     * minThreshold and maxThreshold).
     *
     * @param free score at which nothing is charged, from 0 to {@link #LARGEST}
     * @param full score at which the whole penalty is charged; above free where less is better, below it where more is
     *     better
     */
    public record Thresholds(long free, long full) {

        /** Largest threshold; keeps the fixed-point arithmetic inside a long. */
        public static final long LARGEST = 1_000_000_000_000L;

        /** @throws IllegalArgumentException when a bound is out of range, or both are the same */
        public Thresholds {
            if (free < 0 || full < 0 || free > LARGEST || full > LARGEST || free == full) {
                throw new IllegalArgumentException("expected two different thresholds from 0 to " + LARGEST);
            }
        }

        /** Whether a smaller score is the better one. */
        public boolean lessIsBetter() {
            return free < full;
        }

        /** Share of the penalty for a score, from 0 to {@code whole}, rounded down. */
        long share(long score, long whole) {
            long least = Math.min(free, full);
            long most = Math.max(free, full);
            return Math.abs(Math.clamp(score, least, most) - free) * whole / (most - least);
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
