package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrderExportTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_confirmed_order_is_created_on_the_platform_for_every_message_that_may_announce_it() {
        int number = 0;
        for (String type :
                List.of("OrderCreated", "OrderImported", "OrderCreatedFromRecurringOrder", "OrderStateChanged")) {
            JsonNode order = scene.order("N-" + number++, "Confirmed");

            assertThat(scene.push(connector, Scene.message(order, type))).isEqualTo(201);

            assertThat(platformOrders(order)).as(type).hasSize(1);
        }
    }

    @Test
    void an_open_order_waits_until_it_is_confirmed() {
        JsonNode order = scene.order("N-1", "Open");
        assertThat(scene.push(connector, Scene.message(order, "OrderCreated"))).isEqualTo(201);
        assertThat(platformOrders(order)).isEmpty();

        scene.update(order, Scene.state("Confirmed"));
        scene.push(connector, Scene.message(order, "OrderStateChanged"));

        assertThat(platformOrders(order)).hasSize(1);
    }

    @Test
    void a_repeated_message_creates_nothing_twice() {
        JsonNode order = scene.order("N-1", "Confirmed");
        for (int i = 0; i < 5; i++) {
            assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                    .isEqualTo(201);
        }

        assertThat(platformOrders(order)).hasSize(1);
    }

    @Test
    void two_instances_that_race_create_an_order_once() throws Exception {
        Connector.Running other = scene.connector();
        for (int round = 0; round < 5; round++) {
            JsonNode order = scene.order("N-" + round, "Confirmed");
            List<Callable<Integer>> pushes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                pushes.add(() -> scene.push(connector, Scene.message(order, "OrderCreated")));
                pushes.add(() -> scene.push(other, Scene.message(order, "OrderStateChanged")));
            }
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Integer> push : threads.invokeAll(pushes)) {
                    assertThat(push.get()).isIn(201, 503);
                }
            }

            assertThat(platformOrders(order)).hasSize(1);
        }
    }

    @Test
    void a_lost_lease_of_a_dead_instance_does_not_keep_the_order_back_for_ever() {
        JsonNode order = scene.order("N-1", "Confirmed");
        ObjectNode abandoned = JsonHttp.JSON.createObjectNode().put("container", "waybill-orders");
        abandoned.put("key", order.path("id").asText());
        abandoned.putObject("value").put("holder", "dead").put("leasedUntil", "2020-01-01T00:00:00Z");
        scene.shop.post("/custom-objects", abandoned);

        assertThat(scene.push(connector, Scene.message(order, "OrderCreated"))).isEqualTo(201);

        assertThat(platformOrders(order)).hasSize(1);
    }

    @Test
    void a_lease_that_another_instance_holds_is_respected() {
        JsonNode order = scene.order("N-1", "Confirmed");
        ObjectNode held = JsonHttp.JSON.createObjectNode().put("container", "waybill-orders");
        held.put("key", order.path("id").asText());
        held.putObject("value").put("holder", "other").put("leasedUntil", "2099-01-01T00:00:00Z");
        scene.shop.post("/custom-objects", held);

        assertThat(scene.push(connector, Scene.message(order, "OrderCreated"))).isEqualTo(503);

        assertThat(platformOrders(order)).isEmpty();
    }

    @Test
    void a_number_that_is_given_after_the_export_leads_to_no_second_order() {
        JsonNode order = scene.order(null, "Confirmed", "");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        scene.shop.delete("/custom-objects/waybill-orders/" + order.path("id").asText(), 2);
        scene.update(order, "{\"action\":\"setOrderNumber\",\"orderNumber\":\"LATE-1\"}");

        scene.push(connector, Scene.message(scene.order(order), "OrderStateChanged"));
        assertThat(platformOrders(order)).hasSize(1);

        scene.update(order, Scene.state("Cancelled"));
        scene.push(connector, Scene.message(scene.order(order), "OrderStateChanged"));
        assertThat(platformOrders(order))
                .extracting(each -> each.path("status").asText())
                .containsExactly("CANCELLED");
    }

    @Test
    void an_order_is_created_after_the_platform_was_away() {
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.platform.fail("POST", "/api/orders", 503, 100);
        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(503);
        assertThat(parked()).isEmpty();

        scene.platform.heal();
        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(201);

        assertThat(platformOrders(order)).hasSize(1);
    }

    @Test
    void an_order_is_not_created_while_it_is_unknown_whether_it_exists() {
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.platform.fail("GET", "/api/orders", 503, 100);

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(503);

        assertThat(platformOrders(order)).isEmpty();
    }

    @Test
    void an_order_whose_creation_was_never_answered_is_found_and_not_created_again() {
        for (int status : List.of(500, 503)) {
            JsonNode order = scene.order("N-" + status, "Confirmed");
            scene.platform.loseAnswer("POST", "/api/orders", status);

            int first = scene.push(connector, Scene.message(order, "OrderStateChanged"));
            int second = scene.push(connector, Scene.message(order, "OrderStateChanged"));

            assertThat(first).isIn(201, 503);
            assertThat(second).isEqualTo(201);
            assertThat(platformOrders(order)).as("after " + status).hasSize(1);
        }
    }

    @Test
    void an_order_that_a_person_keyed_in_under_the_same_number_is_neither_taken_for_the_shops_nor_cancelled() {
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.platform.put(
                "orders",
                JsonHttp.JSON.createObjectNode().put("tenantOrderId", "N-1").put("status", "OPEN"));

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(202);
        assertThat(parked().get(0).path("reason").asText()).contains("taken by an open order");

        scene.update(order, Scene.state("Cancelled"));
        scene.push(connector, Scene.message(order, "OrderStateChanged"));
        assertThat(scene.platform.all("orders"))
                .extracting(each -> each.path("status").asText())
                .containsExactly("OPEN");
    }

    @Test
    void a_store_that_cannot_be_read_now_is_asked_again_later_and_nothing_is_parked() {
        JsonNode order = scene.order("N-1", "Confirmed");
        ShopGate gate = scene.gate;
        Connector.Running behind = scene.connectorBehindTheGate(Map.of());
        String withStore = scene.order(order)
                .deepCopy()
                .toString()
                .replaceFirst("\\{", "{\"store\":{\"typeId\":\"store\",\"key\":\"s\"},");
        gate.answer("GET", "/orders/", 200, withStore, 10);
        gate.answer("GET", "/stores/", 503, "{}", 100);

        assertThat(scene.push(behind, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(503);

        assertThat(gate.count("GET", "/stores/")).isPositive();
        assertThat(parked()).isEmpty();
        assertThat(platformOrders(order)).isEmpty();
    }

    @Test
    void a_shop_or_platform_that_never_answers_is_given_up_before_the_queue_gives_up() throws Exception {
        JsonNode order = scene.order("N-1", "Confirmed");
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String nobody = "http://127.0.0.1:" + silent.getLocalPort();
            for (String host : List.of("CTP_API_URL", "FFT_API_URL")) {
                Connector.Running waiting = scene.connector(Map.of(host, nobody, "EVENT_BUDGET_MS", "1500"));
                long begin = System.nanoTime();

                assertThat(scene.push(waiting, Scene.message(order, "OrderStateChanged")))
                        .as(host)
                        .isEqualTo(503);

                assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(host).isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    @Test
    void a_shop_that_is_away_is_asked_again_later() {
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.sandbox.fail("GET", "/orders", 503, 100);

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(503);
    }

    @Test
    void a_message_whose_payload_was_too_big_is_as_good_as_any() {
        for (boolean typed : List.of(true, false)) {
            JsonNode order = scene.order("N-" + typed, "Confirmed");
            ObjectNode message = Scene.message(order, "OrderCreated");
            if (!typed) {
                message.remove("type");
            }
            message.putObject("payloadNotIncluded").put("reason", "too big").put("payloadType", "OrderCreated");

            assertThat(scene.push(connector, message)).isEqualTo(201);

            assertThat(platformOrders(order)).as("with its type: " + typed).hasSize(1);
        }
    }

    @Test
    void a_message_of_twelve_megabytes_is_taken() {
        JsonNode order = scene.order("N-1", "Confirmed");
        ObjectNode message = Scene.message(order, "OrderCreated");
        message.put("filler", "x".repeat(9 * 1024 * 1024));

        assertThat(scene.push(connector, message)).isEqualTo(201);

        assertThat(platformOrders(order)).hasSize(1);
    }

    @Test
    void a_refused_order_is_parked_with_the_reason_and_replayed_when_it_can_work() {
        scene.configure("{\"shippingMethodMapping\":{\"Standard\":{\"serviceType\":\"CLICK_AND_COLLECT\"}}}");
        JsonNode order = scene.order("N-1", "Confirmed");
        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(202);
        assertThat(parked()).hasSize(1);
        assertThat(parked().get(0).path("reason").asText()).contains("AMBIGUOUS");

        scene.configure("{\"shippingMethodMapping\":{\"Standard\":{\"serviceType\":\"SHIPPING\"}}}");
        JsonNode result = Scene.json(protectedCall("POST", "/parked/replay"));

        assertThat(result.path("replayed").path(0).path("outcome").asText()).isEqualTo("done");
        assertThat(parked()).isEmpty();
        assertThat(platformOrders(order)).hasSize(1);
    }

    @Test
    void what_the_platform_calls_invalid_is_parked_and_acknowledged() {
        scene.platform.fail("POST", "/api/orders", 400, 1);
        JsonNode order = scene.order("N-1", "Confirmed");

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(202);

        assertThat(parked().get(0).path("reason").asText()).contains("ordered fault");
        assertThat(parked().get(0).path("content").toString()).doesNotContain("jane");
    }

    @Test
    void a_token_the_platform_forgot_is_replaced_without_losing_the_order() {
        scene.push(connector, Scene.message(scene.order("N-0", "Confirmed"), "OrderCreated"));
        scene.platform.forgetTokens();
        scene.sandbox.revokeTokens();
        JsonNode order = scene.order("N-1", "Confirmed");

        assertThat(scene.push(connector, Scene.message(order, "OrderCreated"))).isEqualTo(201);

        assertThat(platformOrders(order)).hasSize(1);
    }

    @Test
    void a_cancelled_order_is_cancelled_on_the_platform() {
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        scene.update(order, Scene.state("Cancelled"));

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(201);

        assertThat(platformOrders(order))
                .extracting(each -> each.path("status").asText())
                .containsExactly("CANCELLED");
    }

    @Test
    void a_late_confirmation_does_not_bring_a_cancelled_order_back() {
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.update(order, Scene.state("Cancelled"));

        scene.push(connector, Scene.message(order, "OrderStateChanged"));

        assertThat(platformOrders(order)).isEmpty();
    }

    @Test
    void a_deleted_order_is_cancelled_on_the_platform() {
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        scene.shop.delete(
                "/orders/" + order.path("id").asText(),
                scene.order(order).path("version").asLong());

        assertThat(scene.push(connector, Scene.message(order, "OrderDeleted"))).isEqualTo(201);

        assertThat(platformOrders(order))
                .extracting(each -> each.path("status").asText())
                .containsExactly("CANCELLED");
    }

    @Test
    void a_cancellation_that_the_platform_refuses_is_parked_where_a_person_sees_it() {
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        scene.platform.refuseCancel();
        scene.update(order, Scene.state("Cancelled"));

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(202);

        assertThat(parked().get(0).path("reason").asText()).contains("picked already");
    }

    @Test
    void nothing_happens_while_order_sync_is_off() {
        Connector.Running off = scene.connector(Map.of("FEAT_ORDERSYNC_ACTIVE", "false"));
        JsonNode order = scene.order("N-1", "Confirmed");

        assertThat(scene.push(off, Scene.message(order, "OrderCreated"))).isEqualTo(201);

        assertThat(platformOrders(order)).isEmpty();
    }

    @Test
    void messages_of_no_interest_and_test_notifications_are_acknowledged() {
        JsonNode order = scene.order("N-1", "Confirmed");
        ObjectNode test = JsonHttp.JSON.createObjectNode().put("notificationType", "ResourceCreated");
        test.putObject("resource").put("typeId", "subscription").put("id", "s");
        ObjectNode product = JsonHttp.JSON
                .createObjectNode()
                .put("notificationType", "Message")
                .put("type", "ProductCreated");
        product.putObject("resource").put("typeId", "product").put("id", "p");

        assertThat(scene.push(connector, Scene.message(order, "OrderShipmentStateChanged")))
                .isEqualTo(201);
        assertThat(scene.push(connector, test)).isEqualTo(201);
        assertThat(scene.push(connector, product)).isEqualTo(201);
        assertThat(platformOrders(order)).isEmpty();
        assertThat(parked()).isEmpty();
    }

    @Test
    void an_unreadable_message_is_acknowledged_and_parked_without_its_values() {
        assertThat(Scene.post(
                                connector.baseUri() + "/event",
                                "{\"message\":{\"body\":{\"customerEmail\":\"jane@example.com\"}}}",
                                Map.of())
                        .statusCode())
                .isEqualTo(202);

        assertThat(parked()).hasSize(1);
        assertThat(parked().get(0).path("content").path("outline").asText())
                .isEqualTo("{message{body{customerEmail}}}");
        assertThat(parked().get(0).toString()).doesNotContain("jane");
    }

    @Test
    void an_event_token_keeps_strangers_out_where_it_is_set() {
        Connector.Running guarded = scene.connector(Map.of("EVENT_TOKEN", "let-me-in"));
        String message =
                Scene.message(scene.order("N-1", "Open"), "OrderCreated").toString();

        assertThat(Scene.post(guarded.baseUri() + "/event", message, Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(Scene.post(guarded.baseUri() + "/event?token=wrong", message, Map.of())
                        .statusCode())
                .isEqualTo(401);
        assertThat(Scene.post(guarded.baseUri() + "/event?token=let-me-in", message, Map.of())
                        .statusCode())
                .isEqualTo(201);
        assertThat(Scene.post(guarded.baseUri() + "/event", message, Map.of("Authorization", "Bearer let-me-in"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void strangers_cannot_start_the_job_where_a_token_is_set() {
        Connector.Running guarded = scene.connector(Map.of("EVENT_TOKEN", "let-me-in"));

        for (String path : List.of("/job", "/job/channels")) {
            assertThat(Scene.post(guarded.baseUri() + path, "", Map.of()).statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(Scene.post(guarded.baseUri() + path, "", Map.of("Authorization", "Bearer let-me-in"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    private List<ObjectNode> platformOrders(JsonNode order) {
        return scene.platform.all("orders").stream()
                .filter(each ->
                        each.path("customAttributes").path("commercetoolsId").equals(order.path("id")))
                .toList();
    }

    private List<JsonNode> parked() {
        List<JsonNode> parked = new ArrayList<>();
        Scene.json(protectedCall("GET", "/parked")).path("parked").forEach(parked::add);
        return parked;
    }

    private String protectedCall(String method, String path) {
        return Scene.send(
                        method,
                        connector.baseUri() + path,
                        "",
                        Map.of(
                                "Authorization",
                                "Bearer " + connector.connector().token(Duration.ofMinutes(1))))
                .body();
    }
}
