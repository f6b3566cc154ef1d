package io.waybill.platform.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waybill.platform.routing.RunVerdicts.Outcome;
import io.waybill.sourcing.Explanation.Candidacy;
import io.waybill.sourcing.SourcingConfiguration;
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
 * @param why in words, what keeps most facilities out first; empty when it moves
 * @param frees in words, what happens by itself first; empty when it moves
 * @param nextAttempt when it is decided again by itself; null for never
 * @param routingRun the decision this is told from; 0 before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanStanding(
        String routingPlanRef,
        RoutingPlanStatus status,
        boolean moves,
        List<String> why,
        List<String> frees,
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
        List<String> why = new ArrayList<>();
        List<String> frees = new ArrayList<>();
        if (facilities.isEmpty()) {
            why.add("There were no facilities, or nothing is kept of its last decision any more.");
            frees.add("A facility that is online, with an active listing and stock.");
        }
        if (counts.passed > 0) {
            why.add(facilities(counts.passed)
                    + " passed every fence, but could not be given what has to be placed: nothing"
                    + " is available there, it would have to be split, or everything was needed in its place.");
            frees.add("Stock of the articles of this plan at one of them.");
        }
        descending(counts.fences).forEach(entry -> {
            why.add(entry.getKey() + " kept out " + facilities(entry.getValue()) + " of " + counts.candidates + ".");
            frees.add(free(entry.getKey()));
        });
        descending(counts.exclusions).forEach(entry -> {
            why.add(facilities(entry.getValue()) + " not looked at: " + excluded(entry.getKey()) + ".");
            if (counts.candidates == 0) {
                frees.add(free(entry.getKey()));
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

    private static void byStatus(RoutingPlan plan, @Nullable Instant nextAttempt, List<String> frees) {
        switch (plan.status()) {
            case RETRYABLE, WAITING -> {
                if (nextAttempt != null) {
                    frees.add("It is decided again by itself at " + nextAttempt
                            + ", and as soon as stock of its articles" + " comes in.");
                }
                frees.add("Assign a facility by hand: fences and stock do not count then.");
            }
            case NOT_ROUTABLE -> {
                frees.add(
                        "It was given up. Ask for another attempt (POST /api/processes/retrynotroutable), or reroute its"
                                + " process.");
                if (nextAttempt != null) {
                    frees.add("It goes to the fallback facility at " + nextAttempt + ".");
                }
                frees.add("Assign a facility by hand: fences and stock do not count then.");
            }
            case FAILED_REROUTE ->
                frees.add("Nothing has to be freed: the plan it was to come in place of stays in force.");
            default -> {}
        }
    }

    /** How many facilities each thing kept out. */
    private static final class Counts {
        private final Map<String, Integer> fences = new LinkedHashMap<>();
        private final Map<Candidacy, Integer> exclusions = new LinkedHashMap<>();
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
                    case Outcome.Excluded excluded -> counts.exclusions.merge(excluded.reason(), 1, Integer::sum);
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

    private static String facilities(int count) {
        return count == 1 ? "1 facility" : count + " facilities";
    }

    /** Why a facility was not looked at, in the words of every explanation; to be read after "not looked at: ". */
    static String excluded(Candidacy reason) {
        return switch (reason) {
            case CANDIDATE -> throw new IllegalStateException("A candidate is not excluded");
            case NOT_ONLINE -> "suspended or offline";
            case BLACK_LISTED -> "on the black list of the plan";
            case ALREADY_USED -> "serving another part of the order already";
            case NOT_THE_COLLECT_FACILITY -> "not where the consumer collects";
            case NO_ACTIVE_LISTING -> "without an active listing for any article of the plan";
            case CUSTOM_SERVICE_NOT_OFFERED -> "without the custom services that the plan's articles need";
        };
    }

    private static String free(Candidacy reason) {
        return switch (reason) {
            case CANDIDATE -> throw new IllegalStateException("A candidate is not excluded");
            case NOT_ONLINE -> "A facility that has the articles comes online.";
            case BLACK_LISTED -> "A facility by hand, which may be one of the black list.";
            case ALREADY_USED -> "Another facility with the articles.";
            case NOT_THE_COLLECT_FACILITY ->
                "The facility where the consumer collects comes online and lists the articles.";
            case NO_ACTIVE_LISTING -> "An active listing with stock of an article of this plan.";
            case CUSTOM_SERVICE_NOT_OFFERED ->
                "An active connection of the custom services of this plan to a facility that has the articles.";
        };
    }

    private static String free(String fence) {
        return switch (fence) {
            case SourcingConfiguration.STOCK_AVAILABILITY, SourcingConfiguration.AVOID_ZERO_STOCK ->
                "Stock of the articles of this plan at a facility.";
            case SourcingConfiguration.FACILITY_BUSINESSTYPE ->
                "A facility that offers the service: SHIP_FROM_STORE for shipping, PICKUP for collection.";
            case SourcingConfiguration.PRESELECTED_FACILITY ->
                "One of the facilities that the order names has the articles and passes the other fences.";
            case SourcingConfiguration.FACILITY_CARRIERAVAILABILITY ->
                "A carrier that the order names is active and connected actively to a facility.";
            case SourcingConfiguration.SAMEDAY_POSSIBLE ->
                "A same-day carrier that still takes parcels today, or another day.";
            case SourcingConfiguration.FACILITY_COUNTRY ->
                "A facility in the country of the consumer, or another address.";
            case SourcingConfiguration.FACILITY_PICKING_TIME_CAPACITY ->
                "A place of picking capacity at a facility, as jobs are finished or days begin.";
            default -> "What the rule " + fence + " looks at changes; the plan keeps the rules of its first decision.";
        };
    }
}
