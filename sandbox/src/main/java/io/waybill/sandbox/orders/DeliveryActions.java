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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries of an order. */
final class DeliveryActions {

    private DeliveryActions() {}

    static Map<String, UpdateAction> all() {
        return new Actions()
                .add("addDelivery", DeliveryActions::add)
                .add("removeDelivery", DeliveryActions::remove)
                .add("setDeliveryItems", DeliveryActions::setItems)
                .add("setDeliveryAddress", DeliveryActions::setAddress)
                .add(
                        "setDeliveryAddressCustomType",
                        (change, action) ->
                                CustomFields.setType(change.write(), address(change, action), "address", action))
                .add(
                        "setDeliveryAddressCustomField",
                        (change, action) -> CustomFields.setField(change.write(), address(change, action), action))
                .add("setDeliveryCustomType", (change, action) -> {
                    ObjectNode delivery = find(change, action).delivery();
                    CustomMessages.setType(
                            change, delivery, "order-delivery", action, "Delivery", Map.of("deliveryId", id(delivery)));
                })
                .add("setDeliveryCustomField", (change, action) -> {
                    ObjectNode delivery = find(change, action).delivery();
                    CustomMessages.setField(change, delivery, action, "Delivery", Map.of("deliveryId", id(delivery)));
                })
                .all();
    }

    private static void add(Change change, Input action) {
        ObjectNode order = change.document();
        OrderParts.Shipping shipping = OrderParts.shipping(order, action);
        ObjectNode info = OrderParts.demandInfo(shipping);
        ObjectNode delivery = Shipments.delivery(change.write(), order, action, "deliveryKey");
        info.withArrayProperty("deliveries").add(delivery);
        ObjectNode bare = delivery.deepCopy();
        bare.putArray("parcels");
        change.message("DeliveryAdded", message -> {
            message.set("delivery", bare);
            shippingKey(message, shipping.shippingKey());
        });
        for (JsonNode parcel : delivery.path("parcels")) {
            ParcelActions.added(
                    change, new OrderParts.Delivery(delivery, Json.array(), shipping.shippingKey()), parcel);
        }
    }

    private static void remove(Change change, Input action) {
        OrderParts.Delivery found = find(change, action);
        OrderParts.remove(found.siblings(), found.delivery());
        change.message("DeliveryRemoved", message -> {
            message.set("delivery", found.delivery());
            shippingKey(message, found.shippingKey());
        });
    }

    private static void setItems(Change change, Input action) {
        OrderParts.Delivery found = find(change, action);
        action.required("items");
        ArrayNode items = Shipments.items(change.document(), action.optionalObjects("items"));
        JsonNode old = found.delivery().get("items");
        found.delivery().set("items", items);
        change.message("DeliveryItemsUpdated", message -> {
            message.put("deliveryId", found.id());
            message.set("items", items);
            Json.put(message, "oldItems", old);
            shippingKey(message, found.shippingKey());
        });
    }

    private static void setAddress(Change change, Input action) {
        OrderParts.Delivery found = find(change, action);
        JsonNode old = found.delivery().get("address");
        ObjectNode address = Addresses.optional(change.write(), action, "address");
        Json.put(found.delivery(), "address", address);
        change.message("DeliveryAddressSet", message -> {
            message.put("deliveryId", found.id());
            Json.put(message, "address", address);
            Json.put(message, "oldAddress", old);
            shippingKey(message, found.shippingKey());
        });
    }

    private static ObjectNode address(Change change, Input action) {
        ObjectNode address = Json.child(find(change, action).delivery(), "address");
        if (address == null) {
            throw Rejection.invalidOperation("The delivery has no address.");
        }
        return address;
    }

    private static OrderParts.Delivery find(Change change, Input action) {
        return OrderParts.delivery(change.document(), action);
    }

    private static String id(ObjectNode part) {
        return part.path("id").asText();
    }

    static void shippingKey(ObjectNode message, @Nullable String shippingKey) {
        if (shippingKey != null) {
            message.put("shippingKey", shippingKey);
        }
    }

    /** The fields of a delivery that a message about a parcel shows: all but the parcels. */
    static ObjectNode withoutParcels(ObjectNode delivery) {
        return delivery.deepCopy().without(List.of("parcels"));
    }
}
