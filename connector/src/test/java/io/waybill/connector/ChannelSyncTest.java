package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelSyncTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_supplying_channel_becomes_a_facility() {
        JsonNode channel = channel("InventorySupply");

        assertThat(changed(channel, "ResourceCreated")).isEqualTo(201);

        JsonNode facility = facility();
        assertThat(facility.path("name").asText()).isEqualTo("Cologne");
        assertThat(facility.path("status").asText()).isEqualTo("ONLINE");
        assertThat(facility.path("locationType").asText()).isEqualTo("STORE");
        assertThat(facility.path("address").path("street").asText()).isEqualTo("Domplatte");
        assertThat(facility.path("address").path("city").asText()).isEqualTo("not set");
        assertThat(facility.path("address")
                        .path("resolvedCoordinates")
                        .path("lat")
                        .asDouble())
                .isEqualTo(50.94);
        assertThat(facility.path("services")).hasSize(2);
        assertThat(facility.path("customAttributes").path("commercetoolsId")).isEqualTo(channel.path("id"));
    }

    @Test
    void a_channel_that_supplies_nothing_is_no_facility() {
        assertThat(changed(channel("ProductDistribution"), "ResourceCreated")).isEqualTo(201);

        assertThat(scene.platform.all("facilities")).isEmpty();
    }

    @Test
    void a_repeated_change_writes_nothing() {
        JsonNode channel = channel("InventorySupply");
        changed(channel, "ResourceCreated");
        long version = facility().path("version").asLong();

        changed(channel, "ResourceUpdated");

        assertThat(facility().path("version").asLong()).isEqualTo(version);
    }

    @Test
    void a_channel_that_loses_its_role_goes_off_line_and_comes_back_with_it() {
        JsonNode channel = channel("InventorySupply");
        changed(channel, "ResourceCreated");

        roles(channel, "ProductDistribution");
        changed(channel, "ResourceUpdated");
        assertThat(facility().path("status").asText()).isEqualTo("OFFLINE");

        roles(channel, "InventorySupply");
        changed(channel, "ResourceUpdated");
        assertThat(facility().path("status").asText()).isEqualTo("ONLINE");
    }

    @Test
    void a_facility_that_a_person_closed_is_not_opened_again() {
        JsonNode channel = channel("InventorySupply");
        changed(channel, "ResourceCreated");
        scene.platform.set("facilities", facility(), "status", "SUSPENDED");

        changed(channel, "ResourceUpdated");

        assertThat(facility().path("status").asText()).isEqualTo("SUSPENDED");
    }

    @Test
    void a_corrected_address_survives_a_change_of_the_channel() {
        JsonNode channel = channel("InventorySupply");
        changed(channel, "ResourceCreated");
        ObjectNode facility = facility();
        ((ObjectNode) facility.path("address")).put("city", "Köln").put("postalCode", "50667");
        scene.platform.put("facilities", facility);
        update(channel, "{\"action\":\"changeName\",\"name\":{\"en\":\"Cologne II\"}}");

        changed(channel, "ResourceUpdated");

        assertThat(facility().path("name").asText()).isEqualTo("Cologne II");
        assertThat(facility().path("address").path("city").asText()).isEqualTo("Köln");
        assertThat(facility().path("address").path("postalCode").asText()).isEqualTo("50667");
    }

    @Test
    void a_deleted_channel_goes_off_line() {
        JsonNode channel = channel("InventorySupply");
        changed(channel, "ResourceCreated");
        JsonNode current = scene.shop.get("/channels/" + channel.path("id").asText());
        scene.shop.delete(
                "/channels/" + channel.path("id").asText(),
                current.path("version").asLong());

        assertThat(changed(channel, "ResourceDeleted")).isEqualTo(201);

        assertThat(facility().path("status").asText()).isEqualTo("OFFLINE");
    }

    @Test
    void a_deleted_channel_whose_key_nobody_knows_is_parked() {
        ObjectNode change = Scene.channelChange(Scene.json("{\"id\":\"gone\",\"key\":\"\"}"), "ResourceDeleted");

        assertThat(scene.push(connector, change)).isEqualTo(202);
    }

    @Test
    void a_platform_that_is_away_gets_the_channel_later() {
        JsonNode channel = channel("InventorySupply");
        scene.platform.fail("POST", "/api/facilities", 503, 50);
        assertThat(changed(channel, "ResourceCreated")).isEqualTo(503);

        scene.platform.heal();
        assertThat(changed(channel, "ResourceCreated")).isEqualTo(201);

        assertThat(facility().path("status").asText()).isEqualTo("ONLINE");
    }

    @Test
    void a_channel_that_the_platform_refuses_is_parked_with_the_reason() {
        scene.platform.fail("POST", "/api/facilities", 400, 1);

        assertThat(changed(channel("InventorySupply"), "ResourceCreated")).isEqualTo(202);

        assertThat(connector.connector().parked().list(Deadline.within(Duration.ofSeconds(5))))
                .singleElement()
                .satisfies(message -> assertThat(message.reason()).contains("/api/facilities", "400"));
    }

    @Test
    void nothing_happens_while_channel_sync_is_off() {
        Connector.Running off = scene.connector(Map.of("FEAT_CHANNELSYNC_ACTIVE", "false"));

        assertThat(scene.push(off, Scene.channelChange(channel("InventorySupply"), "ResourceCreated")))
                .isEqualTo(201);

        assertThat(scene.platform.all("facilities")).isEmpty();
    }

    @Test
    void orders_of_a_store_go_to_the_facilities_of_its_channels() {
        JsonNode channel = channel("InventorySupply");
        changed(channel, "ResourceCreated");
        scene.shop.post(
                "/stores",
                Scene.json("{\"key\":\"rhine\",\"supplyChannels\":[{\"typeId\":\"channel\",\"key\":\"cologne\"}]}"));
        JsonNode order = scene.order("N-1", "Confirmed", ",\"store\":{\"typeId\":\"store\",\"key\":\"rhine\"}");

        assertThat(scene.push(connector, Scene.message(order, "OrderImported"))).isEqualTo(201);

        assertThat(scene.platform
                        .all("orders")
                        .get(0)
                        .path("deliveryPreferences")
                        .path("shipping")
                        .path("preselectedFacilities"))
                .extracting(each -> each.path("facilityRef").asText())
                .containsExactly(facility().path("id").asText());
    }

    private JsonNode channel(String role) {
        return scene.shop.post("/channels", Scene.json("""
                {"key":"cologne","roles":["%s"],"name":{"en":"Cologne"},
                 "address":{"country":"DE","streetName":"Domplatte"},
                 "geoLocation":{"type":"Point","coordinates":[6.95,50.94]}}""".formatted(role)));
    }

    private void roles(JsonNode channel, String role) {
        update(channel, "{\"action\":\"setRoles\",\"roles\":[\"" + role + "\"]}");
    }

    private void update(JsonNode channel, String action) {
        String path = "/channels/" + channel.path("id").asText();
        long version = scene.shop.get(path).path("version").asLong();
        scene.shop.post(path, Scene.json("{\"version\":" + version + ",\"actions\":[" + action + "]}"));
    }

    private int changed(JsonNode channel, String kind) {
        return scene.push(connector, Scene.channelChange(channel, kind));
    }

    private ObjectNode facility() {
        return scene.platform.all("facilities").get(0);
    }
}
