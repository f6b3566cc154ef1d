package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderCancellationTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();

    @BeforeEach
    void a_type_for_fields() {
        scene.configureType();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_shop_whose_cancellation_came_too_late_reads_so_on_the_order() {
        JsonNode order = exported("N-1");
        scene.platform.refuseCancel();

        cancel(order);

        assertThat(scene.field(order, "fft_cancel_rejected").asText()).isEqualTo("N-1: The order is picked already");
        assertThat(parked()).isEmpty();
    }

    @Test
    void a_cancellation_that_works_after_all_takes_the_refusal_back() {
        JsonNode order = exported("N-1");
        scene.platform.refuseCancel();
        cancel(order);
        scene.platform.cancelAgain();

        scene.push(connector, Scene.message(order, "OrderStateChanged"));

        assertThat(scene.field(order, "fft_cancel_rejected").isMissingNode()).isTrue();
        assertThat(statuses()).containsExactly("CANCELLED");
    }

    @Test
    void a_cancellation_that_the_shop_takes_back_needs_no_answer_any_more() {
        JsonNode order = exported("N-1");
        scene.platform.refuseCancel();
        cancel(order);

        scene.update(order, Scene.state("Confirmed"));
        scene.push(connector, Scene.message(order, "OrderStateChanged"));

        assertThat(scene.field(order, "fft_cancel_rejected").isMissingNode()).isTrue();
        assertThat(statuses()).containsExactly("OPEN");
    }

    @Test
    void the_order_goes_to_the_workflow_state_that_the_shop_named() {
        scene.shop.post("/states", Scene.json("{\"key\":\"cancel-refused\",\"type\":\"OrderState\",\"initial\":true}"));
        Connector.Running telling = scene.connector(Map.of("CANCEL_REJECTED_STATE", "cancel-refused"));
        JsonNode order = exported("N-1");
        scene.platform.refuseCancel();
        scene.update(order, Scene.state("Cancelled"));

        scene.push(telling, Scene.message(order, "OrderStateChanged"));
        long version = scene.order(order).path("version").asLong();
        scene.push(telling, Scene.message(order, "OrderStateChanged"));

        JsonNode state = scene.shop.get(
                "/states/" + scene.order(order).path("state").path("id").asText());
        assertThat(state.path("key").asText()).isEqualTo("cancel-refused");
        assertThat(scene.order(order).path("version").asLong()).isEqualTo(version);
    }

    @Test
    void of_an_order_to_two_addresses_what_can_be_cancelled_is_and_the_rest_is_told() {
        JsonNode order = scene.wideOrder(MultipleShippingTest.DRAFT);
        scene.push(connector, Scene.message(order, "OrderCreated"));
        ObjectNode office = scene.platform.all("orders").stream()
                .filter(each -> each.path("tenantOrderId").asText().endsWith("#office"))
                .findFirst()
                .orElseThrow();
        scene.platform.refuseCancel(office.path("id").asText());

        cancel(order);

        assertThat(statuses()).containsExactlyInAnyOrder("CANCELLED", "OPEN");
        assertThat(scene.field(order, "fft_cancel_rejected").asText())
                .isEqualTo("M-1#office: The order is picked already");

        scene.platform.cancelAgain();
        scene.push(connector, Scene.message(order, "OrderStateChanged"));
        assertThat(statuses()).containsExactly("CANCELLED", "CANCELLED");
        assertThat(scene.field(order, "fft_cancel_rejected").isMissingNode()).isTrue();
    }

    @Test
    void where_the_order_has_no_room_for_it_an_operator_is_told() {
        scene.configure("{}");
        JsonNode order = exported("N-1");
        scene.platform.refuseCancel();

        cancel(order);

        assertThat(parked()).hasSize(1);
        assertThat(parked().get(0).path("reason").asText()).contains("422", "picked already");
    }

    @Test
    void a_refused_cancellation_of_a_deleted_order_is_told_an_operator() {
        JsonNode order = exported("N-1");
        scene.platform.refuseCancel();
        scene.shop.delete(
                "/orders/" + order.path("id").asText(),
                scene.order(order).path("version").asLong());

        assertThat(scene.push(connector, Scene.message(order, "OrderDeleted"))).isEqualTo(202);

        assertThat(parked()).hasSize(1);
    }

    private JsonNode exported(String number) {
        JsonNode order = scene.order(number, "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        return order;
    }

    private void cancel(JsonNode order) {
        scene.update(order, Scene.state("Cancelled"));
        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isIn(201, 202);
    }

    private List<String> statuses() {
        return scene.platform.all("orders").stream()
                .map(each -> each.path("status").asText())
                .toList();
    }

    private List<JsonNode> parked() {
        String token = connector.connector().token(Duration.ofMinutes(1));
        return Scene.json(Scene.send(
                                "GET", connector.baseUri() + "/parked", "", Map.of("Authorization", "Bearer " + token))
                        .body())
                .path("parked")
                .valueStream()
                .toList();
    }
}
