package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One shop whose stores go to two platforms, with a connector for each. */
class TenantsTest {
    private final Scene scene = new Scene();
    private final PlatformStandIn northern = new PlatformStandIn();
    private final Connector.Running south = scene.connector();
    private final Connector.Running north = scene.connector(Map.of(
            "TENANT",
            "north",
            "FFT_API_URL",
            northern.baseUri().toString(),
            "FFT_LOGIN_URL",
            northern.baseUri() + "/v1/accounts:signInWithPassword",
            "FFT_REFRESH_URL",
            northern.baseUri() + "/v1/token",
            "CONNECT_SERVICE_URL",
            "https://north.example/service"));

    @BeforeEach
    void stores() {
        scene.configure("{\"stores\":{\"oslo\":{\"tenant\":\"north\"}}}");
        channel("oslo-1");
        channel("rome-1");
        channel("shared");
        channel("no-store");
        store("oslo", "oslo-1", "shared");
        store("rome", "rome-1", "shared");
    }

    @AfterEach
    void close() {
        northern.close();
        scene.close();
    }

    @Test
    void an_order_goes_to_the_platform_of_its_store_and_to_no_other() {
        scene.platform.facility("rome-1");
        northern.facility("oslo-1");

        toBoth(order("oslo"));
        toBoth(order("rome"));
        toBoth(scene.order("no-store", "Confirmed"));

        assertThat(numbers(northern)).containsExactly("oslo");
        assertThat(numbers(scene.platform)).containsExactly("rome", "no-store");
    }

    @Test
    void a_cancellation_reaches_the_platform_that_has_the_order() {
        northern.facility("oslo-1");
        JsonNode order = order("oslo");
        toBoth(order);
        scene.update(order, Scene.state("Cancelled"));

        toBoth(order);

        assertThat(northern.all("orders").get(0).path("status").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void an_order_stays_in_step_where_it_is_although_its_store_was_given_to_another_platform() {
        northern.facility("oslo-1");
        JsonNode order = order("oslo");
        toBoth(order);
        scene.configure("{\"stores\":{}}");

        assertThat(scene.push(north, Scene.message(order, "OrderStateChanged"))).isEqualTo(201);
        scene.update(order, Scene.state("Cancelled"));
        scene.push(north, Scene.message(order, "OrderStateChanged"));

        assertThat(northern.all("orders").get(0).path("status").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void a_channel_is_a_facility_of_every_platform_whose_stores_it_supplies() {
        Scene.post(south.baseUri() + "/job/channels", "", Map.of());
        Scene.post(north.baseUri() + "/job/channels", "", Map.of());

        assertThat(facilities(northern)).containsExactlyInAnyOrder("oslo-1", "shared");
        assertThat(facilities(scene.platform)).containsExactlyInAnyOrder("rome-1", "shared", "no-store");
    }

    @Test
    void a_message_that_one_parked_is_not_taken_away_by_the_other() {
        JsonNode order = order("oslo");
        assertThat(scene.push(north, Scene.message(order, "OrderImported"))).isEqualTo(202);

        Deadline deadline = Deadline.within(Duration.ofSeconds(5));
        assertThat(south.connector().parked().list(deadline)).isEmpty();
        assertThat(north.connector().parked().list(deadline)).hasSize(1);
    }

    @Test
    void each_has_subscriptions_of_its_own_at_the_shop() {
        north.connector().register(Set.of(Connector.Application.EVENT));
        south.connector().register(Set.of(Connector.Application.EVENT));

        assertThat(scene.shop.query("/subscriptions", 10))
                .extracting(each -> each.path("key").asText())
                .containsExactlyInAnyOrder(
                        "fft-ctc-orders", "fft-ctc-orders-north", "fft-ctc-channels", "fft-ctc-channels-north");
    }

    private void toBoth(JsonNode order) {
        assertThat(scene.push(south, Scene.message(order, "OrderStateChanged"))).isEqualTo(201);
        assertThat(scene.push(north, Scene.message(order, "OrderStateChanged"))).isEqualTo(201);
    }

    private JsonNode order(String store) {
        return scene.order(store, "Confirmed", ",\"store\":{\"typeId\":\"store\",\"key\":\"" + store + "\"}");
    }

    private void channel(String key) {
        scene.shop.post("/channels", Scene.json("{\"key\":\"" + key + "\",\"roles\":[\"InventorySupply\"]}"));
    }

    private void store(String key, String... channels) {
        ObjectNode draft = (ObjectNode) Scene.json("{\"key\":\"" + key + "\"}");
        for (String channel : channels) {
            draft.withArrayProperty("supplyChannels")
                    .addObject()
                    .put("typeId", "channel")
                    .put("key", channel);
        }
        scene.shop.post("/stores", draft);
    }

    private static List<String> numbers(PlatformStandIn platform) {
        return platform.all("orders").stream()
                .map(order -> order.path("tenantOrderId").asText())
                .toList();
    }

    private static List<String> facilities(PlatformStandIn platform) {
        return platform.all("facilities").stream()
                .map(facility -> facility.path("tenantFacilityId").asText())
                .toList();
    }
}
