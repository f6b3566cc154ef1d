package io.waybill.sourcing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the values at a path are held against the expected one (ToolkitEntityOperatorType of the wire, whose meaning on
 * several values and on none is Waybill's).
 *
 * <p>{@code ANY_}, and every operator without a prefix: one of the values is enough, so a missing property does not
 * fulfil it. {@code EVERY_}: there is a value, and all of them do. {@code NO_}, {@code VALUE_NOT_EQUALS} and
 * {@code VALUE_NOT_CONTAINS}: no value does, so a missing property fulfils them; each is the exact negation of its
 * counterpart.
 */
public enum EntityOperator {
    VALUE_EQUALS(Quantifier.ANY, Test.EQUALS),
    VALUE_NOT_EQUALS(Quantifier.NO, Test.EQUALS),
    ANY_VALUE_EQUALS(Quantifier.ANY, Test.EQUALS),
    ANY_VALUE_GREATER_EQUALS(Quantifier.ANY, Test.GREATER_EQUALS),
    ANY_VALUE_GREATER_THAN(Quantifier.ANY, Test.GREATER_THAN),
    ANY_VALUE_LESS_EQUALS(Quantifier.ANY, Test.LESS_EQUALS),
    ANY_VALUE_LESS_THAN(Quantifier.ANY, Test.LESS_THAN),
    ANY_VALUE_CONTAINS(Quantifier.ANY, Test.CONTAINS),
    ANY_VALUE_NOT_CONTAINS(Quantifier.ANY, Test.NOT_CONTAINS),
    EVERY_VALUE_EQUALS(Quantifier.EVERY, Test.EQUALS),
    EVERY_VALUE_GREATER_EQUALS(Quantifier.EVERY, Test.GREATER_EQUALS),
    EVERY_VALUE_GREATER_THAN(Quantifier.EVERY, Test.GREATER_THAN),
    EVERY_VALUE_LESS_EQUALS(Quantifier.EVERY, Test.LESS_EQUALS),
    EVERY_VALUE_LESS_THAN(Quantifier.EVERY, Test.LESS_THAN),
    EVERY_VALUE_CONTAINS(Quantifier.EVERY, Test.CONTAINS),
    EVERY_VALUE_NOT_CONTAINS(Quantifier.EVERY, Test.NOT_CONTAINS),
    NO_VALUE_EQUALS(Quantifier.NO, Test.EQUALS),
    NO_VALUE_GREATER_EQUALS(Quantifier.NO, Test.GREATER_EQUALS),
    NO_VALUE_GREATER_THAN(Quantifier.NO, Test.GREATER_THAN),
    NO_VALUE_LESS_EQUALS(Quantifier.NO, Test.LESS_EQUALS),
    NO_VALUE_LESS_THAN(Quantifier.NO, Test.LESS_THAN),
    NO_VALUE_CONTAINS(Quantifier.NO, Test.CONTAINS),
    NO_VALUE_NOT_CONTAINS(Quantifier.NO, Test.NOT_CONTAINS),
    VALUE_CONTAINS(Quantifier.ANY, Test.CONTAINS),
    VALUE_NOT_CONTAINS(Quantifier.NO, Test.CONTAINS),
    GREATER_THAN(Quantifier.ANY, Test.GREATER_THAN),
    GREATER_EQUALS(Quantifier.ANY, Test.GREATER_EQUALS),
    LESS_THAN(Quantifier.ANY, Test.LESS_THAN),
    LESS_EQUALS(Quantifier.ANY, Test.LESS_EQUALS);

    private enum Quantifier {
        ANY,
        EVERY,
        NO
    }

    private enum Test {
        EQUALS,
        CONTAINS,
        NOT_CONTAINS,
        GREATER_THAN,
        GREATER_EQUALS,
        LESS_THAN,
        LESS_EQUALS;

        boolean compares() {
            return ordinal() >= GREATER_THAN.ordinal();
        }

        Truth on(Object value, RuleValue expected) {
            return switch (this) {
                case EQUALS -> expected.sameAs(value);
                case CONTAINS -> expected.containedIn(value);
                case NOT_CONTAINS -> expected.containedIn(value).negated();
                default -> {
                    Integer sign = expected.compare(value);
                    yield sign == null ? Truth.ERROR : Truth.of(accepts(sign));
                }
            };
        }

        private boolean accepts(int sign) {
            return switch (this) {
                case GREATER_THAN -> sign > 0;
                case GREATER_EQUALS -> sign >= 0;
                case LESS_THAN -> sign < 0;
                default -> sign <= 0;
            };
        }
    }

    private final Quantifier quantifier;
    private final Test test;

    EntityOperator(Quantifier quantifier, Test test) {
        this.quantifier = quantifier;
        this.test = test;
    }

    /** Whether it can stand without an expected value: then VALUE_EQUALS asks for absence, VALUE_NOT_EQUALS for presence. */
    public boolean asksForPresence() {
        return this == VALUE_EQUALS || this == VALUE_NOT_EQUALS;
    }

    /** Whether it needs values in an order: numbers, times or texts, but not true and false. */
    public boolean compares() {
        return test.compares();
    }

    Truth on(List<Object> values, @Nullable RuleValue expected) {
        if (expected == null) {
            return Truth.of(values.isEmpty() == (this == VALUE_EQUALS));
        }
        boolean unclear = false;
        for (int index = 0; index < values.size(); index++) {
            Truth truth = test.on(values.get(index), expected);
            if (truth == Truth.ERROR) {
                unclear = true;
            } else if (truth == (quantifier == Quantifier.EVERY ? Truth.FALSE : Truth.TRUE)) {
                return Truth.of(quantifier == Quantifier.ANY);
            }
        }
        if (unclear) {
            return Truth.ERROR;
        }
        return switch (quantifier) {
            case ANY -> Truth.FALSE;
            case NO -> Truth.TRUE;
            case EVERY -> Truth.of(!values.isEmpty());
        };
    }

    /** The first value that it cannot be held against, for the explanation; null when there is none. */
    @Nullable
    Object firstUnclear(List<Object> values, @Nullable RuleValue expected) {
        if (expected != null) {
            for (Object value : values) {
                if (test.on(value, expected) == Truth.ERROR) {
                    return value;
                }
            }
        }
        return null;
    }
}
