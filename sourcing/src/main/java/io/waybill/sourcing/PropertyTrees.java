package io.waybill.sourcing;

import org.jspecify.annotations.Nullable;

/**
 * Where a rule finds its properties. A tree is made of {@code Map<String, ?>}, {@code List<?>}, {@code String},
 * {@code Number}, {@code Boolean} and null, and does not change while a rule looks at it.
 */
public interface PropertyTrees {

    /** The properties of an entity; null when there is no such entity, then every property of it is missing. */
    @Nullable
    Object tree(RuleEntity entity);

    /** An order alone: of every other entity all properties are missing. */
    static PropertyTrees ofOrder(@Nullable Object order) {
        return entity -> entity == RuleEntity.ORDER ? order : null;
    }
}
