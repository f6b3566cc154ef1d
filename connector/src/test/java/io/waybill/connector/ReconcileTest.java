package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.CustomObjects;
import io.waybill.connector.longrun.LongRuns;
import io.waybill.connector.longrun.Turn;
import io.waybill.connector.parked.ParkedMessages.Parked;
import io.waybill.connector.settings.ConnectorSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No outage and no lost message leaves the shop and the platform apart for good. */
class ReconcileTest {
    private static final String URL = "https://connector.example/service";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    // ---- orders and messages

    @Test
    void an_order_whose_message_never_came_is_exported_and_cancelled_all_the_same() {
        Connector.Running connector = scene.connector();
        JsonNode order = scene.order("N-1", "Confirmed");

        JsonNode first = run(connector);
        assertThat(first.path("orders").path("done").asInt()
                        + first.path("messages").path("done").asInt())
                .isEqualTo(1);
        assertThat(scene.platform.all("orders")).hasSize(1);

        scene.update(order, Scene.state("Cancelled"));
        run(connector);
        assertThat(scene.platform.all("orders").get(0).path("status").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void an_order_that_was_deleted_while_the_connector_was_away_is_cancelled_on_the_platform() {
        Connector.Running connector = scene.connector();
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderImported"));
        scene.shop.delete(
                "/orders/" + order.path("id").asText(),
                scene.order(order).path("version").asLong());

        JsonNode report = run(connector);

        assertThat(report.path("messages").path("done").asInt()).isEqualTo(1);
        assertThat(scene.platform.all("orders").get(0).path("status").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void a_run_goes_on_where_the_last_one_ended_and_writes_nothing_when_nothing_was_missed() {
        Connector.Running connector = scene.connector(Map.of("FEAT_STATUSUPDATES_ACTIVE", "false"));
        scene.push(connector, Scene.message(scene.order("N-1", "Confirmed"), "OrderImported"));

        JsonNode first = run(connector);
        assertThat(first.path("messages").path("read").asInt()).isEqualTo(1);
        assertThat(first.path("orders").path("looked").asInt()).isEqualTo(1);
        assertThat(first.path("messages").has("done")).isFalse();

        JsonNode second = run(connector);
        assertThat(second.path("messages").path("read").asInt()).isZero();
        assertThat(second.path("orders").path("looked").asInt()).isZero();
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void more_messages_than_one_page_are_all_read() {
        Connector.Running connector = scene.connector();
        for (int each = 0; each < 520; each++) {
            scene.order("N-" + each, "Open");
        }
        JsonNode last = scene.order("N-last", "Confirmed");

        JsonNode report = run(connector);

        assertThat(report.path("messages").path("read").asInt()).isEqualTo(521);
        assertThat(scene.platform.all("orders"))
                .singleElement()
                .satisfies(order -> assertThat(order.path("tenantOrderId").asText())
                        .isEqualTo(last.path("orderNumber").asText()));
    }

    @Test
    void what_is_younger_than_the_lag_is_left_to_its_own_message() {
        Connector.Running connector = scene.connector(Map.of("RECONCILE_LAG_SECONDS", "60"));
        scene.order("N-1", "Confirmed");

        JsonNode report = run(connector);

        assertThat(report.path("messages").path("read").asInt()).isZero();
        assertThat(scene.platform.all("orders")).isEmpty();
    }

    @Test
    void a_project_that_keeps_no_messages_is_named_and_its_orders_are_swept() {
        Connector.Running connector = scene.connector();
        scene.sandbox.keepMessages(false);
        scene.order("N-1", "Confirmed");

        assertThat(findings(run(connector))).contains("messages.enabled is false", "only orders are swept");
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void a_client_that_may_not_read_messages_is_named_and_its_orders_are_swept() {
        Connector.Running connector = scene.connectorBehindTheGate(Map.of());
        scene.gate.answer("GET", "/messages", 403, "{\"statusCode\":403,\"message\":\"insufficient_scope\"}", 9);
        scene.order("N-1", "Confirmed");

        assertThat(findings(run(connector))).contains("view_messages");
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void an_order_that_cannot_be_exported_now_is_kept_for_later_and_holds_no_other_up() {
        Connector.Running connector = scene.connector(Map.of("HTTP_REQUEST_TIMEOUT_MS", "300"));
        scene.order("N-1", "Confirmed");
        scene.order("N-2", "Confirmed");
        // As often as the call is repeated: the first order gets nothing else.
        scene.platform.fail("POST", "/api/orders", 503, 5);

        JsonNode first = run(connector);
        assertThat(first.path("messages").path("later").asInt()).isEqualTo(1);
        assertThat(first.path("messages").path("done").asInt()).isEqualTo(1);

        assertThat(run(connector).has("again")).isTrue();
        assertThat(scene.platform.all("orders")).hasSize(2);
        assertThat(run(connector).has("again")).isFalse();
    }

    // ---- the platform's side

    @Test
    void an_order_whose_events_never_came_shows_its_shipment_all_the_same() {
        scene.configureType();
        Connector.Running connector = scene.connector();
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderImported"));
        JsonNode platformOrder = scene.platform.all("orders").get(0);
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        JsonNode handover = scene.platform.handoverJob(platformOrder, pick, "TRACK-1");
        scene.platform.set("handoverjobs", handover, "status", "HANDED_OVER");
        scene.order("N-2", "Open");

        JsonNode report = run(connector);

        assertThat(report.path("status").path("done").asInt()).isEqualTo(1);
        assertThat(report.path("status").path("complete").asBoolean()).isTrue();
        assertThat(scene.order(order).path("shipmentState").asText()).isEqualTo("Shipped");
        assertThat(scene.order(order)
                        .path("shippingInfo")
                        .path("deliveries")
                        .path(0)
                        .path("parcels"))
                .hasSize(1);
        assertThat(run(connector).has("status")).as("not due again").isFalse();
        assertThat(Scene.json(Scene.post(connector.baseUri() + "/job/status", "", Map.of())
                                .body())
                        .path("done")
                        .asInt())
                .isZero();
    }

    // ---- instances

    @Test
    void a_run_of_another_instance_is_left_alone_and_taken_over_when_its_holder_died() {
        Connector.Running connector = scene.connector();
        scene.order("N-1", "Confirmed");
        lease(Instant.now().plusSeconds(60));
        assertThat(run(connector).path("message").asText()).contains("on its way");
        assertThat(scene.platform.all("orders")).isEmpty();

        lease(Instant.now().minusSeconds(1));
        run(connector);
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void an_instance_that_lost_its_lease_cannot_undo_the_progress_of_the_one_that_has_it() {
        CustomObjects objects = new CustomObjects(scene.shop);
        Deadline deadline = Deadline.within(Duration.ofSeconds(10));
        Instant now = Instant.now();
        Turn first = new LongRuns(objects, Clock.fixed(now, ZoneOffset.UTC))
                .take("reconcile", Duration.ZERO, deadline)
                .orElseThrow();
        assertThat(new LongRuns(objects, Clock.fixed(now.plusSeconds(300), ZoneOffset.UTC))
                        .take("reconcile", Duration.ZERO, deadline))
                .isEmpty();
        Turn second = new LongRuns(objects, Clock.fixed(now.plusSeconds(601), ZoneOffset.UTC))
                .take("reconcile", Duration.ZERO, deadline)
                .orElseThrow();
        second.advance(JsonHttp.JSON.createObjectNode().put("at", "later"), deadline);

        assertThatThrownBy(() -> first.advance(JsonHttp.JSON.createObjectNode().put("at", "earlier"), deadline))
                .isInstanceOfSatisfying(
                        CommercetoolsRejectedException.class,
                        refused -> assertThat(refused.versionConflict()).isTrue());
    }

    // ---- parked messages

    @Test
    void a_parked_order_is_tried_again_and_forgotten_once_it_works() {
        Connector.Running connector = scene.connector();
        scene.platform.fail("POST", "/api/orders", 400, 2);
        assertThat(scene.push(connector, Scene.message(scene.order("N-1", "Confirmed"), "OrderCreated")))
                .isEqualTo(202);

        run(connector);
        assertThat(parked(connector))
                .singleElement()
                .satisfies(message -> assertThat(message.attempts()).isEqualTo(2));

        assertThat(run(connector).path("parked").path("done").asInt()).isEqualTo(1);
        assertThat(parked(connector)).isEmpty();
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void a_parked_order_is_not_tried_more_often_than_its_pause_allows() {
        Connector.Running connector = scene.connector(Map.of("RETRY_PARKED_MINUTES", "60"));
        scene.platform.fail("POST", "/api/orders", 400, 1);
        scene.push(connector, Scene.message(scene.order("N-1", "Confirmed"), "OrderCreated"));

        assertThat(run(connector).path("parked").path("left").asInt()).isEqualTo(1);
        assertThat(parked(connector))
                .singleElement()
                .satisfies(message -> assertThat(message.attempts()).isEqualTo(1));
    }

    // ---- subscriptions

    @Test
    void a_subscription_that_commercetools_stopped_is_given_its_destination_again() {
        register();
        Connector.Running connector = scene.connectorBehindTheGate(withoutDestination());
        subscriptionIs("ConfigurationErrorDeliveryStopped");

        JsonNode report = run(connector);

        assertThat(report.path("healed").toString()).contains("fft-ctc-orders", "ConfigurationErrorDeliveryStopped");
        assertThat(scene.gate.count("POST", "/subscriptions/key=fft-ctc-orders"))
                .isEqualTo(1);
    }

    @Test
    void a_subscription_that_cannot_deliver_for_a_while_is_told_and_left() {
        register();
        Connector.Running connector = scene.connectorBehindTheGate(withoutDestination());
        subscriptionIs("TemporaryError");

        assertThat(findings(run(connector))).contains("fft-ctc-orders is TemporaryError");
        assertThat(scene.gate.count("POST", "/subscriptions")).isZero();
        assertThat(Scene.get(connector.baseUri() + "/metrics").body())
                .contains("waybill_connector_subscription_healthy{name=\"fft-ctc-orders\"} 0.0")
                .contains("waybill_connector_subscription_healthy{name=\"fft-ctc-channels\"} 1.0");
    }

    @Test
    void a_subscription_that_somebody_deleted_is_made_again_where_its_destination_is_known() {
        Connector.Running connector = scene.connector();
        assertThat(run(connector).path("healed").toString()).contains("fft-ctc-orders created");
        assertThat(scene.shop.find("/subscriptions/key=fft-ctc-orders")).isPresent();

        JsonNode subscription = scene.shop.get("/subscriptions/key=fft-ctc-orders");
        scene.shop.delete(
                "/subscriptions/key=fft-ctc-orders",
                subscription.path("version").asLong());
        Connector.Running job = scene.connector(withoutDestination());
        assertThat(findings(run(job))).contains("fft-ctc-orders is missing: run post-deploy");
    }

    @Test
    void the_job_renews_the_platforms_tokens_at_the_address_they_have_and_subscribes_what_is_missing() {
        register(Map.of("JWT_LIFETIME_DAYS", "10"));
        ObjectNode foreign = scene.platform.put(
                "subscriptions",
                JsonHttp.JSON
                        .createObjectNode()
                        .put("name", "other")
                        .put("event", "ORDER_CREATED")
                        .put("callbackUrl", "https://other.example/hook"));
        List<String> before = subscriptionIds();
        int events = before.size() - 1;

        JsonNode report = run(scene.connector(Map.of("JWT_LIFETIME_DAYS", "365")));

        assertThat(report.path("healed").toString()).contains("CTC_ORDER_CREATED renewed");
        assertThat(subscriptionIds())
                .hasSize(events + 1)
                .contains(foreign.path("id").asText())
                .filteredOn(before::contains)
                .hasSize(1);
        assertThat(scene.platform.all("subscriptions"))
                .filteredOn(each -> each.path("name").asText().startsWith("CTC_"))
                .allSatisfy(
                        each -> assertThat(each.path("callbackUrl").asText()).startsWith(URL + "/"));
        assertThat(run(scene.connector(Map.of("JWT_LIFETIME_DAYS", "365"))).has("healed"))
                .isFalse();
    }

    @Test
    void a_platform_that_was_never_registered_with_is_told_once() {
        assertThat(run(scene.connector()).path("findings"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.asText()).contains("run post-deploy of the service application"));
    }

    private static JsonNode run(Connector.Running connector) {
        return Scene.json(Scene.post(connector.baseUri() + "/job", "", Map.of()).body());
    }

    private static String findings(JsonNode report) {
        return report.path("findings").toString();
    }

    private void lease(Instant until) {
        ObjectNode draft =
                JsonHttp.JSON.createObjectNode().put("container", "waybill-job").put("key", "reconcile");
        draft.putObject("value").put("leasedUntil", until.toString());
        scene.shop.post("/custom-objects", draft);
    }

    private static Map<String, String> withoutDestination() {
        Map<String, String> settings = new HashMap<>();
        settings.put("CONNECT_GCP_TOPIC_NAME", "");
        settings.put("CONNECT_GCP_PROJECT_ID", "");
        return settings;
    }

    private void subscriptionIs(String status) {
        ObjectNode subscription = (ObjectNode) scene.shop.get("/subscriptions/key=fft-ctc-orders");
        scene.gate.answer(
                "GET",
                "/subscriptions/key=fft-ctc-orders",
                200,
                subscription.put("status", status).toString(),
                1);
    }

    private void register() {
        register(Map.of());
    }

    private void register(Map<String, String> more) {
        Map<String, String> settings = scene.settings();
        settings.put("CONNECT_SERVICE_URL", URL);
        settings.putAll(more);
        try (Connector connector = Connector.of(ConnectorSettings.from(settings))) {
            connector.register(EnumSet.of(Connector.Application.EVENT, Connector.Application.SERVICE));
        }
    }

    private List<String> subscriptionIds() {
        return scene.platform.all("subscriptions").stream()
                .map(each -> each.path("id").asText())
                .toList();
    }

    private static List<Parked> parked(Connector.Running connector) {
        return connector.connector().parked().list(Deadline.within(Duration.ofSeconds(5)));
    }
}
