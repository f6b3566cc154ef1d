package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a process, for people to read (platform.md 5.6).
 *
 * @param eventType one of the contract's ProcessHistoryEventType
 * @param domain what it happened to: one of the contract's ProcessHistoryDomainType
 * @param domainRef id of what it happened to
 * @param status of what it happened to, afterwards
 * @param version of what it happened to, afterwards
 * @param cause why, in the words of the cause, such as a reroute reason; null when there is nothing to say
 * @param editor who did it; null when the platform did
 * @param payload as the contract shapes it for the event type; null for none
 */
public record ProcessHistoryEntry(
        String processId,
        String eventType,
        String domain,
        String domainRef,
        @Nullable String status,
        @Nullable Long version,
        @Nullable String cause,
        @Nullable Editor editor,
        @Nullable JsonNode payload) {

    /** Who did something by hand. */
    public record Editor(String userId, @Nullable String username) {}

    /**
     * Something at a facility: a job, a parcel. The name of the facility is added when the entry is written.
     *
     * @param shortId what people at the facility call it; null for none
     */
    public static ProcessHistoryEntry at(
            String facilityRef,
            @Nullable String shortId,
            String processId,
            String eventType,
            String domain,
            String domainRef,
            String status,
            long version) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.putObject("facility").put("facilityRef", facilityRef);
        if (shortId != null) {
            payload.put("shortId", shortId);
        }
        return new ProcessHistoryEntry(processId, eventType, domain, domainRef, status, version, null, null, payload);
    }

    /** The same entry with who did it. */
    public ProcessHistoryEntry by(@Nullable Editor who) {
        return new ProcessHistoryEntry(processId, eventType, domain, domainRef, status, version, cause, who, payload);
    }

    /** The kind of entry that people filter by. */
    String type() {
        if (eventType.contains("REROUTE") || eventType.contains("UNROUTABLE") || eventType.contains("ASSIGNMENT")) {
            return "ROUTING";
        }
        return switch (domain) {
            case "ORDER" -> "ORDER_LIFECYCLE";
            case "ORDER_MODIFICATION" -> "ORDER_MODIFICATION";
            case "ROUTING_PLAN" -> "ROUTING";
            case "ITEM_RETURN" -> "RETURN_MANAGEMENT";
            default -> "FULFILLMENT";
        };
    }
}
