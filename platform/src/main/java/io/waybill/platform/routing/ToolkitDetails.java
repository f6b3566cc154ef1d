package io.waybill.platform.routing;

import io.waybill.sourcing.ComparisonPredicate;
import io.waybill.sourcing.PredicateOutcome;
import io.waybill.sourcing.PropertyValues;
import io.waybill.sourcing.RuleOutcome;
import io.waybill.sourcing.RulePart;
import io.waybill.sourcing.RulePredicate;
import io.waybill.sourcing.Transformation;
import io.waybill.sourcing.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a custom rule was evaluated, in the words of the contract. */
sealed interface ToolkitDetails {

    static ToolkitDetails of(RuleOutcome outcome) {
        return switch (outcome) {
            case RuleOutcome.OfCondition condition -> {
                RulePart.Outcome right = condition.right();
                yield new OfRule(
                        "TOOLKIT",
                        condition.description(),
                        condition.result().name(),
                        condition.left().result() == Truth.TRUE,
                        Part.of(condition.left()),
                        right == null ? null : right.result() == Truth.TRUE,
                        right == null ? null : Part.of(right));
            }
            case RuleOutcome.OfComparison comparison ->
                new OfComparison(
                        "TOOLKITCOMPARISON",
                        comparison.description(),
                        comparison.result().name(),
                        comparison.connector().name(),
                        comparison.predicates().stream().map(Compared::of).toList());
        };
    }

    /** ToolkitDecisionDetail. */
    record OfRule(
            String decisionType,
            String description,
            String explanation,
            boolean leftSideEvaluation,
            Part leftPredicatesDetail,
            @Nullable Boolean rightSideEvaluation,
            @Nullable Part rightPredicatesDetail)
            implements ToolkitDetails {}

    /** ToolkitComparisonDecisionDetail. */
    record OfComparison(
            String decisionType,
            String description,
            String explanation,
            String predicateConnector,
            List<Compared> predicates)
            implements ToolkitDetails {}

    record Part(String connector, List<Tested> predicates) {
        static Part of(RulePart.Outcome part) {
            return new Part(
                    part.connector().name(),
                    part.predicates().stream().map(Tested::of).toList());
        }
    }

    record Tested(
            Predicate predicate, List<String> originalValue, List<String> transformedValue, boolean evaluationResult) {
        static Tested of(PredicateOutcome outcome) {
            return new Tested(
                    Predicate.of(outcome.predicate()),
                    outcome.values().originalTexts(),
                    outcome.values().transformedTexts(),
                    outcome.result() == Truth.TRUE);
        }
    }

    record Predicate(
            String entity,
            String propertyPath,
            String entityOperator,
            @Nullable Object expectedValue,
            @Nullable String transformation,
            @Nullable List<Object> transformationArgs) {
        static Predicate of(RulePredicate predicate) {
            Transformation transformation = predicate.transformation();
            return new Predicate(
                    predicate.entity().name(),
                    predicate.path().toString(),
                    predicate.operator().name(),
                    predicate.expected() == null ? null : predicate.expected().raw(),
                    transformation == null ? null : transformation.kind().name(),
                    transformation == null ? null : transformation.arguments());
        }
    }

    record Compared(PairOfProperties predicate, Side leftPart, Side rightPart, boolean evaluationResult) {
        static Compared of(ComparisonPredicate.Outcome outcome) {
            return new Compared(
                    PairOfProperties.of(outcome.predicate()),
                    Side.of(outcome.left()),
                    Side.of(outcome.right()),
                    outcome.result() == Truth.TRUE);
        }
    }

    record Side(List<String> originalValue, List<String> transformedValue) {
        static Side of(PropertyValues values) {
            return new Side(values.originalTexts(), values.transformedTexts());
        }
    }

    record PairOfProperties(
            String leftEntity,
            String leftPropertyPath,
            @Nullable String leftTransformation,
            @Nullable List<Object> leftTransformationArgs,
            String entityOperator,
            String rightEntity,
            String rightPropertyPath,
            @Nullable String rightTransformation,
            @Nullable List<Object> rightTransformationArgs) {
        static PairOfProperties of(ComparisonPredicate predicate) {
            Transformation left = predicate.left().transformation();
            Transformation right = predicate.right().transformation();
            return new PairOfProperties(
                    predicate.left().entity().name(),
                    predicate.left().path().toString(),
                    left == null ? null : left.kind().name(),
                    left == null ? null : left.arguments(),
                    predicate.operator().name(),
                    predicate.right().entity().name(),
                    predicate.right().path().toString(),
                    right == null ? null : right.kind().name(),
                    right == null ? null : right.arguments());
        }
    }
}
