package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Addresses;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.Map;

/** Shipping, billing and item shipping addresses of an order, with their custom fields. */
final class OrderAddressActions {

    private static final String ITEM_ADDRESSES = "itemShippingAddresses";

    private OrderAddressActions() {}

    static Map<String, UpdateAction> all() {
        return new Actions()
                .add(
                        "setShippingAddress",
                        (change, action) -> setAddress(change, action, "shippingAddress", "OrderShippingAddressSet"))
                .add(
                        "setBillingAddress",
                        (change, action) -> setAddress(change, action, "billingAddress", "OrderBillingAddressSet"))
                .addAll(custom("Shipping", "shippingAddress"))
                .addAll(custom("Billing", "billingAddress"))
                .add("addItemShippingAddress", OrderAddressActions::add)
                .add("updateItemShippingAddress", OrderAddressActions::update)
                .add("removeItemShippingAddress", OrderAddressActions::remove)
                .add(
                        "setItemShippingAddressCustomType",
                        (change, action) -> CustomFields.setType(
                                change.write(), find(change, action.text("addressKey")), "address", action))
                .add(
                        "setItemShippingAddressCustomField",
                        (change, action) ->
                                CustomFields.setField(change.write(), find(change, action.text("addressKey")), action))
                .all();
    }

    private static Map<String, UpdateAction> custom(String noun, String field) {
        return new Actions()
                .add(
                        "set" + noun + "AddressCustomType",
                        (change, action) ->
                                CustomFields.setType(change.write(), address(change, field), "address", action))
                .add(
                        "set" + noun + "AddressCustomField",
                        (change, action) -> CustomFields.setField(change.write(), address(change, field), action))
                .all();
    }

    private static void setAddress(Change change, Input action, String field, String message) {
        JsonNode old = change.document().get(field);
        ObjectNode address = Addresses.optional(change.write(), action, "address");
        Json.put(change.document(), field, address);
        change.message(message, fields -> {
            Json.put(fields, "address", address);
            Json.put(fields, "oldAddress", old);
        });
    }

    private static ObjectNode address(Change change, String field) {
        ObjectNode address = Json.child(change.document(), field);
        if (address == null) {
            throw Rejection.invalidOperation("The order has no " + field + ".");
        }
        return address;
    }

    private static void add(Change change, Input action) {
        ObjectNode address = keyed(change, action);
        String key = address.path("key").asText();
        ArrayNode addresses = addresses(change);
        for (JsonNode other : addresses) {
            if (key.equals(Json.text(other, "key"))) {
                throw Rejection.duplicateField("address.key", key, null);
            }
        }
        addresses.add(address);
    }

    private static void update(Change change, Input action) {
        ObjectNode address = keyed(change, action);
        ObjectNode existing = find(change, address.path("key").asText());
        existing.removeAll();
        existing.setAll(address);
    }

    private static void remove(Change change, Input action) {
        String key = action.text("addressKey");
        ObjectNode address = find(change, key);
        for (String items : new String[] {"lineItems", "customLineItems"}) {
            for (JsonNode item : change.document().path(items)) {
                for (JsonNode target : item.path("shippingDetails").path("targets")) {
                    if (key.equals(Json.text(target, "addressKey"))) {
                        throw Rejection.invalidOperation(
                                "The item shipping address '" + key + "' is used by a line item.");
                    }
                }
            }
        }
        OrderParts.remove(addresses(change), address);
    }

    private static ObjectNode keyed(Change change, Input action) {
        Input draft = action.object("address");
        draft.text("key");
        return Addresses.of(change.write(), draft);
    }

    private static ArrayNode addresses(Change change) {
        return change.document().withArrayProperty(ITEM_ADDRESSES);
    }

    private static ObjectNode find(Change change, String key) {
        for (JsonNode address : addresses(change)) {
            if (key.equals(Json.text(address, "key"))) {
                return (ObjectNode) address;
            }
        }
        throw Rejection.invalidInput("The order has no item shipping address with the key '" + key + "'.");
    }
}
