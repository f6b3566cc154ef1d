package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import java.util.Map;

/** Setting custom fields where commercetools has messages for it: on orders and deliveries. */
final class CustomMessages {

    private CustomMessages() {}

    /** @param prefix {@code Order} or {@code Delivery}; {@code part} are the fields that name the part */
    static void setType(
            Change change,
            ObjectNode holder,
            String resourceTypeId,
            Input action,
            String prefix,
            Map<String, String> part) {
        JsonNode oldType = holder.path("custom").path("type").path("id");
        CustomFields.setType(change.write(), holder, resourceTypeId, action);
        JsonNode custom = holder.get("custom");
        change.message(prefix + (custom == null ? "CustomTypeRemoved" : "CustomTypeSet"), message -> {
            part.forEach(message::put);
            Json.put(message, "customFields", custom);
            if (!oldType.isMissingNode()) {
                message.set("oldTypeId", oldType);
            }
        });
    }

    static void setField(Change change, ObjectNode holder, Input action, String prefix, Map<String, String> part) {
        String name = action.text("name");
        JsonNode old = holder.path("custom").path("fields").get(name);
        CustomFields.setField(change.write(), holder, action);
        JsonNode value = holder.path("custom").path("fields").get(name);
        String what = value == null ? "Removed" : old == null ? "Added" : "Changed";
        change.message(prefix + "CustomField" + what, message -> {
            part.forEach(message::put);
            message.put("name", name);
            Json.put(message, "value", value);
            if (what.equals("Changed")) {
                Json.put(message, "oldValue", old);
            }
        });
    }
}
