package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.connector.status.StatusEvent;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShipmentStateTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();
    private JsonNode order = Scene.json("{}");
    private JsonNode platformOrder = Scene.json("{}");

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
    void an_order_that_reached_the_platform_is_pending() {
        tell(StatusEvent.ORDER_CREATED, platformOrder);

        assertThat(state()).isEqualTo("Pending");
    }

    @Test
    void an_order_that_nobody_can_serve_is_delayed_until_somebody_can() {
        JsonNode plan = scene.platform.routingPlan(platformOrder, "NOT_ROUTABLE");
        tell(StatusEvent.ROUTING_PLAN_NOT_ROUTABLE, plan);
        assertThat(state()).isEqualTo("Delayed");

        tell(StatusEvent.ORDER_CREATED, platformOrder);
        assertThat(state()).as("a late first event").isEqualTo("Delayed");

        tell(StatusEvent.ROUTING_PLAN_ROUTED, scene.platform.set("routingplans", plan, "status", "ROUTED"));
        assertThat(state()).isEqualTo("Pending");

        tell(StatusEvent.ROUTING_PLAN_NOT_ROUTABLE, plan);
        assertThat(state()).as("a late refusal").isEqualTo("Pending");
    }

    @Test
    void an_order_that_waits_for_stock_is_on_backorder_and_a_plan_that_was_replaced_says_nothing() {
        tell(StatusEvent.ROUTING_PLAN_WAITING, scene.platform.routingPlan(platformOrder, "WAITING"));
        assertThat(state()).isEqualTo("Backorder");

        scene.platform.remove("routingplans");
        scene.platform.routingPlan(platformOrder, "OBSOLETE");
        JsonNode routed = scene.platform.routingPlan(platformOrder, "ROUTED");
        tell(StatusEvent.ROUTING_PLAN_ROUTED, routed);
        assertThat(state()).isEqualTo("Pending");
    }

    @Test
    void what_lies_ready_does_not_wait_any_more() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 2);
        tell(StatusEvent.HANDOVERJOB_CREATED, scene.platform.handoverJob(platformOrder, pick, "T-1"));

        tell(StatusEvent.ROUTING_PLAN_NOT_ROUTABLE, scene.platform.routingPlan(platformOrder, "NOT_ROUTABLE"));

        assertThat(state()).isEqualTo("Ready");
    }

    @Test
    void what_lay_ready_once_reads_so_whether_or_not_that_was_told_before_the_handover_was_given_up() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        JsonNode handover = scene.platform.handoverJob(platformOrder, pick, "T-1");
        JsonNode givenUp = scene.platform.set("handoverjobs", handover, "status", "CANCELED");

        tell(StatusEvent.HANDOVERJOB_CANCELED, givenUp);

        assertThat(state()).isEqualTo("Ready");
    }

    @Test
    void an_order_is_delivered_when_the_carrier_delivered_its_last_parcel() {
        JsonNode first = handedOver("A", 2, "T-1");
        assertThat(state()).isEqualTo("Partial");
        JsonNode second = handedOver("B", 1, "T-2");
        assertThat(state()).isEqualTo("Shipped");

        delivered(first);
        assertThat(state()).isEqualTo("Shipped");
        delivered(second);
        assertThat(state()).isEqualTo("Delivered");
        assertThat(orderState()).isEqualTo("Confirmed");

        tell(StatusEvent.HANDOVERJOB_HANDED_OVER, first);
        assertThat(state()).as("a late handover").isEqualTo("Delivered");
    }

    @Test
    void what_no_store_found_does_not_keep_the_order_partly_shipped_for_ever() {
        scene.platform.picked(scene.platform.pickJob(platformOrder, "B", 1), 0);

        handedOver("A", 2, "T-1");

        assertThat(state()).isEqualTo("Shipped");
    }

    @Test
    void what_one_store_did_not_find_and_another_is_to_pick_keeps_the_order_partly_shipped() {
        scene.platform.picked(scene.platform.pickJob(platformOrder, "B", 3), 0);

        handedOver("A", 2, "T-1");

        assertThat(state()).isEqualTo("Partial");
    }

    @Test
    void a_delivered_order_is_complete_where_the_shop_wants_that() {
        Connector.Running completing = scene.connector(Map.of("FEAT_COMPLETE_ACTIVE", "true"));
        JsonNode handover = handedOver("A", 3, "T-1");
        assertThat(orderState()).isEqualTo("Confirmed");

        JsonNode parcel = tracked(handover, "delivered");
        scene.event(
                completing,
                StatusEvent.PARCEL_TRACK_AND_TRACE_STATUS_UPDATED.path(),
                "PARCEL_TRACK_AND_TRACE_STATUS_UPDATED",
                parcel);

        assertThat(state()).isEqualTo("Delivered");
        assertThat(orderState()).isEqualTo("Complete");
    }

    @Test
    void every_parcel_shows_its_carrier_and_where_it_can_be_followed() {
        JsonNode handover = handedOver("A", 3, "T-1");

        JsonNode parcel = parcel();
        assertThat(parcel.path("trackingData").path("trackingId").asText()).isEqualTo("T-1");
        assertThat(parcel.path("trackingData").path("carrier").asText()).isEqualTo("CUSTOM_POST");
        assertThat(parcel.path("trackingData").path("provider").asText()).isEqualTo("waybill");
        assertThat(field(parcel, "fft_tracking_url")).isEqualTo("https://track.example/T-1");
        assertThat(field(parcel, "fft_tracking_status")).isEmpty();

        tell(StatusEvent.PARCEL_TRACK_AND_TRACE_STATUS_UPDATED, tracked(handover, "transit"));
        assertThat(field(parcel(), "fft_tracking_status")).isEqualTo("transit");
        assertThat(deliveries()).hasSize(1);
        assertThat(deliveries().path(0).path("parcels")).hasSize(1);
    }

    @Test
    void a_label_that_comes_after_the_handover_reaches_the_parcel() {
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        JsonNode handover = scene.platform.handoverJob(platformOrder, pick, "T-1");
        ObjectNode parcel = scene.platform.all("parcels").get(0);
        JsonNode result = parcel.remove("result");
        scene.platform.put("parcels", parcel);
        tell(StatusEvent.HANDOVERJOB_HANDED_OVER, handOver(handover));
        assertThat(parcel().path("trackingData").has("trackingId")).isFalse();
        assertThat(parcel().path("trackingData").path("carrier").asText()).isEqualTo("CUSTOM_POST");

        parcel.set("result", result);
        tell(StatusEvent.PARCEL_CARRIER_ACKNOWLEDGED, ofProcess(scene.platform.put("parcels", parcel)));

        assertThat(parcel().path("trackingData").path("trackingId").asText()).isEqualTo("T-1");
        assertThat(field(parcel(), "fft_tracking_url")).isEqualTo("https://track.example/T-1");
    }

    @Test
    void a_parcel_type_that_the_shop_has_already_gets_the_missing_fields() {
        scene.shop.post("/types", Scene.json("""
                {"key":"shop-parcel","name":{"en":"p"},"resourceTypeIds":["order-parcel"],
                 "fieldDefinitions":[{"name":"gift","label":{"en":"g"},"required":false,"type":{"name":"Boolean"}}]}"""));
        Connector.Running own = scene.connector(Map.of("PARCEL_TYPE_KEY", "shop-parcel"));
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        JsonNode gone = handOver(scene.platform.handoverJob(platformOrder, pick, "T-1"));

        scene.event(own, StatusEvent.HANDOVERJOB_HANDED_OVER.path(), "HANDOVERJOB_HANDED_OVER", gone);

        assertThat(field(parcel(), "fft_tracking_url")).isEqualTo("https://track.example/T-1");
        assertThat(scene.shop.get("/types/key=shop-parcel").path("fieldDefinitions"))
                .hasSize(3);
    }

    @Test
    void parcels_carry_no_fields_where_they_are_off() {
        Connector.Running without = scene.connector(Map.of("FEAT_PARCELFIELDS_ACTIVE", "false"));
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        JsonNode gone = handOver(scene.platform.handoverJob(platformOrder, pick, "T-1"));

        scene.event(without, StatusEvent.HANDOVERJOB_HANDED_OVER.path(), "HANDOVERJOB_HANDED_OVER", gone);

        assertThat(parcel().has("custom")).isFalse();
        assertThat(parcel().path("trackingData").path("trackingId").asText()).isEqualTo("T-1");
    }

    @Test
    void a_scope_that_is_missing_for_an_extra_keeps_only_the_extra_back_and_is_told() {
        scene.configure("{}");
        Connector.Running behind = scene.connectorBehindTheGate(Map.of());
        scene.gate.answer(
                "GET", "/types/", 403, "{\"statusCode\":403,\"errors\":[{\"code\":\"insufficient_scope\"}]}", 100);
        JsonNode pick = scene.platform.pickJob(platformOrder, "A", 3);
        JsonNode gone = handOver(scene.platform.handoverJob(platformOrder, pick, "T-1"));

        assertThat(scene.event(behind, StatusEvent.HANDOVERJOB_HANDED_OVER.path(), "HANDOVERJOB_HANDED_OVER", gone))
                .isEqualTo(201);

        assertThat(state()).isEqualTo("Shipped");
        assertThat(parcel().path("trackingData").path("trackingId").asText()).isEqualTo("T-1");
        assertThat(Scene.get(behind.baseUri() + "/status").body()).contains("FEAT_PARCELFIELDS_ACTIVE");
    }

    @Test
    void what_the_platform_cancelled_is_cancelled_in_the_shop() {
        tell(StatusEvent.ORDER_CANCELLED, cancelled());

        assertThat(orderState()).isEqualTo("Cancelled");
        assertThat(state()).isEqualTo("Canceled");
    }

    @Test
    void an_order_that_waited_too_long_or_was_cancelled_by_force_is_cancelled_too() {
        for (StatusEvent event : new StatusEvent[] {
            StatusEvent.ORDER_FORCE_CANCELLED, StatusEvent.ORDER_CANCELLED_BY_EXPIRY, StatusEvent.PICK_JOB_CANCELED
        }) {
            JsonNode cancelled = cancelled();
            JsonNode told = event == StatusEvent.PICK_JOB_CANCELED
                    ? scene.platform.set(
                            "pickjobs", scene.platform.pickJob(platformOrder, "A", 3), "status", "CANCELED")
                    : cancelled;
            scene.update(order, Scene.state("Confirmed"));

            tell(event, told);

            assertThat(orderState()).as(event.name()).isEqualTo("Cancelled");
        }
    }

    @Test
    void what_the_platform_cancelled_after_something_left_is_not_cancelled_in_the_shop() {
        handedOver("A", 2, "T-1");

        tell(StatusEvent.ORDER_FORCE_CANCELLED, cancelled());

        assertThat(orderState()).isEqualTo("Confirmed");
        assertThat(state()).isEqualTo("Shipped");
    }

    @Test
    void the_shop_keeps_the_order_where_it_wants_to_decide_itself() {
        Connector.Running watching = scene.connector(Map.of("FEAT_CANCELBACK_ACTIVE", "false"));

        scene.event(watching, StatusEvent.ORDER_CANCELLED.path(), "ORDER_CANCELLED", cancelled());

        assertThat(orderState()).isEqualTo("Confirmed");
        assertThat(state()).isNotEqualTo("Canceled");
    }

    @Test
    void the_echo_of_a_cancellation_by_the_platform_does_nothing_more() {
        tell(StatusEvent.ORDER_CANCELLED, cancelled());
        long version = scene.order(order).path("version").asLong();

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(201);
        tell(StatusEvent.ORDER_CANCELLED, scene.platform.all("orders").get(0));

        assertThat(scene.order(order).path("version").asLong()).isEqualTo(version);
    }

    // ---- events

    private void tell(StatusEvent event, JsonNode payload) {
        assertThat(scene.event(connector, event.path(), event.name(), payload)).isEqualTo(201);
    }

    private JsonNode handedOver(String facility, long pieces, String tracking) {
        JsonNode pick = scene.platform.pickJob(platformOrder, facility, pieces);
        JsonNode gone = handOver(scene.platform.handoverJob(platformOrder, pick, tracking));
        tell(StatusEvent.HANDOVERJOB_HANDED_OVER, gone);
        return gone;
    }

    private JsonNode handOver(JsonNode handoverJob) {
        return scene.platform.set("handoverjobs", handoverJob, "status", "HANDED_OVER");
    }

    private void delivered(JsonNode handover) {
        tell(StatusEvent.PARCEL_TRACK_AND_TRACE_STATUS_UPDATED, tracked(handover, "delivered"));
    }

    /** The parcel of the handover job as its carrier reports it. */
    private JsonNode tracked(JsonNode handover, String status) {
        String shipmentRef = handover.path("shipmentRef").asText();
        String parcelRef = scene.platform.all("shipments").stream()
                .filter(each -> each.path("id").asText().equals(shipmentRef))
                .findFirst()
                .orElseThrow()
                .path("parcels")
                .path(0)
                .path("parcelRef")
                .asText();
        ObjectNode parcel = scene.platform.all("parcels").stream()
                .filter(each -> each.path("id").asText().equals(parcelRef))
                .findFirst()
                .orElseThrow();
        ((ObjectNode) parcel.path("result")).put("trackingStatus", status);
        return ofProcess(scene.platform.put("parcels", parcel));
    }

    private JsonNode ofProcess(ObjectNode parcel) {
        return parcel.put("processRef", platformOrder.path("processId").asText());
    }

    private JsonNode cancelled() {
        return scene.platform.set("orders", platformOrder, "status", "CANCELLED");
    }

    private String state() {
        return scene.order(order).path("shipmentState").asText();
    }

    private String orderState() {
        return scene.order(order).path("orderState").asText();
    }

    private JsonNode deliveries() {
        return scene.order(order).path("shippingInfo").path("deliveries");
    }

    private JsonNode parcel() {
        return deliveries().path(0).path("parcels").path(0);
    }

    private static String field(JsonNode resource, String name) {
        return resource.path("custom").path("fields").path(name).asText("");
    }
}
