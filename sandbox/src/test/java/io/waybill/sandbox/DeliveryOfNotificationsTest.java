package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.sandbox.delivery.DeliverySettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryOfNotificationsTest extends SandboxTest {

    private String topic;

    @BeforeEach
    void fastRetries() {
        topic = unique("topic");
        sandbox.deliver(DeliverySettings.defaults().withRetries(Duration.ofMillis(20), Duration.ofMillis(100)));
    }

    private Api.Answer subscribe(String more) {
        return api.post("subscriptions", """
                {'key': 'connector', 'destination': {'type': 'GoogleCloudPubSub', 'projectId': 'p', 'topic': '%s'}%s}""".formatted(topic, more));
    }

    private static final String ORDERS = ", 'messages': [{'resourceTypeId': 'order', 'types': []}]";

    @Test
    void a_new_subscription_sends_a_test_notification_in_push_form() throws Exception {
        try (Endpoint endpoint = new Endpoint(n -> 204)) {
            sandbox.pushTo(topic, endpoint.uri());
            String id = subscribe(ORDERS).expect(201).id();

            Endpoint.await(() -> endpoint.envelopes().size() == 1);

            JsonNode envelope = endpoint.envelopes().getFirst();
            assertThat(envelope.at("/message/messageId").asText()).isNotEmpty();
            assertThat(envelope.at("/message/publishTime").asText()).isNotEmpty();
            assertThat(envelope.path("subscription").asText()).endsWith(topic);
            JsonNode payload = endpoint.payloads().getFirst();
            assertThat(payload.path("notificationType").asText()).isEqualTo("ResourceCreated");
            assertThat(payload.at("/resource/typeId").asText()).isEqualTo("subscription");
            assertThat(payload.at("/resource/id").asText()).isEqualTo(id);
            Endpoint.await(() -> sandbox.undelivered().isEmpty());
        }
    }

    @Test
    void order_messages_arrive_with_their_fields_and_only_of_the_types_asked_for() throws Exception {
        try (Endpoint endpoint = new Endpoint(n -> 200)) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(", 'messages': [{'resourceTypeId': 'order', 'types': ['OrderStateChanged']}]")
                    .expect(201);
            api.importOrder("A-1");
            api.update("orders/order-number=A-1", "{'action': 'changeOrderState', 'orderState': 'Confirmed'}");

            Endpoint.await(() -> endpoint.envelopes().size() == 2);

            JsonNode message = endpoint.payloads().stream()
                    .filter(payload -> payload.path("notificationType").asText().equals("Message"))
                    .findFirst()
                    .orElseThrow();
            assertThat(message.path("type").asText()).isEqualTo("OrderStateChanged");
            assertThat(message.path("orderState").asText()).isEqualTo("Confirmed");
            assertThat(message.path("sequenceNumber").asLong()).isEqualTo(2);
            assertThat(message.path("resourceVersion").asLong()).isEqualTo(2);
            assertThat(message.path("projectKey").asText()).isEqualTo("demo");
            assertThat(message.at("/resourceUserProvidedIdentifiers/orderNumber")
                            .asText())
                    .isEqualTo("A-1");
        }
    }

    @Test
    void channels_are_told_as_changes() throws Exception {
        try (Endpoint endpoint = new Endpoint(n -> 202)) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(", 'changes': [{'resourceTypeId': 'channel'}]").expect(201);
            api.post("channels", "{'key': 'cologne'}").expect(201);
            api.update("channels/key=cologne", "{'action': 'changeName', 'name': {'de': 'Köln'}}")
                    .expect(200);
            api.delete("channels/key=cologne?version=2").expect(200);

            Endpoint.await(() -> endpoint.envelopes().size() == 4);

            assertThat(endpoint.types())
                    .containsExactlyInAnyOrder(
                            "ResourceCreated", "ResourceCreated", "ResourceUpdated", "ResourceDeleted");
            JsonNode updated = endpoint.payloads().stream()
                    .filter(p -> p.path("notificationType").asText().equals("ResourceUpdated"))
                    .findFirst()
                    .orElseThrow();
            assertThat(updated.path("oldVersion").asLong()).isEqualTo(1);
            assertThat(updated.path("version").asLong()).isEqualTo(2);
        }
    }

    @Test
    void what_is_not_acknowledged_comes_again_until_it_is() throws Exception {
        try (Endpoint endpoint = new Endpoint(n -> n < 4 ? 500 : 200)) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(ORDERS).expect(201);

            Endpoint.await(() -> sandbox.undelivered().isEmpty());

            assertThat(endpoint.envelopes()).hasSize(4);
            assertThat(endpoint.envelopes())
                    .allMatch(e -> e.equals(endpoint.envelopes().getFirst()));
        }
    }

    @Test
    void a_redirect_is_no_acknowledgement() throws Exception {
        try (Endpoint endpoint = new Endpoint(n -> n < 3 ? 302 : 201)) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(ORDERS).expect(201);

            Endpoint.await(() -> sandbox.undelivered().isEmpty());

            assertThat(endpoint.envelopes()).hasSize(3);
        }
    }

    @Test
    void an_endpoint_that_takes_too_long_has_not_acknowledged() throws Exception {
        sandbox.deliver(sandbox.configuration()
                .delivery()
                .withRetries(Duration.ofMillis(20), Duration.ofMillis(50))
                .withAckTimeout(Duration.ofMillis(150)));
        try (Endpoint endpoint = new Endpoint(n -> {
            if (n == 1) {
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofMillis(600).toNanos());
            }
            return 200;
        })) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(ORDERS).expect(201);

            Endpoint.await(() -> sandbox.undelivered().isEmpty());

            assertThat(endpoint.envelopes()).hasSize(2);
        }
    }

    @Test
    void notifications_wait_for_an_endpoint_and_are_listed_until_then() throws Exception {
        subscribe(ORDERS).expect(201);
        api.importOrder("A-1");
        Endpoint.await(() -> sandbox.undelivered().size() == 2);
        assertThat(Api.admin(sandbox, "GET", "undelivered", null).body().findValuesAsText("subject"))
                .anyMatch(subject -> subject.startsWith("OrderImported order "));

        try (Endpoint endpoint = new Endpoint(n -> 200)) {
            Api.admin(sandbox, "PUT", "push-endpoints/" + topic, "{'uri': '" + endpoint.uri() + "'}")
                    .expect(204);

            Endpoint.await(() -> sandbox.undelivered().isEmpty());
            assertThat(endpoint.types()).containsExactlyInAnyOrder("ResourceCreated", "OrderImported");
        }
    }

    @Test
    void everything_is_duplicated_on_demand_with_the_same_message_id() throws Exception {
        sandbox.deliver(DeliverySettings.defaults().withDisorder(1, 0, Duration.ZERO, 7));
        try (Endpoint endpoint = new Endpoint(n -> 200)) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(ORDERS).expect(201);

            Endpoint.await(() -> endpoint.envelopes().size() == 2);

            assertThat(endpoint.envelopes().get(0))
                    .isEqualTo(endpoint.envelopes().get(1));
        }
    }

    @Test
    void the_order_is_mixed_on_demand() throws Exception {
        try (Endpoint endpoint = new Endpoint(n -> 200)) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(ORDERS).expect(201);
            Endpoint.await(() -> endpoint.envelopes().size() == 1);
            sandbox.deliver(DeliverySettings.defaults().withDisorder(0, 0.5, Duration.ofMillis(400), 7));
            for (int i = 0; i < 20; i++) {
                api.importOrder("A-" + i);
            }

            Endpoint.await(() -> endpoint.envelopes().size() == 21);

            List<String> numbers = endpoint.payloads().stream()
                    .skip(1)
                    .map(payload -> payload.at("/order/orderNumber").asText())
                    .toList();
            assertThat(numbers).doesNotHaveDuplicates().hasSize(20);
            assertThat(numbers)
                    .isNotEqualTo(java.util.stream.IntStream.range(0, 20)
                            .mapToObj(i -> "A-" + i)
                            .toList());
        }
    }

    @Test
    void a_message_above_the_limit_comes_without_its_fields() throws Exception {
        sandbox.deliver(DeliverySettings.defaults().withPayloadLimit(800));
        try (Endpoint endpoint = new Endpoint(n -> 200)) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(ORDERS).expect(201);
            api.importOrder("A-1");
            Endpoint.await(() -> endpoint.envelopes().size() == 2);

            JsonNode message = endpoint.payloads().stream()
                    .filter(p -> p.path("notificationType").asText().equals("Message"))
                    .findFirst()
                    .orElseThrow();

            assertThat(message.has("order")).isFalse();
            assertThat(message.has("type")).isFalse();
            assertThat(message.at("/payloadNotIncluded/payloadType").asText()).isEqualTo("OrderImported");
            assertThat(message.at("/resource/typeId").asText()).isEqualTo("order");
        }
    }

    @Test
    void a_new_destination_is_tried_and_a_deleted_subscription_is_silent() throws Exception {
        try (Endpoint endpoint = new Endpoint(n -> 200)) {
            String other = unique("topic");
            sandbox.pushTo(other, endpoint.uri());
            subscribe(ORDERS).expect(201);

            api.update(
                            "subscriptions/key=connector",
                            "{'action': 'changeDestination', 'destination': {'type': 'GoogleCloudPubSub', 'projectId': 'p', 'topic': '%s'}}"
                                    .formatted(other))
                    .expect(200);
            Endpoint.await(() -> endpoint.envelopes().size() == 1);
            api.delete("subscriptions/key=connector?version=2").expect(200);
            api.importOrder("A-1");

            Endpoint.await(() -> sandbox.undelivered().isEmpty());
            assertThat(endpoint.types()).containsExactly("ResourceCreated");
        }
    }

    @Test
    void a_subscription_to_an_unknown_message_type_is_refused() {
        Api.Answer answer = subscribe(", 'messages': [{'resourceTypeId': 'order', 'types': ['OrderShipped']}]")
                .expect(400);

        assertThat(answer.body().toString()).contains("OrderShipped");
    }

    @Test
    void cloud_events_carry_the_payload_as_data() throws Exception {
        try (Endpoint endpoint = new Endpoint(n -> 200)) {
            sandbox.pushTo(topic, endpoint.uri());
            subscribe(ORDERS + ", 'format': {'type': 'CloudEvents', 'cloudEventsVersion': '1.0'}")
                    .expect(201);
            api.importOrder("A-1");
            Endpoint.await(() -> endpoint.envelopes().size() == 2);

            JsonNode event = endpoint.payloads().stream()
                    .filter(p -> p.path("type").asText().endsWith("OrderImported"))
                    .findFirst()
                    .orElseThrow();

            assertThat(event.path("type").asText()).isEqualTo("com.commercetools.order.message.OrderImported");
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("sequence").asText()).isEqualTo("1");
            assertThat(event.at("/data/order/orderNumber").asText()).isEqualTo("A-1");
        }
    }
}
