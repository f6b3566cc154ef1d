package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which facilities serve the orders of a store, and what else is special about them. */
class StoreOrdersTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connectorBehindTheGate(Map.of("EVENT_BUDGET_MS", "2000"));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_supply_channel_that_is_no_facility_does_not_cost_the_order_as_long_as_another_is_one() {
        store("rhine", "cologne", "not-a-facility");
        String cologne = facility("cologne");

        assertThat(export("rhine")).isEqualTo(201);

        assertThat(preselected()).containsExactly(cologne);
    }

    @Test
    void an_order_whose_store_has_no_facility_at_all_is_parked_and_says_which_channels_were_looked_at() {
        store("rhine", "cologne", "bonn");

        assertThat(export("rhine")).isEqualTo(202);

        assertThat(scene.platform.all("orders")).isEmpty();
        assertThat(reasons()).singleElement().asString().contains("cologne, bonn");
    }

    @Test
    void an_order_that_comes_while_the_shop_cannot_be_asked_about_its_store_is_not_lost() {
        store("rhine", "cologne");
        facility("cologne");
        scene.gate.answer("GET", "/stores/", 503, "{}", 1_000);
        JsonNode order = order("rhine");

        assertThat(scene.push(connector, Scene.message(order, "OrderImported"))).isEqualTo(503);
        assertThat(reasons()).isEmpty();
        scene.gate.heal();

        assertThat(scene.push(connector, Scene.message(order, "OrderImported"))).isEqualTo(201);
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void facilities_that_the_merchant_names_for_a_store_come_before_its_supply_channels() {
        store("rhine", "cologne");
        facility("cologne");
        String depot = facility("depot");
        scene.configure("{\"stores\":{\"rhine\":{\"facilities\":[\"depot\",\"unknown\"]}}}");

        export("rhine");

        assertThat(preselected()).containsExactly(depot);
    }

    @Test
    void an_empty_list_lets_every_facility_serve_a_store() {
        store("rhine", "cologne");
        scene.configure("{\"stores\":{\"rhine\":{\"facilities\":[]}}}");

        assertThat(export("rhine")).isEqualTo(201);

        assertThat(preselected()).isEmpty();
    }

    @Test
    void the_members_of_a_group_serve_a_store_as_they_are_when_the_order_comes() {
        store("rhine");
        String one = facility("one");
        String two = facility("two");
        group("west", one, two);
        scene.configure("{\"stores\":{\"rhine\":{\"facilityGroup\":\"west\"}}}");

        export("rhine");

        assertThat(preselected()).containsExactly(one, two);
    }

    @Test
    void a_group_that_is_gone_does_not_send_the_order_anywhere() {
        store("rhine");
        scene.configure("{\"stores\":{\"rhine\":{\"facilityGroup\":\"west\"}}}");

        assertThat(export("rhine")).isEqualTo(202);

        assertThat(reasons()).singleElement().asString().contains("group west");
    }

    @Test
    void orders_of_a_store_carry_its_tags_and_stores_without_a_rule_those_of_the_others() {
        store("rhine");
        store("alps");
        scene.configure(
                "{\"stores\":{\"rhine\":{\"tags\":{\"brand\":\"premium\"}},\"*\":{\"tags\":{\"brand\":\"basic\"}}}}");

        export("rhine");
        export("alps");
        scene.push(connector, Scene.message(scene.order("no-store", "Confirmed"), "OrderImported"));

        assertThat(tags("rhine")).isEqualTo("[{\"id\":\"brand\",\"value\":\"premium\"}]");
        assertThat(tags("alps")).isEqualTo("[{\"id\":\"brand\",\"value\":\"basic\"}]");
        assertThat(tags("no-store")).isEmpty();
    }

    private void store(String key, String... channels) {
        ObjectNode draft = JsonHttp.JSON.createObjectNode().put("key", key);
        for (String channel : channels) {
            scene.shop.post("/channels", Scene.json("{\"key\":\"" + channel + "\",\"roles\":[\"InventorySupply\"]}"));
            draft.withArrayProperty("supplyChannels")
                    .addObject()
                    .put("typeId", "channel")
                    .put("key", channel);
        }
        scene.shop.post("/stores", draft);
    }

    private String facility(String key) {
        return scene.platform.facility(key).path("id").asText();
    }

    private void group(String tenantFacilityGroupId, String... facilities) {
        ObjectNode group = JsonHttp.JSON.createObjectNode().put("tenantFacilityGroupId", tenantFacilityGroupId);
        List.of(facilities).forEach(group.putArray("facilityRefs")::add);
        scene.platform.put("facilitygroups", group);
    }

    private JsonNode order(String store) {
        return scene.order(store, "Confirmed", ",\"store\":{\"typeId\":\"store\",\"key\":\"" + store + "\"}");
    }

    private int export(String store) {
        return scene.push(connector, Scene.message(order(store), "OrderImported"));
    }

    private List<String> preselected() {
        return scene.platform
                .all("orders")
                .get(0)
                .path("deliveryPreferences")
                .path("shipping")
                .path("preselectedFacilities")
                .valueStream()
                .map(each -> each.path("facilityRef").asText())
                .toList();
    }

    private String tags(String tenantOrderId) {
        return scene.platform.all("orders").stream()
                .filter(order -> order.path("tenantOrderId").asText().equals(tenantOrderId))
                .map(order -> order.path("tags"))
                .filter(tags -> !tags.isMissingNode())
                .map(JsonNode::toString)
                .findFirst()
                .orElse("");
    }

    private List<String> reasons() {
        return connector.connector().parked().list(Deadline.within(Duration.ofSeconds(5))).stream()
                .map(message -> message.reason())
                .toList();
    }
}
