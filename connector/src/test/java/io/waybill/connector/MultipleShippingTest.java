package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.connector.status.StatusEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MultipleShippingTest {
    /** Three pieces, two to a home and one to an office, with shipping methods that have no reference. */
    static final String DRAFT = """
            {"orderNumber":"M-1","orderState":"Confirmed","customerEmail":"jane@example.com",
             "totalPrice":{"currencyCode":"EUR","centAmount":5997},"shippingMode":"Multiple",
             "itemShippingAddresses":[
               {"key":"a","streetName":"A","city":"Bonn","postalCode":"53111","country":"DE"},
               {"key":"b","streetName":"B","city":"Köln","postalCode":"50667","country":"DE"}],
             "shipping":[
               {"shippingKey":"home","shippingAddress":{"key":"a","streetName":"A","city":"Bonn","postalCode":"53111","country":"DE"},
                "shippingInfo":{"shippingMethodName":"By bicycle","price":{"currencyCode":"EUR","centAmount":490},
                  "shippingRate":{"price":{"currencyCode":"EUR","centAmount":490}}}},
               {"shippingKey":"office","shippingAddress":{"key":"b","streetName":"B","city":"Köln","postalCode":"50667","country":"DE"},
                "shippingInfo":{"shippingMethodName":"By van","price":{"currencyCode":"EUR","centAmount":490},
                  "shippingRate":{"price":{"currencyCode":"EUR","centAmount":490}}}}],
             "lineItems":[{"name":{"en":"Wrap"},"variant":{"sku":"SKU-1"},"quantity":3,
               "price":{"value":{"currencyCode":"EUR","centAmount":1999}},
               "shippingDetails":{"targets":[{"addressKey":"a","quantity":2,"shippingMethodKey":"home"},
                                             {"addressKey":"b","quantity":1,"shippingMethodKey":"office"}]}}]}""";

    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();
    private JsonNode order = Scene.json("{}");

    @BeforeEach
    void an_exported_order_to_two_addresses() {
        scene.configure("""
                {"orderCustomTypeKey":"fulfilment-order",
                 "shippingMethodMapping":{"By bicycle":{"serviceType":"SHIPPING","serviceLevel":"SAMEDAY"}}}""");
        order = scene.wideOrder(DRAFT);
        assertThat(scene.push(connector, Scene.message(order, "OrderCreated"))).isEqualTo(201);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void every_shipping_becomes_an_order_with_its_own_address_method_and_pieces() {
        assertThat(scene.platform.all("orders"))
                .extracting(each -> each.path("tenantOrderId").asText() + " "
                        + each.path("consumer")
                                .path("addresses")
                                .path(0)
                                .path("city")
                                .asText() + " "
                        + each.path("orderLineItems").path(0).path("quantity").asInt() + " "
                        + each.path("deliveryPreferences")
                                .path("shipping")
                                .path("serviceLevel")
                                .asText("-"))
                .containsExactly("M-1#home Bonn 2 SAMEDAY", "M-1#office Köln 1 -");
    }

    @Test
    void every_delivery_stands_under_its_shipping_and_the_state_is_that_of_the_whole() {
        tell(StatusEvent.HANDOVERJOB_HANDED_OVER, gone("home", 2, "T-1"));

        assertThat(state()).isEqualTo("Partial");
        assertThat(delivery("home").path("items").path(0).path("quantity").asInt())
                .isEqualTo(2);
        assertThat(delivery("office").isMissingNode()).isTrue();

        tell(StatusEvent.HANDOVERJOB_HANDED_OVER, gone("office", 1, "T-2"));

        assertThat(state()).isEqualTo("Shipped");
        assertThat(delivery("office")
                        .path("parcels")
                        .path(0)
                        .path("trackingData")
                        .path("trackingId")
                        .asText())
                .isEqualTo("T-2");
        assertThat(scene.field(order, "fft_order_id").asText().split(",")).hasSize(2);
        assertThat(lineStates()).containsExactly("fft-handed-over 3");
    }

    @Test
    void the_order_says_what_all_its_parts_became() {
        tell(StatusEvent.ORDER_CREATED, part("office"));

        assertThat(scene.order(order)
                        .path("syncInfo")
                        .path(0)
                        .path("externalId")
                        .asText()
                        .split(","))
                .containsExactlyInAnyOrder(
                        part("home").path("id").asText(),
                        part("office").path("id").asText());
    }

    @Test
    void a_part_that_the_platform_cancelled_does_not_cancel_the_other() {
        JsonNode cancelled = scene.platform.set("orders", part("home"), "status", "CANCELLED");

        tell(StatusEvent.ORDER_CANCELLED, cancelled);
        assertThat(orderState()).isEqualTo("Confirmed");
        assertThat(lineStates()).containsExactlyInAnyOrder("fft-cancelled 2", "fft-open 1");

        tell(StatusEvent.HANDOVERJOB_HANDED_OVER, gone("office", 1, "T-2"));
        assertThat(state()).isEqualTo("Shipped");
        assertThat(lineStates()).containsExactlyInAnyOrder("fft-cancelled 2", "fft-handed-over 1");
    }

    @Test
    void an_order_of_which_every_part_is_cancelled_is_cancelled() {
        tell(StatusEvent.ORDER_CANCELLED, scene.platform.set("orders", part("home"), "status", "CANCELLED"));
        tell(StatusEvent.ORDER_CANCELLED, scene.platform.set("orders", part("office"), "status", "CANCELLED"));

        assertThat(orderState()).isEqualTo("Cancelled");
        assertThat(state()).isEqualTo("Canceled");
    }

    @Test
    void a_cancelled_order_is_cancelled_in_all_its_parts() {
        scene.update(order, Scene.state("Cancelled"));

        scene.push(connector, Scene.message(order, "OrderStateChanged"));

        assertThat(scene.platform.all("orders"))
                .extracting(each -> each.path("status").asText())
                .containsExactly("CANCELLED", "CANCELLED");
    }

    private void tell(StatusEvent event, JsonNode payload) {
        assertThat(scene.event(connector, event.path(), event.name(), payload)).isEqualTo(201);
    }

    private ObjectNode part(String key) {
        return scene.platform.all("orders").stream()
                .filter(each -> each.path("tenantOrderId").asText().endsWith("#" + key))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode gone(String key, long pieces, String tracking) {
        JsonNode pick = scene.platform.pickJob(part(key), key, pieces);
        JsonNode handover = scene.platform.handoverJob(part(key), pick, tracking);
        return scene.platform.set("handoverjobs", handover, "status", "HANDED_OVER");
    }

    private JsonNode delivery(String shippingKey) {
        return scene.order(order)
                .path("shipping")
                .valueStream()
                .filter(each -> each.path("shippingKey").asText().equals(shippingKey))
                .findFirst()
                .orElseThrow()
                .path("shippingInfo")
                .path("deliveries")
                .path(0);
    }

    private List<String> lineStates() {
        return scene.order(order)
                .path("lineItems")
                .path(0)
                .path("state")
                .valueStream()
                .map(entry -> scene.shop
                                .get("/states/" + entry.path("state").path("id").asText())
                                .path("key")
                                .asText()
                        + " " + entry.path("quantity").asLong())
                .toList();
    }

    private String state() {
        return scene.order(order).path("shipmentState").asText();
    }

    private String orderState() {
        return scene.order(order).path("orderState").asText();
    }
}
