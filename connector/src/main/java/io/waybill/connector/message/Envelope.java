package io.waybill.connector.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.outcome.ParkedReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a queue put into a request. Understood are Pub/Sub push, SNS, CloudEvents (structured, binary and in batches),
 * Event Grid, Service Bus as logic apps pass it on, and the bare notification, also one inside the other: which of them
 * a Connect region uses is not documented.
 */
public sealed interface Envelope {
    /**
     * One or more notifications.
     *
     * @param unreadable why each of the others in the same request is none; they must not keep these back
     */
    record Notifications(List<ShopNotification> all, List<String> unreadable) implements Envelope {
        Notifications(ShopNotification one) {
            this(List.of(one), List.of());
        }
    }

    /** Posted by SNS, to be opened with {@link #inside} once it is known to be genuine. */
    record Sns(SnsMessage message) implements Envelope {}

    /** Event Grid asks to have that code answered. */
    record AnswerValidation(String code) implements Envelope {}

    /** Nothing that could ever be understood. */
    record Unreadable(ParkedReason code, String reason) implements Envelope {
        Unreadable(String reason) {
            this(ParkedReason.UNREADABLE_MESSAGE, reason);
        }
    }

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
        return SnsMessage.looksLike(json)
                ? new Sns(SnsMessage.read(json))
                : open(json, Kind.of(cloudEventType.orElse("")), 0);
    }

    /** Opens what SNS carries. */
    static Envelope inside(SnsMessage message) {
        return message.aboutSubscription()
                ? new Unreadable(ParkedReason.SNS_UNSUBSCRIBED, "the topic of SNS took its subscription back")
                : inner(JsonHttp.JSON.getNodeFactory().textNode(message.content()), Kind.UNKNOWN, 0, "Message");
    }

    private static Envelope open(JsonNode json, Kind kind, int depth) {
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
        if (json.has("ContentData")) {
            return inner(json.path("ContentData"), kind, depth, "ContentData");
        }
        if (json.path("eventType").asText("").equals("Microsoft.EventGrid.SubscriptionValidationEvent")) {
            return new AnswerValidation(json.path("data").path("validationCode").asText(""));
        }
        if (json.has("specversion") || json.has("eventType")) {
            String type = json.path("type").asText(json.path("eventType").asText(""));
            JsonNode data = json.has("data_base64") ? json.path("data_base64") : json.path("data");
            return inner(data, Kind.of(type), depth, "data");
        }
        return ShopNotification.read(json, kind.notificationType(), kind.messageType())
                .<Envelope>map(Notifications::new)
                .orElseGet(() -> new Unreadable("no notificationType, resource.typeId or resource.id"));
    }

    private static Envelope openAll(JsonNode array, int depth) {
        List<ShopNotification> all = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (JsonNode element : array) {
            switch (open(element, Kind.UNKNOWN, depth + 1)) {
                case Notifications opened -> {
                    all.addAll(opened.all());
                    unreadable.addAll(opened.unreadable());
                }
                case Unreadable not -> unreadable.add(not.reason());
                case AnswerValidation asked -> {
                    return asked;
                }
                case Sns nested -> unreadable.add("a message of SNS inside another envelope");
            }
        }
        if (all.isEmpty()) {
            return new Unreadable(unreadable.isEmpty() ? "an empty array" : String.join("; ", unreadable));
        }
        return new Notifications(List.copyOf(all), List.copyOf(unreadable));
    }

    private static Envelope inner(JsonNode data, Kind kind, int depth, String where) {
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

    /** What the type of a CloudEvent says, for a payload that leaves it out. */
    record Kind(String notificationType, String messageType) {
        private static final Kind UNKNOWN = new Kind("", "");

        /** Types read {@code com.commercetools.order.message.OrderCreated} or {@code ….change.ResourceCreated}. */
        static Kind of(String cloudEventType) {
            String last = cloudEventType.substring(cloudEventType.lastIndexOf('.') + 1);
            if (cloudEventType.contains(".message.")) {
                return new Kind("Message", last);
            }
            return cloudEventType.contains(".change.") ? new Kind(last, "") : UNKNOWN;
        }
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
