package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code custom} member of resources and their parts, checked against its Type: unknown fields, wrongly typed values
 * and Types of other resources are refused; required fields are enforced whenever a Type is set.
 */
public final class CustomFields {

    private CustomFields() {}

    /** The custom fields of a draft's member, for instance {@code custom}; null where it has none. */
    public static @Nullable ObjectNode of(Write write, Input draft, String name, String resourceTypeId) {
        Input custom = draft.optionalObject(name);
        return custom == null ? null : checked(write, custom, resourceTypeId);
    }

    /** Puts the custom fields of a draft into the document made of it. */
    public static void copy(Write write, Input draft, ObjectNode document, String resourceTypeId) {
        Json.put(document, "custom", of(write, draft, "custom", resourceTypeId));
    }

    /** The actions {@code set...CustomType}: sets, replaces or (without a type) removes the custom fields. */
    public static void setType(Write write, ObjectNode holder, String resourceTypeId, Input action) {
        setType(write, holder, "custom", resourceTypeId, action);
    }

    /** Like the other one, where the custom fields stand in another member than {@code custom}. */
    public static void setType(Write write, ObjectNode holder, String member, String resourceTypeId, Input action) {
        Json.put(holder, member, action.has("type") ? checked(write, action, resourceTypeId) : null);
    }

    /** The actions {@code set...CustomField}: sets a field, or removes it where the value is absent. */
    public static void setField(Write write, ObjectNode holder, Input action) {
        setField(write, holder, "custom", action);
    }

    /** Like the other one, where the custom fields stand in another member than {@code custom}. */
    public static void setField(Write write, ObjectNode holder, String member, Input action) {
        String name = action.text("name");
        ObjectNode custom = Json.child(holder, member);
        if (custom == null) {
            throw Rejection.invalidOperation(
                    "Can not set the custom field '" + name + "': the resource has no custom type.");
        }
        ObjectNode type = References.target(write, (ObjectNode) custom.path("type"));
        JsonNode definition = definition(type, name);
        JsonNode value = action.value("value");
        ObjectNode fields = custom.withObjectProperty("fields");
        if (value != null) {
            fields.set(name, FieldTypes.value(write, name, definition.path("type"), value));
        } else if (definition.path("required").asBoolean()) {
            throw Rejection.requiredField(name);
        } else {
            fields.remove(name);
        }
    }

    private static ObjectNode checked(Write write, Input custom, String resourceTypeId) {
        ObjectNode reference = References.required(write, custom, "type", "type");
        ObjectNode type = References.target(write, reference);
        boolean applies = false;
        for (JsonNode allowed : type.path("resourceTypeIds")) {
            applies |= allowed.asText().equals(resourceTypeId);
        }
        if (!applies) {
            throw Rejection.invalidOperation("The type '" + Json.text(type, "key") + "' can not be used for '"
                    + resourceTypeId + "': it is for " + type.path("resourceTypeIds") + ".");
        }
        ObjectNode result = Json.object();
        result.set("type", reference);
        ObjectNode fields = result.putObject("fields");
        Input given = custom.optionalObject("fields");
        if (given != null) {
            for (Map.Entry<String, JsonNode> field : given.node().properties()) {
                JsonNode definition = definition(type, field.getKey());
                if (!field.getValue().isNull()) {
                    fields.set(
                            field.getKey(),
                            FieldTypes.value(write, field.getKey(), definition.path("type"), field.getValue()));
                }
            }
        }
        for (JsonNode definition : type.path("fieldDefinitions")) {
            String name = definition.path("name").asText();
            if (definition.path("required").asBoolean() && !fields.has(name)) {
                throw Rejection.requiredField(name);
            }
        }
        return result;
    }

    private static JsonNode definition(ObjectNode type, String name) {
        for (JsonNode definition : type.path("fieldDefinitions")) {
            if (definition.path("name").asText().equals(name)) {
                return definition;
            }
        }
        throw Rejection.invalidField(
                name,
                Json.object().textNode(name),
                "The field '" + name + "' is not defined in the type '" + Json.text(type, "key") + "'.");
    }
}
