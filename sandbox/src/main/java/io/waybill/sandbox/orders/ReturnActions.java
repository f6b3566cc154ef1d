package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Returns. An item comes as Advised or Returned; only a Returned one moves on, to BackInStock or Unusable. Advised items
 * are NonRefundable; the others start as Initial.
 */
final class ReturnActions {

    private static final Set<String> SHIPMENT_STATES = Set.of("Advised", "Returned", "BackInStock", "Unusable");
    private static final Set<String> PAYMENT_STATES = Set.of("NonRefundable", "Initial", "Refunded", "NotRefunded");

    private ReturnActions() {}

    static Map<String, UpdateAction> all() {
        return new Actions()
                .add("addReturnInfo", ReturnActions::add)
                .add("setReturnInfo", ReturnActions::replace)
                .add("setReturnShipmentState", ReturnActions::setShipmentState)
                .add("setReturnPaymentState", ReturnActions::setPaymentState)
                .add(
                        "setReturnItemCustomType",
                        (change, action) ->
                                CustomFields.setType(change.write(), find(change, action), "order-return-item", action))
                .add(
                        "setReturnItemCustomField",
                        (change, action) -> CustomFields.setField(change.write(), find(change, action), action))
                .all();
    }

    private static void add(Change change, Input action) {
        ObjectNode info = info(change.write(), change.document(), action);
        change.document().withArrayProperty("returnInfo").add(info);
        demandUniqueKeys(change.document());
        change.message("ReturnInfoAdded", message -> message.set("returnInfo", info));
    }

    private static void replace(Change change, Input action) {
        ArrayNode infos = Json.array();
        for (Input draft : action.optionalObjects("items")) {
            infos.add(info(change.write(), change.document(), draft));
        }
        change.document().set("returnInfo", infos);
        demandUniqueKeys(change.document());
        change.message("ReturnInfoSet", message -> message.set("returnInfo", infos));
    }

    private static ObjectNode info(Write write, ObjectNode order, Input draft) {
        ObjectNode info = Json.object();
        ArrayNode items = info.putArray("items");
        draft.objects("items").forEach(item -> items.add(item(write, order, item)));
        Json.put(info, "returnTrackingId", info.textNode(draft.optionalText("returnTrackingId")));
        Json.put(info, "returnDate", info.textNode(draft.optionalInstant("returnDate")));
        return info;
    }

    private static ObjectNode item(Write write, ObjectNode order, Input draft) {
        ObjectNode item = Json.object().put("id", write.newId());
        Json.put(item, "key", item.textNode(draft.optionalKey("key")));
        item.put("quantity", LineItems.quantity(draft, "quantity"));
        String lineItemId = draft.optionalText("lineItemId");
        String customLineItemId = draft.optionalText("customLineItemId");
        if (lineItemId != null && customLineItemId == null) {
            demandItem(order.path("lineItems"), lineItemId);
            item.put("type", "LineItemReturnItem").put("lineItemId", lineItemId);
        } else if (customLineItemId != null && lineItemId == null) {
            demandItem(order.path("customLineItems"), customLineItemId);
            item.put("type", "CustomLineItemReturnItem").put("customLineItemId", customLineItemId);
        } else {
            throw Rejection.invalidInput("A return item names exactly one of 'lineItemId' and 'customLineItemId'.");
        }
        Json.put(item, "comment", item.textNode(draft.optionalText("comment")));
        String state = draft.oneOf("shipmentState", SHIPMENT_STATES);
        if (!state.equals("Advised") && !state.equals("Returned")) {
            throw Rejection.invalidInput(
                    "A return item starts with the shipment state Advised or Returned, not " + state + ".");
        }
        item.put("shipmentState", state);
        item.put("paymentState", state.equals("Advised") ? "NonRefundable" : "Initial");
        CustomFields.copy(write, draft, item, "order-return-item");
        return item.put("lastModifiedAt", write.now()).put("createdAt", write.now());
    }

    private static void demandItem(JsonNode items, String id) {
        if (!OrderParts.hasElement(items, id)) {
            throw Rejection.invalidInput("The order has no line item with the id '" + id + "'.");
        }
    }

    private static void demandUniqueKeys(ObjectNode order) {
        Set<String> keys = new HashSet<>();
        for (ObjectNode item : OrderParts.returnItems(order)) {
            String key = Json.text(item, "key");
            if (key != null && !keys.add(key)) {
                throw Rejection.duplicateField("key", key, null);
            }
        }
    }

    private static void setShipmentState(Change change, Input action) {
        ObjectNode item = find(change, action);
        String next = action.oneOf("shipmentState", SHIPMENT_STATES);
        String current = item.path("shipmentState").asText();
        if (current.equals(next)) {
            return;
        }
        boolean allowed =
                current.equals("Returned") && List.of("BackInStock", "Unusable").contains(next);
        if (!allowed) {
            throw Rejection.invalidOperation(
                    "The return shipment state can not change from " + current + " to " + next + ".");
        }
        item.put("shipmentState", next).put("lastModifiedAt", change.write().now());
        change.message("OrderReturnShipmentStateChanged", message -> {
            message.set("returnItemId", item.get("id"));
            message.put("returnShipmentState", next);
        });
    }

    private static void setPaymentState(Change change, Input action) {
        ObjectNode item = find(change, action);
        String next = action.oneOf("paymentState", PAYMENT_STATES);
        String current = item.path("paymentState").asText();
        if (current.equals(next)) {
            return;
        }
        boolean allowed = !current.equals("NonRefundable")
                && List.of("Refunded", "NotRefunded").contains(next);
        if (!allowed) {
            throw Rejection.invalidOperation(
                    "The return payment state can not change from " + current + " to " + next + ".");
        }
        item.put("paymentState", next).put("lastModifiedAt", change.write().now());
    }

    private static ObjectNode find(Change change, Input action) {
        return OrderParts.returnItem(change.document(), action);
    }
}
