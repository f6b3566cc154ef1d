package io.waybill.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AdminTest extends SandboxTest {

    private static Api.Answer admin(String method, String path, String json) {
        return Api.admin(sandbox, method, path, json);
    }

    @Test
    void health_and_counters_tell_what_there_is() {
        api.importOrder("A-1");

        assertThat(admin("GET", "health", null)
                        .expect(200)
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("UP");
        var counters = admin("GET", "counters", null).expect(200).body();
        assertThat(counters.at("/documents/orders").asInt()).isEqualTo(1);
        assertThat(counters.at("/documents/messages").asInt()).isEqualTo(1);
        assertThat(counters.path("requests").asLong()).isPositive();
        assertThat(counters.at("/notifications/undelivered").asInt()).isZero();
    }

    @Test
    void a_reset_leaves_a_new_project() {
        api.importOrder("A-1");

        admin("POST", "reset", null).expect(204);

        assertThat(api.get("orders").body().path("total").asInt()).isZero();
        assertThat(api.get("messages").body().path("total").asInt()).isZero();
        api.get("states/key=Initial").expect(200);
        assertThat(api.importOrder("A-1").path("version").asInt()).isEqualTo(1);
    }

    @Test
    void an_order_placed_directly_looks_as_if_it_came_from_a_cart() {
        admin("POST", "orders", Api.importDraft("A-1", ",'locale':'de','orderState':'Confirmed'"))
                .expect(201);

        assertThat(api.get("orders/order-number=A-1").body().path("locale").asText())
                .isEqualTo("de");
        assertThat(api.get("messages").body().at("/results/0/type").asText()).isEqualTo("OrderCreated");
        admin("POST", "orders", "{'lineItems':[]}").expect(400);
    }

    @Test
    void the_next_requests_fail_as_ordered() {
        admin("POST", "faults", "{'method':'GET','path':'/orders','status':503,'times':2}")
                .expect(204);

        api.get("channels").expect(200);
        assertThat(api.get("orders").expect(503).code()).isEqualTo("OverCapacity");
        api.importOrder("A-1");
        api.get("orders").expect(503);
        api.get("orders").expect(200);
        admin("POST", "faults", "{'status':200}").expect(400);
        sandbox.fail("POST", "", 502, 1);
        admin("DELETE", "faults", null).expect(204);
        api.importOrder("A-2");
    }

    @Test
    void delivery_is_changed_while_running() {
        admin("PUT", "delivery", "{'duplicates':0.5,'seed':9,'retryBaseMillis':10}")
                .expect(200);

        var settings = admin("GET", "delivery", null).body();

        assertThat(settings.path("duplicates").asDouble()).isEqualTo(0.5);
        assertThat(settings.path("seed").asInt()).isEqualTo(9);
        admin("PUT", "delivery", "{'duplicates':2}").expect(400);
        admin("PUT", "delivery", "{'nonsense':2}").expect(400);
        sandbox.deliver(SandboxConfiguration.defaults().delivery());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'uri':'no uri'}", "{'uri':'/relative'}", "{'uri':'ftp://x/y'}"})
    void an_endpoint_is_an_absolute_http_uri(String body) {
        admin("PUT", "push-endpoints/t", body).expect(400);
    }

    @Test
    void endpoints_are_listed_and_removed() {
        admin("PUT", "push-endpoints/topic-x", "{'uri':'http://127.0.0.1:1/event'}")
                .expect(204);
        assertThat(admin("GET", "push-endpoints", null).body().path("topic-x").asText())
                .contains("/event");

        admin("DELETE", "push-endpoints/topic-x", null).expect(204);

        assertThat(admin("GET", "push-endpoints", null).body().has("topic-x")).isFalse();
    }

    @Test
    void a_port_in_use_is_one_clear_message() {
        int port = sandbox.baseUri().getPort();

        assertThatThrownBy(() -> Sandbox.start(SandboxConfiguration.defaults().withAddress("127.0.0.1", port)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("in use");
        assertThat(new CommandLine(new SandboxMain()).execute("--port", String.valueOf(port)))
                .isEqualTo(1);
    }

    @Test
    void a_project_key_can_not_hide_the_sandboxes_own_paths() {
        assertThatThrownBy(() -> SandboxConfiguration.defaults().withProject("sandbox", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new CommandLine(new SandboxMain()).execute("--project", "oauth"))
                .isEqualTo(1);
    }
}
