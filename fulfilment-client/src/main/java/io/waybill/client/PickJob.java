package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one facility has to pick for one order.
 *
 * @param lines the pick line items; empty in lists
 * @param json everything the platform said
 */
public record PickJob(
        String id,
        long version,
        String status,
        @Nullable String shortId,
        @Nullable String facilityRef,
        @Nullable String orderRef,
        @Nullable String tenantOrderId,
        List<JsonNode> lines,
        JsonNode json) {
    private static final Set<String> GIVEN_UP =
            Set.of("CANCELED", "OBSOLETE", "REROUTED", "ABORTED", "REJECTED", "EXPIRED", "RESTOWED");

    static PickJob from(JsonNode json) {
        return new PickJob(
                Fields.required(json, "id"),
                json.path("version").asLong(),
                Fields.required(json, "status"),
                Fields.text(json, "shortId"),
                Fields.text(json, "facilityRef"),
                Fields.text(json, "orderRef"),
                Fields.text(json, "tenantOrderId"),
                Fields.list(json, "pickLineItems"),
                json);
    }

    /** Reads a pick job that came in an event. */
    public static PickJob read(JsonNode json) {
        return from(json);
    }

    /** Whether nothing will be handed over from this job: cancelled, aborted, rerouted or expired. */
    public boolean givenUp() {
        return GIVEN_UP.contains(status);
    }
}
