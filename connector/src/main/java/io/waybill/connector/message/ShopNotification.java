package io.waybill.connector.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.util.Optional;
import java.util.Set;

/**
 * A notification of the shop, reduced to what a hint is worth: what kind of thing happened to which resource. The state
 * of the resource is always read, never taken from here.
 *
 * @param notificationType Message, ResourceCreated, ResourceUpdated, ResourceDeleted or Event
 * @param messageType type of the message, also when the payload was too big to be included
 * @param key the resource's own key
 * @param orderNumber the order's number when the message was written; may be missing or outdated
 * @param orderState the order's state when the message was written; likewise. Good for guessing what will be needed, never
 *     for deciding
 */
public record ShopNotification(
        String notificationType,
        Optional<String> messageType,
        String resourceType,
        String resourceId,
        Optional<String> key,
        Optional<String> orderNumber,
        Optional<String> orderState) {
    private static final Set<String> STATE_OF_ORDER = Set.of(
            "OrderCreated", "OrderImported", "OrderCreatedFromRecurringOrder", "OrderStateChanged", "OrderDeleted");

    /** A notification that tells no state. */
    public ShopNotification(
            String notificationType,
            Optional<String> messageType,
            String resourceType,
            String resourceId,
            Optional<String> key,
            Optional<String> orderNumber) {
        this(notificationType, messageType, resourceType, resourceId, key, orderNumber, Optional.empty());
    }

    private static final Set<String> RETURNS = Set.of("ReturnInfoAdded", "ReturnInfoSet");

    /** Whether it tells of something that comes back to the shop. */
    public boolean aboutReturns() {
        return messageType.filter(RETURNS::contains).isPresent();
    }

    /**
     * What the message is about; also the key under which it is parked. What is parked about an order's returns must not replace
     * what is parked about its export.
     */
    public String subject() {
        return (aboutReturns() ? "returns" : resourceType) + "-" + resourceId;
    }

    /**
     * Reads a notification; empty when it names no kind or no resource.
     *
     * @param notificationType what the envelope says, for a payload that does not say it; may be empty
     * @param messageType likewise
     */
    static Optional<ShopNotification> read(JsonNode payload, String notificationType, String messageType) {
        JsonNode resource = payload.path("resource");
        String kind = payload.path("notificationType").asText(notificationType);
        String type = resource.path("typeId").asText("");
        String id = resource.path("id").asText("");
        if (kind.isBlank() || type.isBlank() || id.isBlank()) {
            return Optional.empty();
        }
        JsonNode identifiers = payload.path("resourceUserProvidedIdentifiers");
        return Optional.of(new ShopNotification(
                kind,
                text(payload, "type")
                        .or(() -> text(payload.path("payloadNotIncluded"), "payloadType"))
                        .or(() -> Optional.of(messageType).filter(told -> !told.isBlank())),
                type,
                id,
                text(identifiers, "key"),
                text(identifiers, "orderNumber").or(() -> text(payload.path("order"), "orderNumber")),
                text(payload, "orderState").or(() -> text(payload.path("order"), "orderState"))));
    }

    /** Reads what {@link #hint()} wrote. */
    public static Optional<ShopNotification> read(JsonNode hint) {
        return read(hint, "", "");
    }

    /** Reads a message as {@code GET /messages} has it: without a kind of notification, which it always is. */
    public static Optional<ShopNotification> readMessage(JsonNode message) {
        return read(message, "Message", "");
    }

    /** Whether it is about an order's creation, state or end, which the order itself shows as well. */
    public boolean aboutStateOfOrder() {
        return resourceType.equals("order")
                && messageType.map(STATE_OF_ORDER::contains).orElse(true);
    }

    /** The notification without the resource's data, fit to be kept. */
    public ObjectNode hint() {
        ObjectNode hint = JsonHttp.JSON.createObjectNode().put("notificationType", notificationType);
        messageType.ifPresent(type -> hint.put("type", type));
        hint.putObject("resource").put("typeId", resourceType).put("id", resourceId);
        ObjectNode identifiers = hint.putObject("resourceUserProvidedIdentifiers");
        key.ifPresent(value -> identifiers.put("key", value));
        orderNumber.ifPresent(value -> identifiers.put("orderNumber", value));
        return hint;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText("")).filter(text -> !text.isBlank());
    }
}
