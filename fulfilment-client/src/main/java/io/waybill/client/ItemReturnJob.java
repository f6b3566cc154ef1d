package io.waybill.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of an order can come back, and what did.
 *
 * @param status OPEN, IN_PROGRESS, FINISHED, CANCELED, or one that is newer than this client
 * @param originFacilityRefs where the goods were handed over
 * @param lines the returnable line items, with {@code delivered}, {@code returned} and {@code returnable} pieces
 * @param itemReturns the parcels and visits by which goods come back; each of their {@code returnedLineItems} is one piece
 * @param json everything the platform said
 */
public record ItemReturnJob(
        String id,
        long version,
        String status,
        @Nullable String tenantOrderId,
        @Nullable String processRef,
        List<String> originFacilityRefs,
        List<JsonNode> lines,
        List<JsonNode> itemReturns,
        JsonNode json) {
    static ItemReturnJob from(JsonNode json) {
        return new ItemReturnJob(
                Fields.required(json, "id"),
                json.path("version").asLong(),
                Fields.required(json, "status"),
                Fields.text(json, "tenantOrderId"),
                Fields.text(json, "processRef"),
                json.path("originFacilityRefs")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList(),
                Fields.list(json, "returnableLineItems"),
                Fields.list(json, "itemReturns"),
                json);
    }

    /** Reads a job that came in an event. */
    public static ItemReturnJob read(JsonNode json) {
        return from(json);
    }

    /** Whether somebody closed it; it takes nothing back before it is restarted. */
    public boolean finished() {
        return status.equals("FINISHED");
    }

    /** Whether nothing can come back by it. */
    public boolean givenUp() {
        return status.equals("CANCELED");
    }
}
