package io.waybill.sandbox.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the parts of an order that actions name: by id or by key, never both and never neither. */
final class OrderParts {

    private OrderParts() {}

    /**
     * The part of an order that is shipped together.
     *
     * @param holder the order itself (Single) or an element of its {@code shipping} (Multiple)
     * @param shippingKey null for Single
     */
    record Shipping(ObjectNode holder, @Nullable String shippingKey) {

        @Nullable
        ObjectNode info() {
            return Json.child(holder, "shippingInfo");
        }
    }

    /** A delivery and the list it stands in. */
    record Delivery(
            ObjectNode delivery,
            ArrayNode siblings,
            @Nullable String shippingKey) {

        String id() {
            return delivery.path("id").asText();
        }
    }

    /** A parcel, the list it stands in and its delivery. */
    record Parcel(ObjectNode parcel, ArrayNode siblings, Delivery delivery) {

        String id() {
            return parcel.path("id").asText();
        }
    }

    static boolean isMultiple(ObjectNode order) {
        return "Multiple".equals(Json.text(order, "shippingMode"));
    }

    /** The shipping an action is about; {@code shippingKey} is required where the order has several. */
    static Shipping shipping(ObjectNode order, Input action) {
        if (!isMultiple(order)) {
            return new Shipping(order, null);
        }
        String key = action.optionalText("shippingKey");
        if (key == null) {
            throw Rejection.requiredField("shippingKey");
        }
        for (JsonNode shipping : order.path("shipping")) {
            if (key.equals(Json.text(shipping, "shippingKey"))) {
                return new Shipping((ObjectNode) shipping, key);
            }
        }
        throw Rejection.invalidInput("The order has no shipping with the key '" + key + "'.");
    }

    static ObjectNode demandInfo(Shipping shipping) {
        ObjectNode info = shipping.info();
        if (info == null) {
            throw Rejection.invalidOperation("The order has no shipping information: it needs a shipping method.");
        }
        return info;
    }

    static List<Shipping> shippings(ObjectNode order) {
        if (!isMultiple(order)) {
            return List.of(new Shipping(order, null));
        }
        List<Shipping> all = new ArrayList<>();
        for (JsonNode shipping : order.path("shipping")) {
            all.add(new Shipping((ObjectNode) shipping, Json.text(shipping, "shippingKey")));
        }
        return all;
    }

    static List<Delivery> deliveries(ObjectNode order) {
        List<Delivery> all = new ArrayList<>();
        for (Shipping shipping : shippings(order)) {
            ObjectNode info = shipping.info();
            if (info != null) {
                ArrayNode siblings = info.withArrayProperty("deliveries");
                siblings.forEach(d -> all.add(new Delivery((ObjectNode) d, siblings, shipping.shippingKey())));
            }
        }
        return all;
    }

    static List<Parcel> parcels(ObjectNode order) {
        List<Parcel> all = new ArrayList<>();
        for (Delivery delivery : deliveries(order)) {
            ArrayNode siblings = delivery.delivery().withArrayProperty("parcels");
            siblings.forEach(p -> all.add(new Parcel((ObjectNode) p, siblings, delivery)));
        }
        return all;
    }

    static Delivery delivery(ObjectNode order, Input action) {
        Named named = Named.of(action, "deliveryId", "deliveryKey");
        return deliveries(order).stream()
                .filter(d -> named.is(d.delivery()))
                .findFirst()
                .orElseThrow(() -> named.notFound("delivery"));
    }

    static Parcel parcel(ObjectNode order, Input action) {
        Named named = Named.of(action, "parcelId", "parcelKey");
        return parcels(order).stream()
                .filter(p -> named.is(p.parcel()))
                .findFirst()
                .orElseThrow(() -> named.notFound("parcel"));
    }

    static ObjectNode lineItem(ObjectNode order, Input action) {
        return element(order.path("lineItems"), Named.of(action, "lineItemId", "lineItemKey"), "line item");
    }

    static ObjectNode customLineItem(ObjectNode order, Input action) {
        return element(
                order.path("customLineItems"),
                Named.of(action, "customLineItemId", "customLineItemKey"),
                "custom line item");
    }

    static List<ObjectNode> returnItems(ObjectNode order) {
        List<ObjectNode> all = new ArrayList<>();
        for (JsonNode info : order.path("returnInfo")) {
            info.path("items").forEach(item -> all.add((ObjectNode) item));
        }
        return all;
    }

    static ObjectNode returnItem(ObjectNode order, Input action) {
        Named named = Named.of(action, "returnItemId", "returnItemKey");
        return returnItems(order).stream()
                .filter(named::is)
                .findFirst()
                .orElseThrow(() -> named.notFound("return item"));
    }

    static boolean hasElement(JsonNode elements, String id) {
        for (JsonNode element : elements) {
            if (element.path("id").asText().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /** Takes exactly this object out of its list. */
    static void remove(ArrayNode siblings, ObjectNode element) {
        for (int i = siblings.size() - 1; i >= 0; i--) {
            if (siblings.get(i) == element) {
                siblings.remove(i);
            }
        }
    }

    private static ObjectNode element(JsonNode elements, Named named, String what) {
        for (JsonNode element : elements) {
            if (named.is((ObjectNode) element)) {
                return (ObjectNode) element;
            }
        }
        throw named.notFound(what);
    }

    /** How an action names a part. */
    private record Named(String field, String value) {

        static Named of(Input action, String idField, String keyField) {
            String id = action.optionalText(idField);
            String key = action.optionalText(keyField);
            if ((id == null) == (key == null)) {
                throw Rejection.invalidInput("Exactly one of '" + idField + "' and '" + keyField + "' must be given.");
            }
            return id != null ? new Named("id", id) : new Named("key", key == null ? "" : key);
        }

        boolean is(ObjectNode part) {
            return value.equals(Json.text(part, field));
        }

        Rejection notFound(String what) {
            return Rejection.invalidInput("The order has no " + what + " with the " + field + " '" + value + "'.");
        }
    }
}
