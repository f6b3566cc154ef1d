package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.status.StatusEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FulfilmentStatusTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();
    private JsonNode order = JsonHttp.JSON.createObjectNode();
    private JsonNode platformOrder = JsonHttp.JSON.createObjectNode();

    @BeforeEach
    void an_exported_order() {
        scene.configureType();
        order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        platformOrder = scene.platform.all("orders").get(0);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void the_whole_way_of_an_order_shows_on_it() {
        assertThat(created()).isEqualTo(201);
        assertThat(text("fft_order_id")).isEqualTo(platformOrder.path("id").asText());

        JsonNode pick = scene.platform.pickJob(platformOrder, "AB1", 3);
        assertThat(picking("created", "PICK_JOB_CREATED", pick)).isEqualTo(201);
        assertThat(text("fft_pickjob_id")).isEqualTo(pick.path("id").asText());
        assertThat(text("fft_short_id")).isEqualTo("AB1");
        assertThat(text("fft_facility_id")).isEqualTo("facility-AB1");

        loadUnit(pick);
        loadUnit(pick);
        assertThat(picking("finished", "PICK_JOB_PICKING_FINISHED", pick)).isEqualTo(201);
        assertThat(scene.field(order, "fft_load_units_amount").asInt()).isEqualTo(2);

        JsonNode handover = scene.platform.handoverJob(platformOrder, pick, "TRACK-1");
        assertThat(handover("created", "HANDOVERJOB_CREATED", handover)).isEqualTo(201);
        assertThat(text("fft_handoverjob_id")).isEqualTo(handover.path("id").asText());
        JsonNode parcel = Scene.json(text("fft_parcels")).path(0);
        assertThat(parcel.path("tracking_number").asText()).isEqualTo("TRACK-1");
        assertThat(parcel.path("tracking_url").asText()).isEqualTo("https://track.example/TRACK-1");
        assertThat(shipmentState()).isEqualTo("Ready");
        assertThat(deliveries()).isEmpty();

        JsonNode gone = handOver(handover);
        assertThat(handover("handedover", "HANDOVERJOB_HANDED_OVER", gone)).isEqualTo(201);
        assertThat(shipmentState()).isEqualTo("Shipped");
        JsonNode delivery = deliveries().path(0);
        assertThat(delivery.path("key").asText()).isEqualTo(handover.path("id").asText());
        assertThat(delivery.path("items").path(0).path("quantity").asInt()).isEqualTo(3);
        assertThat(delivery.path("parcels")
                        .path(0)
                        .path("trackingData")
                        .path("trackingId")
                        .asText())
                .isEqualTo("TRACK-1");
    }

    @Test
    void an_order_is_never_shipped_before_its_delivery_is_there() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "AB1", 3);
        JsonNode handover = handOver(scene.platform.handoverJob(platformOrder, pick, "TRACK-1"));

        handover("handedover", "HANDOVERJOB_HANDED_OVER", handover);

        List<JsonNode> told = new ArrayList<>();
        scene.shop.get("/messages?limit=500").path("results").forEach(message -> {
            if (message.path("resource")
                    .path("id")
                    .asText()
                    .equals(order.path("id").asText())) {
                told.add(message);
            }
        });
        long delivered = resourceVersion(told, "DeliveryAdded");
        long shipped = resourceVersion(told, "OrderShipmentStateChanged");
        assertThat(delivered).as("version with the delivery").isLessThanOrEqualTo(shipped);
    }

    private static long resourceVersion(List<JsonNode> messages, String type) {
        List<Long> versions = messages.stream()
                .filter(message -> message.path("type").asText().equals(type))
                .map(message -> message.path("resourceVersion").asLong())
                .toList();
        assertThat(versions).as(type).hasSize(1);
        return versions.getFirst();
    }

    @Test
    void repeated_events_change_nothing() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "AB1", 3);
        JsonNode handover = handOver(scene.platform.handoverJob(platformOrder, pick, "TRACK-1"));
        everyEvent(pick, handover);
        long version = scene.order(order).path("version").asLong();

        everyEvent(pick, handover);

        assertThat(scene.order(order).path("version").asLong()).isEqualTo(version);
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void events_in_any_order_lead_to_the_same_result() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "AB1", 3);
        loadUnit(pick);
        JsonNode handover = handOver(scene.platform.handoverJob(platformOrder, pick, "TRACK-1"));
        List<Callable<Integer>> events = new ArrayList<>(events(pick, handover));
        Collections.shuffle(events, new Random(7));
        events.forEach(event -> {
            try {
                assertThat(event.call()).isEqualTo(201);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });

        assertThat(shipmentState()).isEqualTo("Shipped");
        assertThat(text("fft_order_id")).isEqualTo(platformOrder.path("id").asText());
        assertThat(text("fft_pickjob_id")).isEqualTo(pick.path("id").asText());
        assertThat(text("fft_parcels")).contains("TRACK-1");
    }

    @Test
    void a_pick_job_that_is_told_before_its_order_leaves_its_fields() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "AB1", 3);

        picking("created", "PICK_JOB_CREATED", pick);

        assertThat(text("fft_pickjob_id")).isEqualTo(pick.path("id").asText());
        assertThat(text("fft_order_id")).isEqualTo(platformOrder.path("id").asText());
    }

    @Test
    void events_that_come_at_once_all_leave_their_mark() throws Exception {
        JsonNode pick = scene.platform.pickJob(platformOrder, "AB1", 3);
        JsonNode handover = handOver(scene.platform.handoverJob(platformOrder, pick, "TRACK-1"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> events = new ArrayList<>(events(pick, handover));
            events.addAll(events(pick, handover));
            for (Future<Integer> event : threads.invokeAll(events)) {
                assertThat(event.get()).isIn(201, 503);
            }
        }
        everyEvent(pick, handover);

        assertThat(shipmentState()).isEqualTo("Shipped");
        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void a_split_order_is_partly_shipped_until_the_last_part_has_left_and_never_goes_back() {
        JsonNode first = scene.platform.pickJob(platformOrder, "A", 2);
        JsonNode second = scene.platform.pickJob(platformOrder, "B", 1);
        JsonNode firstHandover = scene.platform.handoverJob(platformOrder, first, "T-1");
        handover("created", "HANDOVERJOB_CREATED", firstHandover);
        assertThat(shipmentState()).isEqualTo("Ready");

        handover("handedover", "HANDOVERJOB_HANDED_OVER", handOver(firstHandover));
        assertThat(shipmentState()).isEqualTo("Partial");

        JsonNode secondHandover = scene.platform.handoverJob(platformOrder, second, "T-2");
        handover("created", "HANDOVERJOB_CREATED", secondHandover);
        assertThat(shipmentState()).isEqualTo("Partial");

        handover("handedover", "HANDOVERJOB_HANDED_OVER", handOver(secondHandover));
        assertThat(shipmentState()).isEqualTo("Shipped");
        handover("created", "HANDOVERJOB_CREATED", firstHandover);
        assertThat(shipmentState()).isEqualTo("Shipped");

        assertThat(text("fft_pickjob_id").split(","))
                .containsExactlyInAnyOrder(
                        first.path("id").asText(), second.path("id").asText());
        assertThat(text("fft_parcels")).contains("T-1", "T-2");
        assertThat(deliveries()).hasSize(2);
        assertThat(deliveries())
                .extracting(each -> each.path("items").path(0).path("quantity").asInt())
                .containsExactlyInAnyOrder(2, 1);
    }

    @Test
    void a_part_that_no_facility_has_yet_keeps_the_order_partly_shipped() {
        JsonNode first = scene.platform.pickJob(platformOrder, "A", 2);
        JsonNode handover = handOver(scene.platform.handoverJob(platformOrder, first, "T-1"));

        handover("handedover", "HANDOVERJOB_HANDED_OVER", handover);

        assertThat(shipmentState()).isEqualTo("Partial");
    }

    @Test
    void no_delivery_is_written_while_deliveries_are_off_and_everything_else_is() {
        Connector.Running without = scene.connector(Map.of("FEAT_DELIVERIES_ACTIVE", "false"));
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        JsonNode gone = handOver(scene.platform.handoverJob(platformOrder, pick, "T-1"));

        assertThat(scene.event(without, "/handoverjob/handedover", "HANDOVERJOB_HANDED_OVER", gone))
                .isEqualTo(201);

        assertThat(deliveries()).isEmpty();
        assertThat(shipmentState()).isEqualTo("Shipped");
        assertThat(text("fft_parcels")).contains("T-1");
    }

    @Test
    void without_a_configured_type_the_state_moves_and_no_field_is_written() {
        scene.configure("{}");
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);

        handover("created", "HANDOVERJOB_CREATED", scene.platform.handoverJob(platformOrder, pick, "T-1"));

        assertThat(shipmentState()).isEqualTo("Ready");
        assertThat(scene.order(order).has("custom")).isFalse();
    }

    @Test
    void a_delivered_order_stays_delivered() {
        scene.update(order, "{\"action\":\"changeShipmentState\",\"shipmentState\":\"Delivered\"}");
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);

        handover(
                "handedover",
                "HANDOVERJOB_HANDED_OVER",
                handOver(scene.platform.handoverJob(platformOrder, pick, "T")));

        assertThat(shipmentState()).isEqualTo("Delivered");
    }

    @Test
    void a_collected_order_is_shipped_without_a_delivery() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        ObjectNode collect = (ObjectNode)
                scene.platform.handoverJob(platformOrder, pick, "T").put("channel", "COLLECT");
        collect.remove("shipmentRef");
        scene.platform.put("handoverjobs", collect);

        handover("handedover", "HANDOVERJOB_HANDED_OVER", handOver(collect));

        assertThat(shipmentState()).isEqualTo("Shipped");
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void an_order_with_a_type_of_its_own_gets_no_fields_but_its_state() {
        scene.shop.post(
                "/types", Scene.json("{\"key\":\"own\",\"name\":{\"en\":\"o\"},\"resourceTypeIds\":[\"order\"]}"));
        scene.update(order, "{\"action\":\"setCustomType\",\"type\":{\"typeId\":\"type\",\"key\":\"own\"}}");
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);

        assertThat(handover("created", "HANDOVERJOB_CREATED", scene.platform.handoverJob(platformOrder, pick, "T")))
                .isEqualTo(201);

        assertThat(shipmentState()).isEqualTo("Ready");
        assertThat(scene.order(order).path("custom").path("fields")).isEmpty();
    }

    @Test
    void a_type_that_the_shop_has_already_gets_the_missing_fields() {
        scene.shop.post("/types", Scene.json("""
                {"key":"shop-type","name":{"en":"o"},"resourceTypeIds":["order"],
                 "fieldDefinitions":[{"name":"gift","label":{"en":"g"},"required":false,"type":{"name":"Boolean"}}]}"""));
        scene.configure("{\"orderCustomTypeKey\":\"shop-type\"}");
        scene.update(
                order,
                "{\"action\":\"setCustomType\",\"type\":{\"typeId\":\"type\",\"key\":\"shop-type\"},\"fields\":{\"gift\":true}}");

        assertThat(created()).isEqualTo(201);

        assertThat(text("fft_order_id")).isEqualTo(platformOrder.path("id").asText());
        assertThat(scene.field(order, "gift").asBoolean()).isTrue();
        assertThat(scene.shop.get("/types/key=shop-type").path("fieldDefinitions"))
                .hasSize(10);
    }

    @Test
    void fields_have_the_names_an_operator_chose() {
        Connector.Running renamed = scene.connector(Map.of("FIELD_SHORT_ID", "fft_shortid"));
        JsonNode pick = scene.platform.pickJob(platformOrder, "AB1", 3);

        scene.event(renamed, "/pickjob/created", "PICK_JOB_CREATED", pick);

        assertThat(text("fft_shortid")).isEqualTo("AB1");
    }

    @Test
    void a_collect_field_with_a_name_too_long_for_the_shop_harms_nothing_else() {
        scene.configure("{\"orderCustomTypeKey\":\"fulfilment-order\","
                + "\"collectChannelReferenceFieldName\":\"fft_supply_channel_for_click_and_collect\"}");

        assertThat(created()).isEqualTo(201);

        assertThat(text("fft_order_id")).isNotEmpty();
        assertThat(Scene.get(connector.baseUri() + "/status").body()).contains("collectChannelReferenceFieldName");
    }

    @Test
    void events_of_another_shop_on_the_same_platform_are_of_no_interest() {
        ObjectNode foreign = (ObjectNode) platformOrder.deepCopy();
        ((ObjectNode) foreign.path("customAttributes")).put("commercetoolsProject", "other");

        assertThat(scene.event(connector, "/order/created", "ORDER_CREATED", foreign))
                .isEqualTo(201);

        assertThat(scene.order(order).has("custom")).isFalse();
    }

    @Test
    void an_order_of_a_person_at_the_counter_is_of_no_interest() {
        ObjectNode own = JsonHttp.JSON
                .createObjectNode()
                .put("id", "x")
                .put("version", 1)
                .put("status", "OPEN");

        assertThat(scene.event(connector, "/order/created", "ORDER_CREATED", own))
                .isEqualTo(201);
    }

    @Test
    void a_shop_or_platform_that_is_away_gets_the_event_again() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        scene.sandbox.fail("POST", "/orders", 503, 50);
        assertThat(picking("created", "PICK_JOB_CREATED", pick)).isEqualTo(503);
        assertThat(text("fft_pickjob_id")).isEmpty();
    }

    @Test
    void every_callback_path_refuses_strangers_and_wrong_events() {
        List<String> paths =
                Stream.of(StatusEvent.values()).map(StatusEvent::path).toList();
        String token = connector.connector().token(Duration.ofMinutes(5));
        for (String path : paths) {
            String uri = connector.baseUri() + "/service" + path;
            String body = Scene.envelope("ORDER_CREATED", platformOrder);
            assertThat(Scene.post(uri, body, Map.of()).statusCode()).isEqualTo(401);
            assertThat(Scene.post(uri, body, Map.of("Authorization", "Basic " + token))
                            .statusCode())
                    .isEqualTo(401);
            for (String wrong : List.of(
                    "",
                    "{}",
                    "[]",
                    "{\"event\":7}",
                    "no json",
                    "{\"event\":\"ORDER_CREATED\"}",
                    Scene.envelope("SOMETHING_ELSE", platformOrder))) {
                assertThat(Scene.post(uri, wrong, Map.of("Authorization", "Bearer " + token))
                                .statusCode())
                        .as(path + " " + wrong)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void switched_off_status_updates_still_ask_for_a_token_and_show_the_status() {
        Connector.Running off = scene.connector(Map.of("FEAT_STATUSUPDATES_ACTIVE", "false"));
        String uri = off.baseUri() + "/service/order/created";

        assertThat(Scene.post(uri, "{}", Map.of()).statusCode()).isEqualTo(401);
        assertThat(scene.event(off, "/order/created", "ORDER_CREATED", platformOrder))
                .isEqualTo(200);
        assertThat(Scene.get(off.baseUri() + "/service/status").body()).contains("checks");
        assertThat(scene.order(order).has("custom")).isFalse();
    }

    // ---- events

    private int created() {
        return scene.event(connector, "/order/created", "ORDER_CREATED", platformOrder);
    }

    private int picking(String path, String event, JsonNode pickJob) {
        return scene.event(connector, "/pickjob/" + path, event, pickJob);
    }

    private int handover(String path, String event, JsonNode handoverJob) {
        return scene.event(connector, "/handoverjob/" + path, event, handoverJob);
    }

    private List<Callable<Integer>> events(JsonNode pick, JsonNode handover) {
        return List.of(
                this::created,
                () -> picking("created", "PICK_JOB_CREATED", pick),
                () -> picking("finished", "PICK_JOB_PICKING_FINISHED", pick),
                () -> handover("created", "HANDOVERJOB_CREATED", handover),
                () -> handover("handedover", "HANDOVERJOB_HANDED_OVER", handover));
    }

    private void everyEvent(JsonNode pick, JsonNode handover) {
        events(pick, handover).forEach(event -> {
            try {
                assertThat(event.call()).isEqualTo(201);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private JsonNode handOver(JsonNode handoverJob) {
        return scene.platform.set("handoverjobs", handoverJob, "status", "HANDED_OVER");
    }

    private void loadUnit(JsonNode pickJob) {
        ObjectNode unit = JsonHttp.JSON.createObjectNode().put("status", "AVAILABLE");
        unit.putArray("pickJobRefs").add(pickJob.path("id").asText());
        scene.platform.put("loadunits", unit);
    }

    private String text(String field) {
        return scene.field(order, field).asText("");
    }

    private String shipmentState() {
        return scene.order(order).path("shipmentState").asText();
    }

    private JsonNode deliveries() {
        return scene.order(order).path("shippingInfo").path("deliveries");
    }
}
