package io.waybill.sandbox.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Json;
import org.jspecify.annotations.Nullable;

/**
 * A notification on its way to a push endpoint.
 *
 * @param messageId the same in every attempt and duplicate
 * @param topic the destination's topic
 * @param subscriptionId whose notification it is
 * @param subject what it is about, for people: type and resource
 * @param body the envelope as it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record Notification(
        String messageId,
        String topic,
        String subscriptionId,
        String subject,
        byte[] body,
        int attempts,
        @Nullable String lastFailure) {

    Notification failed(String reason) {
        return new Notification(messageId, topic, subscriptionId, subject, body, attempts + 1, reason);
    }

    ObjectNode summary() {
        ObjectNode summary = Json.object().put("messageId", messageId).put("topic", topic);
        summary.put("subscriptionId", subscriptionId).put("subject", subject).put("attempts", attempts);
        return lastFailure == null ? summary : summary.put("lastFailure", lastFailure);
    }
}
