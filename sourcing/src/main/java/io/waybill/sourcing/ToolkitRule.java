package io.waybill.sourcing;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A custom fence's or rating's rule (platform.md 6.5). Immutable. */
public sealed interface ToolkitRule {

    /** Whether it is evaluated once or for every line; names of the wire. */
    enum Scope {
        WHOLE_ENTITY,
        /** For every line, which all have to fulfil it. */
        LINE_ITEM
    }

    Scope scope();

    /** The entities whose properties it looks at. */
    Set<RuleEntity> entities();

    /**
     * If the left side holds, the right side has to hold. If the left side does not hold, the rule does not apply
     * (ToolkitRule of the wire, whose one operator is EQUALS).
     */
    record Condition(Scope scope, RulePart left, RulePart right) implements ToolkitRule {

        /** @throws IllegalArgumentException when the right side names an entity of the left side only */
        public Condition {
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(left, "left");
            Objects.requireNonNull(right, "right");
            right.predicates().stream()
                    .filter(predicate -> predicate.entity().isLeftOnly())
                    .findFirst()
                    .ifPresent(predicate -> {
                        throw new IllegalArgumentException(predicate.entity() + " can stand on the left side only");
                    });
        }

        @Override
        public Set<RuleEntity> entities() {
            Set<RuleEntity> entities = EnumSet.noneOf(RuleEntity.class);
            left.predicates().forEach(predicate -> entities.add(predicate.entity()));
            right.predicates().forEach(predicate -> entities.add(predicate.entity()));
            return entities;
        }
    }

    /** Properties held against each other (ToolkitComparisonRule of the wire). */
    record Comparison(Scope scope, List<ComparisonPredicate> predicates, RulePart.Connector connector)
            implements ToolkitRule {

        /** @throws IllegalArgumentException when the number of predicates is out of range */
        public Comparison {
            Objects.requireNonNull(scope, "scope");
            Objects.requireNonNull(connector, "connector");
            predicates = List.copyOf(predicates);
            if (predicates.isEmpty() || predicates.size() > RulePart.MAX_PREDICATES) {
                throw new IllegalArgumentException(
                        "must have 1 to " + RulePart.MAX_PREDICATES + " predicates, has " + predicates.size());
            }
        }

        @Override
        public Set<RuleEntity> entities() {
            Set<RuleEntity> entities = EnumSet.noneOf(RuleEntity.class);
            predicates.forEach(predicate -> {
                entities.add(predicate.left().entity());
                entities.add(predicate.right().entity());
            });
            return entities;
        }

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

        RuleOutcome.OfComparison evaluate(PropertyTrees trees) {
            List<ComparisonPredicate.Outcome> outcomes = predicates.stream()
                    .map(predicate -> predicate.evaluate(trees))
                    .toList();
            List<Truth> truths =
                    outcomes.stream().map(ComparisonPredicate.Outcome::result).toList();
            return new RuleOutcome.OfComparison(
                    RuleOutcome.Result.ofComparison(connector.connect(truths)), connector, outcomes);
        }
    }
}
