package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.Connector.Application;
import io.waybill.connector.settings.ConnectorSettings;
import io.waybill.connector.status.StatusEvent;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final Set<Application> BOTH = EnumSet.of(Application.EVENT, Application.SERVICE);
    private static final String URL = "https://connector.example/service";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void stock_events_are_subscribed_while_stock_sync_is_on_and_not_a_day_longer() {
        register(Map.of("FEAT_STOCKSYNC_ACTIVE", "true"));
        assertThat(scene.platform.all("subscriptions"))
                .filteredOn(each -> each.path("event").asText().equals("INVENTORY_FACILITY_STOCK_CHANGED"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("callbackUrl").asText()).endsWith("/service/stock/changed"));
        assertThat(scene.platform.all("subscriptions"))
                .extracting(each -> each.path("event").asText())
                .contains("LISTINGS_STATUS_CHANGED", "FACILITY_WENT_OFFLINE");

        register(Map.of());

        assertThat(scene.platform.all("subscriptions"))
                .extracting(each -> each.path("event").asText())
                .isNotEmpty()
                .doesNotContain("INVENTORY_FACILITY_STOCK_CHANGED");
    }

    @Test
    void a_deployment_subscribes_both_sides_and_makes_the_order_type() {
        scene.configure(
                "{\"orderCustomTypeKey\":\"fulfilment-order\",\"collectChannelReferenceFieldName\":\"pickupStore\"}");

        register(Map.of());

        JsonNode orders = scene.shop.get("/subscriptions/key=fft-ctc-orders");
        assertThat(orders.path("destination").path("topic").asText()).isEqualTo("topic");
        assertThat(orders.path("messages").path(0).path("types"))
                .extracting(JsonNode::asText)
                .contains(
                        "OrderCreated",
                        "OrderImported",
                        "OrderCreatedFromRecurringOrder",
                        "OrderStateChanged",
                        "OrderPaymentStateChanged",
                        "OrderStateTransition",
                        "OrderShippingAddressSet",
                        "OrderEditApplied",
                        "OrderDeleted",
                        "ReturnInfoAdded",
                        "ReturnInfoSet");
        assertThat(scene.shop
                        .get("/subscriptions/key=fft-ctc-channels")
                        .path("changes")
                        .path(0)
                        .path("resourceTypeId")
                        .asText())
                .isEqualTo("channel");
        assertThat(scene.shop.get("/types/key=fulfilment-order").path("fieldDefinitions"))
                .extracting(field -> field.path("name").asText())
                .contains(
                        "fft_order_id",
                        "fft_pickjob_id",
                        "fft_short_id",
                        "fft_facility_id",
                        "fft_load_units_amount",
                        "fft_handoverjob_id",
                        "fft_parcels",
                        "pickupStore");
        assertThat(scene.platform.all("subscriptions"))
                .extracting(each -> each.path("name").asText())
                .containsAll(Stream.of(StatusEvent.values())
                        .map(event -> "CTC_" + event.name())
                        .toList())
                .contains("CTC_ITEM_RETURN_JOB_CREATED", "CTC_ITEM_RETURN_JOB_UPDATED")
                .doesNotHaveDuplicates();
        assertThat(scene.platform
                        .all("subscriptions")
                        .get(0)
                        .path("callbackUrl")
                        .asText())
                .isEqualTo(URL + "/order/created");
    }

    @Test
    void a_second_deployment_changes_nothing() {
        scene.configureType();
        register(Map.of());
        List<ObjectNode> before = scene.platform.all("subscriptions");
        JsonNode orders = scene.shop.get("/subscriptions/key=fft-ctc-orders");

        register(Map.of());

        assertThat(scene.platform.all("subscriptions")).isEqualTo(before);
        assertThat(scene.shop.get("/subscriptions/key=fft-ctc-orders").path("version"))
                .isEqualTo(orders.path("version"));
    }

    @Test
    void a_new_topic_changes_the_subscription_in_place() {
        register(Map.of());
        JsonNode before = scene.shop.get("/subscriptions/key=fft-ctc-orders");

        register(Map.of("CONNECT_GCP_TOPIC_NAME", "second"));

        JsonNode after = scene.shop.get("/subscriptions/key=fft-ctc-orders");
        assertThat(after.path("id")).isEqualTo(before.path("id"));
        assertThat(after.path("destination").path("topic").asText()).isEqualTo("second");
    }

    @Test
    void an_sns_topic_is_the_destination_where_connect_runs_on_aws() {
        register(Map.of(
                "CONNECT_SUBSCRIPTION_DESTINATION", "SNS", "CONNECT_AWS_TOPIC_ARN", "arn:aws:sns:eu-central-1:1:t"));

        assertThat(scene.shop
                        .get("/subscriptions/key=fft-ctc-orders")
                        .path("destination")
                        .path("type")
                        .asText())
                .isEqualTo("SNS");
    }

    @Test
    void a_deployment_on_aws_works_although_nobody_sets_the_variables_of_the_former_contract() {
        Map<String, String> aws = settings(Map.of("CONNECT_AWS_TOPIC_ARN", "arn:aws:sns:eu-central-1:1:t"));
        aws.keySet().removeAll(List.of("CONNECT_GCP_TOPIC_NAME", "CONNECT_GCP_PROJECT_ID", "CONNECT_PROVIDER"));
        try (Connector connector = Connector.of(ConnectorSettings.from(aws))) {
            connector.register(EnumSet.of(Application.EVENT));
        }

        assertThat(scene.shop
                        .get("/subscriptions/key=fft-ctc-orders")
                        .path("destination")
                        .path("topicArn")
                        .asText())
                .isEqualTo("arn:aws:sns:eu-central-1:1:t");
    }

    @Test
    void a_destination_that_is_configured_by_half_is_named_and_nothing_is_registered() {
        Map<String, String> half = settings(Map.of("CONNECT_SUBSCRIPTION_DESTINATION", "SNS"));
        try (Connector connector = Connector.of(ConnectorSettings.from(half))) {
            assertThatThrownBy(() -> connector.register(EnumSet.of(Application.EVENT)))
                    .hasMessageContaining("CONNECT_AWS_TOPIC_ARN is missing");
        }

        assertThat(scene.shop.query("/subscriptions", 10)).isEmpty();
    }

    @Test
    void a_service_bus_is_the_destination_where_connect_names_one() {
        register(Map.of("CONNECT_AZURE_CONNECTION_STRING", "Endpoint=sb://bus.example/;SharedAccessKey=k"));

        assertThat(scene.shop
                        .get("/subscriptions/key=fft-ctc-orders")
                        .path("destination")
                        .path("type")
                        .asText())
                .isEqualTo("AzureServiceBus");
    }

    @Test
    void a_missing_destination_is_a_clear_failure() {
        Map<String, String> settings = settings(Map.of());
        settings.remove("CONNECT_GCP_TOPIC_NAME");
        try (Connector connector = Connector.of(ConnectorSettings.from(settings))) {
            assertThatThrownBy(() -> connector.register(EnumSet.of(Application.EVENT)))
                    .hasMessageContaining("CONNECT_GCP_TOPIC_NAME");
        }
    }

    @Test
    void subscriptions_of_others_stay_untouched() {
        ObjectNode foreign =
                subscription("Other system", "ORDER_CREATED", "https://other.example/hook", "x-other", "1");
        ObjectNode otherShop = subscription(
                "CTC_ORDER_CREATED", "ORDER_CREATED", URL + "/order/created", "x-ocff-subscriber", "ctc-app");
        otherShop
                .withArray("headers")
                .addObject()
                .put("key", "x-waybill-project")
                .put("value", "another-shop");
        scene.platform.put("subscriptions", otherShop);

        register(Map.of());
        try (Connector connector = Connector.of(ConnectorSettings.from(settings(Map.of())))) {
            connector.unregister(BOTH);
        }

        assertThat(scene.platform.all("subscriptions"))
                .extracting(each -> each.path("id").asText())
                .containsExactlyInAnyOrder(
                        foreign.path("id").asText(), otherShop.path("id").asText());
        assertThat(scene.shop.find("/subscriptions/key=fft-ctc-orders")).isEmpty();
    }

    @Test
    void a_subscription_of_the_earlier_connector_at_the_same_address_is_replaced() {
        ObjectNode old = subscription(
                "CTC_ORDER_CREATED", "ORDER_CREATED", URL + "/order/created", "x-ocff-subscriber", "ctc-app");

        register(Map.of());

        assertThat(scene.platform.all("subscriptions").stream()
                        .filter(each -> each.path("event").asText().equals("ORDER_CREATED")))
                .hasSize(1)
                .noneMatch(each -> each.path("id").equals(old.path("id")));
    }

    @Test
    void a_changed_key_renews_every_subscription() {
        register(Map.of());
        List<String> before = ids();

        register(Map.of("JWT_SECRET", "ffffffffffffffffffffffffffffffff"));

        assertThat(ids()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    }

    @Test
    void a_token_near_its_end_is_renewed_by_the_next_deployment() {
        register(Map.of("JWT_LIFETIME_DAYS", "10"));
        List<String> before = ids();

        register(Map.of("JWT_LIFETIME_DAYS", "365"));

        assertThat(ids()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    }

    @Test
    void the_order_type_is_completed_at_deployment_and_stays_as_it_is_however_many_events_come() {
        scene.configure(
                "{\"orderCustomTypeKey\":\"fulfilment-order\",\"collectChannelReferenceFieldName\":\"pickup\"}");
        register(Map.of());
        register(Map.of());
        JsonNode type = scene.shop.get("/types/key=fulfilment-order");
        assertThat(type.path("fieldDefinitions"))
                .extracting(field -> field.path("name").asText())
                .contains("fft_order_id", "fft_cancel_rejected", "pickup")
                .doesNotHaveDuplicates();

        Connector.Running connector = scene.connectorBehindTheGate(Map.of());
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        for (int i = 0; i < 5; i++) {
            assertThat(scene.event(
                            connector,
                            "/order/created",
                            "ORDER_CREATED",
                            scene.platform.all("orders").get(0)))
                    .isEqualTo(201);
        }

        assertThat(scene.shop.get("/types/key=fulfilment-order").path("version"))
                .isEqualTo(type.path("version"));
        assertThat(scene.gate.count("GET", "/types/key=fulfilment-order")).isEqualTo(1);
        assertThat(scene.gate.count("POST", "/types")).isZero();
    }

    @Test
    void own_subscriptions_behind_many_foreign_ones_are_found() {
        for (int i = 0; i < 120; i++) {
            subscription("n" + i, "EVENT_" + i, "https://other.example/" + i, "x-other", "1");
        }
        register(Map.of());
        int all = scene.platform.all("subscriptions").size();
        assertThat(all).isGreaterThan(120);

        register(Map.of());

        assertThat(scene.platform.all("subscriptions")).hasSize(all);
    }

    @Test
    void a_platform_with_all_five_places_of_an_event_taken_by_others_is_a_clear_failure() {
        for (int i = 0; i < 5; i++) {
            subscription("n" + i, "ORDER_CREATED", "https://other.example/" + i, "x-other", "1");
        }

        assertThatThrownBy(() -> register(Map.of())).hasMessageContaining("five subscriptions per event");
        assertThat(scene.platform.all("subscriptions")).hasSize(5);
    }

    @Test
    void the_status_tells_what_is_missing_until_it_is_there() {
        Connector.Running connector = scene.connector(Map.of("CONNECT_SERVICE_URL", URL));
        assertThat(Scene.get(connector.baseUri() + "/status").body())
                .contains("DEGRADED", "fft-ctc-orders is missing", "no subscription of ORDER_CREATED");

        scene.configureType();
        register(Map.of());
        Connector.Running registered = scene.connector(Map.of("CONNECT_SERVICE_URL", URL));

        JsonNode status =
                Scene.json(Scene.get(registered.baseUri() + "/event/status").body());
        assertThat(status.path("status").asText()).isEqualTo("UP");
    }

    @Test
    void wrong_credentials_are_down_while_the_process_is_alive() {
        Connector.Running connector = scene.connector(Map.of("CTP_CLIENT_SECRET", "wrong"));

        assertThat(Scene.get(connector.baseUri() + "/service/status").statusCode())
                .isEqualTo(503);
        assertThat(Scene.get(connector.baseUri() + "/service/status").body())
                .contains("access denied")
                .doesNotContain(String.valueOf(scene.sandbox.baseUri().getPort()));
        assertThat(Scene.get(connector.baseUri() + "/service/live").statusCode())
                .isEqualTo(200);
    }

    @Test
    void metrics_count_what_came_of_the_messages() {
        Connector.Running connector = scene.connector();
        scene.push(connector, Scene.message(scene.order("N-1", "Confirmed"), "OrderCreated"));

        assertThat(Scene.get(connector.baseUri() + "/metrics").body())
                .contains("waybill_connector_messages_total{origin=\"shop\",outcome=\"done\"} 1.0");
    }

    @Test
    void unknown_paths_and_methods_have_clear_answers() {
        Connector.Running connector = scene.connector();

        assertThat(Scene.get(connector.baseUri() + "/nothing").body()).isEqualTo("{\"message\":\"Path not found.\"}");
        assertThat(Scene.get(connector.baseUri() + "/event").statusCode()).isEqualTo(405);
        assertThat(Scene.get(connector.baseUri() + "/parked").statusCode()).isEqualTo(401);
    }

    private void register(Map<String, String> more) {
        try (Connector connector = Connector.of(ConnectorSettings.from(settings(more)))) {
            connector.register(BOTH);
        }
    }

    private Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(scene.settings());
        settings.put("CONNECT_SERVICE_URL", URL);
        settings.putAll(more);
        return settings;
    }

    private List<String> ids() {
        return scene.platform.all("subscriptions").stream()
                .map(each -> each.path("id").asText())
                .toList();
    }

    private ObjectNode subscription(String name, String event, String url, String header, String value) {
        ObjectNode subscription = JsonHttp.JSON
                .createObjectNode()
                .put("name", name)
                .put("event", event)
                .put("callbackUrl", url);
        subscription.putArray("headers").addObject().put("key", header).put("value", value);
        return scene.platform.put("subscriptions", subscription);
    }
}
