package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order on the platform.
 *
 * @param status OPEN, LOCKED, PROMISED, CANCELLED, OBSOLETE, or one that is newer than this client
 * @param lines the line items; empty in lists
 * @param json everything the platform said
 */
public record FulfilmentOrder(
        String id,
        long version,
        String status,
        @Nullable String tenantOrderId,
        @Nullable String processId,
        JsonNode customAttributes,
        List<JsonNode> lines,
        JsonNode json) {
    static FulfilmentOrder from(JsonNode json) {
        return new FulfilmentOrder(
                Fields.required(json, "id"),
                json.path("version").asLong(),
                Fields.required(json, "status"),
                Fields.text(json, "tenantOrderId"),
                Fields.text(json, json.hasNonNull("processId") ? "processId" : "processRef"),
                json.path("customAttributes"),
                Fields.list(json, "orderLineItems"),
                json);
    }

    /** Reads an order that came in an event. */
    public static FulfilmentOrder read(JsonNode json) {
        return from(json);
    }

    /** Whether the platform will not fulfil it any more. */
    public boolean cancelled() {
        return status.equals("CANCELLED") || status.equals("OBSOLETE");
    }
}
