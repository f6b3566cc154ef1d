package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A parcel and what its carrier said about it.
 *
 * @param json everything the platform said
 */
public record Parcel(
        String id,
        String status,
        @Nullable String carrierRef,
        @Nullable String trackingNumber,
        @Nullable String trackingUrl,
        JsonNode json) {
    static Parcel from(JsonNode json) {
        JsonNode result = json.path("result");
        return new Parcel(
                Fields.required(json, "id"),
                Fields.required(json, "status"),
                Fields.text(json, "carrierRef"),
                Fields.text(result, "carrierTrackingNumber"),
                Fields.text(result, "trackingUrl"),
                json);
    }

    /** Whether this parcel will not be sent. */
    public boolean givenUp() {
        return status.equals("CANCELED") || status.equals("OBSOLETE");
    }
}
