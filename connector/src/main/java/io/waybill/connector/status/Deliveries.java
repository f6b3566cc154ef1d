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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deliveries of the shop's order: one per handover job that left, keyed by its id, with the parcels keyed by theirs.
 * The keys make a repeat visible, so that the same goods never appear twice. Pure.
 */
final class Deliveries {
    private Deliveries() {}

    /** What the order lacks. */
    static List<ObjectNode> missing(JsonNode order, Fulfilment fulfilment) {
        List<ObjectNode> actions = new ArrayList<>();
        if (entries(order).isEmpty()) {
            return actions;
        }
        Map<String, Long> open = openQuantities(order);
        for (Part part : fulfilment.parts()) {
            for (Handover handover : part.liveHandovers()) {
                if (handover.job().handedOver() && !handover.job().channel().equals("COLLECT")) {
                    Optional<JsonNode> present = delivery(order, handover.job().id());
                    if (present.isEmpty()) {
                        actions.add(add(order, part, handover, open));
                    } else {
                        actions.addAll(parcelsMissing(present.get(), handover.parcels()));
                    }
                }
            }
        }
        return actions;
    }

    private static ObjectNode add(JsonNode order, Part part, Handover handover, Map<String, Long> open) {
        ObjectNode action = JsonHttp.JSON
                .createObjectNode()
                .put("action", "addDelivery")
                .put("deliveryKey", handover.job().id());
        if (order.path("shippingMode").asText("").equals("Multiple")) {
            action.put("shippingKey", shippingKey(order, part));
        }
        ArrayNode items = JsonHttp.JSON.createArrayNode();
        items(order, part, handover.job(), open)
                .forEach((line, pieces) -> items.addObject().put("id", line).put("quantity", pieces));
        if (!items.isEmpty()) {
            action.set("items", items);
        }
        ArrayNode parcels = action.putArray("parcels");
        for (Parcel parcel : handover.parcels()) {
            ObjectNode draft = parcels.addObject().put("key", parcel.id());
            tracking(parcel).ifPresent(data -> draft.set("trackingData", data));
        }
        return action;
    }

    private static List<ObjectNode> parcelsMissing(JsonNode delivery, List<Parcel> parcels) {
        List<ObjectNode> actions = new ArrayList<>();
        for (Parcel parcel : parcels) {
            Optional<JsonNode> present = delivery.path("parcels")
                    .valueStream()
                    .filter(known -> same(known, parcel))
                    .findFirst();
            if (present.isEmpty() && delivery.path("parcels").size() < parcels.size()) {
                ObjectNode action = JsonHttp.JSON
                        .createObjectNode()
                        .put("action", "addParcelToDelivery")
                        .put("deliveryId", delivery.path("id").asText())
                        .put("parcelKey", parcel.id());
                tracking(parcel).ifPresent(data -> action.set("trackingData", data));
                actions.add(action);
            } else if (present.isPresent() && tracking(parcel).isPresent() && !sameTracking(present.get(), parcel)) {
                ObjectNode action = JsonHttp.JSON
                        .createObjectNode()
                        .put("action", "setParcelTrackingData")
                        .put("parcelId", present.get().path("id").asText());
                action.set("trackingData", tracking(parcel).get());
                actions.add(action);
            }
        }
        return actions;
    }

    private static boolean same(JsonNode known, Parcel parcel) {
        return known.path("key").asText("").equals(parcel.id())
                || (parcel.trackingNumber() != null && sameTracking(known, parcel));
    }

    private static boolean sameTracking(JsonNode known, Parcel parcel) {
        return known.path("trackingData").path("trackingId").asText("").equals(String.valueOf(parcel.trackingNumber()));
    }

    private static Optional<ObjectNode> tracking(Parcel parcel) {
        if (parcel.trackingNumber() == null) {
            return Optional.empty();
        }
        ObjectNode data = JsonHttp.JSON.createObjectNode().put("trackingId", parcel.trackingNumber());
        if (parcel.carrierRef() != null) {
            data.put("carrier", parcel.carrierRef());
        }
        return Optional.of(data);
    }

    // ---- lines

    /** Pieces by line item id. A line is known by its own id, by the platform's line it stems from, or by its article. */
    private static Map<String, Long> items(JsonNode order, Part part, HandoverJob job, Map<String, Long> open) {
        Map<String, Long> items = new java.util.LinkedHashMap<>();
        for (JsonNode line : job.lines()) {
            long handedOver = line.path("handedOverQuantity").asLong();
            long pieces = handedOver > 0 ? handedOver : line.path("quantity").asLong();
            for (String candidate : candidates(order, part, line)) {
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

    private static List<String> candidates(JsonNode order, Part part, JsonNode line) {
        String own = line.path("customAttributes").path("commercetoolsId").asText("");
        String global = line.path("globalLineItemId").asText("");
        String article = line.path("article").path("tenantArticleId").asText("");
        Stream<String> byGlobal = part.order().lines().stream()
                .filter(each -> !global.isEmpty()
                        && (each.path("id").asText("").equals(global)
                                || each.path("globalLineItemId").asText("").equals(global)))
                .map(each ->
                        each.path("customAttributes").path("commercetoolsId").asText(""));
        Stream<String> byArticle = order.path("lineItems")
                .valueStream()
                .filter(each -> each.path("variant")
                        .path("sku")
                        .asText(each.path("productId").asText(""))
                        .equals(article))
                .map(each -> each.path("id").asText(""));
        return Stream.concat(Stream.concat(Stream.of(own), byGlobal), byArticle)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    private static Map<String, Long> openQuantities(JsonNode order) {
        Map<String, Long> open = new HashMap<>();
        Stream.concat(
                        order.path("lineItems").valueStream(),
                        order.path("customLineItems").valueStream())
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
