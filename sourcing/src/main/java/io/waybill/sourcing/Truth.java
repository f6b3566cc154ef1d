package io.waybill.sourcing;

/**
 * What came out of a test. Combined as in the logic of Kleene: an error counts only where it could have changed the
 * result, so the order of values and predicates never matters.
 */
public enum Truth {
    TRUE,
    FALSE,
    /** Could not be told: a value has the wrong type. */
    ERROR;

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    Truth negated() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case ERROR -> ERROR;
        };
    }
}
