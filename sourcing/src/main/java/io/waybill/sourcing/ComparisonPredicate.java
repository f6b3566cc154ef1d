package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A test that holds the values of one property against those of another (ToolkitComparisonPredicate of the wire). */
public record ComparisonPredicate(Side left, Operator operator, Side right) {

    /**
     * A property of an entity.
     *
     * @param transformation what is done to its values first; null when nothing
     */
    public record Side(
            RuleEntity entity, PropertyPath path, @Nullable Transformation transformation) {

        public Side {
            Objects.requireNonNull(entity, "entity");
            Objects.requireNonNull(path, "path");
        }

        /** A property as it is. */
        public static Side of(RuleEntity entity, String path) {
            return new Side(entity, PropertyPath.of(path), null);
        }

        boolean read(PropertyTrees trees, List<Object> values) {
            path.read(trees.tree(entity), values);
            return transformation == null || transformation.apply(values);
        }
    }

    /** Both sides are sets of values; a missing property is the empty set. Names of the wire. */
    public enum Operator {
        /** They have no value in common. */
        NO_MATCHES,
        /** They have the same values. */
        ALL_MATCHES,
        /** Every value of the right is one of the left. */
        LEFT_CONTAINS_RIGHT,
        /** Every value of the left is one of the right. */
        RIGHT_CONTAINS_LEFT;

        Truth on(List<Object> left, List<Object> right) {
            if (!left.stream().allMatch(Scalars::isSingle) || !right.stream().allMatch(Scalars::isSingle)) {
                return Truth.ERROR;
            }
            return Truth.of(
                    switch (this) {
                        case NO_MATCHES -> ValueSet.of(right).containsNone(left);
                        case ALL_MATCHES ->
                            ValueSet.of(left).containsAll(right)
                                    && ValueSet.of(right).containsAll(left);
                        case LEFT_CONTAINS_RIGHT -> ValueSet.of(left).containsAll(right);
                        case RIGHT_CONTAINS_LEFT -> ValueSet.of(right).containsAll(left);
                    });
        }
    }

    /**
     * A predicate with what it saw on both sides.
     *
     * @param problem why it is {@link Truth#ERROR}; null when it is not
     */
    public record Outcome(
            ComparisonPredicate predicate,
            PropertyValues left,
            PropertyValues right,
            Truth result,
            @Nullable String problem) {}

    /** @throws IllegalArgumentException when the right side names an entity of the left side only */
    public ComparisonPredicate {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(right, "right");
        if (right.entity().isLeftOnly()) {
            throw new IllegalArgumentException(right.entity() + " can stand on the left side only");
        }
    }

    Truth test(PropertyTrees trees, List<Object> scratch) {
        scratch.clear();
        List<Object> others = new ArrayList<>();
        return left.read(trees, scratch) && right.read(trees, others) ? operator.on(scratch, others) : Truth.ERROR;
    }

    /** The test with what it saw. Never throws. */
    public Outcome evaluate(PropertyTrees trees) {
        PropertyValues leftValues = PropertyValues.read(left.path(), trees.tree(left.entity()), left.transformation());
        PropertyValues rightValues =
                PropertyValues.read(right.path(), trees.tree(right.entity()), right.transformation());
        String problem = problem(left, leftValues);
        if (problem == null) {
            problem = problem(right, rightValues);
        }
        Truth truth = problem == null ? operator.on(leftValues.transformed(), rightValues.transformed()) : Truth.ERROR;
        return new Outcome(this, leftValues, rightValues, truth, problem);
    }

    private static @Nullable String problem(Side side, PropertyValues values) {
        if (values.problem() != null) {
            return side.entity() + " " + side.path() + ": " + values.problem();
        }
        return values.transformed().stream().allMatch(Scalars::isSingle)
                ? null
                : side.entity() + " " + side.path() + ": an object cannot be compared";
    }
}
