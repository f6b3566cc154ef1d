package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.PickJob;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.fields.CustomTypes;
import io.waybill.connector.fields.FieldChanges;
import io.waybill.connector.fields.FieldNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an order of the shop lacks of what its fulfilment has reached. Pure, and empty once it was applied: computing it
 * again after a repeated event changes nothing.
 */
final class ShopOrderChanges {
    private ShopOrderChanges() {}

    /** The states to move to, as update actions. */
    static List<ObjectNode> states(JsonNode order, Fulfilment fulfilment, StatePolicy policy) {
        List<ObjectNode> actions = new ArrayList<>();
        ShipmentState.next(order, fulfilment)
                .filter(state -> !state.equals("Canceled") || policy.cancels() || isIn(order, "Cancelled"))
                .ifPresent(state -> actions.add(JsonHttp.JSON
                        .createObjectNode()
                        .put("action", "changeShipmentState")
                        .put("shipmentState", state)));
        orderState(order, fulfilment, policy)
                .ifPresent(state -> actions.add(JsonHttp.JSON
                        .createObjectNode()
                        .put("action", "changeOrderState")
                        .put("orderState", state)));
        return actions;
    }

    private static Optional<String> orderState(JsonNode order, Fulfilment fulfilment, StatePolicy policy) {
        if (policy.completes() && isIn(order, "Confirmed") && ShipmentState.done(fulfilment)) {
            return Optional.of("Complete");
        }
        boolean nothingLeft =
                ShipmentState.of(fulfilment).filter("Canceled"::equals).isPresent();
        return policy.cancels() && nothingLeft && (isIn(order, "Confirmed") || isIn(order, "Open"))
                ? Optional.of("Cancelled")
                : Optional.empty();
    }

    private static boolean isIn(JsonNode order, String state) {
        return order.path("orderState").asText("").equals(state);
    }

    /** The note of what the order became on the platform, as an update action. */
    static List<ObjectNode> syncInfo(JsonNode order, Fulfilment fulfilment, String channelId) {
        String became = fulfilment.parts().stream()
                .map(part -> part.order().id())
                .distinct()
                .collect(Collectors.joining(","));
        boolean noted = order.path("syncInfo")
                .valueStream()
                .anyMatch(info -> info.path("channel").path("id").asText("").equals(channelId)
                        && info.path("externalId").asText("").equals(became));
        if (noted || became.isEmpty()) {
            return List.of();
        }
        ObjectNode action =
                JsonHttp.JSON.createObjectNode().put("action", "updateSyncInfo").put("externalId", became);
        action.putObject("channel").put("typeId", "channel").put("id", channelId);
        return List.of(action);
    }

    /** The custom fields that differ, as update actions. */
    static List<ObjectNode> fields(JsonNode order, Fulfilment fulfilment, CustomTypes.Known type, FieldNames names) {
        return FieldChanges.ofOrder(order, type, values(fulfilment, names));
    }

    private static Map<String, JsonNode> values(Fulfilment fulfilment, FieldNames names) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        text(
                values,
                names.orderId(),
                fulfilment.parts().stream().map(part -> part.order().id()));
        text(values, names.pickJobId(), fulfilment.shownPickJobs().stream().map(PickJob::id));
        text(values, names.shortId(), present(fulfilment, PickJob::shortId));
        text(values, names.facilityId(), present(fulfilment, PickJob::facilityRef));
        if (fulfilment.loadUnits() > 0) {
            values.put(names.loadUnitsAmount(), JsonHttp.JSON.getNodeFactory().numberNode(fulfilment.loadUnits()));
        }
        text(
                values,
                names.handoverJobId(),
                fulfilment.shownHandovers().stream().map(each -> each.job().id()));
        parcels(fulfilment).ifPresent(parcels -> values.put(names.parcels(), parcels));
        return values;
    }

    private static Stream<String> present(
            Fulfilment fulfilment, Function<PickJob, @org.jspecify.annotations.Nullable String> field) {
        return fulfilment.shownPickJobs().stream()
                .map(field)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    /** Several ids of a split order stand in one field, separated by commas, each once. */
    private static void text(Map<String, JsonNode> values, String name, Stream<String> parts) {
        String joined = parts.distinct().collect(Collectors.joining(","));
        if (!joined.isEmpty()) {
            values.put(name, JsonHttp.JSON.getNodeFactory().textNode(joined));
        }
    }

    private static Optional<JsonNode> parcels(Fulfilment fulfilment) {
        ArrayNode parcels = JsonHttp.JSON.createArrayNode();
        fulfilment.shownHandovers().stream()
                .flatMap(each -> each.parcels().stream())
                .distinct()
                .forEach(parcel -> {
                    ObjectNode entry = parcels.addObject().put("parcel_id", parcel.id());
                    if (parcel.trackingNumber() != null) {
                        entry.put("tracking_number", parcel.trackingNumber());
                    }
                    if (parcel.trackingUrl() != null) {
                        entry.put("tracking_url", parcel.trackingUrl());
                    }
                });
        return parcels.isEmpty()
                ? Optional.empty()
                : Optional.of(JsonHttp.JSON.getNodeFactory().textNode(parcels.toString()));
    }
}
