package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A test on one property of one entity (ToolkitPredicate of the wire).
 *
 * @param expected null only for an operator that {@link EntityOperator#asksForPresence}
 */
public record RulePredicate(
        RuleEntity entity,
        PropertyPath path,
        EntityOperator operator,
        @Nullable RuleValue expected,
        @Nullable Transformation transformation) {

    /** @throws IllegalArgumentException when the operator does not go with the expected value */
    public RulePredicate {
        Objects.requireNonNull(entity, "entity");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(operator, "operator");
        if (expected == null && !operator.asksForPresence()) {
            throw new IllegalArgumentException(operator + " needs an expectedValue");
        }
        if (expected != null && expected.isTruth() && operator.compares()) {
            throw new IllegalArgumentException(operator + " cannot compare with true or false");
        }
    }

    /**
     * A predicate without a transformation.
     *
     * @param expected a text, a number, a truth or null
     * @throws IllegalArgumentException when a part is not valid
     */
    public static RulePredicate of(RuleEntity entity, String path, EntityOperator operator, @Nullable Object expected) {
        return new RulePredicate(
                entity, PropertyPath.of(path), operator, expected == null ? null : RuleValue.of(expected), null);
    }

    /** @param scratch emptied and filled; given so that nothing is allocated per test */
    Truth test(PropertyTrees trees, List<Object> scratch) {
        scratch.clear();
        path.read(trees.tree(entity), scratch);
        if (transformation != null && !transformation.apply(scratch)) {
            return Truth.ERROR;
        }
        return operator.on(scratch, expected);
    }

    /** The test with what it saw. Never throws. */
    public PredicateOutcome evaluate(PropertyTrees trees) {
        PropertyValues values = PropertyValues.read(path, trees.tree(entity), transformation);
        if (values.problem() != null) {
            return new PredicateOutcome(this, values, Truth.ERROR, entity + " " + path + ": " + values.problem());
        }
        Truth truth = operator.on(new ArrayList<>(values.transformed()), expected);
        String problem = null;
        if (truth == Truth.ERROR) {
            Object unclear = operator.firstUnclear(values.transformed(), expected);
            problem =
                    entity + " " + path + ": " + PropertyValues.shown(unclear) + " cannot be compared with " + expected;
        }
        return new PredicateOutcome(this, values, truth, problem);
    }
}
