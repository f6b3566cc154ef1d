package io.waybill.connector.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waybill.client.http.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a queue put into a request. Understood are Pub/Sub push, SNS, CloudEvents (structured and binary), Event Grid
 * and the bare notification, also one inside the other: which of them a Connect region uses is not documented.
 */
public sealed interface Envelope {
    /** One or more notifications. */
    record Notifications(List<ShopNotification> all) implements Envelope {}

    /** SNS asks to confirm the subscription by calling that address. */
    record ConfirmSubscription(URI address) implements Envelope {}

    /** Event Grid asks to have that code answered. */
    record AnswerValidation(String code) implements Envelope {}

    /** Nothing that could ever be understood. */
    record Unreadable(String reason) implements Envelope {}

    /**
     * Opens an envelope.
     *
     * @param cloudEventType the header {@code ce-type}, empty when there is none
     */
    static Envelope open(byte[] body, Optional<String> cloudEventType) {
        if (body.length == 0) {
            return new Unreadable("the request has no body");
        }
        JsonNode json = parse(body);
        if (!json.isContainerNode()) {
            return new Unreadable("the body is not JSON");
        }
        return open(json, cloudEventType.map(Envelope::kindOf).orElse(""), 0);
    }

    private static Envelope open(JsonNode json, String kind, int depth) {
        if (depth > 4) {
            return new Unreadable("more than four envelopes inside each other");
        }
        if (json.isArray()) {
            return openAll(json, depth);
        }
        if (json.path("message").has("data")) {
            return inner(json.path("message").path("data"), kind, depth, "message.data");
        }
        if (json.has("message") && !json.has("notificationType")) {
            return new Unreadable("message.data is missing");
        }
        if (json.has("Type") && (json.has("Message") || json.has("SubscribeURL"))) {
            return json.path("Type").asText().equals("SubscriptionConfirmation")
                    ? confirmation(json.path("SubscribeURL").asText(""))
                    : inner(json.path("Message"), kind, depth, "Message");
        }
        if (json.path("eventType").asText("").equals("Microsoft.EventGrid.SubscriptionValidationEvent")) {
            return new AnswerValidation(json.path("data").path("validationCode").asText(""));
        }
        if (json.has("specversion") || json.has("eventType")) {
            String type = json.path("type").asText(json.path("eventType").asText(""));
            JsonNode data = json.has("data_base64") ? json.path("data_base64") : json.path("data");
            return inner(data, kindOf(type), depth, "data");
        }
        return ShopNotification.read(json, kind)
                .<Envelope>map(notification -> new Notifications(List.of(notification)))
                .orElseGet(() -> new Unreadable("no notificationType, resource.typeId or resource.id"));
    }

    private static Envelope openAll(JsonNode array, int depth) {
        List<ShopNotification> all = new ArrayList<>();
        for (JsonNode element : array) {
            Envelope opened = open(element, "", depth + 1);
            if (!(opened instanceof Notifications notifications)) {
                return opened;
            }
            all.addAll(notifications.all());
        }
        return all.isEmpty() ? new Unreadable("an empty array") : new Notifications(List.copyOf(all));
    }

    private static Envelope inner(JsonNode data, String kind, int depth, String where) {
        JsonNode json = data.isContainerNode() ? data : decoded(data.asText(""));
        return json.isContainerNode()
                ? open(json, kind, depth + 1)
                : new Unreadable(where + " holds neither JSON nor JSON in base64");
    }

    private static JsonNode decoded(String text) {
        try {
            JsonNode json = parse(Base64.getMimeDecoder().decode(text));
            if (json.isContainerNode()) {
                return json;
            }
        } catch (IllegalArgumentException notBase64) {
            return parse(text.getBytes(StandardCharsets.UTF_8));
        }
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Envelope confirmation(String address) {
        try {
            URI uri = URI.create(address);
            boolean amazon = "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getHost().matches("sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");
            return amazon
                    ? new ConfirmSubscription(uri)
                    : new Unreadable("a subscription confirmation that does not point to SNS");
        } catch (IllegalArgumentException malformed) {
            return new Unreadable("a subscription confirmation without a valid address");
        }
    }

    /** CloudEvents types read {@code com.commercetools.order.message.OrderCreated} or {@code ….change.ResourceCreated}. */
    private static String kindOf(String cloudEventType) {
        if (cloudEventType.contains(".message.")) {
            return "Message";
        }
        int change = cloudEventType.indexOf(".change.");
        return change < 0 ? "" : cloudEventType.substring(change + ".change.".length());
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            JsonNode json = JsonHttp.JSON.readTree(bytes);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        } catch (IOException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
