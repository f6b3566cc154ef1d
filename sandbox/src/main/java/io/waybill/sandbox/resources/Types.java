package io.waybill.sandbox.resources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.FieldTypes;
import io.waybill.sandbox.project.Localized;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Types of custom fields. Field names have 2 to 36 characters and are unique in a Type; the same name in two Types of
 * one resource must have the same field type.
 */
public final class Types implements Resource {

    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9_-]{2,36}");
    private static final Set<String> INPUT_HINTS = Set.of("SingleLine", "MultiLine");
    private static final Set<String> CUSTOMIZABLE = Set.of(
            "address",
            "approval-flow",
            "approval-rule",
            "asset",
            "associate-role",
            "business-unit",
            "cart",
            "cart-discount",
            "category",
            "channel",
            "customer",
            "customer-group",
            "custom-line-item",
            "discount-code",
            "discount-group",
            "inventory-entry",
            "line-item",
            "order",
            "order-delivery",
            "order-edit",
            "order-parcel",
            "order-return-item",
            "payment",
            "payment-interface-interaction",
            "product-price",
            "product-selection",
            "product-tailoring",
            "quote",
            "quote-request",
            "recurring-order",
            "recurrence-policy",
            "review",
            "shipping",
            "shipping-method",
            "shopping-list",
            "shopping-list-text-line-item",
            "staged-quote",
            "standalone-price",
            "store",
            "transaction",
            "variant");

    private final Map<String, UpdateAction> actions = new Actions()
            .changeKey()
            .changeLocalized("changeName", "name")
            .setLocalized("setDescription", "description")
            .add("addFieldDefinition", Types::addField)
            .add("removeFieldDefinition", Types::removeField)
            .add(
                    "changeLabel",
                    (change, action) -> field(change, action).set("label", Localized.required(action, "label")))
            .add(
                    "changeInputHint",
                    (change, action) -> field(change, action).put("inputHint", action.oneOf("inputHint", INPUT_HINTS)))
            .add("changeFieldDefinitionOrder", Types::reorderFields)
            .add("addEnumValue", (change, action) -> addEnumValue(change, action, "Enum"))
            .add("addLocalizedEnumValue", (change, action) -> addEnumValue(change, action, "LocalizedEnum"))
            .add("changeEnumValueLabel", (change, action) -> changeEnumLabel(change, action, "Enum"))
            .add("changeLocalizedEnumValueLabel", (change, action) -> changeEnumLabel(change, action, "LocalizedEnum"))
            .add("changeEnumValueOrder", (change, action) -> reorderEnum(change, action, "Enum"))
            .add("changeLocalizedEnumValueOrder", (change, action) -> reorderEnum(change, action, "LocalizedEnum"))
            .all();

    @Override
    public String path() {
        return "types";
    }

    @Override
    public String typeId() {
        return "type";
    }

    @Override
    public String scopeArea() {
        return "types";
    }

    @Override
    public Set<String> fields() {
        return Set.of("name", "description", "resourceTypeIds", "fieldDefinitions");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode type = Json.object().put("key", draft.key("key"));
        type.set("name", Localized.required(draft, "name"));
        Json.put(type, "description", Localized.optional(draft, "description"));
        List<String> resourceTypeIds = draft.texts("resourceTypeIds");
        if (resourceTypeIds.isEmpty()) {
            throw Rejection.invalidInput("Field 'resourceTypeIds' must not be empty.");
        }
        for (String resourceTypeId : resourceTypeIds) {
            if (!CUSTOMIZABLE.contains(resourceTypeId)) {
                throw draft.wrong("resourceTypeIds", "customizable resources but found '" + resourceTypeId + "'");
            }
        }
        type.set("resourceTypeIds", Json.texts(resourceTypeIds));
        ArrayNode definitions = type.putArray("fieldDefinitions");
        for (Input definition : draft.optionalObjects("fieldDefinitions")) {
            definitions.add(definition(write, type, definition));
        }
        return type;
    }

    private static ObjectNode definition(Write write, ObjectNode type, Input draft) {
        String name = draft.text("name");
        if (!FIELD_NAME.matcher(name).matches()) {
            throw Rejection.invalidInput("Invalid field definition name '" + name
                    + "': it has 2 to 36 characters out of A-Z, a-z, 0-9, '_' and '-'.");
        }
        if (find(type, name) != null) {
            throw Rejection.duplicateField("fieldDefinitions.name", name, null);
        }
        ObjectNode definition = Json.object().put("name", name);
        definition.set("type", FieldTypes.definition(draft.object("type")));
        definition.set("label", Localized.required(draft, "label"));
        definition.put("required", draft.flag("required", false));
        String hint = draft.optionalOneOf("inputHint", INPUT_HINTS);
        definition.put("inputHint", hint == null ? "SingleLine" : hint);
        demandSameTypeElsewhere(write, type, definition);
        return definition;
    }

    private static void demandSameTypeElsewhere(Write write, ObjectNode type, ObjectNode definition) {
        String name = definition.path("name").asText();
        for (ObjectNode other : write.all("type")) {
            if (other.path("id").equals(type.path("id")) || !shareResource(other, type)) {
                continue;
            }
            JsonNode same = find(other, name);
            if (same != null && !sameFieldType(same.path("type"), definition.path("type"))) {
                throw Rejection.invalidOperation("The field '" + name + "' has the type "
                        + same.path("type").path("name").asText() + " in the type '" + Json.text(other, "key")
                        + "' of the same resource; it must have the same type here.");
            }
        }
    }

    /** Enum values may differ between Types; the kind of value may not. */
    private static boolean sameFieldType(JsonNode left, JsonNode right) {
        return left.path("name").equals(right.path("name"))
                && left.path("referenceTypeId").equals(right.path("referenceTypeId"))
                && (left.path("elementType").isMissingNode()
                        == right.path("elementType").isMissingNode())
                && (left.path("elementType").isMissingNode()
                        || sameFieldType(left.path("elementType"), right.path("elementType")));
    }

    private static boolean shareResource(ObjectNode left, ObjectNode right) {
        Set<JsonNode> shared = new HashSet<>();
        left.path("resourceTypeIds").forEach(shared::add);
        for (JsonNode resourceTypeId : right.path("resourceTypeIds")) {
            if (shared.contains(resourceTypeId)) {
                return true;
            }
        }
        return false;
    }

    private static void addField(Change change, Input action) {
        ObjectNode definition = definition(change.write(), change.document(), action.object("fieldDefinition"));
        change.document().withArrayProperty("fieldDefinitions").add(definition);
    }

    private static void removeField(Change change, Input action) {
        ObjectNode field = field(change, action);
        ArrayNode definitions = change.document().withArrayProperty("fieldDefinitions");
        for (int i = definitions.size() - 1; i >= 0; i--) {
            if (definitions.get(i) == field) {
                definitions.remove(i);
            }
        }
    }

    private static void reorderFields(Change change, Input action) {
        List<String> names = action.texts("fieldNames");
        change.document()
                .set("fieldDefinitions", reordered(Json.list(change.document(), "fieldDefinitions"), "name", names));
    }

    private static void addEnumValue(Change change, Input action, String typeName) {
        ArrayNode values = enumValues(change, action, typeName);
        ObjectNode value = FieldTypes.enumValue(action.object("value"), typeName.equals("LocalizedEnum"));
        for (JsonNode existing : values) {
            if (existing.path("key").equals(value.path("key"))) {
                throw Rejection.duplicateField("value.key", value.path("key").asText(), null);
            }
        }
        values.add(value);
    }

    private static void changeEnumLabel(Change change, Input action, String typeName) {
        ObjectNode value = FieldTypes.enumValue(action.object("value"), typeName.equals("LocalizedEnum"));
        for (JsonNode existing : enumValues(change, action, typeName)) {
            if (existing.path("key").equals(value.path("key"))) {
                ((ObjectNode) existing).set("label", value.path("label"));
                return;
            }
        }
        throw Rejection.invalidOperation("There is no enum value with the key " + value.path("key") + ".");
    }

    private static void reorderEnum(Change change, Input action, String typeName) {
        ArrayNode values = enumValues(change, action, typeName);
        ArrayNode reordered = reordered(values, "key", action.texts("keys"));
        values.removeAll();
        values.addAll(reordered);
    }

    private static ArrayNode enumValues(Change change, Input action, String typeName) {
        JsonNode type = field(change, action).path("type");
        JsonNode holder = type.path("name").asText().equals("Set") ? type.path("elementType") : type;
        if (!holder.path("name").asText().equals(typeName)) {
            throw Rejection.invalidOperation(
                    "The field '" + action.text("fieldName") + "' is not of type " + typeName + ".");
        }
        return ((ObjectNode) holder).withArrayProperty("values");
    }

    private static ArrayNode reordered(ArrayNode elements, String nameField, List<String> names) {
        ArrayNode result = Json.array();
        for (String name : names) {
            for (JsonNode element : elements) {
                if (element.path(nameField).asText().equals(name)) {
                    result.add(element);
                }
            }
        }
        if (result.size() != elements.size() || new HashSet<>(names).size() != names.size()) {
            throw Rejection.invalidOperation("The new order must name each existing one exactly once.");
        }
        return result;
    }

    private static ObjectNode field(Change change, Input action) {
        String name = action.text("fieldName");
        ObjectNode definition = find(change.document(), name);
        if (definition == null) {
            throw Rejection.invalidOperation("There is no field definition with the name '" + name + "'.");
        }
        return definition;
    }

    private static @Nullable ObjectNode find(ObjectNode type, String name) {
        for (JsonNode definition : type.path("fieldDefinitions")) {
            if (definition.path("name").asText().equals(name)) {
                return (ObjectNode) definition;
            }
        }
        return null;
    }
}
