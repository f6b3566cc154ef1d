package io.waybill.platform.routing;

import io.waybill.sourcing.Explanation;
import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.Explanation.RatingExplanation;
import io.waybill.sourcing.PlanCost;
import io.waybill.sourcing.SourcingDecision;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import io.waybill.sourcing.SourcingDecision.Routed;
import io.waybill.sourcing.SourcingDecision.Unplaced;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a decision comes to, in numbers that can be compared. Immutable.
 *
 * @param parts one per facility, in the order they were chosen; empty when nobody can serve anything
 * @param unplaced units given to nobody
 * @param cost points, as the {@link io.waybill.sourcing.Objective} of the configuration counts them
 */
record Valuation(List<ServedPart> parts, List<Unplaced> unplaced, BigDecimal cost) {

    /**
     * The better one first: less cost, then fewer parts, then less distance, then by the ids of the facilities.
     */
    static final Comparator<Valuation> BEST_FIRST = Comparator.comparing(Valuation::cost)
            .thenComparingInt(valuation -> valuation.parts().size())
            .thenComparingLong(Valuation::metres)
            .thenComparing(Valuation::facilities);

    Valuation {
        parts = List.copyOf(parts);
        unplaced = List.copyOf(unplaced);
    }

    /**
     * A part with what its facility was charged when it was chosen.
     *
     * @param metres bee-line to the destination; empty when one of both is not located
     */
    record ServedPart(
            Part part,
            BigDecimal penalty,
            List<RatingExplanation> ratings,
            OptionalLong metres,
            List<Priority> priorities) {

        /** Without priority ratings. */
        ServedPart(Part part, BigDecimal penalty, List<RatingExplanation> ratings, OptionalLong metres) {
            this(part, penalty, ratings, metres, List.of());
        }

        /** Units by article. */
        Map<String, Long> units() {
            Map<String, Long> units = new TreeMap<>();
            part.lines().forEach(line -> units.merge(line.articleId(), line.quantity(), Math::addExact));
            return units;
        }
    }

    /**
     * A priority rating of the facility of a part.
     *
     * @param custom whether it is a custom rule
     * @param least whether no facility that passed the fences is charged less by it
     */
    record Priority(String name, boolean custom, boolean least) {}

    /** Asks the other facilities only where there are priority ratings. */
    private static List<Priority> priorities(FacilityExplanation chosen, Explanation.Round round) {
        if (chosen.priorityRatings().isEmpty()) {
            return List.of();
        }
        List<FacilityExplanation> ranked = round.ranked().toList();
        List<Priority> priorities = new ArrayList<>();
        for (int index = 0; index < chosen.priorityRatings().size(); index++) {
            int rating = index;
            Explanation.PriorityExplanation of = chosen.priorityRatings().get(index);
            priorities.add(new Priority(
                    of.name(),
                    !of.toolkit().isEmpty(),
                    ranked.stream()
                            .noneMatch(facility -> facility.priorityRatings()
                                            .get(rating)
                                            .normalizedScore()
                                            .compareTo(of.normalizedScore())
                                    < 0)));
        }
        return priorities;
    }

    /** Priority ratings, the most important first: the least only where it is that for every part. */
    List<Priority> priorities() {
        Map<String, Priority> priorities = new LinkedHashMap<>();
        parts.forEach(part -> part.priorities()
                .forEach(each -> priorities.merge(
                        each.name(),
                        each,
                        (one, other) -> new Priority(one.name(), one.custom(), one.least() && other.least()))));
        return List.copyOf(priorities.values());
    }

    static Valuation of(SourcingDecision decision) {
        BigDecimal cost = PlanCost.points(decision.plan().cost().total());
        if (!(decision.outcome() instanceof Routed routed)) {
            return new Valuation(List.of(), decision.outcome().unplaced(), cost);
        }
        List<Explanation.Round> rounds = decision.explanation().rounds();
        List<ServedPart> parts = new ArrayList<>();
        for (int index = 0; index < routed.parts().size(); index++) {
            Part part = routed.parts().get(index);
            FacilityExplanation chosen =
                    Objects.requireNonNull(rounds.get(index).facility(part.facilityId()), "chosen from the snapshot");
            BigDecimal penalty = chosen.totalPenalty();
            parts.add(new ServedPart(
                    part,
                    penalty == null ? BigDecimal.ZERO : penalty,
                    chosen.ratings(),
                    chosen.distanceMetres(),
                    priorities(chosen, rounds.get(index))));
        }
        return new Valuation(parts, routed.unplaced(), cost);
    }

    boolean isServed() {
        return !parts.isEmpty();
    }

    /** The sum over all parts. */
    BigDecimal penalty() {
        return parts.stream().map(ServedPart::penalty).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The sum of what is known. */
    long metres() {
        return parts.stream().mapToLong(part -> part.metres().orElse(0)).sum();
    }

    long unplacedUnits() {
        return unplaced.stream().mapToLong(Unplaced::quantity).sum();
    }

    /** Penalty by rating over all parts, in configured order. */
    Map<String, BigDecimal> penalties() {
        Map<String, BigDecimal> penalties = new LinkedHashMap<>();
        parts.forEach(part ->
                part.ratings().forEach(rating -> penalties.merge(rating.name(), rating.penalty(), BigDecimal::add)));
        return penalties;
    }

    /** Names of the ratings that are custom rules. */
    Set<String> customRatings() {
        return parts.stream()
                .flatMap(part -> part.ratings().stream())
                .filter(rating -> !rating.toolkit().isEmpty())
                .map(RatingExplanation::name)
                .collect(Collectors.toSet());
    }

    /** Units by article and facility: two decisions with the same are the same to everybody concerned. */
    Map<String, Map<String, Long>> assignment() {
        Map<String, Map<String, Long>> assignment = new TreeMap<>();
        parts.forEach(part -> assignment.put(part.part().facilityId(), part.units()));
        return assignment;
    }

    /** Takes the units of all parts from the shelves. */
    void takeFrom(Shelves shelves) {
        for (ServedPart served : parts) {
            for (PartLine line : served.part().lines()) {
                shelves.take(served.part().facilityId(), line.articleId(), line.quantity());
            }
        }
    }

    private String facilities() {
        return parts.stream().map(part -> part.part().facilityId()).collect(Collectors.joining(" "));
    }
}
