package io.waybill.sandbox.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A parsed {@code where}. A field that holds an array matches where any of its elements does; a comparison never holds
 * for an absent field, so {@code not(x = "a")} and {@code x != "a"} differ there.
 */
public sealed interface Predicate {

    boolean test(JsonNode context);

    /** Lists, not pairs: a chain of a thousand alternatives must not become a thousand stack frames. */
    record And(List<Predicate> parts) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return parts.stream().allMatch(part -> part.test(context));
        }
    }

    record Or(List<Predicate> parts) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return parts.stream().anyMatch(part -> part.test(context));
        }
    }

    record Not(Predicate inner) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return !inner.test(context);
        }
    }

    /** {@code field(inner)}: some object under the field satisfies the inner predicate. */
    record Nested(String field, Predicate inner) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return Values.under(context, field).anyMatch(value -> value.isObject() && inner.test(value));
        }
    }

    record Comparison(String field, Operator operator, Operand operand) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return Values.under(context, field).anyMatch(value -> operator.holds(value, operand));
        }
    }

    record In(String field, List<Operand> operands) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return Values.under(context, field)
                    .anyMatch(value -> operands.stream().anyMatch(o -> Operator.EQUAL.holds(value, o)));
        }
    }

    /** {@code field not in (...)}: the field is there, and none of its values is in the list. */
    record NotIn(String field, List<Operand> operands) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return context.hasNonNull(field) && !new In(field, operands).test(context);
        }
    }

    /** {@code field contains all|any (...)}. */
    record Contains(String field, boolean all, List<Operand> operands) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return all
                    ? operands.stream().allMatch(o -> has(context, o))
                    : operands.stream().anyMatch(o -> has(context, o));
        }

        private boolean has(JsonNode context, Operand operand) {
            return Values.under(context, field).anyMatch(value -> Operator.EQUAL.holds(value, operand));
        }
    }

    record Defined(String field) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return context.hasNonNull(field);
        }
    }

    /** {@code field is empty}: absent, or without elements. */
    record Empty(String field) implements Predicate {
        @Override
        public boolean test(JsonNode context) {
            return !context.hasNonNull(field)
                    || (context.get(field).isContainerNode()
                            && context.get(field).isEmpty());
        }
    }
}
