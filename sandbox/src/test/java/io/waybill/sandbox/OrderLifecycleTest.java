package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class OrderLifecycleTest extends SandboxTest {

    @Test
    void an_imported_order_is_found_by_id_and_by_order_number() {
        ObjectNode order = api.importOrder("A-1");

        assertThat(order.path("version").asLong()).isEqualTo(1);
        assertThat(order.path("orderState").asText()).isEqualTo("Open");
        assertThat(order.at("/lineItems/0/state/0/quantity").asLong()).isEqualTo(3);
        assertThat(order.at("/lineItems/0/totalPrice/centAmount").asLong()).isEqualTo(5997);
        assertThat(api.get("orders/" + order.path("id").asText()).expect(200).body())
                .isEqualTo(order);
        assertThat(api.get("orders/order-number=A-1").expect(200).body()).isEqualTo(order);
        assertThat(api.head("orders/order-number=A-1").status()).isEqualTo(200);
        assertThat(api.head("orders/order-number=A-2").status()).isEqualTo(404);
    }

    @Test
    void an_order_number_is_given_once() {
        ObjectNode order = api.importOrder("A-1");

        Api.Answer second =
                api.post("orders/import", Api.importDraft("A-1", "")).expect(400);

        assertThat(second.code()).isEqualTo("DuplicateField");
        assertThat(second.body().at("/errors/0/field").asText()).isEqualTo("orderNumber");
        assertThat(second.body().at("/errors/0/duplicateValue").asText()).isEqualTo("A-1");
        assertThat(second.body().at("/errors/0/conflictingResource/id")).isEqualTo(order.path("id"));
    }

    @Test
    void a_stale_version_is_a_conflict_that_names_the_current_one() {
        ObjectNode order = api.importOrder("A-1");
        String path = "orders/" + order.path("id").asText();
        String confirm = "{'version': 1, 'actions': [{'action': 'changeOrderState', 'orderState': 'Confirmed'}]}";
        api.post(path, confirm).expect(200);

        Api.Answer stale = api.post(path, confirm).expect(409);

        assertThat(stale.code()).isEqualTo("ConcurrentModification");
        assertThat(stale.body().at("/errors/0/currentVersion").asLong()).isEqualTo(2);
        assertThat(stale.body().path("message").asText()).contains("Expected: 1 - Actual: 2.");
    }

    @Test
    void an_action_that_changes_nothing_leaves_the_version() {
        api.importOrder("A-1");
        String confirm = "{'action': 'changeOrderState', 'orderState': 'Confirmed'}";
        String path = "orders/order-number=A-1";

        assertThat(api.update(path, confirm).expect(200).version()).isEqualTo(2);
        assertThat(api.update(path, confirm).expect(200).version()).isEqualTo(2);
        assertThat(api.where("messages", "type = \"OrderStateChanged\"")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void one_refused_action_undoes_the_others() {
        ObjectNode order = api.importOrder("A-1");
        String path = "orders/" + order.path("id").asText();

        api.update(
                        path,
                        "{'action': 'changeOrderState', 'orderState': 'Confirmed'}",
                        "{'action': 'setCustomField', 'name': 'x', 'value': 1}")
                .expect(400);

        assertThat(api.get(path).body()).isEqualTo(order);
        assertThat(api.get("messages").body().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void an_unknown_action_is_refused() {
        api.importOrder("A-1");

        Api.Answer answer =
                api.update("orders/order-number=A-1", "{'action': 'ship'}").expect(400);

        assertThat(answer.code()).isEqualTo("InvalidJsonInput");
        assertThat(answer.body().at("/errors/0/detailedErrorMessage").asText()).contains("'ship'");
    }

    @Test
    void messages_of_an_order_are_numbered_without_gaps_and_name_the_version_they_led_to() {
        api.importOrder("A-1");
        api.update(
                        "orders/order-number=A-1",
                        "{'action': 'changeOrderState', 'orderState': 'Confirmed'}",
                        "{'action': 'setLocale', 'locale': 'de'}",
                        "{'action': 'changeShipmentState', 'shipmentState': 'Ready'}")
                .expect(200);

        var messages =
                api.get("messages?sort=sequenceNumber+asc").expect(200).body().path("results");

        assertThat(messages)
                .extracting(message -> message.path("type").asText())
                .containsExactly("OrderImported", "OrderStateChanged", "OrderShipmentStateChanged");
        assertThat(messages)
                .extracting(message -> message.path("sequenceNumber").asInt())
                .containsExactly(1, 2, 3);
        assertThat(messages)
                .extracting(message -> message.path("resourceVersion").asInt())
                .containsExactly(1, 2, 4);
        assertThat(messages.get(1).path("oldOrderState").asText()).isEqualTo("Open");
    }

    @Test
    void a_deletion_needs_the_current_version() {
        ObjectNode order = api.importOrder("A-1");
        String path = "orders/" + order.path("id").asText();

        api.delete(path).expect(400);
        api.delete(path + "?version=7").expect(409);
        api.delete(path + "?version=1").expect(200);

        api.get(path).expect(404);
        assertThat(api.where("messages", "type = \"OrderDeleted\"")
                        .body()
                        .at("/results/0/order/orderNumber")
                        .asText())
                .isEqualTo("A-1");
    }
}
