package io.waybill.connector.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.settings.Setting;
import io.waybill.connector.settings.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The connector's subscriptions at commercetools. They are changed in place, never deleted and created again: a message
 * that comes in between would be lost.
 */
public final class ShopSubscriptions {
    private static final String ORDERS = "fft-ctc-orders";
    private static final String CHANNELS = "fft-ctc-channels";
    private static final List<String> ORDER_MESSAGES = List.of(
            "OrderCreated",
            "OrderImported",
            "OrderCreatedFromRecurringOrder",
            "OrderStateChanged",
            "OrderDeleted",
            "ReturnInfoAdded",
            "ReturnInfoSet");

    private final Commercetools shop;
    private final ConnectorSettings settings;
    private final String orders;
    private final String channels;

    /** Subscriptions of that project. */
    public ShopSubscriptions(Commercetools shop, ConnectorSettings settings) {
        this.shop = shop;
        this.settings = settings;
        this.orders = Tenant.from(settings).ownNameOf(ORDERS);
        this.channels = Tenant.from(settings).ownNameOf(CHANNELS);
    }

    /** Sees that both subscriptions stand as they should; says what was done. */
    public List<String> register(Deadline deadline) {
        ObjectNode destination = destination();
        List<String> done = new ArrayList<>();
        done.add(Conflicts.resolved(() -> align(orders, destination, "messages", orderMessages(), deadline)));
        done.add(Conflicts.resolved(() -> align(channels, destination, "changes", channelChanges(), deadline)));
        return done;
    }

    /** Deletes both subscriptions; says what was done. */
    public List<String> unregister(Deadline deadline) {
        List<String> done = new ArrayList<>();
        for (String key : List.of(orders, channels)) {
            Conflicts.resolved(() -> {
                Optional<JsonNode> present = find(key, deadline);
                present.ifPresent(subscription -> shop.within(deadline)
                        .delete(path(key), subscription.path("version").asLong()));
                done.add("commercetools subscription " + key + (present.isPresent() ? " deleted" : " was not there"));
                return true;
            });
        }
        return done;
    }

    /** What is wrong with the subscriptions; empty when messages can come. */
    public List<String> problems(Deadline deadline) {
        List<String> problems = new ArrayList<>();
        List<String> needed = new ArrayList<>();
        if (settings.active(Setting.FEAT_ORDERSYNC_ACTIVE) || settings.active(Setting.FEAT_RETURNSYNC_ACTIVE)) {
            needed.add(orders);
        }
        if (settings.active(Setting.FEAT_CHANNELSYNC_ACTIVE)) {
            needed.add(channels);
        }
        for (String key : needed) {
            Optional<JsonNode> present = find(key, deadline);
            String status =
                    present.map(found -> found.path("status").asText("Healthy")).orElse("missing");
            if (!status.equals("Healthy")) {
                problems.add("commercetools subscription " + key + " is " + status);
            }
        }
        return problems;
    }

    private String align(String key, ObjectNode destination, String kind, ArrayNode wanted, Deadline deadline) {
        Optional<JsonNode> present = find(key, deadline);
        if (present.isEmpty()) {
            ObjectNode draft = JsonHttp.JSON.createObjectNode().put("key", key);
            draft.set("destination", destination);
            draft.set(kind, wanted);
            shop.within(deadline).post("/subscriptions", draft);
            return "commercetools subscription " + key + " created";
        }
        ArrayNode actions = JsonHttp.JSON.createArrayNode();
        if (!sameDestination(present.get().path("destination"), destination)) {
            actions.addObject().put("action", "changeDestination").set("destination", destination);
        }
        if (!sameInterest(present.get().path(kind), wanted)) {
            actions.addObject()
                    .put("action", kind.equals("messages") ? "setMessages" : "setChanges")
                    .set(kind, wanted);
        }
        if (actions.isEmpty()) {
            return "commercetools subscription " + key + " is as it should be";
        }
        ObjectNode update = JsonHttp.JSON
                .createObjectNode()
                .put("version", present.get().path("version").asLong());
        update.set("actions", actions);
        shop.within(deadline).post(path(key), update);
        return "commercetools subscription " + key + " changed";
    }

    /** commercetools adds fields of its own and masks secrets, so only what was asked for is compared. */
    private static boolean sameDestination(JsonNode present, ObjectNode wanted) {
        return wanted.properties().stream()
                .filter(each -> !each.getKey().equals("connectionString"))
                .allMatch(each -> each.getValue().equals(present.path(each.getKey())));
    }

    private static boolean sameInterest(JsonNode present, ArrayNode wanted) {
        if (present.size() != wanted.size()) {
            return false;
        }
        JsonNode one = present.path(0);
        JsonNode other = wanted.path(0);
        return one.path("resourceTypeId").equals(other.path("resourceTypeId"))
                && names(one).equals(names(other));
    }

    private static java.util.Set<String> names(JsonNode interest) {
        return interest.path("types").valueStream().map(JsonNode::asText).collect(java.util.stream.Collectors.toSet());
    }

    private static ArrayNode orderMessages() {
        ArrayNode messages = JsonHttp.JSON.createArrayNode();
        ArrayNode types = messages.addObject().put("resourceTypeId", "order").putArray("types");
        ORDER_MESSAGES.forEach(types::add);
        return messages;
    }

    private static ArrayNode channelChanges() {
        ArrayNode changes = JsonHttp.JSON.createArrayNode();
        changes.addObject().put("resourceTypeId", "channel");
        return changes;
    }

    /**
     * Where Connect wants the messages.
     *
     * @throws IllegalStateException when no destination is configured
     */
    private ObjectNode destination() {
        Optional<String> sns = settings.optional(Setting.CONNECT_AWS_TOPIC_ARN);
        String named =
                settings.optional(Setting.CONNECT_SUBSCRIPTION_DESTINATION).orElse("");
        if (sns.isPresent() || named.equals("SNS")) {
            return JsonHttp.JSON
                    .createObjectNode()
                    .put("type", "SNS")
                    .put("topicArn", sns.orElseThrow(() -> missing("CONNECT_AWS_TOPIC_ARN")))
                    .put("authenticationMode", "IAM");
        }
        Optional<String> azure = settings.optional(Setting.CONNECT_AZURE_CONNECTION_STRING);
        if (azure.isPresent()) {
            return JsonHttp.JSON
                    .createObjectNode()
                    .put("type", "AzureServiceBus")
                    .put("connectionString", azure.get());
        }
        return JsonHttp.JSON
                .createObjectNode()
                .put("type", "GoogleCloudPubSub")
                .put(
                        "topic",
                        settings.optional(Setting.CONNECT_GCP_TOPIC_NAME)
                                .orElseThrow(() -> missing("CONNECT_GCP_TOPIC_NAME")))
                .put(
                        "projectId",
                        settings.optional(Setting.CONNECT_GCP_PROJECT_ID)
                                .orElseThrow(() -> missing("CONNECT_GCP_PROJECT_ID")));
    }

    private static IllegalStateException missing(String key) {
        return new IllegalStateException("No destination for the shop's messages: " + key
                + " is missing. Set the topic of Pub/Sub (CONNECT_GCP_TOPIC_NAME and CONNECT_GCP_PROJECT_ID), of SNS"
                + " (CONNECT_AWS_TOPIC_ARN) or a Service Bus (CONNECT_AZURE_CONNECTION_STRING)");
    }

    private Optional<JsonNode> find(String key, Deadline deadline) {
        return shop.within(deadline).find(path(key));
    }

    private static String path(String key) {
        return "/subscriptions/key=" + JsonHttp.encode(key);
    }
}
