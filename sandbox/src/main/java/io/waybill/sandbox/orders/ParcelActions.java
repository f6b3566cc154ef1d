package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Change;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import java.util.Map;

/** Parcels of an order's deliveries. */
final class ParcelActions {

    private ParcelActions() {}

    static Map<String, UpdateAction> all() {
        return new Actions()
                .add("addParcelToDelivery", ParcelActions::add)
                .add("removeParcelFromDelivery", ParcelActions::remove)
                .add("setParcelTrackingData", ParcelActions::setTrackingData)
                .add("setParcelMeasurements", ParcelActions::setMeasurements)
                .add("setParcelItems", ParcelActions::setItems)
                .add(
                        "setParcelCustomType",
                        (change, action) -> CustomFields.setType(
                                change.write(), find(change, action).parcel(), "order-parcel", action))
                .add(
                        "setParcelCustomField",
                        (change, action) -> CustomFields.setField(
                                change.write(), find(change, action).parcel(), action))
                .all();
    }

    /** Records that a parcel came to a delivery. */
    static void added(Change change, OrderParts.Delivery delivery, JsonNode parcel) {
        change.message("ParcelAddedToDelivery", message -> {
            message.set("delivery", DeliveryActions.withoutParcels(delivery.delivery()));
            message.set("parcel", parcel);
            DeliveryActions.shippingKey(message, delivery.shippingKey());
        });
    }

    private static void add(Change change, Input action) {
        OrderParts.Delivery delivery = OrderParts.delivery(change.document(), action);
        ObjectNode parcel = Shipments.parcel(change.write(), change.document(), action, "parcelKey");
        delivery.delivery().withArrayProperty("parcels").add(parcel);
        added(change, delivery, parcel);
    }

    private static void remove(Change change, Input action) {
        OrderParts.Parcel found = find(change, action);
        OrderParts.remove(found.siblings(), found.parcel());
        change.message("ParcelRemovedFromDelivery", message -> {
            message.put("deliveryId", found.delivery().id());
            message.set("parcel", found.parcel());
            DeliveryActions.shippingKey(message, found.delivery().shippingKey());
        });
    }

    private static void setTrackingData(Change change, Input action) {
        OrderParts.Parcel found = find(change, action);
        ObjectNode data = Shipments.trackingData(action);
        Json.put(found.parcel(), "trackingData", data);
        change.message("ParcelTrackingDataUpdated", message -> {
            name(message, found);
            Json.put(message, "trackingData", data);
        });
    }

    private static void setMeasurements(Change change, Input action) {
        OrderParts.Parcel found = find(change, action);
        ObjectNode measurements = Shipments.measurements(action);
        Json.put(found.parcel(), "measurements", measurements);
        change.message("ParcelMeasurementsUpdated", message -> {
            name(message, found);
            Json.put(message, "measurements", measurements);
        });
    }

    private static void setItems(Change change, Input action) {
        OrderParts.Parcel found = find(change, action);
        action.required("items");
        ArrayNode items = Shipments.items(change.document(), action.optionalObjects("items"));
        JsonNode old = found.parcel().get("items");
        found.parcel().set("items", items);
        change.message("ParcelItemsUpdated", message -> {
            name(message, found);
            message.set("items", items);
            Json.put(message, "oldItems", old);
        });
    }

    private static void name(ObjectNode message, OrderParts.Parcel parcel) {
        message.put("deliveryId", parcel.delivery().id()).put("parcelId", parcel.id());
        DeliveryActions.shippingKey(message, parcel.delivery().shippingKey());
    }

    private static OrderParts.Parcel find(Change change, Input action) {
        return OrderParts.parcel(change.document(), action);
    }
}
