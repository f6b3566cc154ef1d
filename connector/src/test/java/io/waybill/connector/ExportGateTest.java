package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportGateTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void an_order_waits_until_it_is_paid() {
        scene.configure("{\"exportGate\":{\"paymentStates\":[\"Paid\"]}}");
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        assertThat(scene.platform.all("orders")).isEmpty();

        pay(order, "Pending");
        assertThat(scene.platform.all("orders")).isEmpty();
        pay(order, "Paid");
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void an_order_that_is_paid_before_it_is_confirmed_goes_when_it_is_confirmed() {
        scene.configure("{\"exportGate\":{\"paymentStates\":[\"Paid\"]}}");
        JsonNode order = scene.order("N-1", "Open");
        pay(order, "Paid");
        assertThat(scene.platform.all("orders")).isEmpty();

        scene.update(order, Scene.state("Confirmed"));
        scene.push(connector, Scene.message(order, "OrderStateChanged"));

        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void an_order_waits_for_a_workflow_state_or_for_its_payment_whichever_comes_first() {
        scene.shop.post("/states", Scene.json("{\"key\":\"checked\",\"type\":\"OrderState\",\"initial\":true}"));
        scene.shop.post("/states", Scene.json("{\"key\":\"released\",\"type\":\"OrderState\",\"initial\":true}"));
        scene.configure("{\"exportGate\":{\"paymentStates\":[\"Paid\"],\"states\":[\"released\"]}}");
        JsonNode invoice = scene.order("N-1", "Confirmed");
        move(invoice, "checked");
        assertThat(scene.platform.all("orders")).isEmpty();

        move(invoice, "released");
        assertThat(scene.platform.all("orders")).hasSize(1);

        pay(scene.order("N-2", "Confirmed"), "Paid");
        assertThat(scene.platform.all("orders")).hasSize(2);
    }

    @Test
    void a_gate_that_names_nothing_keeps_goods_back_and_the_status_says_so() {
        scene.configure("{\"exportGate\":{\"paymentStates\":[]}}");

        pay(scene.order("N-1", "Confirmed"), "Paid");

        assertThat(scene.platform.all("orders")).isEmpty();
        assertThat(Scene.get(connector.baseUri() + "/status").body()).contains("no order is exported");
    }

    @Test
    void a_payment_state_that_does_not_exist_is_named() {
        scene.configure("{\"exportGate\":{\"paymentStates\":[\"paid\"]}}");

        assertThat(Scene.get(connector.baseUri() + "/status").body()).contains("paid, which is no payment state");
    }

    @Test
    void the_gate_can_be_switched_off() {
        scene.configure("{\"exportGate\":{\"paymentStates\":[\"Paid\"]}}");
        Connector.Running open = scene.connector(Map.of("FEAT_EXPORTGATE_ACTIVE", "false"));
        JsonNode order = scene.order("N-1", "Confirmed");

        scene.push(open, Scene.message(order, "OrderCreated"));

        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void a_refund_after_the_export_brings_nothing_back() {
        scene.configure("{\"exportGate\":{\"paymentStates\":[\"Paid\"]}}");
        JsonNode order = scene.order("N-1", "Confirmed");
        pay(order, "Paid");

        pay(order, "CreditOwed");

        assertThat(scene.platform.all("orders"))
                .extracting(each -> each.path("status").asText())
                .containsExactly("OPEN");
    }

    private void pay(JsonNode order, String state) {
        scene.update(order, "{\"action\":\"changePaymentState\",\"paymentState\":\"" + state + "\"}");
        assertThat(scene.push(connector, Scene.message(order, "OrderPaymentStateChanged")))
                .isEqualTo(201);
    }

    private void move(JsonNode order, String key) {
        scene.update(
                order, "{\"action\":\"transitionState\",\"state\":{\"typeId\":\"state\",\"key\":\"" + key + "\"}}");
        assertThat(scene.push(connector, Scene.message(order, "OrderStateTransition")))
                .isEqualTo(201);
    }
}
