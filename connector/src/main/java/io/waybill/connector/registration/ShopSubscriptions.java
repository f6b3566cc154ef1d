package io.waybill.connector.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.message.OrderMessages;
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
    private static final String HEALTHY = "Healthy";
    private static final String AS_IT_SHOULD_BE = " is as it should be";

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
        ObjectNode destination = destination().orElseThrow(ShopSubscriptions::noDestination);
        List<String> done = new ArrayList<>();
        for (String key : List.of(orders, channels)) {
            done.add(Conflicts.resolved(() -> align(key, destination, kind(key), interest(key), false, deadline)));
        }
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

    /** The types of order messages that are subscribed. */
    public List<String> orderMessageTypes() {
        return OrderMessages.all();
    }

    /** What is wrong with the subscriptions; empty when messages can come. */
    public List<String> problems(Deadline deadline) {
        List<String> problems = new ArrayList<>();
        for (String key : needed()) {
            String status = find(key, deadline).map(ShopSubscriptions::status).orElse("missing");
            if (!status.equals(HEALTHY)) {
                problems.add(name(key) + " is " + status);
            }
        }
        return problems;
    }

    /**
     * Puts right what it may: a subscription that is missing or differs from what the settings say, and one that
     * commercetools stopped because its destination refused. Without a configured destination, as in the job of Connect,
     * the present one is kept.
     */
    public List<SubscriptionHealth> tend(Deadline deadline) {
        return needed().stream()
                .map(key -> Conflicts.resolved(() -> tend(key, deadline)))
                .toList();
    }

    private SubscriptionHealth tend(String key, Deadline deadline) {
        Optional<JsonNode> present = find(key, deadline);
        Optional<ObjectNode> configured = destination();
        if (present.isEmpty() && configured.isEmpty()) {
            return SubscriptionHealth.bad(key, name(key) + " is missing: run post-deploy of the event application");
        }
        ObjectNode destination = configured.orElseGet(
                () -> (ObjectNode) present.orElseThrow().path("destination").deepCopy());
        boolean stopped = present.map(ShopSubscriptions::status)
                .filter(status -> status.startsWith("ConfigurationError"))
                .isPresent();
        try {
            String done = align(key, destination, kind(key), interest(key), stopped, deadline);
            String status = present.map(ShopSubscriptions::status).orElse(HEALTHY);
            if (!status.equals(HEALTHY) && !stopped) {
                return SubscriptionHealth.bad(
                        key,
                        name(key) + " is " + status + ": commercetools cannot deliver now and tries again by itself");
            }
            return done.endsWith(AS_IT_SHOULD_BE)
                    ? SubscriptionHealth.good(key)
                    : SubscriptionHealth.healed(key, stopped ? done + ", it was " + status : done);
        } catch (CommercetoolsRejectedException refused) {
            if (refused.versionConflict() || refused.accessDenied()) {
                throw refused;
            }
            return SubscriptionHealth.bad(
                    key, name(key) + " cannot send: commercetools refuses its destination (" + refused.answer() + ")");
        }
    }

    private List<String> needed() {
        List<String> needed = new ArrayList<>();
        if (settings.active(Setting.FEAT_ORDERSYNC_ACTIVE) || settings.active(Setting.FEAT_RETURNSYNC_ACTIVE)) {
            needed.add(orders);
        }
        if (settings.active(Setting.FEAT_CHANNELSYNC_ACTIVE)) {
            needed.add(channels);
        }
        return needed;
    }

    private static String status(JsonNode subscription) {
        return subscription.path("status").asText(HEALTHY);
    }

    private static String name(String key) {
        return "commercetools subscription " + key;
    }

    private String kind(String key) {
        return key.equals(orders) ? "messages" : "changes";
    }

    private ArrayNode interest(String key) {
        return key.equals(orders) ? orderMessages() : channelChanges();
    }

    /** @param again whether the destination is to be set even when it is the same, so that it is tried again */
    private String align(
            String key, ObjectNode destination, String kind, ArrayNode wanted, boolean again, Deadline deadline) {
        Optional<JsonNode> present = find(key, deadline);
        if (present.isEmpty()) {
            ObjectNode draft = JsonHttp.JSON.createObjectNode().put("key", key);
            draft.set("destination", destination);
            draft.set(kind, wanted);
            shop.within(deadline).post("/subscriptions", draft);
            return name(key) + " created";
        }
        ArrayNode actions = JsonHttp.JSON.createArrayNode();
        if (again || !sameDestination(present.get().path("destination"), destination)) {
            actions.addObject().put("action", "changeDestination").set("destination", destination);
        }
        if (!sameInterest(present.get().path(kind), wanted)) {
            actions.addObject()
                    .put("action", kind.equals("messages") ? "setMessages" : "setChanges")
                    .set(kind, wanted);
        }
        if (actions.isEmpty()) {
            return name(key) + AS_IT_SHOULD_BE;
        }
        ObjectNode update = JsonHttp.JSON
                .createObjectNode()
                .put("version", present.get().path("version").asLong());
        update.set("actions", actions);
        shop.within(deadline).post(path(key), update);
        return name(key) + " changed";
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
        OrderMessages.all().forEach(types::add);
        return messages;
    }

    private static ArrayNode channelChanges() {
        ArrayNode changes = JsonHttp.JSON.createArrayNode();
        changes.addObject().put("resourceTypeId", "channel");
        return changes;
    }

    /**
     * Where Connect wants the messages; empty when nothing of a destination is configured.
     *
     * @throws IllegalStateException when it is configured by half
     */
    private Optional<ObjectNode> destination() {
        Optional<String> sns = settings.optional(Setting.CONNECT_AWS_TOPIC_ARN);
        String named =
                settings.optional(Setting.CONNECT_SUBSCRIPTION_DESTINATION).orElse("");
        if (sns.isPresent() || named.equals("SNS")) {
            return Optional.of(JsonHttp.JSON
                    .createObjectNode()
                    .put("type", "SNS")
                    .put("topicArn", sns.orElseThrow(() -> missing("CONNECT_AWS_TOPIC_ARN")))
                    .put("authenticationMode", "IAM"));
        }
        Optional<String> azure = settings.optional(Setting.CONNECT_AZURE_CONNECTION_STRING);
        if (azure.isPresent()) {
            return Optional.of(JsonHttp.JSON
                    .createObjectNode()
                    .put("type", "AzureServiceBus")
                    .put("connectionString", azure.get()));
        }
        Optional<String> topic = settings.optional(Setting.CONNECT_GCP_TOPIC_NAME);
        Optional<String> project = settings.optional(Setting.CONNECT_GCP_PROJECT_ID);
        if (topic.isEmpty() && project.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(JsonHttp.JSON
                .createObjectNode()
                .put("type", "GoogleCloudPubSub")
                .put("topic", topic.orElseThrow(() -> missing("CONNECT_GCP_TOPIC_NAME")))
                .put("projectId", project.orElseThrow(() -> missing("CONNECT_GCP_PROJECT_ID"))));
    }

    private static IllegalStateException noDestination() {
        return missing("CONNECT_GCP_TOPIC_NAME");
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
