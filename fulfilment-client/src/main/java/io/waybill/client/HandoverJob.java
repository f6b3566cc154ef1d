package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one facility hands to a carrier or a consumer.
 *
 * @param channel SHIPPING, DELIVERY or COLLECT
 * @param shipmentRef taken from the parcel information or, where that is absent, from the deprecated flat field
 * @param lines the handover line items; empty in lists
 * @param json everything the platform said
 */
public record HandoverJob(
        String id,
        long version,
        String status,
        String channel,
        @Nullable String pickJobRef,
        @Nullable String shipmentRef,
        @Nullable String parcelRef,
        @Nullable String tenantOrderId,
        @Nullable String processId,
        List<JsonNode> lines,
        JsonNode json) {
    static HandoverJob from(JsonNode json) {
        JsonNode parcelInfo = json.path("handoverJobParcelInfo");
        String shipment = Fields.text(parcelInfo, "shipmentRef");
        String parcel = Fields.text(parcelInfo, "parcelRef");
        return new HandoverJob(
                Fields.required(json, "id"),
                json.path("version").asLong(),
                Fields.required(json, "status"),
                Fields.required(json, "channel"),
                Fields.text(json, "pickJobRef"),
                shipment == null ? Fields.text(json, "shipmentRef") : shipment,
                parcel == null ? Fields.text(json, "parcelRef") : parcel,
                Fields.text(json, "tenantOrderId"),
                Fields.text(json, "processId"),
                Fields.list(json, "handoverJobLineItems"),
                json);
    }

    /** Reads a handover job that came in an event. */
    public static HandoverJob read(JsonNode json) {
        return from(json);
    }

    /** Whether the goods left the facility. */
    public boolean handedOver() {
        return status.equals("HANDED_OVER");
    }

    /** Whether nothing will be handed over by this job. */
    public boolean givenUp() {
        return status.equals("CANCELED") || status.equals("OBSOLETE");
    }
}
