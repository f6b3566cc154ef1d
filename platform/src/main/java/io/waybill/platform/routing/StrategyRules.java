package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.routing.ActiveStrategy.TimedReroute;
import io.waybill.sourcing.FenceMode;
import io.waybill.sourcing.Objective;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingConfiguration.CostComponents;
import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.PriorityRule;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingEngine;
import io.waybill.sourcing.TieBreak;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration that holds at a node for the sourcing engine. What the engine cannot do yet is refused when it
 * is active, never ignored; what is switched off is kept as it is. Pure.
 */
final class StrategyRules {
    static final SourcingEngine ENGINE = SourcingEngine.standard();

    private static final Duration STANDARD_STOP = Duration.ofHours(8);
    private static final long STANDARD_STARTED_MINUTES = 60;
    private static final Set<String> FENCE_FIELDS =
            Set.of("type", "implementation", "active", "activeMode", "name", "description", "supportedModes");
    private static final Set<String> RATING_FIELDS =
            Set.of("type", "implementation", "active", "maxPenalty", "configuration", "name", "description");
    private static final Set<String> PRIORITY_RATING_FIELDS =
            Set.of("type", "implementation", "active", "priority", "configuration", "name", "description");

    private StrategyRules() {}

    /**
     * @param path of the configuration, for those who have to find what is refused
     * @throws Rejection 400 naming what is not supported or not valid
     */
    static ActiveStrategy read(
            RoutingStrategy.GlobalConfiguration global,
            RoutingStrategy.Configuration config,
            NodePlanning planning,
            String path) {
        List<FenceRule> fences = fences(path + ".fences", config.fences());
        OrderSplit split = split(config.orderSplit());
        boolean complete = fences.stream()
                .anyMatch(fence -> fence.implementation().equals(SourcingConfiguration.STOCK_AVAILABILITY));
        if (complete && split.active()) {
            throw Rejection.invalid(path + ".orderSplit cannot be active together with the fence "
                    + SourcingConfiguration.STOCK_AVAILABILITY);
        }
        return new ActiveStrategy(
                new SourcingConfiguration(
                        fences,
                        ratings(path + ".ratings", config.ratings(), global),
                        split,
                        Objects.requireNonNullElse(planning.planner(), SourcingConfiguration.SEQUENTIAL),
                        new TieBreak.ByDistance(),
                        priorityRatings(path + ".priorityRatings", config.priorityRatings(), global),
                        objective(planning),
                        Objects.requireNonNullElse(planning.shadowPlanners(), List.of())),
                stopAfter(global),
                reroute(config.reroute()),
                fallback(path + ".fallbackFacility", config.fallbackFacility()),
                Boolean.TRUE.equals(global.blacklistAssignedFacilities()),
                timeTriggered(global.timeTriggered()),
                byContext(global.timeTriggeredByContext()),
                planning.pool());
    }

    private static Duration stopAfter(RoutingStrategy.GlobalConfiguration global) {
        if (global.stopRoutingAttemptsAfterTime() == null) {
            return STANDARD_STOP;
        }
        Duration stopAfter = RoutingStrategy.duration(global.stopRoutingAttemptsAfterTime());
        if (stopAfter.toSeconds() % 60 != 0) {
            throw Rejection.invalid(
                    "globalConfiguration.stopRoutingAttemptsAfterTime must be a multiple of 60 seconds");
        }
        return stopAfter;
    }

    private static List<FenceRule> fences(String list, List<ObjectNode> configured) {
        List<FenceRule> fences = new ArrayList<>();
        SortedMap<BigDecimal, List<FenceRule>> custom = new TreeMap<>();
        Set<String> keys = new HashSet<>();
        for (int index = 0; index < configured.size(); index++) {
            String path = list + "[" + index + "]";
            ObjectNode fence = configured.get(index);
            boolean active = entry(path, fence, keys);
            if (!standard(path, fence, "StandardFence", "ToolkitFence", FENCE_FIELDS)) {
                FenceRule rule = FenceRule.of(ToolkitRules.name(path, fence), ToolkitRules.of(path, fence));
                if (active) {
                    custom.computeIfAbsent(ToolkitRules.order(path, fence), order -> new ArrayList<>())
                            .add(rule);
                }
                continue;
            }
            String key = implementation(path, fence, ENGINE.fences());
            FenceMode mode = mode(path, fence, key);
            if (active) {
                fences.add(new FenceRule(key, mode));
            }
        }
        custom.values().forEach(fences::addAll);
        return fences;
    }

    private static FenceMode mode(String path, ObjectNode fence, String key) {
        String wanted = fence.path("activeMode").asText("static");
        return ENGINE.modes(key).stream()
                .filter(mode -> mode.wire().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(path + ".activeMode must be one of "
                        + ENGINE.modes(key).stream()
                                .map(FenceMode::wire)
                                .sorted()
                                .toList() + " for the fence " + key));
    }

    private static List<RatingRule> ratings(
            String list, List<ObjectNode> configured, RoutingStrategy.GlobalConfiguration global) {
        List<RatingRule> ratings = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int index = 0; index < configured.size(); index++) {
            String path = list + "[" + index + "]";
            ObjectNode rating = configured.get(index);
            boolean active = entry(path, rating, keys);
            long penalty = whole(path + ".maxPenalty", rating.path("maxPenalty"), RatingRule.MAX_PENALTY);
            if (!standard(path, rating, "StandardRating", "ToolkitRating", RATING_FIELDS)) {
                RatingRule rule = RatingRule.of(
                        ToolkitRules.name(path, rating), Math.toIntExact(penalty), ToolkitRules.of(path, rating));
                if (active) {
                    ratings.add(rule);
                }
                continue;
            }
            String key = implementation(path, rating, ENGINE.ratings());
            CostComponents costs = costs(path + ".configuration", rating, key, global);
            if (active) {
                ratings.add(new RatingRule(key, Math.toIntExact(penalty), null, costs));
            }
        }
        return ratings;
    }

    private static List<PriorityRule> priorityRatings(
            String list, @Nullable List<ObjectNode> configured, RoutingStrategy.GlobalConfiguration global) {
        List<PriorityRule> ratings = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int index = 0; configured != null && index < configured.size(); index++) {
            String path = list + "[" + index + "]";
            ObjectNode rating = configured.get(index);
            boolean active = entry(path, rating, keys);
            long priority = whole(path + ".priority", rating.path("priority"), Integer.MAX_VALUE);
            if (!standard(path, rating, "StandardPriorityRating", "ToolkitPriorityRating", PRIORITY_RATING_FIELDS)) {
                PriorityRule rule =
                        PriorityRule.of(ToolkitRules.name(path, rating), priority, ToolkitRules.of(path, rating));
                if (active) {
                    ratings.add(rule);
                }
                continue;
            }
            String key = implementation(path, rating, ENGINE.ratings());
            CostComponents costs = costs(path + ".configuration", rating, key, global);
            if (active) {
                ratings.add(new PriorityRule(key, priority, null, costs));
            }
        }
        return ratings;
    }

    /** Checks what holds for every entry of a list; answers whether it is active. */
    private static boolean entry(String path, ObjectNode entry, Set<String> keys) {
        if (!keys.add(RoutingStrategy.Configuration.key(entry))) {
            throw Rejection.invalid(
                    path + " must not repeat an entry of the same list: " + RoutingStrategy.Configuration.key(entry));
        }
        JsonNode active = entry.path("active");
        if (!active.isBoolean()) {
            throw Rejection.invalid(path + ".active must be true or false");
        }
        return active.booleanValue();
    }

    /** Whether the entry is of the standard type, or else of the toolkit's. */
    private static boolean standard(
            String path, ObjectNode entry, String type, String toolkitType, Set<String> fields) {
        String given = entry.path("type").asText();
        if (given.equals(type)) {
            entry.fieldNames().forEachRemaining(field -> {
                if (!fields.contains(field)) {
                    throw Rejection.invalid(path + "." + field + " is not a known field");
                }
            });
            return true;
        }
        if (!given.equals(toolkitType)) {
            throw Rejection.invalid(path + ".type must be " + type + " or " + toolkitType);
        }
        ToolkitRules.checkFields(path, entry);
        return false;
    }

    private static String implementation(String path, JsonNode rule, Set<String> known) {
        String key = rule.path("implementation").asText();
        if (!known.contains(key)) {
            throw Rejection.invalid(path + ".implementation must be one of " + new TreeSet<>(known));
        }
        return key;
    }

    private static @Nullable CostComponents costs(
            String path, ObjectNode rating, String key, RoutingStrategy.GlobalConfiguration global) {
        boolean takesCosts = key.equals(SourcingConfiguration.COST_COMPONENTS);
        JsonNode configuration = rating.path("configuration");
        if (configuration.isMissingNode() || configuration.isNull()) {
            if (takesCosts) {
                throw Rejection.invalid(path + " must say which costs count");
            }
            return null;
        }
        if (!takesCosts || !configuration.path("type").asText().equals("COST_COMPONENTS")) {
            throw Rejection.invalid(path + " must be of type COST_COMPONENTS, at the rating "
                    + SourcingConfiguration.COST_COMPONENTS + " only");
        }
        boolean prices = configuration.path("totalSalesPrices").asBoolean();
        boolean shipping = configuration.path("totalShippingCosts").asBoolean();
        if (!prices && !shipping) {
            throw Rejection.invalid(path + " must set totalSalesPrices or totalShippingCosts");
        }
        return new CostComponents(prices, shipping, LoadSourcingFacts.hundredths(global.defaultPrice()));
    }

    private static long whole(String path, JsonNode number, long most) {
        if (!number.isNumber()
                || number.decimalValue().stripTrailingZeros().scale() > 0
                || number.decimalValue().signum() < 0
                || number.decimalValue().compareTo(BigDecimal.valueOf(most)) > 0) {
            throw Rejection.invalid(path + " must be a whole number from 0 to " + most);
        }
        return number.longValue();
    }

    private static OrderSplit split(RoutingStrategy.@Nullable OrderSplit configured) {
        return configured == null
                ? OrderSplit.NEVER
                : new OrderSplit(
                        configured.active(),
                        configured.activeForSameday(),
                        configured.maxSplitCount(),
                        configured.shouldUseWaitingRoomForPreBackOrderItems());
    }

    private static ActiveStrategy.Reroute reroute(RoutingStrategy.@Nullable Reroute configured) {
        return configured == null
                ? ActiveStrategy.Reroute.NONE
                : new ActiveStrategy.Reroute(
                        shortPick(configured.shipFromStore()),
                        shortPick(configured.clickAndCollect()),
                        Boolean.TRUE.equals(configured.rerouteZeroPicksOnly()),
                        Boolean.TRUE.equals(configured.manualReroute()));
    }

    private static ActiveStrategy.ShortPickReroute shortPick(RoutingStrategy.@Nullable FacilityReroute configured) {
        return configured == null
                ? ActiveStrategy.ShortPickReroute.NONE
                : new ActiveStrategy.ShortPickReroute(
                        Boolean.TRUE.equals(configured.active()), configured.rerouteType());
    }

    private static ActiveStrategy.@Nullable Fallback fallback(
            String path, RoutingStrategy.@Nullable FallbackFacility configured) {
        if (configured == null) {
            return null;
        }
        if (configured.facilityRefs().size() != 1) {
            throw Rejection.invalid(path + ".facilityRefs must name exactly one facility");
        }
        return configured.active()
                ? new ActiveStrategy.Fallback(
                        configured.facilityRefs().getFirst(), RoutingStrategy.duration(configured.fallbackAfterTime()))
                : null;
    }

    private static ActiveStrategy.TimeTriggered timeTriggered(RoutingStrategy.@Nullable TimeTriggered configured) {
        return configured == null
                ? ActiveStrategy.TimeTriggered.NONE
                : new ActiveStrategy.TimeTriggered(
                        timed(configured.shipFromStoreDeliveryReroute()),
                        timed(configured.shipFromStoreSamedayReroute()),
                        timed(configured.clickAndCollectReroute()));
    }

    private static TimedReroute timed(RoutingStrategy.TimedReroute configured) {
        RoutingStrategy.StartedJobs started = configured.rerouteStartedJobs();
        Long startedMinutes = null;
        if (started != null && started.active()) {
            BigDecimal minutes = started.minimumStartedTimeInMinutes();
            startedMinutes = minutes == null ? STANDARD_STARTED_MINUTES : up(minutes);
        }
        return new TimedReroute(
                configured.active(),
                up(configured.rerouteAfterMinutes()),
                up(configured.rerouteTargetTimeHours()),
                startedMinutes);
    }

    private static List<ActiveStrategy.TimeTriggeredByContext> byContext(
            @Nullable List<RoutingStrategy.TimeTriggeredByContext> configured) {
        return configured == null
                ? List.of()
                : configured.stream()
                        .map(context -> new ActiveStrategy.TimeTriggeredByContext(
                                context.type(),
                                context.values(),
                                up(context.priority()),
                                timeTriggered(context.timeTriggered())))
                        .sorted(Comparator.comparingLong(ActiveStrategy.TimeTriggeredByContext::priority))
                        .toList();
    }

    private static long up(BigDecimal number) {
        return number.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private static Objective objective(NodePlanning planning) {
        int shortage = Objects.requireNonNullElse(planning.shortagePenalty(), Objective.STANDARD.shortagePenalty());
        int scarcity = Objects.requireNonNullElse(planning.scarcityPrice(), Objective.STANDARD.scarcityPrice());
        if (scarcity > shortage) {
            throw Rejection.invalid("planning: scarcityPrice must not be above shortagePenalty");
        }
        return new Objective(
                Objects.requireNonNullElse(planning.splitPenalty(), Objective.STANDARD.splitPenalty()),
                shortage,
                scarcity);
    }

    /**
     * Checks what a node says of planning.
     *
     * @throws Rejection 400
     */
    static void check(NodePlanning planning, String path) {
        if (planning.planner() != null) {
            known(planning.planner(), path + ".planner");
        }
        if (planning.shadowPlanners() != null) {
            planning.shadowPlanners().forEach(planner -> known(planner, path + ".shadowPlanners"));
        }
        NodePlanning.Pool pool = planning.pool();
        if (pool != null
                && pool.mode() != NodePlanning.PoolMode.OFF
                && pool.dwell().toSeconds() < pool.everySeconds()) {
            throw Rejection.invalid(path + ".pool.dwellMinutes must not be shorter than everySeconds:"
                    + " orders would never be looked at");
        }
    }

    private static void known(String planner, String path) {
        if (!ENGINE.planners().contains(planner)) {
            throw Rejection.invalid(path + " must be of " + new TreeSet<>(ENGINE.planners()));
        }
    }

    /** The configuration that the platform starts with, in the shape of the contract. */
    static RoutingStrategy.Configuration standard(ObjectMapper json) {
        SourcingConfiguration standard = SourcingConfiguration.standard();
        OrderSplit split = standard.orderSplit();
        return new RoutingStrategy.Configuration(
                standard.fences().stream()
                        .map(fence -> json.<ObjectNode>valueToTree(Map.of(
                                "type",
                                "StandardFence",
                                "implementation",
                                fence.implementation(),
                                "active",
                                true,
                                "activeMode",
                                fence.mode().wire())))
                        .toList(),
                standard.ratings().stream()
                        .map(rating -> json.<ObjectNode>valueToTree(Map.of(
                                "type",
                                "StandardRating",
                                "implementation",
                                rating.implementation(),
                                "active",
                                true,
                                "maxPenalty",
                                rating.maxPenalty())))
                        .toList(),
                List.of(),
                new RoutingStrategy.OrderSplit(
                        split.active(), split.activeForSameDay(), split.maxSplitCount(), split.useWaitingRoom()),
                null,
                null);
    }
}
