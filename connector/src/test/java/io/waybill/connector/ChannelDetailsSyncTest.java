package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a channel's custom fields and its history say about its facility. */
class ChannelDetailsSyncTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();

    @BeforeEach
    void fieldsOfTheShop() {
        scene.shop.post("/types", Scene.json("""
                {"key":"supply","name":{"en":"Supply"},"resourceTypeIds":["channel"],"fieldDefinitions":[
                 {"name":"services","label":{"en":"s"},"required":false,"type":{"name":"Set","elementType":{"name":"String"}}},
                 {"name":"hours","label":{"en":"h"},"required":false,"type":{"name":"String"}},
                 {"name":"kind","label":{"en":"k"},"required":false,"type":{"name":"Enum","values":[
                   {"key":"WAREHOUSE","label":"Warehouse"},{"key":"STORE","label":"Store"}]}}]}"""));
        scene.configure(
                "{\"channelFields\":{\"services\":\"services\",\"pickingTimes\":\"hours\",\"locationType\":\"kind\"}}");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_warehouse_that_only_ships_is_created_as_one_with_its_hours() {
        channel("""
                {"services":["SHIP_FROM_STORE"],"hours":"Mo-Fr 08:00-17:00","kind":"WAREHOUSE"}""");

        assertThat(facility().path("locationType").asText()).isEqualTo("WAREHOUSE");
        assertThat(facility().path("services").toString()).isEqualTo("[{\"type\":\"SHIP_FROM_STORE\"}]");
        assertThat(facility()
                        .path("pickingTimes")
                        .path("friday")
                        .path(0)
                        .path("end")
                        .path("hour")
                        .asInt())
                .isEqualTo(17);
        assertThat(facility().path("pickingTimes").path("sunday")).isEmpty();
    }

    @Test
    void a_changed_field_changes_the_facility_and_a_repeated_message_nothing() {
        JsonNode channel = channel("{\"services\":[\"SHIP_FROM_STORE\"],\"hours\":\"Mo-Fr 08:00-17:00\"}");
        update(channel, "{\"action\":\"setCustomField\",\"name\":\"hours\",\"value\":\"Mo-Fr 08:00-20:00\"}");
        update(
                channel,
                "{\"action\":\"setCustomField\",\"name\":\"services\",\"value\":[\"PICKUP\",\"SHIP_FROM_STORE\"]}");

        changed(channel, "ResourceUpdated");

        assertThat(facility().path("services")).hasSize(2);
        assertThat(facility().path("pickingTimes").path("monday").toString()).contains("20");
        long version = facility().path("version").asLong();
        changed(channel, "ResourceUpdated");
        assertThat(facility().path("version").asLong()).isEqualTo(version);
    }

    @Test
    void hours_that_nobody_can_read_are_parked_and_everything_else_of_the_channel_arrives() {
        JsonNode channel = channel("{\"services\":[\"PICKUP\"],\"hours\":\"early till late\"}");

        assertThat(changed(channel, "ResourceUpdated")).isEqualTo(202);

        assertThat(facility().path("services").toString()).isEqualTo("[{\"type\":\"PICKUP\"}]");
        assertThat(facility().has("pickingTimes")).isFalse();
        assertThat(connector.connector().parked().list(Deadline.within(Duration.ofSeconds(5))))
                .singleElement()
                .satisfies(message -> assertThat(message.reason()).contains("hours", "early till late"));
    }

    @Test
    void the_name_comes_in_the_language_of_the_project_whatever_stands_first() {
        JsonNode channel = channel("{}");
        update(
                channel,
                "{\"action\":\"changeName\",\"name\":{\"fr\":\"Cologne FR\",\"en-GB\":\"Cologne GB\",\"xx\":\"x\"}}");

        changed(channel, "ResourceUpdated");

        assertThat(facility().path("name").asText()).isEqualTo("Cologne GB");
    }

    @Test
    void a_channel_that_is_made_again_brings_its_facility_back_even_when_the_deletion_is_told_last() {
        JsonNode old = channel("{}");
        scene.shop.delete(
                "/channels/" + old.path("id").asText(),
                scene.shop
                        .get("/channels/" + old.path("id").asText())
                        .path("version")
                        .asLong());
        changed(old, "ResourceDeleted");
        assertThat(facility().path("status").asText()).isEqualTo("OFFLINE");

        JsonNode again = channel("{}");
        changed(old, "ResourceDeleted");

        assertThat(facility().path("status").asText()).isEqualTo("ONLINE");
        assertThat(facility().path("customAttributes").path("commercetoolsId")).isEqualTo(again.path("id"));
    }

    @Test
    void a_facility_that_was_suspended_before_its_channel_lost_the_role_comes_back_suspended() {
        JsonNode channel = channel("{}");
        scene.platform.set("facilities", facility(), "status", "SUSPENDED");
        update(channel, "{\"action\":\"setRoles\",\"roles\":[\"ProductDistribution\"]}");
        changed(channel, "ResourceUpdated");
        assertThat(facility().path("status").asText()).isEqualTo("OFFLINE");

        update(channel, "{\"action\":\"setRoles\",\"roles\":[\"InventorySupply\"]}");
        changed(channel, "ResourceUpdated");

        assertThat(facility().path("status").asText()).isEqualTo("SUSPENDED");
    }

    @Test
    void a_facility_that_a_person_closed_after_the_role_came_back_stays_closed() {
        JsonNode channel = channel("{}");
        update(channel, "{\"action\":\"setRoles\",\"roles\":[\"ProductDistribution\"]}");
        changed(channel, "ResourceUpdated");
        // A person opens it before the role is back, and closes it after.
        scene.platform.set("facilities", facility(), "status", "ONLINE");
        update(channel, "{\"action\":\"setRoles\",\"roles\":[\"InventorySupply\"]}");
        changed(channel, "ResourceUpdated");
        scene.platform.set("facilities", facility(), "status", "OFFLINE");

        changed(channel, "ResourceUpdated");

        assertThat(facility().path("status").asText()).isEqualTo("OFFLINE");
    }

    @Test
    void a_platform_that_adds_to_the_address_is_not_written_to_again_and_again() {
        JsonNode channel = channel("{}");
        update(
                channel,
                "{\"action\":\"setAddress\",\"address\":{\"country\":\"DE\",\"city\":\"Bonn\",\"phone\":\"1\"}}",
                "{\"action\":\"setGeoLocation\",\"geoLocation\":{\"type\":\"Point\",\"coordinates\":[7,50.5]}}");
        changed(channel, "ResourceUpdated");
        ObjectNode facility = facility();
        ((ObjectNode) facility.path("address").path("phoneNumbers").path(0)).put("label", "shop");
        ((ObjectNode) facility.path("address").path("resolvedCoordinates"))
                .put("lon", 7.0)
                .put("lat", 50.50);
        scene.platform.put("facilities", facility);
        long version = facility().path("version").asLong();

        changed(channel, "ResourceUpdated");

        assertThat(facility().path("version").asLong()).isEqualTo(version);
    }

    private JsonNode channel(String fields) {
        JsonNode channel = scene.shop.post("/channels", Scene.json("""
                {"key":"cologne","roles":["InventorySupply"],"name":{"en":"Cologne"},
                 "custom":{"type":{"typeId":"type","key":"supply"},"fields":%s}}""".formatted(fields)));
        changed(channel, "ResourceCreated");
        return channel;
    }

    private void update(JsonNode channel, String... actions) {
        String path = "/channels/" + channel.path("id").asText();
        long version = scene.shop.get(path).path("version").asLong();
        scene.shop.post(
                path, Scene.json("{\"version\":" + version + ",\"actions\":[" + String.join(",", actions) + "]}"));
    }

    private int changed(JsonNode channel, String kind) {
        return scene.push(connector, Scene.channelChange(channel, kind));
    }

    private ObjectNode facility() {
        return scene.platform.all("facilities").get(0);
    }
}
