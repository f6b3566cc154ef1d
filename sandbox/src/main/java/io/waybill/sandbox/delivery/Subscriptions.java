package io.waybill.sandbox.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Actions;
import io.waybill.sandbox.project.Resource;
import io.waybill.sandbox.project.UpdateAction;
import io.waybill.sandbox.project.Write;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import io.waybill.sandbox.wire.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Subscriptions: which messages and changes go to which destination. Every destination is delivered as Pub/Sub push. */
public final class Subscriptions implements Resource {

    /** The members a destination of each type must have. */
    private static final Map<String, List<String>> DESTINATIONS = Map.of(
            "GoogleCloudPubSub", List.of("projectId", "topic"),
            "SNS", List.of("topicArn"),
            "SQS", List.of("queueUrl", "region"),
            "EventBridge", List.of("region", "accountId"),
            "EventGrid", List.of("uri", "accessKey"),
            "AzureServiceBus", List.of("connectionString"),
            "ConfluentCloud", List.of("bootstrapServer", "apiKey", "apiSecret", "acks", "topic"),
            "IronMQ", List.of("uri"));

    private final Map<String, UpdateAction> actions = new Actions()
            .setKey()
            .set("changeDestination", "destination", (write, action) -> destination(action))
            .set("setMessages", "messages", (write, action) -> messages(action))
            .set("setChanges", "changes", (write, action) -> resourceTypes(action, "changes"))
            .set("setEvents", "events", (write, action) -> resourceTypes(action, "events"))
            .all();

    @Override
    public String path() {
        return "subscriptions";
    }

    @Override
    public String typeId() {
        return "subscription";
    }

    @Override
    public String scopeArea() {
        return "subscriptions";
    }

    @Override
    public Set<String> fields() {
        return Set.of("destination", "messages", "changes", "events", "format", "status");
    }

    @Override
    public Map<String, UpdateAction> actions() {
        return actions;
    }

    @Override
    public ObjectNode create(Write write, Input draft) {
        ObjectNode subscription = Json.object();
        Json.put(subscription, "key", subscription.textNode(draft.optionalKey("key")));
        subscription.set("destination", destination(draft));
        subscription.set("messages", messages(draft));
        subscription.set("changes", resourceTypes(draft, "changes"));
        subscription.set("events", resourceTypes(draft, "events"));
        if (subscription.path("messages").isEmpty()
                && subscription.path("changes").isEmpty()
                && subscription.path("events").isEmpty()) {
            throw Rejection.invalidInput("A subscription needs at least one of 'messages', 'changes' and 'events'.");
        }
        subscription.set("format", format(draft));
        return subscription.put("status", "Healthy");
    }

    private static ObjectNode destination(Input holder) {
        Input destination = holder.object("destination");
        String type = destination.oneOf("type", DESTINATIONS.keySet());
        DESTINATIONS.getOrDefault(type, List.of()).forEach(destination::text);
        return destination.node().deepCopy();
    }

    private static ArrayNode messages(Input holder) {
        ArrayNode messages = Json.array();
        for (Input draft : holder.optionalObjects("messages")) {
            ObjectNode message = messages.addObject().put("resourceTypeId", draft.text("resourceTypeId"));
            List<String> types = draft.optionalTexts("types");
            if (draft.text("resourceTypeId").equals("order")) {
                for (String type : types) {
                    if (!OrderMessages.TYPES.contains(type)) {
                        throw draft.wrong("types", "types of order messages but found '" + type + "'");
                    }
                }
            }
            message.set("types", Json.texts(types));
        }
        return messages;
    }

    private static ArrayNode resourceTypes(Input holder, String name) {
        ArrayNode result = Json.array();
        for (Input draft : holder.optionalObjects(name)) {
            draft.text("resourceTypeId");
            result.add(draft.node().deepCopy());
        }
        return result;
    }

    private static ObjectNode format(Input draft) {
        Input format = draft.optionalObject("format");
        if (format == null) {
            return Json.object().put("type", "Platform");
        }
        if (format.oneOf("type", Set.of("Platform", "CloudEvents")).equals("CloudEvents")) {
            format.oneOf("cloudEventsVersion", Set.of("1.0"));
        }
        return format.node().deepCopy();
    }
}
