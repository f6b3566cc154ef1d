package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pass over all channels, which finds what no message told. */
class ChannelPassTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void channels_whose_message_never_came_become_facilities() {
        for (int i = 0; i < 130; i++) {
            channel("store-" + i);
        }

        JsonNode report = pass();

        assertThat(scene.platform.all("facilities")).hasSize(130);
        assertThat(report.path("channels.done").asInt()).isEqualTo(130);
        assertThat(report.path("complete").asBoolean()).isTrue();
    }

    @Test
    void a_pass_over_what_is_in_step_writes_nothing() {
        channel("cologne");
        pass();
        long version = scene.platform.all("facilities").get(0).path("version").asLong();

        JsonNode report = pass();

        assertThat(report.path("channels.ignored").asInt()).isEqualTo(1);
        assertThat(scene.platform.all("facilities").get(0).path("version").asLong())
                .isEqualTo(version);
    }

    @Test
    void a_facility_whose_channel_is_gone_or_has_another_key_goes_off_line() {
        JsonNode gone = channel("gone");
        JsonNode renamed = channel("before");
        pass();
        scene.shop.delete("/channels/" + gone.path("id").asText(), 1);
        scene.shop.post(
                "/channels/" + renamed.path("id").asText(),
                Scene.json("{\"version\":1,\"actions\":[{\"action\":\"changeKey\",\"key\":\"after\"}]}"));

        pass();

        assertThat(status("gone")).isEqualTo("OFFLINE");
        assertThat(status("before")).isEqualTo("OFFLINE");
        assertThat(status("after")).isEqualTo("ONLINE");
    }

    @Test
    void a_facility_that_never_was_a_channel_is_named_and_left_alone() {
        scene.platform.facility("own-depot");

        JsonNode report = pass();

        assertThat(report.path("facilitiesWithoutChannel").toString()).isEqualTo("[\"own-depot\"]");
        assertThat(status("own-depot")).isEqualTo("ONLINE");
    }

    @Test
    void a_facility_of_another_shop_on_the_same_platform_is_left_alone() {
        ObjectNode facility = scene.platform.facility("theirs");
        facility.putObject("customAttributes").put("commercetoolsId", "x").put("commercetoolsProject", "other-shop");
        scene.platform.put("facilities", facility);

        pass();

        assertThat(status("theirs")).isEqualTo("ONLINE");
    }

    @Test
    void a_platform_that_goes_away_in_the_middle_costs_nothing_but_time() {
        channel("st-a");
        channel("st-b");
        scene.platform.fail("POST", "/api/facilities", 503, 50);

        JsonNode first = pass();
        scene.platform.heal();
        JsonNode second = pass();

        assertThat(first.path("complete").asBoolean()).isFalse();
        assertThat(second.path("complete").asBoolean()).isTrue();
        assertThat(scene.platform.all("facilities")).hasSize(2);
    }

    @Test
    void what_was_parked_about_a_channel_is_forgotten_when_the_pass_brings_it_in_step() {
        scene.platform.fail("POST", "/api/facilities", 400, 1);
        JsonNode channel = channel("cologne");
        scene.push(connector, Scene.channelChange(channel, "ResourceCreated"));
        assertThat(connector.connector().parked().list(Deadline.within(Duration.ofSeconds(5))))
                .hasSize(1);

        pass();

        assertThat(connector.connector().parked().list(Deadline.within(Duration.ofSeconds(5))))
                .isEmpty();
    }

    @Test
    void the_job_makes_the_pass_once_a_day_and_not_at_every_call() {
        channel("st-a");
        assertThat(job("/job").path("channels").path("complete").asBoolean()).isTrue();
        channel("st-b");

        assertThat(job("/job").has("channels")).isFalse();
        assertThat(scene.platform.all("facilities")).hasSize(1);
    }

    @Test
    void a_pass_that_another_instance_makes_is_not_made_twice_and_one_that_died_is_taken_over() {
        channel("st-a");
        lease(Instant.now().plus(Duration.ofMinutes(5)));
        assertThat(pass().path("message").asText()).isEqualTo("Another run is on its way.");
        assertThat(scene.platform.all("facilities")).isEmpty();

        lease(Instant.now().minus(Duration.ofMinutes(1)));
        pass();

        assertThat(scene.platform.all("facilities")).hasSize(1);
    }

    @Test
    void there_is_no_pass_while_channel_sync_is_off() {
        channel("st-a");
        Connector.Running off = scene.connector(Map.of("FEAT_CHANNELSYNC_ACTIVE", "false"));

        Scene.post(off.baseUri() + "/job", "", Map.of());

        assertThat(scene.platform.all("facilities")).isEmpty();
    }

    private void lease(Instant until) {
        ObjectNode draft =
                JsonHttp.JSON.createObjectNode().put("container", "waybill-job").put("key", "channels");
        draft.putObject("value").put("leasedUntil", until.toString());
        scene.shop.post("/custom-objects", draft);
    }

    private JsonNode pass() {
        return job("/job/channels");
    }

    private JsonNode job(String path) {
        HttpResponse<String> answer = Scene.post(connector.baseUri() + path, "", Map.of());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Scene.json(answer.body());
    }

    private JsonNode channel(String key) {
        return scene.shop.post(
                "/channels",
                Scene.json("{\"key\":\"" + key + "\",\"roles\":[\"InventorySupply\"],\"name\":{\"en\":\"n\"}}"));
    }

    private String status(String tenantFacilityId) {
        List<ObjectNode> found = scene.platform.all("facilities").stream()
                .filter(each -> each.path("tenantFacilityId").asText().equals(tenantFacilityId))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0).path("status").asText();
    }
}
