package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.ShopOrders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a version conflict: read again, compute anew, a bounded number of times, then ask for another delivery. */
class ConflictsTest {
    private static final int TRIES = 6;

    private final Scene scene = new Scene();
    private final Deadline deadline = Deadline.within(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void after_a_conflict_the_change_is_computed_anew_from_what_the_order_is_now() {
        JsonNode order = scene.order("N-1", "Confirmed");
        List<String> seen = new ArrayList<>();

        boolean written = new ShopOrders(scene.shop).update(order, deadline, current -> {
            String state = current.path("shipmentState").asText("");
            seen.add(state);
            if (seen.size() == 1) {
                scene.update(order, shipment("Shipped").toString());
            }
            return state.equals("Shipped") ? List.of() : List.of(shipment("Ready"));
        });

        assertThat(written).isFalse();
        assertThat(seen).containsExactly("", "Shipped");
        assertThat(scene.order(order).path("shipmentState").asText()).isEqualTo("Shipped");
    }

    @Test
    void somebody_who_is_always_faster_wins_after_a_bounded_number_of_tries() {
        JsonNode order = scene.order("N-1", "Confirmed");
        List<Long> versions = new ArrayList<>();

        CommercetoolsRejectedException conflict = catchThrowableOfType(
                CommercetoolsRejectedException.class,
                () -> new ShopOrders(scene.shop).update(order, deadline, current -> {
                    versions.add(current.path("version").asLong());
                    scene.update(
                            order,
                            "{\"action\":\"setPurchaseOrderNumber\",\"purchaseOrderNumber\":\"" + versions.size()
                                    + "\"}");
                    return List.of(shipment("Ready"));
                }));

        assertThat(conflict.versionConflict()).isTrue();
        assertThat(versions).hasSize(TRIES).doesNotHaveDuplicates();
        assertThat(scene.order(order).has("shipmentState")).isFalse();
    }

    @Test
    void an_event_that_meets_conflicts_reads_the_order_again_before_each_try_and_leaves_its_mark() {
        Connector.Running connector = scene.connectorBehindTheGate(Map.of());
        JsonNode order = exported(connector);
        scene.gate.conflict(2);
        long readsBefore = scene.gate.count("GET", "/orders/");

        int status = scene.event(
                connector,
                "/order/created",
                "ORDER_CREATED",
                scene.platform.all("orders").get(0));

        assertThat(status).isEqualTo(201);
        assertThat(scene.field(order, "fft_order_id").asText()).isNotEmpty();
        assertThat(scene.gate.count("POST", "/orders/")).isEqualTo(3);
        assertThat(scene.gate.count("GET", "/orders/") - readsBefore).isEqualTo(3);
    }

    @Test
    void an_event_that_meets_nothing_but_conflicts_is_delivered_again_and_its_answer_says_nothing_of_the_inside() {
        Connector.Running connector = scene.connectorBehindTheGate(Map.of());
        JsonNode order = exported(connector);
        scene.gate.conflict(1_000);

        HttpResponse<String> answer = Scene.post(
                connector.baseUri() + "/service/order/created",
                Scene.envelope("ORDER_CREATED", scene.platform.all("orders").get(0)),
                Map.of("Authorization", "Bearer " + connector.connector().token(Duration.ofMinutes(1))));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Not now, please deliver again\"}");
        assertThat(scene.gate.count("POST", "/orders/")).isEqualTo(TRIES);
        assertThat(scene.order(order).has("custom")).isFalse();
        assertThat(connector.connector().parked().list(deadline)).isEmpty();
    }

    @Test
    void a_cancellation_that_meets_conflicts_on_the_platform_reads_again_and_gets_through() {
        Connector.Running connector = scene.connector();
        JsonNode order = exported(connector);
        scene.update(order, Scene.state("Cancelled"));
        scene.platform.fail("POST", "/api/orders/", 409, 2);

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(201);

        assertThat(scene.platform.all("orders").get(0).path("status").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void a_cancellation_that_meets_nothing_but_conflicts_is_delivered_again_and_not_parked() {
        Connector.Running connector = scene.connector();
        JsonNode order = exported(connector);
        scene.update(order, Scene.state("Cancelled"));
        scene.platform.fail("POST", "/api/orders/", 409, 1_000);

        assertThat(scene.push(connector, Scene.message(order, "OrderStateChanged")))
                .isEqualTo(503);

        assertThat(scene.platform.calls().stream().filter(call -> call.endsWith("/actions")))
                .hasSize(TRIES);
        assertThat(connector.connector().parked().list(deadline)).isEmpty();
    }

    private JsonNode exported(Connector.Running connector) {
        scene.configureType();
        JsonNode order = scene.order("N-1", "Confirmed");
        assertThat(scene.push(connector, Scene.message(order, "OrderCreated"))).isEqualTo(201);
        return order;
    }

    private static ObjectNode shipment(String state) {
        return JsonHttp.JSON
                .createObjectNode()
                .put("action", "changeShipmentState")
                .put("shipmentState", state);
    }
}
