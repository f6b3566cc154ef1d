package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.PickJob;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.status.StatusEvent.Depth;
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

    /** The shipment state to move to, as update actions. */
    static List<ObjectNode> state(JsonNode order, Fulfilment fulfilment) {
        return ShipmentState.next(order, fulfilment)
                .map(state -> List.of(JsonHttp.JSON
                        .createObjectNode()
                        .put("action", "changeShipmentState")
                        .put("shipmentState", state)))
                .orElse(List.of());
    }

    /** Whether the order can carry the fields: it has no custom type yet, or the configured one. */
    static boolean takesFields(JsonNode order, OrderType.Known type) {
        JsonNode present = order.path("custom").path("type");
        return !present.isObject()
                || present.path("obj").path("key").asText("").equals(type.key())
                || present.path("id").asText("").equals(type.id());
    }

    /** The custom fields that differ, as update actions. */
    static List<ObjectNode> fields(JsonNode order, Fulfilment fulfilment, OrderType.Known type, FieldNames names) {
        Map<String, JsonNode> values = values(fulfilment, names);
        JsonNode custom = order.path("custom");
        if (!custom.path("type").isObject()) {
            ObjectNode action = JsonHttp.JSON.createObjectNode().put("action", "setCustomType");
            action.putObject("type").put("typeId", "type").put("key", type.key());
            ObjectNode fields = action.putObject("fields");
            values.forEach(fields::set);
            return List.of(action);
        }
        List<ObjectNode> actions = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!same(custom.path("fields").path(name), value)) {
                ObjectNode action = JsonHttp.JSON
                        .createObjectNode()
                        .put("action", "setCustomField")
                        .put("name", name);
                action.set("value", value);
                actions.add(action);
            }
        });
        return actions;
    }

    private static boolean same(JsonNode present, JsonNode wanted) {
        return present.isNumber() && wanted.isNumber()
                ? present.decimalValue().compareTo(wanted.decimalValue()) == 0
                : present.equals(wanted);
    }

    private static Map<String, JsonNode> values(Fulfilment fulfilment, FieldNames names) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        text(
                values,
                names.orderId(),
                fulfilment.parts().stream().map(part -> part.order().id()));
        if (fulfilment.depth().includes(Depth.PICK_JOBS)) {
            text(values, names.pickJobId(), fulfilment.pickJobs().map(PickJob::id));
            text(values, names.shortId(), present(fulfilment, PickJob::shortId));
            text(values, names.facilityId(), present(fulfilment, PickJob::facilityRef));
        }
        if (fulfilment.depth().includes(Depth.LOAD_UNITS) && fulfilment.loadUnits() > 0) {
            values.put(names.loadUnitsAmount(), JsonHttp.JSON.getNodeFactory().numberNode(fulfilment.loadUnits()));
        }
        if (fulfilment.depth().includes(Depth.HANDOVER_JOBS)) {
            text(
                    values,
                    names.handoverJobId(),
                    fulfilment.handovers().map(each -> each.job().id()));
            parcels(fulfilment).ifPresent(parcels -> values.put(names.parcels(), parcels));
        }
        return values;
    }

    private static Stream<String> present(
            Fulfilment fulfilment, Function<PickJob, @org.jspecify.annotations.Nullable String> field) {
        return fulfilment.pickJobs().map(field).filter(Objects::nonNull).map(Objects::requireNonNull);
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
        fulfilment
                .handovers()
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
