package io.waybill.platform.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waybill.platform.routing.RunVerdicts.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a plan stands: why it does not move, and what would free it. Waybill's own; the contract has reasons for obsolete
 * plans only.
 *
 * @param status of the plan
 * @param moves whether it has a facility, or is about to get one, or is done with: then there is nothing to free
 * @param why what keeps most facilities out first; empty when it moves
 * @param frees what happens by itself first; empty when it moves
 * @param nextAttempt when it is decided again by itself; null for never
 * @param routingRun the decision this is told from; 0 before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanStanding(
        String routingPlanRef,
        RoutingPlanStatus status,
        boolean moves,
        List<Reason> why,
        List<Reason> frees,
        @Nullable Instant nextAttempt,
        int routingRun) {

    /**
     * Where the plan stands.
     *
     * @param facilities what became of each of them in its last decision; asked only of a plan that does not move
     * @param nextAttempt when it is decided again by itself; null for never
     */
    static PlanStanding of(
            RoutingPlan plan, Supplier<List<DecisionLogs.Place>> facilities, @Nullable Instant nextAttempt) {
        return switch (plan.status()) {
            case RETRYABLE, WAITING, NOT_ROUTABLE, FAILED_REROUTE -> stuck(plan, facilities.get(), nextAttempt);
            default -> moving(plan);
        };
    }

    /** A plan on which nothing has to be freed. */
    private static PlanStanding moving(RoutingPlan plan) {
        return new PlanStanding(plan.id(), plan.status(), true, List.of(), List.of(), null, plan.routingRun());
    }

    /**
     * A plan that found nobody.
     *
     * @param facilities what became of each of them in its last decision
     */
    private static PlanStanding stuck(
            RoutingPlan plan, List<DecisionLogs.Place> facilities, @Nullable Instant nextAttempt) {
        Counts counts = Counts.of(facilities);
        List<Reason> why = new ArrayList<>();
        List<Reason> frees = new ArrayList<>();
        if (facilities.isEmpty()) {
            why.add(new Reason.NoFacilities());
            frees.add(new Reason.FreedByFacility());
        }
        if (counts.passed > 0) {
            why.add(new Reason.PassedInVain(counts.passed));
            frees.add(new Reason.FreedByStockThere());
        }
        descending(counts.fences).forEach(entry -> {
            why.add(new Reason.KeptOutMany(entry.getKey(), entry.getValue(), counts.candidates));
            frees.add(new Reason.FreedFromFence(entry.getKey()));
        });
        descending(counts.exclusions).forEach(entry -> {
            why.add(new Reason.ManyNotLookedAt(entry.getValue(), entry.getKey()));
            if (counts.candidates == 0) {
                frees.add(new Reason.FreedFromExclusion(entry.getKey()));
            }
        });
        byStatus(plan, nextAttempt, frees);
        return new PlanStanding(
                plan.id(),
                plan.status(),
                false,
                why,
                frees.stream().distinct().toList(),
                nextAttempt,
                plan.routingRun());
    }

    private static void byStatus(RoutingPlan plan, @Nullable Instant nextAttempt, List<Reason> frees) {
        switch (plan.status()) {
            case RETRYABLE, WAITING -> {
                if (nextAttempt != null) {
                    frees.add(new Reason.DecidedAgain(nextAttempt));
                }
                frees.add(new Reason.AssignedByHand());
            }
            case NOT_ROUTABLE -> {
                frees.add(new Reason.GivenUp());
                if (nextAttempt != null) {
                    frees.add(new Reason.FallsBack(nextAttempt));
                }
                frees.add(new Reason.AssignedByHand());
            }
            case FAILED_REROUTE -> frees.add(new Reason.OtherStaysInForce());
            default -> {}
        }
    }

    /** How many facilities each thing kept out. */
    private static final class Counts {
        private final Map<String, Integer> fences = new LinkedHashMap<>();
        private final Map<Reason.Exclusion, Integer> exclusions = new LinkedHashMap<>();
        private int candidates;
        private int passed;

        static Counts of(List<DecisionLogs.Place> facilities) {
            Counts counts = new Counts();
            for (DecisionLogs.Place place : facilities) {
                switch (place.outcome()) {
                    case Outcome.Passed ignored -> {
                        counts.candidates++;
                        counts.passed++;
                    }
                    case Outcome.KeptOut out -> {
                        counts.candidates++;
                        out.failed().forEach(fence -> counts.fences.merge(fence, 1, Integer::sum));
                        out.mayPassLater().forEach(fence -> counts.fences.merge(fence, 1, Integer::sum));
                    }
                    case Outcome.Excluded excluded ->
                        counts.exclusions.merge(
                                Reason.Exclusion.valueOf(excluded.reason().name()), 1, Integer::sum);
                }
            }
            return counts;
        }
    }

    private static <K> List<Map.Entry<K, Integer>> descending(Map<K, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<K, Integer>comparingByValue(Comparator.reverseOrder()))
                .toList();
    }
}
