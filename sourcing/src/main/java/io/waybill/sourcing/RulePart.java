package io.waybill.sourcing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One side of a rule (ToolkitRulePart of the wire): some predicates, all of which or one of which have to hold.
 *
 * @param predicates from 1 to {@link #MAX_PREDICATES}
 */
public record RulePart(List<RulePredicate> predicates, Connector connector) {

    /** Most predicates of a part. */
    public static final int MAX_PREDICATES = 100;

    /** How predicates are connected; names of the wire. */
    public enum Connector {
        AND,
        OR;

        /** What settles the matter at once. */
        Truth decisive() {
            return this == AND ? Truth.FALSE : Truth.TRUE;
        }

        Truth connect(List<Truth> truths) {
            if (truths.contains(decisive())) {
                return decisive();
            }
            return truths.contains(Truth.ERROR) ? Truth.ERROR : decisive().negated();
        }
    }

    /** @throws IllegalArgumentException when the number of predicates is out of range */
    public RulePart {
        predicates = List.copyOf(predicates);
        Objects.requireNonNull(connector, "connector");
        if (predicates.isEmpty() || predicates.size() > MAX_PREDICATES) {
            throw new IllegalArgumentException(
                    "must have 1 to " + MAX_PREDICATES + " predicates, has " + predicates.size());
        }
    }

    /** All of these. */
    public static RulePart all(RulePredicate... predicates) {
        return new RulePart(List.of(predicates), Connector.AND);
    }

    /** One of these. */
    public static RulePart any(RulePredicate... predicates) {
        return new RulePart(List.of(predicates), Connector.OR);
    }

    /**
     * A part with what its predicates saw. All of them are shown, also when one settles the matter.
     *
     * @param result of the predicates together
     */
    public record Outcome(Connector connector, List<PredicateOutcome> predicates, Truth result) {

        public Outcome {
            predicates = List.copyOf(predicates);
        }

        /** Why it is {@link Truth#ERROR}; null when it is not. */
        public @Nullable String problem() {
            return result != Truth.ERROR
                    ? null
                    : predicates.stream()
                            .map(PredicateOutcome::problem)
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining("; "));
        }
    }

    /** Evaluates it with everything there is to say about it. Never throws. */
    public Outcome evaluate(PropertyTrees trees) {
        List<PredicateOutcome> outcomes =
                predicates.stream().map(predicate -> predicate.evaluate(trees)).toList();
        return new Outcome(
                connector,
                outcomes,
                connector.connect(
                        outcomes.stream().map(PredicateOutcome::result).toList()));
    }

    /** Evaluates it; the fast way. */
    Truth test(PropertyTrees trees, List<Object> scratch) {
        boolean unclear = false;
        for (int index = 0; index < predicates.size(); index++) {
            Truth truth = predicates.get(index).test(trees, scratch);
            if (truth == connector.decisive()) {
                return truth;
            }
            unclear |= truth == Truth.ERROR;
        }
        return unclear ? Truth.ERROR : connector.decisive().negated();
    }

    boolean isSameForAllFacilities() {
        return predicates.stream().allMatch(predicate -> predicate.entity().isSameForAllFacilities());
    }
}
