package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.HandoverJob;
import io.waybill.client.Parcel;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.status.Fulfilment.Handover;
import io.waybill.connector.status.Fulfilment.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deliveries of the shop's order: one per handover job that left, keyed by its id, with the parcels keyed by theirs.
 * The keys make a repeat visible, so that the same goods never appear twice. Pure.
 */
final class Deliveries {
    private final JsonNode order;
    private final ParcelStyle style;
    private final Map<String, Long> open;

    private Deliveries(JsonNode order, ParcelStyle style) {
        this.order = order;
        this.style = style;
        this.open = openQuantities(order);
    }

    /** What the order lacks. */
    static List<ObjectNode> missing(JsonNode order, Fulfilment fulfilment, ParcelStyle style) {
        return new Deliveries(order, style).missing(fulfilment);
    }

    private List<ObjectNode> missing(Fulfilment fulfilment) {
        List<ObjectNode> actions = new ArrayList<>();
        if (entries(order).isEmpty()) {
            return actions;
        }
        for (Part part : fulfilment.parts()) {
            for (Handover handover : part.liveHandovers()) {
                if (handover.job().handedOver() && !handover.collected()) {
                    Optional<JsonNode> present = delivery(order, handover.job().id());
                    if (present.isEmpty()) {
                        actions.add(add(part, handover));
                    } else {
                        actions.addAll(parcelsMissing(present.get(), handover));
                    }
                }
            }
        }
        return actions;
    }

    private ObjectNode add(Part part, Handover handover) {
        ObjectNode action = JsonHttp.JSON
                .createObjectNode()
                .put("action", "addDelivery")
                .put("deliveryKey", handover.job().id());
        if (order.path("shippingMode").asText("").equals("Multiple")) {
            action.put("shippingKey", shippingKey(order, part));
        }
        ArrayNode items = JsonHttp.JSON.createArrayNode();
        items(part, handover.job())
                .forEach((line, pieces) -> items.addObject().put("id", line).put("quantity", pieces));
        if (!items.isEmpty()) {
            action.set("items", items);
        }
        ArrayNode parcels = action.putArray("parcels");
        for (Parcel parcel : handover.parcels()) {
            ObjectNode draft = parcels.addObject().put("key", parcel.id());
            style.describe(draft, handover, parcel);
        }
        return action;
    }

    private List<ObjectNode> parcelsMissing(JsonNode delivery, Handover handover) {
        List<ObjectNode> actions = new ArrayList<>();
        for (Parcel parcel : handover.parcels()) {
            Optional<JsonNode> present = delivery.path("parcels")
                    .valueStream()
                    .filter(known -> same(known, parcel))
                    .findFirst();
            if (present.isPresent()) {
                actions.addAll(style.changes(present.get(), handover, parcel));
            } else if (delivery.path("parcels").size() < handover.parcels().size()) {
                ObjectNode action = JsonHttp.JSON
                        .createObjectNode()
                        .put("action", "addParcelToDelivery")
                        .put("deliveryId", delivery.path("id").asText())
                        .put("parcelKey", parcel.id());
                style.describe(action, handover, parcel);
                actions.add(action);
            }
        }
        return actions;
    }

    private static boolean same(JsonNode known, Parcel parcel) {
        return known.path("key").asText("").equals(parcel.id())
                || (parcel.trackingNumber() != null
                        && known.path("trackingData")
                                .path("trackingId")
                                .asText("")
                                .equals(parcel.trackingNumber()));
    }

    // ---- lines

    /** Pieces by line item id. */
    private Map<String, Long> items(Part part, HandoverJob job) {
        Map<String, Long> items = new LinkedHashMap<>();
        for (JsonNode line : job.lines()) {
            long pieces = ShopLines.handedOver(line);
            for (String candidate : ShopLines.candidates(order, part, line)) {
                long taken = Math.min(pieces, open.getOrDefault(candidate, 0L));
                if (taken > 0) {
                    items.merge(candidate, taken, Long::sum);
                    open.merge(candidate, -taken, Long::sum);
                    pieces -= taken;
                }
            }
        }
        return items;
    }

    private static Map<String, Long> openQuantities(JsonNode order) {
        Map<String, Long> open = new HashMap<>();
        ShopLines.all(order)
                .forEach(line ->
                        open.put(line.path("id").asText(), line.path("quantity").asLong()));
        entries(order).stream()
                .flatMap(entry -> entry.path("deliveries").valueStream())
                .flatMap(delivery -> delivery.path("items").valueStream())
                .forEach(item -> open.merge(
                        item.path("id").asText(), -item.path("quantity").asLong(), Long::sum));
        return open;
    }

    // ---- places

    private static List<JsonNode> entries(JsonNode order) {
        return Stream.concat(
                        Stream.of(order.path("shippingInfo")),
                        order.path("shipping").valueStream().map(entry -> entry.path("shippingInfo")))
                .filter(JsonNode::isObject)
                .toList();
    }

    private static Optional<JsonNode> delivery(JsonNode order, String key) {
        return entries(order).stream()
                .flatMap(entry -> entry.path("deliveries").valueStream())
                .filter(delivery -> delivery.path("key")
                        .asText(delivery.path("deliveryKey").asText(""))
                        .equals(key))
                .findFirst();
    }

    private static String shippingKey(JsonNode order, Part part) {
        return part.order()
                .customAttributes()
                .path("commercetoolsShippingKey")
                .asText(order.path("shipping").path(0).path("shippingKey").asText(""));
    }
}
