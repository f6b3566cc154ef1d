package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Collects a resource's update actions; the ones that just set a field are one line each. */
public final class Actions {

    private final Map<String, UpdateAction> actions = new LinkedHashMap<>();

    public Actions add(String name, UpdateAction action) {
        if (actions.put(name, action) != null) {
            throw new IllegalArgumentException("Two actions are named " + name);
        }
        return this;
    }

    public Actions addAll(Map<String, UpdateAction> more) {
        more.forEach(this::add);
        return this;
    }

    /** Sets the field to what the reader finds in the action; removes it where it finds null. */
    public Actions set(String name, String field, BiFunction<Write, Input, @Nullable JsonNode> reader) {
        return add(name, (change, action) -> Json.put(change.document(), field, reader.apply(change.write(), action)));
    }

    /** An action whose member of the same name as the field is an optional text. */
    public Actions setText(String name, String field) {
        return set(name, field, (write, action) -> {
            String text = action.optionalText(field);
            return text == null ? null : Json.object().textNode(text);
        });
    }

    public Actions setInteger(String name, String field) {
        return set(name, field, (write, action) -> {
            Long number = action.optionalInteger(field);
            return number == null ? null : Json.object().numberNode(number.longValue());
        });
    }

    public Actions setLocalized(String name, String field) {
        return set(name, field, (write, action) -> Localized.optional(action, field));
    }

    /** Like {@link #setLocalized}, for a field that can not be removed. */
    public Actions changeLocalized(String name, String field) {
        return set(name, field, (write, action) -> Localized.required(action, field));
    }

    /** A key that can be removed. */
    public Actions setKey() {
        return set("setKey", "key", (write, action) -> {
            String key = action.optionalKey("key");
            return key == null ? null : Json.object().textNode(key);
        });
    }

    public Actions changeKey() {
        return set("changeKey", "key", (write, action) -> Json.object().textNode(action.key("key")));
    }

    /** {@code setCustomType} and {@code setCustomField} of the resource itself. */
    public Actions custom(String resourceTypeId) {
        add(
                "setCustomType",
                (change, action) -> CustomFields.setType(change.write(), change.document(), resourceTypeId, action));
        return add(
                "setCustomField", (change, action) -> CustomFields.setField(change.write(), change.document(), action));
    }

    public Map<String, UpdateAction> all() {
        return Map.copyOf(actions);
    }
}
