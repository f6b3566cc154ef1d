package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one facility has to pack.
 *
 * @param lines the pack line items; empty in lists
 * @param json everything the platform said
 */
public record PackJob(
        String id,
        long version,
        String status,
        @Nullable String pickJobRef,
        @Nullable String facilityRef,
        List<JsonNode> lines,
        JsonNode json) {
    /** Reads a pack job that came in an event. */
    public static PackJob read(JsonNode json) {
        return from(json);
    }

    static PackJob from(JsonNode json) {
        return new PackJob(
                Fields.required(json, "id"),
                json.path("version").asLong(),
                Fields.required(json, "status"),
                Fields.text(json, "pickJobRef"),
                Fields.text(json, "facilityRef"),
                Fields.list(json, "lineItems"),
                json);
    }
}
