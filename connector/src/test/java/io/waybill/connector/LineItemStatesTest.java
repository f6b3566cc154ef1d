package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.connector.status.StatusEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineItemStatesTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();
    private JsonNode order = Scene.json("{}");
    private JsonNode platformOrder = Scene.json("{}");

    @BeforeEach
    void an_exported_order_of_three_pieces() {
        order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        platformOrder = scene.platform.all("orders").get(0);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void pieces_show_how_far_they_are() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        tell(StatusEvent.PICK_JOB_CREATED, pick);
        assertThat(states()).isEqualTo(Map.of("fft-open", 3L));

        tell(StatusEvent.PICK_JOB_PICKING_COMMENCED, scene.platform.set("pickjobs", pick, "status", "IN_PROGRESS"));
        assertThat(states()).isEqualTo(Map.of("fft-picking", 3L));

        JsonNode picked = scene.platform.picked(pick, 3);
        tell(StatusEvent.PICK_JOB_PICKING_FINISHED, picked);
        assertThat(states()).isEqualTo(Map.of("fft-picked", 3L));

        tell(StatusEvent.PACK_JOB_CLOSED, scene.platform.packJob(platformOrder, picked));
        assertThat(states()).isEqualTo(Map.of("fft-packed", 3L));

        JsonNode handover = scene.platform.handoverJob(platformOrder, picked, "T-1");
        tell(
                StatusEvent.HANDOVERJOB_HANDED_OVER,
                scene.platform.set("handoverjobs", handover, "status", "HANDED_OVER"));
        assertThat(states()).isEqualTo(Map.of("fft-handed-over", 3L));

        tell(StatusEvent.PICK_JOB_CREATED, pick);
        assertThat(states()).as("a late event").isEqualTo(Map.of("fft-handed-over", 3L));
    }

    @Test
    void what_was_not_found_shows_on_its_line() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);

        tell(StatusEvent.PICK_JOB_PICKING_FINISHED, scene.platform.picked(pick, 2));

        assertThat(states()).isEqualTo(Map.of("fft-picked", 2L, "fft-short-picked", 1L));
    }

    @Test
    void what_was_not_found_here_and_is_picked_elsewhere_is_not_missing() {
        JsonNode pick = scene.platform.picked(scene.platform.pickJob(platformOrder, "A", 3), 2);
        JsonNode second = scene.platform.pickJob(platformOrder, "B", 1);
        tell(StatusEvent.PICK_JOB_PICKING_FINISHED, pick);
        assertThat(states()).isEqualTo(Map.of("fft-picked", 2L, "fft-open", 1L));

        tell(StatusEvent.PICK_JOB_PICKING_FINISHED, scene.platform.picked(second, 1));
        assertThat(states()).isEqualTo(Map.of("fft-picked", 3L));
    }

    @Test
    void a_store_that_found_nothing_leaves_the_whole_line_missing() {
        JsonNode pick = scene.platform.picked(scene.platform.pickJob(platformOrder, "A", 3), 0);

        tell(StatusEvent.PICK_JOB_ABORTED, pick);

        assertThat(states()).isEqualTo(Map.of("fft-short-picked", 3L));
    }

    @Test
    void nothing_is_called_missing_while_another_store_is_still_looked_for() {
        JsonNode pick = scene.platform.picked(scene.platform.pickJob(platformOrder, "A", 3), 0);
        routing("IN_PROGRESS");
        tell(StatusEvent.PICK_JOB_ABORTED, pick);
        assertThat(states()).isEqualTo(Map.of("fft-open", 3L));

        routing("FINISHED");
        tell(StatusEvent.PICK_JOB_ABORTED, pick);
        assertThat(states()).isEqualTo(Map.of("fft-short-picked", 3L));
    }

    @Test
    void what_the_customer_refused_at_the_counter_has_not_left() {
        JsonNode pick = scene.platform.picked(scene.platform.pickJob(platformOrder, "A", 3), 3);
        ObjectNode handover =
                scene.platform.handoverJob(platformOrder, pick, "T-1").put("channel", "COLLECT");
        ObjectNode line = (ObjectNode) handover.path("handoverJobLineItems").path(0);
        line.put("handedOverQuantity", 0).putArray("refused").addObject().put("quantity", 3);

        tell(
                StatusEvent.HANDOVERJOB_HANDED_OVER,
                scene.platform.put("handoverjobs", handover.put("status", "HANDED_OVER")));

        assertThat(states()).isEqualTo(Map.of("fft-picked", 3L));
    }

    @Test
    void a_shop_that_allows_no_transition_gets_the_rest_and_an_operator_the_reason() {
        JsonNode initial = scene.shop.get("/states/key=Initial");
        scene.shop.post(
                "/states/key=Initial",
                Scene.json("{\"version\":" + initial.path("version").asLong()
                        + ",\"actions\":[{\"action\":\"setTransitions\",\"transitions\":[]}]}"));
        JsonNode pick = scene.platform.picked(scene.platform.pickJob(platformOrder, "A", 3), 3);
        JsonNode handover = scene.platform.handoverJob(platformOrder, pick, "T-1");

        tell(
                StatusEvent.HANDOVERJOB_HANDED_OVER,
                scene.platform.set("handoverjobs", handover, "status", "HANDED_OVER"));

        assertThat(states()).isEqualTo(Map.of("Initial", 3L));
        assertThat(scene.order(order).path("shipmentState").asText()).isEqualTo("Shipped");
        assertThat(scene.order(order).path("shippingInfo").path("deliveries")).hasSize(1);
        assertThat(scene.order(order).path("syncInfo")).hasSize(1);
        assertThat(Scene.get(connector.baseUri() + "/status").body()).contains("1 parked");
    }

    @Test
    void pieces_that_were_taken_out_of_the_order_on_the_platform_are_cancelled() {
        ObjectNode modified = platformOrder.deepCopy();
        ((ObjectNode) modified.path("orderLineItems").path(0)).put("quantity", 1);

        tell(StatusEvent.ORDER_MODIFIED, scene.platform.put("orders", modified));

        assertThat(states()).isEqualTo(Map.of("fft-cancelled", 2L, "fft-open", 1L));
    }

    @Test
    void a_cancelled_order_leaves_what_is_gone_and_cancels_the_rest() {
        JsonNode pick = scene.platform.picked(scene.platform.pickJob(platformOrder, "A", 2), 2);
        JsonNode handover = scene.platform.handoverJob(platformOrder, pick, "T-1");
        tell(
                StatusEvent.HANDOVERJOB_HANDED_OVER,
                scene.platform.set("handoverjobs", handover, "status", "HANDED_OVER"));

        tell(StatusEvent.ORDER_FORCE_CANCELLED, scene.platform.set("orders", platformOrder, "status", "CANCELLED"));

        assertThat(states()).isEqualTo(Map.of("fft-handed-over", 2L, "fft-cancelled", 1L));
    }

    @Test
    void pieces_in_a_state_of_the_shops_own_stay_there() {
        JsonNode own = scene.shop.post("/states", Scene.json("{\"key\":\"gift-wrapped\",\"type\":\"LineItemState\"}"));
        JsonNode line = scene.order(order).path("lineItems").path(0);
        scene.update(order, """
                {"action":"transitionLineItemState","lineItemId":"%s","quantity":1,
                 "fromState":{"typeId":"state","id":"%s"},"toState":{"typeId":"state","id":"%s"}}""".formatted(
                        line.path("id").asText(),
                        line.path("state").path(0).path("state").path("id").asText(),
                        own.path("id").asText()));

        tell(StatusEvent.PICK_JOB_CREATED, scene.platform.pickJob(platformOrder, "A", 3));

        assertThat(states()).isEqualTo(Map.of("gift-wrapped", 1L, "fft-open", 2L));
    }

    @Test
    void custom_line_items_that_are_exported_as_lines_show_it_too_and_others_do_not() {
        String custom = """
                ,"customLineItems":[{"name":{"en":"Wrap"},"slug":"wrap","quantity":2,
                  "money":{"currencyCode":"EUR","centAmount":100}}]""";
        JsonNode plain = scene.order("N-2", "Confirmed", custom);
        scene.push(connector, Scene.message(plain, "OrderCreated"));
        tell(StatusEvent.PICK_JOB_CREATED, scene.platform.pickJob(exported(plain), "A", 3));
        assertThat(states(plain, "customLineItems")).isEqualTo(Map.of("Initial", 2L));

        scene.configure("{\"customLineItems\":\"LINES\"}");
        JsonNode asLines = scene.order("N-3", "Confirmed", custom);
        scene.push(connector, Scene.message(asLines, "OrderCreated"));
        tell(StatusEvent.PICK_JOB_CREATED, scene.platform.pickJob(exported(asLines), "A", 3));
        assertThat(states(asLines, "customLineItems")).isEqualTo(Map.of("fft-open", 2L));
    }

    @Test
    void nothing_moves_where_line_states_are_off_and_keys_begin_as_the_operator_wants() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        Connector.Running off = scene.connector(Map.of("FEAT_LINESTATES_ACTIVE", "false"));
        scene.event(off, StatusEvent.PICK_JOB_CREATED.path(), "PICK_JOB_CREATED", pick);
        assertThat(states()).isEqualTo(Map.of("Initial", 3L));

        Connector.Running renamed = scene.connector(Map.of("LINE_STATE_PREFIX", "store_"));
        scene.event(renamed, StatusEvent.PICK_JOB_CREATED.path(), "PICK_JOB_CREATED", pick);
        assertThat(states()).isEqualTo(Map.of("store_open", 3L));
    }

    @Test
    void the_order_says_what_it_became_on_the_platform() {
        tell(StatusEvent.ORDER_CREATED, platformOrder);

        JsonNode info = scene.order(order).path("syncInfo");
        assertThat(info).hasSize(1);
        assertThat(info.path(0).path("externalId").asText())
                .isEqualTo(platformOrder.path("id").asText());
        JsonNode channel = scene.shop.get(
                "/channels/" + info.path(0).path("channel").path("id").asText());
        assertThat(channel.path("key").asText()).isEqualTo("waybill-export");
        assertThat(channel.path("roles")).extracting(JsonNode::asText).containsExactly("OrderExport");

        long version = scene.order(order).path("version").asLong();
        tell(StatusEvent.ORDER_CREATED, platformOrder);
        assertThat(scene.order(order).path("version").asLong()).isEqualTo(version);
    }

    @Test
    void a_channel_that_the_shop_has_under_that_key_gets_the_role_it_needs() {
        scene.shop.post("/channels", Scene.json("{\"key\":\"erp\",\"roles\":[\"OrderImport\"]}"));
        Connector.Running own = scene.connector(Map.of("SYNC_CHANNEL_KEY", "erp"));

        scene.event(own, StatusEvent.ORDER_CREATED.path(), "ORDER_CREATED", platformOrder);

        assertThat(scene.order(order).path("syncInfo")).hasSize(1);
        assertThat(scene.shop.get("/channels/key=erp").path("roles"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("OrderImport", "OrderExport");
    }

    private void tell(StatusEvent event, JsonNode payload) {
        assertThat(scene.event(connector, event.path(), event.name(), payload)).isEqualTo(201);
    }

    private void routing(String status) {
        ObjectNode process = scene.platform.all("processes").get(0);
        process.putObject("domsStatuses").put("status", status);
        scene.platform.put("processes", process);
    }

    private JsonNode exported(JsonNode shopOrder) {
        return scene.platform.all("orders").stream()
                .filter(each ->
                        each.path("customAttributes").path("commercetoolsId").equals(shopOrder.path("id")))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Long> states() {
        return states(order, "lineItems");
    }

    /** Pieces of the first line by the key of their state. */
    private Map<String, Long> states(JsonNode shopOrder, String lines) {
        Map<String, Long> states = new TreeMap<>();
        for (JsonNode entry : scene.order(shopOrder).path(lines).path(0).path("state")) {
            JsonNode state =
                    scene.shop.get("/states/" + entry.path("state").path("id").asText());
            states.merge(state.path("key").asText(), entry.path("quantity").asLong(), Long::sum);
        }
        assertThat(List.copyOf(states.values())).doesNotContain(0L);
        return states;
    }
}
