package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A parcel and what its carrier said about it.
 *
 * @param trackingStatus carrier-neutral, for example picked_up, transit, delivered
 * @param json everything the platform said
 */
public record Parcel(
        String id,
        String status,
        @Nullable String carrierRef,
        @Nullable String trackingNumber,
        @Nullable String trackingUrl,
        @Nullable String trackingStatus,
        JsonNode json) {
    static Parcel from(JsonNode json) {
        JsonNode result = json.path("result");
        return new Parcel(
                Fields.required(json, "id"),
                Fields.required(json, "status"),
                Fields.text(json, "carrierRef"),
                Fields.text(result, "carrierTrackingNumber"),
                Fields.text(result, "trackingUrl"),
                Fields.text(result, "trackingStatus"),
                json);
    }

    /** Whether the carrier says that the consumer has it. */
    public boolean delivered() {
        return "delivered".equalsIgnoreCase(trackingStatus);
    }

    /** Whether this parcel will not be sent. */
    public boolean givenUp() {
        return status.equals("CANCELED") || status.equals("OBSOLETE");
    }
}
