package io.waybill.sourcing;

import org.jspecify.annotations.Nullable;

/**
 * A predicate with what it saw.
 *
 * @param problem why it is {@link Truth#ERROR}; null when it is not
 */
public record PredicateOutcome(
        RulePredicate predicate,
        PropertyValues values,
        Truth result,
        @Nullable String problem) {}
