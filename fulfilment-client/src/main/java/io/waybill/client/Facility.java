package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A store, warehouse or supplier.
 *
 * @param status ONLINE, SUSPENDED or OFFLINE; empty when the platform left it out
 * @param json everything the platform said
 */
public record Facility(
        String id,
        long version,
        String name,
        String status,
        @Nullable String tenantFacilityId,
        JsonNode json) {
    static Facility from(JsonNode json) {
        return new Facility(
                Fields.required(json, "id"),
                json.path("version").asLong(),
                Fields.required(json, "name"),
                Fields.required(json, "status"),
                Fields.text(json, "tenantFacilityId"),
                json);
    }
}
