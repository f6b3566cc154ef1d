package io.waybill.connector.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Custom fields that a resource lacks, as update actions. Pure; a null value stands for a field that has to go. */
public final class FieldChanges {
    private FieldChanges() {}

    /** Whether the resource can carry fields of the type: it has no custom type yet, or that one. */
    public static boolean takes(JsonNode resource, CustomTypes.Known type) {
        JsonNode present = resource.path("custom").path("type");
        return !present.isObject()
                || present.path("obj").path("key").asText("").equals(type.key())
                || present.path("id").asText("").equals(type.id());
    }

    /** What an order lacks of those values. */
    public static List<ObjectNode> ofOrder(JsonNode order, CustomTypes.Known type, Map<String, JsonNode> values) {
        return of(order, type, values, "setCustomType", "setCustomField", JsonHttp.JSON.createObjectNode());
    }

    /** What a parcel lacks of those values. */
    public static List<ObjectNode> ofParcel(JsonNode parcel, CustomTypes.Known type, Map<String, JsonNode> values) {
        ObjectNode named = JsonHttp.JSON
                .createObjectNode()
                .put("parcelId", parcel.path("id").asText());
        return of(parcel, type, values, "setParcelCustomType", "setParcelCustomField", named);
    }

    /** The custom member of a draft with those values. */
    public static ObjectNode draft(CustomTypes.Known type, Map<String, JsonNode> values) {
        ObjectNode custom = JsonHttp.JSON.createObjectNode();
        custom.putObject("type").put("typeId", "type").put("key", type.key());
        ObjectNode fields = custom.putObject("fields");
        values.forEach((name, value) -> {
            if (!value.isNull()) {
                fields.set(name, value);
            }
        });
        return custom;
    }

    private static List<ObjectNode> of(
            JsonNode resource,
            CustomTypes.Known type,
            Map<String, JsonNode> values,
            String setType,
            String setField,
            ObjectNode named) {
        if (!resource.path("custom").path("type").isObject()) {
            ObjectNode action = named.deepCopy().put("action", setType);
            action.setAll(draft(type, values));
            return action.path("fields").isEmpty() ? List.of() : List.of(action);
        }
        List<ObjectNode> actions = new ArrayList<>();
        values.forEach((name, value) -> {
            JsonNode present = resource.path("custom").path("fields").path(name);
            if (value.isNull() ? !present.isMissingNode() : !same(present, value)) {
                ObjectNode action = named.deepCopy().put("action", setField).put("name", name);
                if (!value.isNull()) {
                    action.set("value", value);
                }
                actions.add(action);
            }
        });
        return actions;
    }

    private static boolean same(JsonNode present, JsonNode wanted) {
        return present.isNumber() && wanted.isNumber()
                ? present.decimalValue().compareTo(wanted.decimalValue()) == 0
                : present.equals(wanted);
    }
}
