package io.waybill.sandbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Fact;
import io.waybill.sandbox.wire.Json;
import java.util.Base64;
import java.util.List;

/** The bodies of notifications: Platform or CloudEvents, in a Pub/Sub push envelope. */
final class Payloads {

    private static final List<String> COMMON = List.of(
            "notificationType",
            "projectKey",
            "resource",
            "resourceUserProvidedIdentifiers",
            "id",
            "version",
            "sequenceNumber",
            "resourceVersion",
            "createdAt",
            "lastModifiedAt");

    private Payloads() {}

    /** The payload of a fact in the subscription's format. @param limitBytes 0 for no limit */
    static byte[] of(Fact fact, ObjectNode subscription, int limitBytes) {
        ObjectNode payload = fact.notification();
        byte[] bytes = Json.bytes(payload);
        if (fact instanceof Fact.Message message && limitBytes > 0 && bytes.length > limitBytes) {
            payload = payload.deepCopy().retain(COMMON);
            payload.putObject("payloadNotIncluded")
                    .put("reason", "The payload is too large for the destination.")
                    .put("payloadType", message.type());
            bytes = Json.bytes(payload);
        }
        boolean cloudEvents = subscription.path("format").path("type").asText().equals("CloudEvents");
        return cloudEvents ? Json.bytes(cloudEvent(fact, payload)) : bytes;
    }

    /** What a new or redirected subscription sends to try its destination. */
    static ObjectNode test(String projectKey, ObjectNode subscription) {
        ObjectNode payload =
                Json.object().put("notificationType", "ResourceCreated").put("projectKey", projectKey);
        payload.set(
                "resource",
                Json.reference("subscription", subscription.path("id").asText()));
        payload.set("version", subscription.get("version"));
        payload.set("modifiedAt", subscription.get("lastModifiedAt"));
        return payload;
    }

    static byte[] envelope(String messageId, String publishTime, String topic, byte[] payload) {
        ObjectNode envelope = Json.object();
        ObjectNode message = envelope.putObject("message");
        message.put("data", Base64.getEncoder().encodeToString(payload));
        message.put("messageId", messageId).put("publishTime", publishTime);
        message.putObject("attributes");
        return Json.bytes(envelope.put("subscription", "projects/sandbox/subscriptions/" + topic));
    }

    private static ObjectNode cloudEvent(Fact fact, ObjectNode payload) {
        String resourceTypeId = fact.resourceTypeId();
        JsonNode resource = payload.path("resource");
        String subject = "/" + payload.path("projectKey").asText() + "/" + resourceTypeId + "/"
                + resource.path("id").asText();
        ObjectNode event = Json.object().put("specversion", "1.0");
        switch (fact) {
            case Fact.Message message -> {
                event.set("id", payload.get("id"));
                event.put("type", "com.commercetools." + resourceTypeId + ".message." + message.type());
                event.set("time", payload.get("createdAt"));
                event.put("sequence", payload.path("sequenceNumber").asText()).put("sequencetype", "Integer");
            }
            case Fact.ResourceChange change -> {
                String kind = payload.path("notificationType").asText();
                event.put(
                        "id",
                        resource.path("id").asText() + "/" + kind + "/"
                                + payload.path("version").asText());
                event.put("type", "com.commercetools." + resourceTypeId + ".change." + kind);
                event.set("time", payload.get("modifiedAt"));
            }
        }
        event.put("source", "/" + payload.path("projectKey").asText()).put("subject", subject);
        event.set("data", payload);
        return event;
    }
}
