package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.connector.outcome.ParkedReason;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParkedMessagesTest {
    private final Scene scene = new Scene();
    private final Connector.Running connector = scene.connector();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void an_operator_lists_looks_at_retries_and_drops_what_is_parked() {
        String first = park("N-1");
        String second = park("N-2");

        JsonNode list = Scene.json(call("GET", "/parked").body());
        assertThat(list.path("total").asInt()).isEqualTo(2);

        JsonNode one = Scene.json(call("GET", "/parked/" + first).body());
        assertThat(one.path("code").asText()).isEqualTo("PLATFORM_REFUSED");
        assertThat(one.path("reason").asText()).contains("400");
        assertThat(one.path("attempts").asInt()).isEqualTo(1);
        assertThat(one.path("firstParkedAt").asText()).isNotBlank();

        scene.platform.fail("POST", "/api/orders", 400, 1);
        assertThat(Scene.json(call("POST", "/parked/" + first + "/replay").body())
                        .path("outcome")
                        .asText())
                .isEqualTo("parked");
        JsonNode again = Scene.json(call("GET", "/parked/" + first).body());
        assertThat(again.path("attempts").asInt()).isEqualTo(2);
        assertThat(again.path("firstParkedAt")).isEqualTo(one.path("firstParkedAt"));

        assertThat(Scene.json(call("POST", "/parked/" + first + "/replay").body())
                        .path("outcome")
                        .asText())
                .isEqualTo("done");
        assertThat(call("GET", "/parked/" + first).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/parked/" + second).statusCode()).isEqualTo(204);
        assertThat(call("DELETE", "/parked/" + second).statusCode()).isEqualTo(204);
        assertThat(Scene.json(call("GET", "/parked").body()).path("total").asInt())
                .isZero();
        assertThat(scene.platform.all("orders")).hasSize(1);
    }

    @Test
    void metrics_tell_why_messages_were_parked_and_what_became_of_them() {
        String key = park("N-1");
        call("POST", "/parked/" + key + "/replay");
        call("DELETE", "/parked/" + park("N-2"));

        assertThat(Scene.get(connector.baseUri() + "/metrics").body())
                .contains("waybill_connector_parked_total{code=\"PLATFORM_REFUSED\"} 2.0")
                .contains("waybill_connector_parked_handled_total{outcome=\"done\"} 1.0")
                .contains("waybill_connector_parked_handled_total{outcome=\"dropped\"} 1.0");
    }

    @Test
    void strangers_neither_see_nor_touch_what_is_parked() {
        String key = park("N-1");
        for (String call : new String[] {
            "GET /parked",
            "GET /parked/" + key,
            "POST /parked/replay",
            "POST /parked/" + key + "/replay",
            "DELETE /parked/" + key
        }) {
            String[] parts = call.split(" ");
            assertThat(Scene.send(parts[0], connector.baseUri() + parts[1], "", Map.of())
                            .statusCode())
                    .as(call)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @EnumSource(ParkedReason.class)
    void the_runbook_says_of_every_reason_what_it_means_and_what_to_do(ParkedReason reason) throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "runbook-connector.md")))
                .contains("### " + reason + "\n");
    }

    private String park(String number) {
        JsonNode order = scene.order(number, "Confirmed");
        scene.platform.fail("POST", "/api/orders", 400, 1);
        assertThat(scene.push(connector, Scene.message(order, "OrderCreated"))).isEqualTo(202);
        return "order-" + order.path("id").asText();
    }

    private HttpResponse<String> call(String method, String path) {
        return Scene.send(
                method,
                connector.baseUri() + path,
                "",
                Map.of("Authorization", "Bearer " + connector.connector().token(Duration.ofMinutes(5))));
    }
}
