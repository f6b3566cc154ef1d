package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.connector.status.StatusEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderChangesTest {
    private static final String MOVED = """
            {"action":"setShippingAddress","address":{"country":"DE","city":"Bonn","streetName":"Neue Str.",
             "streetNumber":"3","postalCode":"53111"}}""";

    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();
    private final Connector.Running behind = scene.connectorBehindTheGate(Map.of());
    private JsonNode order = Scene.json("{}");

    @BeforeEach
    void an_exported_order_of_three_pieces() {
        scene.configureType();
        order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_customer_who_moved_gets_the_parcel_at_the_new_address() {
        scene.update(order, MOVED);

        assertThat(scene.push(connector, Scene.message(order, "OrderShippingAddressSet")))
                .isEqualTo(201);

        JsonNode address = platformOrder().path("consumer").path("addresses").path(0);
        assertThat(address.path("street").asText()).isEqualTo("Neue Str.");
        assertThat(address.path("city").asText()).isEqualTo("Bonn");
    }

    @Test
    void a_new_mail_address_and_a_billing_address_reach_the_platform() {
        scene.update(
                order,
                "{\"action\":\"setCustomerEmail\",\"email\":\"new@example.com\"}",
                "{\"action\":\"setBillingAddress\",\"address\":{\"country\":\"DE\",\"city\":\"Ulm\",\"streetName\":\"A\"}}");

        scene.push(connector, Scene.message(order, "OrderCustomerEmailSet"));
        scene.push(connector, Scene.message(order, "OrderBillingAddressSet"));

        assertThat(platformOrder().path("consumer").path("email").asText()).isEqualTo("new@example.com");
        assertThat(platformOrder().path("consumer").path("addresses"))
                .extracting(each -> each.path("addressType").asText())
                .containsExactly("POSTAL_ADDRESS", "INVOICE_ADDRESS");
    }

    @Test
    void what_did_not_change_is_not_written_again() {
        long version = platformOrder().path("version").asLong();

        scene.push(connector, Scene.message(order, "OrderShippingAddressSet"));
        scene.push(connector, Scene.message(order, "OrderEditApplied"));

        assertThat(platformOrder().path("version").asLong()).isEqualTo(version);
    }

    @Test
    void a_change_that_comes_too_late_is_told_on_the_order_and_taken_back_when_it_works() {
        scene.update(order, MOVED);
        scene.platform.fail("PATCH", "/api/orders", 422, "The parcel has left", 1);

        assertThat(scene.push(connector, Scene.message(order, "OrderShippingAddressSet")))
                .isEqualTo(201);
        assertThat(scene.field(order, "fft_change_rejected").asText()).isEqualTo("N-1: The parcel has left");

        scene.push(connector, Scene.message(order, "OrderShippingAddressSet"));
        assertThat(scene.field(order, "fft_change_rejected").isMissingNode()).isTrue();
        assertThat(platformOrder().path("consumer").toString()).contains("Neue Str.");
    }

    @Test
    void an_address_that_nobody_can_deliver_to_is_told_on_the_order() {
        scene.update(order, "{\"action\":\"setShippingAddress\",\"address\":{\"country\":\"DE\"}}");

        scene.push(connector, Scene.message(order, "OrderShippingAddressSet"));

        assertThat(scene.field(order, "fft_change_rejected").asText()).contains("no street, city or country");
        assertThat(platformOrder().path("consumer").toString()).contains("Aachener Str.");
    }

    @Test
    void an_edit_of_the_order_changes_the_lines_on_the_platform() {
        ObjectNode edited = edited(5);
        ObjectNode added = edited.withArray("lineItems").addObject();
        added.put("id", "line-new").put("quantity", 2).put("productId", "p");
        added.putObject("name").put("en", "Scarf");
        added.putObject("variant").put("sku", "SKU-9");
        sees(edited);

        assertThat(scene.push(behind, Scene.message(order, "OrderEditApplied"))).isEqualTo(201);

        assertThat(platformOrder().path("orderLineItems"))
                .extracting(each -> each.path("article").path("tenantArticleId").asText() + " "
                        + each.path("quantity").asLong())
                .containsExactly("SKU-1 5", "SKU-9 2");
    }

    @Test
    void what_was_taken_out_on_the_platform_does_not_come_back_with_a_change_of_the_shop() {
        ObjectNode reduced = platformOrder();
        ((ObjectNode) reduced.path("orderLineItems").path(0)).put("quantity", 2);
        scene.platform.put("orders", reduced);
        scene.update(order, MOVED);
        scene.push(connector, Scene.message(order, "OrderShippingAddressSet"));
        assertThat(quantity()).isEqualTo(2);

        sees(edited(4));
        scene.push(behind, Scene.message(order, "OrderEditApplied"));

        assertThat(quantity()).as("one more than before the edit").isEqualTo(3);
    }

    @Test
    void lines_that_are_being_picked_stay_and_the_new_address_arrives_all_the_same() {
        scene.platform.refuseLineChanges(true);
        ObjectNode edited = edited(5);
        ((ObjectNode) edited.path("shippingAddress")).put("streetName", "Neue Str.");
        sees(edited);

        scene.push(behind, Scene.message(order, "OrderEditApplied"));

        assertThat(quantity()).isEqualTo(3);
        assertThat(platformOrder().path("consumer").toString()).contains("Neue Str.");
        assertThat(scene.field(order, "fft_change_rejected").asText()).isEqualTo("N-1: Work on the lines has begun");
    }

    @Test
    void somebody_elses_change_in_between_is_no_obstacle() {
        scene.update(order, MOVED);
        scene.platform.fail("PATCH", "/api/orders", 409, 2);

        assertThat(scene.push(connector, Scene.message(order, "OrderShippingAddressSet")))
                .isEqualTo(201);

        assertThat(platformOrder().path("consumer").toString()).contains("Neue Str.");
    }

    @Test
    void nothing_of_an_exported_order_changes_while_changes_are_off() {
        Connector.Running off = scene.connector(Map.of("FEAT_ORDERCHANGES_ACTIVE", "false"));
        scene.update(order, MOVED);

        assertThat(scene.push(off, Scene.message(order, "OrderShippingAddressSet")))
                .isEqualTo(201);

        assertThat(platformOrder().path("consumer").toString()).contains("Aachener Str.");
    }

    @Test
    void pieces_that_an_edit_added_count_like_the_others() {
        sees(edited(5));
        scene.push(behind, Scene.message(order, "OrderEditApplied"));
        JsonNode pick = scene.platform.pickJob(platformOrder(), "A", 5);

        scene.event(connector, StatusEvent.PICK_JOB_CREATED.path(), "PICK_JOB_CREATED", pick);

        List<String> states = scene.order(order)
                .path("lineItems")
                .path(0)
                .path("state")
                .valueStream()
                .map(entry -> scene.shop
                        .get("/states/" + entry.path("state").path("id").asText())
                        .path("key")
                        .asText())
                .toList();
        assertThat(states).containsExactly("fft-open");
    }

    /** The order as an order edit would leave it; the sandbox has none. */
    private ObjectNode edited(long quantity) {
        ObjectNode edited = scene.order(order).deepCopy();
        ((ObjectNode) edited.path("lineItems").path(0)).put("quantity", quantity);
        return edited;
    }

    private void sees(ObjectNode edited) {
        scene.gate.answer("GET", "/orders/", 200, edited.toString(), 2);
    }

    private ObjectNode platformOrder() {
        return scene.platform.all("orders").get(0);
    }

    private long quantity() {
        return platformOrder().path("orderLineItems").path(0).path("quantity").asLong();
    }
}
