package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Rejection;
import io.waybill.sourcing.FenceMode;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingEngine;
import io.waybill.sourcing.TieBreak;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a strategy for the sourcing engine. What the engine cannot do yet is refused when it is active, never ignored;
 * what is switched off is kept as it is. Pure.
 */
final class StrategyRules {
    private static final Duration STANDARD_STOP = Duration.ofHours(8);
    private static final SourcingEngine ENGINE = SourcingEngine.standard();

    private StrategyRules() {}

    /** @throws Rejection 400 naming what is not supported or not valid */
    static ActiveStrategy read(RoutingStrategy strategy) {
        Duration stopAfter = global(strategy.globalConfiguration());
        RoutingStrategy.Node root = strategy.rootNode();
        if (!root.active()) {
            throw Rejection.invalid("rootNode.active must be true");
        }
        if (root.nextCondition() != null) {
            throw notYet("rootNode.nextCondition");
        }
        if (root.activationTimeFrames() != null && !root.activationTimeFrames().isEmpty()) {
            throw notYet("rootNode.activationTimeFrames");
        }
        RoutingStrategy.Configuration config = root.config();
        refuseActive("rootNode.config.priorityRatings", config.priorityRatings());
        refuseActive("rootNode.config.fallbackFacility", config.fallbackFacility());
        if (config.reroute() != null) {
            refuseActive(
                    "rootNode.config.reroute.shipFromStore", config.reroute().get("shipFromStore"));
            refuseActive(
                    "rootNode.config.reroute.clickAndCollect", config.reroute().get("clickAndCollect"));
        }
        List<FenceRule> fences = fences(config.fences());
        OrderSplit split = split(config.orderSplit());
        boolean complete = fences.stream()
                .anyMatch(fence -> fence.implementation().equals(SourcingConfiguration.STOCK_AVAILABILITY));
        if (complete && split.active()) {
            throw Rejection.invalid("rootNode.config.orderSplit cannot be active together with the fence "
                    + SourcingConfiguration.STOCK_AVAILABILITY);
        }
        return new ActiveStrategy(
                new SourcingConfiguration(
                        fences,
                        ratings(config.ratings()),
                        split,
                        SourcingConfiguration.SEQUENTIAL,
                        new TieBreak.ByDistance()),
                stopAfter);
    }

    private static Duration global(RoutingStrategy.GlobalConfiguration global) {
        if (global.timeTriggered() != null) {
            global.timeTriggered()
                    .properties()
                    .forEach(entry ->
                            refuseActive("globalConfiguration.timeTriggered." + entry.getKey(), entry.getValue()));
        }
        if (global.timeTriggeredByContext() != null
                && !global.timeTriggeredByContext().isEmpty()) {
            throw notYet("globalConfiguration.timeTriggeredByContext");
        }
        if (global.stopRoutingAttemptsAfterTime() == null) {
            return STANDARD_STOP;
        }
        Duration stopAfter = Duration.parse(global.stopRoutingAttemptsAfterTime());
        if (stopAfter.isNegative() || stopAfter.toSeconds() % 60 != 0) {
            throw Rejection.invalid(
                    "globalConfiguration.stopRoutingAttemptsAfterTime must be a multiple of 60 seconds");
        }
        return stopAfter;
    }

    private static List<FenceRule> fences(List<ObjectNode> configured) {
        List<FenceRule> fences = new ArrayList<>();
        for (int index = 0; index < configured.size(); index++) {
            String path = "rootNode.config.fences[" + index + "]";
            ObjectNode fence = configured.get(index);
            if (isActive(path, fence)) {
                String key = implementation(path, fence, "StandardFence", ENGINE.fences());
                FenceMode mode = fence.path("activeMode").asText("static").equals("reactive")
                        ? FenceMode.REACTIVE
                        : FenceMode.STATIC;
                fences.add(new FenceRule(key, mode));
            }
        }
        return fences;
    }

    private static List<RatingRule> ratings(List<ObjectNode> configured) {
        List<RatingRule> ratings = new ArrayList<>();
        for (int index = 0; index < configured.size(); index++) {
            String path = "rootNode.config.ratings[" + index + "]";
            ObjectNode rating = configured.get(index);
            if (isActive(path, rating)) {
                String key = implementation(path, rating, "StandardRating", ENGINE.ratings());
                JsonNode penalty = rating.path("maxPenalty");
                if (!penalty.isNumber()
                        || penalty.decimalValue().stripTrailingZeros().scale() > 0
                        || penalty.decimalValue().signum() < 0
                        || penalty.decimalValue().compareTo(BigDecimal.valueOf(RatingRule.MAX_PENALTY)) > 0) {
                    throw Rejection.invalid(
                            path + ".maxPenalty must be a whole number from 0 to " + RatingRule.MAX_PENALTY);
                }
                ratings.add(RatingRule.of(key, penalty.intValue()));
            }
        }
        return ratings;
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

    private static boolean isActive(String path, JsonNode rule) {
        JsonNode active = rule.path("active");
        if (!active.isBoolean()) {
            throw Rejection.invalid(path + ".active must be true or false");
        }
        return active.booleanValue();
    }

    private static String implementation(String path, JsonNode rule, String type, Set<String> known) {
        if (!rule.path("type").asText().equals(type)) {
            throw notYet(path + " of type " + rule.path("type").asText());
        }
        String key = rule.path("implementation").asText();
        if (!known.contains(key)) {
            throw notYet(path + " with implementation " + key);
        }
        return key;
    }

    private static void refuseActive(String path, @Nullable List<ObjectNode> rules) {
        for (int index = 0; rules != null && index < rules.size(); index++) {
            refuseActive(path + "[" + index + "]", rules.get(index));
        }
    }

    private static void refuseActive(String path, @Nullable JsonNode rule) {
        if (rule != null && rule.path("active").asBoolean()) {
            throw notYet(path);
        }
    }

    private static Rejection notYet(String what) {
        return Rejection.invalid(what + " is not supported by this version; leave it out or inactive");
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
