package io.waybill.connector.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Amazon SNS posts to an endpoint, word for word, because its signature covers the words.
 *
 * @param type Notification, SubscriptionConfirmation or UnsubscribeConfirmation
 * @param content the notification as text; of the other two types a sentence for people
 * @param signature in base64; empty when it carries none
 */
public record SnsMessage(
        String type,
        String id,
        String topicArn,
        Optional<String> subject,
        String content,
        String timestamp,
        String token,
        String subscribeUrl,
        String signatureVersion,
        String signature,
        String signingCertUrl) {

    /** Whether the JSON has the shape that SNS gives to all it posts. */
    static boolean looksLike(JsonNode json) {
        return json.has("Type") && (json.has("Message") || json.has("SubscribeURL"));
    }

    static SnsMessage read(JsonNode json) {
        return new SnsMessage(
                text(json, "Type"),
                text(json, "MessageId"),
                text(json, "TopicArn"),
                Optional.of(text(json, "Subject")).filter(subject -> !subject.isEmpty()),
                text(json, "Message"),
                text(json, "Timestamp"),
                text(json, "Token"),
                text(json, "SubscribeURL"),
                text(json, "SignatureVersion"),
                text(json, "Signature"),
                text(json, "SigningCertURL"));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    /** Whether it is about the subscription itself: it asks for a confirmation, or tells that one was taken back. */
    public boolean aboutSubscription() {
        return type.equals("SubscriptionConfirmation") || type.equals("UnsubscribeConfirmation");
    }

    /** The text that SNS signs: names and values in alphabetical order, each on a line of its own. */
    public String signedText() {
        List<String> lines = new ArrayList<>(List.of("Message", content, "MessageId", id));
        if (aboutSubscription()) {
            lines.addAll(List.of("SubscribeURL", subscribeUrl, "Timestamp", timestamp, "Token", token));
        } else {
            subject.ifPresent(value -> lines.addAll(List.of("Subject", value)));
            lines.addAll(List.of("Timestamp", timestamp));
        }
        lines.addAll(List.of("TopicArn", topicArn, "Type", type));
        return String.join("\n", lines) + "\n";
    }
}
