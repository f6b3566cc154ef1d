package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Addresses;
import io.waybill.sandbox.project.CustomFields;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds deliveries and parcels of drafts and actions. */
final class Shipments {

    private static final List<String> MEASUREMENTS =
            List.of("heightInMillimeter", "lengthInMillimeter", "widthInMillimeter", "weightInGram");

    private Shipments() {}

    /** A delivery with its parcels. @param keyField {@code deliveryKey} in actions, {@code key} in drafts */
    static ObjectNode delivery(Write write, ObjectNode order, Input draft, String keyField) {
        ObjectNode delivery = Json.object().put("id", write.newId());
        String key = draft.optionalKey(keyField);
        if (key != null) {
            if (OrderParts.deliveries(order).stream().anyMatch(d -> key.equals(Json.text(d.delivery(), "key")))) {
                throw Rejection.duplicateField(keyField, key, null);
            }
            delivery.put("key", key);
        }
        delivery.put("createdAt", write.now());
        delivery.set("items", items(order, draft.optionalObjects("items")));
        ArrayNode parcels = delivery.putArray("parcels");
        for (Input parcel : draft.optionalObjects("parcels")) {
            ObjectNode built = parcel(write, order, parcel, "key");
            for (JsonNode sibling : parcels) {
                if (built.has("key") && built.path("key").equals(sibling.path("key"))) {
                    throw Rejection.duplicateField(
                            "parcelKey", built.path("key").asText(), null);
                }
            }
            parcels.add(built);
        }
        Json.put(delivery, "address", Addresses.optional(write, draft, "address"));
        CustomFields.copy(write, draft, delivery, "order-delivery");
        return delivery;
    }

    /** A parcel. @param keyField {@code parcelKey} in actions, {@code key} in drafts */
    static ObjectNode parcel(Write write, ObjectNode order, Input draft, String keyField) {
        ObjectNode parcel = Json.object().put("id", write.newId());
        String key = draft.optionalKey(keyField);
        if (key != null) {
            if (OrderParts.parcels(order).stream().anyMatch(p -> key.equals(Json.text(p.parcel(), "key")))) {
                throw Rejection.duplicateField("parcelKey", key, null);
            }
            parcel.put("key", key);
        }
        parcel.put("createdAt", write.now());
        Json.put(parcel, "measurements", measurements(draft));
        Json.put(parcel, "trackingData", trackingData(draft));
        parcel.set("items", items(order, draft.optionalObjects("items")));
        CustomFields.copy(write, draft, parcel, "order-parcel");
        return parcel;
    }

    /** Delivery items: each names a line item of the order. Sums are not checked: commercetools does not either. */
    static ArrayNode items(ObjectNode order, List<Input> drafts) {
        ArrayNode items = Json.array();
        for (Input draft : drafts) {
            String id = draft.text("id");
            if (!OrderParts.hasElement(order.path("lineItems"), id)
                    && !OrderParts.hasElement(order.path("customLineItems"), id)) {
                throw Rejection.invalidInput("The order has no line item with the id '" + id + "'.");
            }
            items.addObject().put("id", id).put("quantity", LineItems.quantity(draft, "quantity"));
        }
        return items;
    }

    static @Nullable ObjectNode measurements(Input holder) {
        Input draft = holder.optionalObject("measurements");
        if (draft == null) {
            return null;
        }
        ObjectNode measurements = Json.object();
        for (String field : MEASUREMENTS) {
            Long value = draft.optionalInteger(field);
            if (value != null) {
                measurements.put(field, value.longValue());
            }
        }
        return measurements;
    }

    static @Nullable ObjectNode trackingData(Input holder) {
        Input draft = holder.optionalObject("trackingData");
        if (draft == null) {
            return null;
        }
        ObjectNode data = Json.object();
        for (String field : List.of("trackingId", "carrier", "provider", "providerTransaction")) {
            String text = draft.optionalText(field);
            if (text != null) {
                data.put(field, text);
            }
        }
        return data.put("isReturn", draft.flag("isReturn", false));
    }
}
