package io.waybill.sourcing;

import io.waybill.sourcing.Rules.ActiveFence;
import io.waybill.sourcing.Rules.ActivePriority;
import io.waybill.sourcing.Rules.ActiveRating;
import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.PriorityRule;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingRequest.Channel;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs the five stages with the implementations it was given. */
final class StagedSourcingEngine implements SourcingEngine {

    private final Map<String, Fence> fences;
    private final Map<String, Rating> ratings;
    private final Map<String, Planner> planners;
    private final Candidates shipping = new ShippingCandidates();
    private final Candidates collect = new CollectCandidates(shipping);

    /** Every implementation is known by its own key. */
    StagedSourcingEngine(List<Fence> fences, List<Rating> ratings, List<Planner> planners) {
        this.fences = byKey(fences, Fence::key);
        this.ratings = byKey(ratings, Rating::key);
        this.planners = byKey(planners, Planner::key);
    }

    @Override
    public SourcingDecision decide(
            SourcingRequest request, SourcingSnapshot snapshot, SourcingConfiguration configuration) {
        Planner planner = known(planners, configuration.planner(), "planner");
        List<Planner> shadows = configuration.shadowPlanners().stream()
                .map(key -> known(planners, key, "planner"))
                .toList();
        Evaluation whole = evaluate(request, snapshot, configuration);
        Plan plan = planner.plan(whole);
        List<Step> steps = plan.steps();
        boolean useWaitingRoom = configuration.orderSplit().useWaitingRoom();
        SourcingDecision.Outcome outcome = new Verdict(steps, useWaitingRoom).outcome();
        return new SourcingDecision(
                outcome,
                new RecordedExplanation(steps, outcome, useWaitingRoom),
                plan.summary(planner.key()),
                shadows.stream()
                        .map(shadow -> shadow.plan(whole).summary(shadow.key()))
                        .toList());
    }

    /** Candidates, fences and ratings for everything the request wants. */
    Evaluation evaluate(SourcingRequest request, SourcingSnapshot snapshot, SourcingConfiguration configuration) {
        Situation situation = new Situation(request, snapshot, configuration.tieBreak());
        return new Evaluation(Demand.of(situation), rules(request, configuration), new BitSet());
    }

    @Override
    public Set<String> fences() {
        return fences.keySet();
    }

    @Override
    public Set<FenceMode> modes(String fence) {
        return known(fences, fence, "fence").modes();
    }

    @Override
    public Set<String> ratings() {
        return ratings.keySet();
    }

    @Override
    public Set<String> planners() {
        return planners.keySet();
    }

    /** Every rule named is looked up, also those that do not hold for the channel: a mistake shows at once. */
    private Rules rules(SourcingRequest request, SourcingConfiguration configuration) {
        List<ActiveFence> activeFences = configuration.fences().stream()
                .map(rule -> activeFence(rule, request))
                .toList();
        List<ActiveRating> activeRatings = configuration.ratings().stream()
                .map(rule -> activeRating(rule, request))
                .toList();
        List<ActivePriority> priorities = configuration.priorityRatings().stream()
                .sorted(Comparator.comparingLong(PriorityRule::priority))
                .map(rule -> activePriority(rule, request))
                .toList();
        if (request.wishes().channel() == Channel.SHIPPING) {
            int parts = maximumParts(request, configuration.orderSplit());
            return new Rules(shipping, activeFences, activeRatings, parts, priorities, configuration.objective());
        }
        List<ActiveFence> serviceType = activeFences.stream()
                .filter(active -> active.rule().rule() == null
                        && active.fence().key().equals(SourcingConfiguration.FACILITY_BUSINESSTYPE))
                .toList();
        return new Rules(collect, serviceType, activeRatings, 1, priorities, configuration.objective());
    }

    private static int maximumParts(SourcingRequest request, OrderSplit split) {
        Wishes wishes = request.wishes();
        boolean maySplit =
                split.active() && (wishes.serviceLevel() != ServiceLevel.SAMEDAY || split.activeForSameDay());
        long parts = maySplit ? 1L + split.maxSplitCount() : 1;
        return (int) Math.min(parts, request.maximumParts());
    }

    private ActiveFence activeFence(FenceRule rule, SourcingRequest request) {
        if (rule.rule() != null) {
            return new ActiveFence(
                    new ToolkitFence(rule.implementation(), new ToolkitEvaluation(rule.rule(), request)), rule);
        }
        Fence fence = known(fences, rule.implementation(), "fence");
        if (!fence.modes().contains(rule.mode())) {
            throw new IllegalArgumentException(
                    "fence " + fence.key() + " has no mode " + rule.mode().wire());
        }
        return new ActiveFence(fence, rule);
    }

    private ActiveRating activeRating(RatingRule rule, SourcingRequest request) {
        if (rule.rule() != null) {
            return new ActiveRating(
                    new ToolkitRating(rule.implementation(), new ToolkitEvaluation(rule.rule(), request)), rule);
        }
        Rating rating = known(ratings, rule.implementation(), "rating");
        return new ActiveRating(rating.configured(rule.thresholds(), rule.costs()), rule);
    }

    private ActivePriority activePriority(PriorityRule rule, SourcingRequest request) {
        if (rule.rule() != null) {
            return new ActivePriority(
                    new ToolkitRating(rule.implementation(), new ToolkitEvaluation(rule.rule(), request)), rule);
        }
        Rating rating = known(ratings, rule.implementation(), "rating");
        return new ActivePriority(rating.configured(rule.thresholds(), rule.costs()), rule);
    }

    private static <T> T known(Map<String, T> implementations, String key, String kind) {
        @Nullable T implementation = implementations.get(key);
        if (implementation == null) {
            throw new IllegalArgumentException("no " + kind + " is called " + key + "; known: "
                    + implementations.keySet().stream().sorted().toList());
        }
        return implementation;
    }

    private static <T> Map<String, T> byKey(List<T> implementations, Function<T, String> key) {
        return implementations.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
}
