package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which facility serves an order or a part of it, or that none does.
 *
 * @param status for example ROUTED, WAITING, NOT_ROUTABLE, or one that is newer than this client
 * @param json everything the platform said
 */
public record RoutingPlan(
        String id,
        long version,
        String status,
        @Nullable String orderRef,
        @Nullable String processId,
        JsonNode json) {
    private static final Set<String> REPLACED =
            Set.of("OBSOLETE", "CANCELED", "REROUTED", "FAILED_REROUTE", "REDUNDANT_REROUTE");

    static RoutingPlan from(JsonNode json) {
        return new RoutingPlan(
                Fields.required(json, "id"),
                json.path("version").asLong(),
                Fields.required(json, "status"),
                Fields.text(json, "orderRef"),
                Fields.text(json, "processId"),
                json);
    }

    /** Reads a routing plan that came in an event. */
    public static RoutingPlan read(JsonNode json) {
        return from(json);
    }

    /** Whether another plan took its place, or nobody needs it any more. */
    public boolean replaced() {
        return REPLACED.contains(status);
    }
}
