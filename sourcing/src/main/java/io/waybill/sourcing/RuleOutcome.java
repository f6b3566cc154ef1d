package io.waybill.sourcing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a custom rule was evaluated at a facility, complete enough to show a person. */
public sealed interface RuleOutcome {

    /**
     * What came out; names of the wire (ToolkitRuleOperatorResultExplanation and that of comparisons). In ascending order
     * of weight: the heaviest of several lines is that of the rule. The wire's ONLY_SECOND_CONDITION_MET is never given,
     * because a right side is not looked at when the left one does not hold.
     */
    enum Result {
        /** The left side does not hold, so the rule does not apply. */
        SKIPPED,
        BOTH_CONDITIONS_MET,
        ALL_PREDICATES_MET,
        /** It could not be evaluated, so it is as if it did not apply. */
        SKIPPED_BECAUSE_OF_ERROR,
        /** The left side holds, the right one does not: the rule is broken. */
        ONLY_FIRST_CONDITION_MET,
        /** The comparison does not hold: the rule is broken. */
        NOT_ALL_PREDICATES_MET;

        /** Whether a fence fails, and a rating charges its penalty. */
        public boolean isBroken() {
            return this == ONLY_FIRST_CONDITION_MET || this == NOT_ALL_PREDICATES_MET;
        }

        Result heavier(Result other) {
            return compareTo(other) >= 0 ? this : other;
        }

        static Result ofSides(Truth left, @Nullable Truth right) {
            if (left == Truth.FALSE) {
                return SKIPPED;
            }
            if (left == Truth.ERROR || right == null || right == Truth.ERROR) {
                return SKIPPED_BECAUSE_OF_ERROR;
            }
            return right == Truth.TRUE ? BOTH_CONDITIONS_MET : ONLY_FIRST_CONDITION_MET;
        }

        static Result ofComparison(Truth truth) {
            return switch (truth) {
                case TRUE -> ALL_PREDICATES_MET;
                case FALSE -> NOT_ALL_PREDICATES_MET;
                case ERROR -> SKIPPED_BECAUSE_OF_ERROR;
            };
        }
    }

    Result result();

    /** In words. */
    String description();

    /** @param right null when the left side did not hold */
    record OfCondition(Result result, RulePart.Outcome left, RulePart.@Nullable Outcome right) implements RuleOutcome {

        @Override
        public String description() {
            return switch (result) {
                case SKIPPED -> "The left side does not hold, so the rule does not apply.";
                case BOTH_CONDITIONS_MET -> "Both sides hold.";
                case SKIPPED_BECAUSE_OF_ERROR ->
                    "The rule cannot be evaluated and counts as one that does not apply: " + problem();
                default -> "The left side holds, the right side does not.";
            };
        }

        private String problem() {
            String ofLeft = left.problem();
            return ofLeft != null ? ofLeft : Objects.requireNonNullElse(right == null ? null : right.problem(), "");
        }
    }

    /** The predicates of a comparison. */
    record OfComparison(Result result, RulePart.Connector connector, List<ComparisonPredicate.Outcome> predicates)
            implements RuleOutcome {

        public OfComparison {
            predicates = List.copyOf(predicates);
        }

        @Override
        public String description() {
            return switch (result) {
                case ALL_PREDICATES_MET -> "The comparison holds.";
                case SKIPPED_BECAUSE_OF_ERROR ->
                    "The comparison cannot be evaluated and counts as one that does not apply: "
                            + predicates.stream()
                                    .map(ComparisonPredicate.Outcome::problem)
                                    .filter(Objects::nonNull)
                                    .collect(Collectors.joining("; "));
                default -> "The comparison does not hold.";
            };
        }
    }

    /**
     * How a rule was evaluated for a line.
     *
     * @param lineId null when the rule was evaluated for the order as a whole
     * @param articleId null likewise
     */
    record OfLine(@Nullable String lineId, @Nullable String articleId, RuleOutcome outcome) {}
}
