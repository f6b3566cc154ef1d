package io.waybill.connector.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.Parcel;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.fields.CustomTypes;
import io.waybill.connector.fields.FieldChanges;
import io.waybill.connector.fields.FieldNames;
import io.waybill.connector.status.Fulfilment.Handover;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a parcel of the shop says. Its tracking data has no room for an address of the tracking page, so that and the
 * carrier's last word stand in custom fields. Pure.
 *
 * @param provider who stands between the shop and the carriers
 * @param type of the custom fields; empty when they are not wanted
 */
record ParcelStyle(String provider, Optional<CustomTypes.Known> type, FieldNames.ParcelFields names) {
    /** Adds tracking data and fields to a draft. */
    void describe(ObjectNode draft, Handover handover, Parcel parcel) {
        tracking(handover, parcel).ifPresent(data -> draft.set("trackingData", data));
        Map<String, JsonNode> values = values(parcel);
        if (type.isPresent() && !values.isEmpty()) {
            draft.set("custom", FieldChanges.draft(type.get(), values));
        }
    }

    /** What a parcel that is there lacks; one with a type of the shop's own keeps it. */
    List<ObjectNode> changes(JsonNode present, Handover handover, Parcel parcel) {
        List<ObjectNode> actions = new ArrayList<>();
        tracking(handover, parcel)
                .filter(data -> !contains(present.path("trackingData"), data))
                .ifPresent(data -> {
                    ObjectNode action = JsonHttp.JSON
                            .createObjectNode()
                            .put("action", "setParcelTrackingData")
                            .put("parcelId", present.path("id").asText());
                    action.set("trackingData", data);
                    actions.add(action);
                });
        type.filter(known -> FieldChanges.takes(present, known))
                .ifPresent(known -> actions.addAll(FieldChanges.ofParcel(present, known, values(parcel))));
        return actions;
    }

    /** A parcel without a label has no number, but its carrier may be known. */
    private Optional<ObjectNode> tracking(Handover handover, Parcel parcel) {
        ObjectNode data = JsonHttp.JSON.createObjectNode();
        if (parcel.trackingNumber() != null) {
            data.put("trackingId", parcel.trackingNumber());
        }
        handover.carrier()
                .or(() -> Optional.ofNullable(parcel.carrierRef()))
                .ifPresent(carrier -> data.put("carrier", carrier));
        return data.isEmpty() ? Optional.empty() : Optional.of(data.put("provider", provider));
    }

    /** commercetools adds fields of its own. */
    private static boolean contains(JsonNode present, ObjectNode wanted) {
        return wanted.properties().stream()
                .allMatch(each -> present.path(each.getKey()).equals(each.getValue()));
    }

    private Map<String, JsonNode> values(Parcel parcel) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        text(values, names.trackingUrl(), Optional.ofNullable(parcel.trackingUrl()));
        text(values, names.trackingStatus(), Optional.ofNullable(parcel.trackingStatus()));
        return values;
    }

    private static void text(Map<String, JsonNode> values, String name, Optional<String> value) {
        value.ifPresent(text -> values.put(name, JsonHttp.JSON.getNodeFactory().textNode(text)));
    }
}
