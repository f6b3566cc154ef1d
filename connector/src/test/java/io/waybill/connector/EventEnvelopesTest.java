package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.parked.ParkedMessages.Parked;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever queue brings a message of the shop, the order is exported; and no message comes round for seven days. */
class EventEnvelopesTest {
    private static final String CONFIRM =
            "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + SnsTopic.ARN + "&Token=t";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    // ---- SNS

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void what_sns_signed_for_our_topic_is_taken_and_its_certificate_read_once(String version) {
        SnsTopic topic = topic();
        Connector.Running connector = behindSns(topic);

        for (int each = 0; each < 3; each++) {
            JsonNode message = Scene.message(scene.order("N-" + each, "Confirmed"), "OrderImported");
            assertThat(post(connector, topic.notification(message, version))).isEqualTo(201);
        }

        assertThat(scene.platform.all("orders")).hasSize(3);
        assertThat(topic.read()).containsExactly(URI.create(SnsTopic.CERTIFICATE));
    }

    @Test
    void what_somebody_else_wrote_in_the_shape_of_sns_is_turned_away() {
        SnsTopic topic = topic();
        Connector.Running connector = behindSns(topic);
        JsonNode message = Scene.message(scene.order("N-1", "Confirmed"), "OrderImported");

        ObjectNode changed = topic.notification(message, "2").put("Message", message.toString() + " ");
        ObjectNode unsigned = topic.notification(message, "2");
        unsigned.remove("Signature");
        ObjectNode version3 = topic.notification(message, "2").put("SignatureVersion", "3");
        ObjectNode otherTopic = topic.notification(message, "2").put("TopicArn", SnsTopic.ARN + "2");
        ObjectNode otherHost = topic.notification(message, "2")
                .put(
                        "SigningCertURL",
                        "https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-1.pem");
        ObjectNode otherPage = topic.notification(message, "2")
                .put("SigningCertURL", "https://sns.eu-central-1.amazonaws.com/evil.pem");
        ObjectNode otherKey = topic().notification(message, "2");

        for (ObjectNode forged : List.of(changed, unsigned, version3, otherTopic, otherHost, otherPage, otherKey)) {
            assertThat(post(connector, forged)).isEqualTo(403);
        }
        assertThat(scene.platform.all("orders")).isEmpty();
        assertThat(parked(connector)).isEmpty();
        assertThat(topic.read()).containsOnly(URI.create(SnsTopic.CERTIFICATE));
    }

    @Test
    void a_certificate_that_is_not_that_of_sns_or_ran_out_signs_nothing() {
        JsonNode message = Scene.message(scene.order("N-1", "Confirmed"), "OrderImported");
        for (SnsTopic topic : List.of(SnsTopic.of("evil.example", "-1d"), SnsTopic.of("sns.amazonaws.com", "-100d"))) {
            assertThat(post(behindSns(topic), topic.notification(message, "2"))).isEqualTo(403);
        }
        assertThat(scene.platform.all("orders")).isEmpty();
    }

    @Test
    void a_certificate_that_cannot_be_read_now_loses_no_message() {
        SnsTopic topic = topic();
        Connector.Running connector = behindSns(topic);
        ObjectNode message = topic.notification(Scene.message(scene.order("N-1", "Confirmed"), "OrderImported"), "2");
        topic.silent(true);
        assertThat(post(connector, message)).isEqualTo(503);

        topic.silent(false);
        assertThat(post(connector, message)).isEqualTo(201);
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void a_subscription_of_our_topic_is_confirmed_and_no_other_address_is_ever_called() {
        SnsTopic topic = topic();
        Connector.Running connector = behindSns(topic);

        assertThat(post(connector, topic.confirmation(SnsTopic.ARN, CONFIRM))).isEqualTo(200);
        assertThat(topic.read()).containsExactly(URI.create(SnsTopic.CERTIFICATE), URI.create(CONFIRM));

        for (String address : List.of(
                "http://169.254.169.254/latest/meta-data",
                CONFIRM.replace("https", "http"),
                CONFIRM.replace("amazonaws.com", "amazonaws.com.evil.example"),
                CONFIRM.replace("eu-central-1.amazonaws", "us-east-1.amazonaws"),
                CONFIRM.replace("amazonaws.com", "amazonaws.com:8443"),
                CONFIRM.replace(":shop", ":other"),
                "no address")) {
            assertThat(post(connector, topic.confirmation(SnsTopic.ARN, address)))
                    .as(address)
                    .isEqualTo(202);
        }
        assertThat(post(connector, topic.confirmation(SnsTopic.ARN + "2", CONFIRM)))
                .isEqualTo(403);
        assertThat(topic.read()).hasSize(2);
        assertThat(parked(connector))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.reason()).contains("confirmation"));
    }

    @Test
    void on_connect_where_the_queue_is_protected_already_an_unsigned_message_is_taken_and_a_confirmation_is_not() {
        SnsTopic topic = topic();
        Connector.Running connector = scene.connector(Map.of("SNS_SIGNATURE_REQUIRED", "false"), topic);
        ObjectNode message = topic.notification(Scene.message(scene.order("N-1", "Confirmed"), "OrderImported"), "2");
        message.remove(List.of("Signature", "SignatureVersion", "SigningCertURL"));

        assertThat(post(connector, message)).isEqualTo(201);
        assertThat(post(connector, topic.confirmation(SnsTopic.ARN, CONFIRM))).isEqualTo(403);
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    // ---- the other envelopes

    @Test
    void cloud_events_are_taken_structured_binary_and_in_batches() {
        Connector.Running connector = scene.connector();
        assertThat(post(connector, cloudEvent(scene.order("N-1", "Confirmed")))).isEqualTo(201);

        ObjectNode data = Scene.message(scene.order("N-2", "Confirmed"), "OrderImported");
        data.remove(List.of("notificationType", "type"));
        assertThat(post(
                                connector,
                                data,
                                Map.of(
                                        "ce-specversion",
                                        "1.0",
                                        "ce-type",
                                        "com.commercetools.order.message.OrderImported",
                                        "ce-id",
                                        "1",
                                        "ce-source",
                                        "/demo"))
                        .statusCode())
                .isEqualTo(201);

        JsonNode batch = JsonHttp.JSON
                .createArrayNode()
                .add(cloudEvent(scene.order("N-3", "Confirmed")))
                .add(cloudEvent(scene.order("N-4", "Confirmed")));
        assertThat(post(connector, batch)).isEqualTo(201);
        assertThat(scene.platform.all("orders")).hasSize(4);
    }

    @Test
    void one_unreadable_event_of_a_batch_is_parked_and_keeps_the_others_not_back() {
        Connector.Running connector = scene.connector();
        JsonNode batch = JsonHttp.JSON
                .createArrayNode()
                .add(JsonHttp.JSON.createObjectNode().put("specversion", "1.0").put("type", "x"))
                .add(cloudEvent(scene.order("N-1", "Confirmed")));

        assertThat(post(connector, batch)).isEqualTo(202);
        assertThat(scene.platform.all("orders")).hasSize(1);
        assertThat(parked(connector)).hasSize(1);
    }

    @Test
    void event_grid_finds_out_that_it_may_send_here() {
        Connector.Running connector = scene.connector(Map.of("EVENT_TOKEN", "t0ken"));
        HttpResponse<String> answer = Scene.send(
                "OPTIONS",
                connector.baseUri() + "/event?token=t0ken",
                "",
                Map.of("WebHook-Request-Origin", "eventgrid.azure.net"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("WebHook-Allowed-Origin")).contains("eventgrid.azure.net");
        assertThat(Scene.send("OPTIONS", connector.baseUri() + "/event", "", Map.of())
                        .statusCode())
                .isEqualTo(401);

        String validation =
                "[{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"data\":{\"validationCode\":\"abc\"}}]";
        assertThat(Scene.post(connector.baseUri() + "/event?token=t0ken", validation, Map.of())
                        .body())
                .isEqualTo("{\"validationResponse\":\"abc\"}");
    }

    // ---- size and missing payloads

    @Test
    void an_order_of_twelve_megabytes_does_not_come_round_again_and_again() {
        Connector.Running connector = scene.connector();
        ObjectNode message = Scene.message(scene.order("N-1", "Confirmed"), "OrderCreated");
        message.putObject("order").put("filler", "x".repeat(9 * 1024 * 1024));
        String data = Base64.getEncoder().encodeToString(message.toString().getBytes(StandardCharsets.UTF_8));
        String push = "{\"message\":{\"data\":\"" + data + "\"}}";
        assertThat(push.length()).isGreaterThan(12 * 1024 * 1024);

        assertThat(Scene.post(connector.baseUri() + "/event", push, Map.of()).statusCode())
                .isEqualTo(201);
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void a_message_beyond_the_limit_is_parked_once_instead_of_being_refused_for_seven_days() {
        Connector.Running connector = scene.connector(Map.of("MAX_BODY_MB", "1"));

        HttpResponse<String> answer = Scene.post(connector.baseUri() + "/event", "x".repeat(5 * 1024 * 1024), Map.of());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(parked(connector))
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("MAX_BODY_MB"));
        assertThat(Scene.post(connector.baseUri() + "/service/order/created", "x".repeat(5 * 1024 * 1024), Map.of())
                        .statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OrderCreated",
                "OrderImported",
                "OrderCreatedFromRecurringOrder",
                "OrderStateChanged",
                "OrderDeleted"
            })
    void an_order_whose_message_was_too_big_for_the_queue_is_exported_all_the_same(String type) {
        Connector.Running connector = scene.connector();
        ObjectNode typed = withoutPayload(scene.order("N-1", "Confirmed"), type);
        ObjectNode untyped = withoutPayload(scene.order("N-2", "Confirmed"), type);
        untyped.remove("type");
        ObjectNode bare = withoutPayload(scene.order("N-3", "Confirmed"), type);
        bare.remove(List.of("type", "payloadNotIncluded"));

        for (ObjectNode message : List.of(typed, untyped, bare)) {
            assertThat(scene.push(connector, message)).isEqualTo(201);
        }
        assertThat(scene.platform.all("orders")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OrderImported", "OrderCreatedFromRecurringOrder"})
    void imported_and_recurring_orders_are_exported_like_any_other(String type) {
        Connector.Running connector = scene.connector();

        assertThat(scene.push(connector, Scene.message(scene.order("N-1", "Confirmed"), type)))
                .isEqualTo(201);
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "[]",
                "null",
                "{\"message\":{\"data\":7}}",
                "{\"message\":{\"data\":\"bm8ganNvbg==\"}}",
                "{\"notificationType\":\"Message\",\"resource\":{\"typeId\":\"order\"}}"
            })
    void a_malformed_message_is_parked_with_its_outline_and_never_comes_again(String body) {
        Connector.Running connector = scene.connector();

        assertThat(Scene.post(connector.baseUri() + "/event", body, Map.of()).statusCode())
                .isEqualTo(202);
        assertThat(parked(connector))
                .singleElement()
                .satisfies(each -> assertThat(each.reason()).contains("Unreadable"));
    }

    @Test
    void a_resource_of_no_interest_is_acknowledged() {
        Connector.Running connector = scene.connector();
        ObjectNode message = Scene.message(scene.order("N-1", "Open"), "CustomerCreated");
        ((ObjectNode) message.path("resource")).put("typeId", "customer");

        assertThat(scene.push(connector, message)).isEqualTo(201);
        assertThat(parked(connector)).isEmpty();
    }

    private static ObjectNode withoutPayload(JsonNode order, String type) {
        ObjectNode message = Scene.message(order, type);
        message.putObject("payloadNotIncluded").put("reason", "too large").put("payloadType", type);
        return message;
    }

    private static ObjectNode cloudEvent(JsonNode order) {
        ObjectNode event = JsonHttp.JSON
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "1")
                .put("source", "/demo")
                .put("type", "com.commercetools.order.message.OrderImported");
        event.set("data", Scene.message(order, "OrderImported"));
        return event;
    }

    private static SnsTopic topic() {
        return SnsTopic.of("sns.amazonaws.com", "-1d");
    }

    private Connector.Running behindSns(SnsTopic topic) {
        return scene.connector(Map.of("CONNECT_AWS_TOPIC_ARN", SnsTopic.ARN), topic);
    }

    private static int post(Connector.Running connector, JsonNode body) {
        return post(connector, body, Map.of()).statusCode();
    }

    private static HttpResponse<String> post(Connector.Running connector, JsonNode body, Map<String, String> headers) {
        return Scene.post(connector.baseUri() + "/event", body.toString(), headers);
    }

    private static List<Parked> parked(Connector.Running connector) {
        return connector.connector().parked().list(Deadline.within(Duration.ofSeconds(5)));
    }
}
