package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.http.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the connector says of its work, as the log collector of commercetools Connect reads it. */
class LogTest {
    private static final String[] PERSONAL = {"jane", "Aachener", "50674", "Köln"};

    private final Logger logger = Logger.getLogger("io.waybill");
    private final Recorder recorder = new Recorder();
    private final Scene scene = new Scene();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.ALL);
        logger.addHandler(recorder);
    }

    @AfterEach
    void close() {
        logger.removeHandler(recorder);
        logger.setLevel(null);
        scene.close();
    }

    @Test
    void every_line_is_json_with_severity_message_and_time() {
        Connector.Running connector = scene.connector();
        JsonNode done = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(done, "OrderCreated"));
        scene.platform.fail("POST", "/api/orders", 400, 1);
        JsonNode refused = scene.order("N-2", "Confirmed");
        scene.push(connector, Scene.message(refused, "OrderCreated"));

        assertThat(recorder.lines()).allSatisfy(line -> {
            assertThat(line.path("severity").asText()).isIn("DEBUG", "INFO", "WARNING", "ERROR");
            assertThat(line.path("message").asText()).isNotBlank();
            assertThat(line.path("time").asText()).isNotBlank();
        });
        assertThat(severityOf(done)).isEqualTo("INFO");
        assertThat(severityOf(refused)).isEqualTo("ERROR");
    }

    @Test
    void the_trace_of_whoever_calls_goes_on_to_the_other_side_and_into_the_log() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        Connector.Running connector = scene.connectorBehindTheGate(Map.of());
        JsonNode order = scene.order("N-1", "Confirmed");

        Scene.post(
                connector.baseUri() + "/event",
                Scene.message(order, "OrderCreated").toString(),
                Map.of("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01"));

        assertThat(scene.gate.calls())
                .filteredOn(call -> call.is("GET", "/orders/"))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.headers().toString())
                        .contains("00-" + traceId + "-")
                        .doesNotContain("00f067aa0ba902b7"));
        assertThat(recorder.lines())
                .filteredOn(line ->
                        line.path("message").asText().contains(order.path("id").asText()))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.path("traceId").asText()).isEqualTo(traceId);
                    assertThat(line.path("spanId").asText()).matches("[0-9a-f]{16}");
                });
    }

    @Test
    void a_failure_is_logged_with_its_stack_on_the_same_line() {
        JsonNode line = recorder.line(new LogRecord(Level.SEVERE, "broken") {
            {
                setThrown(new IllegalStateException("why"));
            }
        });

        assertThat(line.path("severity").asText()).isEqualTo("ERROR");
        assertThat(line.path("exception").asText()).contains("IllegalStateException: why", "LogTest");
    }

    @Test
    void no_line_carries_personal_data_even_if_the_other_side_repeats_it() {
        String says = "jane@example.com, Aachener Str. in 50674 Köln is not served";
        scene.configureType();
        Connector.Running connector = scene.connectorBehindTheGate(Map.of());
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderCreated"));
        JsonNode platformOrder = scene.platform.all("orders").get(0);
        scene.gate.answer(
                "POST",
                "/orders/",
                400,
                "{\"message\":\"" + says + "\",\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"" + says + "\"}]}",
                100);
        scene.event(connector, "/order/created", "ORDER_CREATED", platformOrder);
        scene.platform.fail("POST", "/api/orders", 400, says, 1);
        scene.push(connector, Scene.message(scene.order("N-2", "Confirmed"), "OrderCreated"));
        scene.platform.fail("POST", "/api/orders/", 409, says, 100);
        scene.update(order, Scene.state("Cancelled"));
        scene.push(connector, Scene.message(order, "OrderStateChanged"));
        Scene.post(connector.baseUri() + "/event", "{\"order\":{\"email\":\"jane@example.com\"}}", Map.of());

        List<String> messages = recorder.lines().stream()
                .map(line -> line.path("message").asText())
                .toList();
        assertThat(messages)
                .anyMatch(message -> message.contains("commercetools refused") && message.contains("400 InvalidInput"))
                .anyMatch(message -> message.contains("The platform refused") && message.contains("answered 400"))
                .anyMatch(message -> message.contains("again later") && message.contains("409"))
                .anyMatch(message -> message.contains("Unreadable message"));
        assertThat(String.join("\n", messages)).doesNotContain(PERSONAL);
        assertThat(connector.connector().parked().list(Deadline.within(Duration.ofSeconds(5))))
                .as("the operator still reads what the other side said")
                .anyMatch(parked -> parked.reason().contains("is not served"));
    }

    @Test
    void every_call_of_the_shop_carries_a_correlation_id_and_a_failure_names_it() {
        Connector.Running connector = scene.connectorBehindTheGate(Map.of());
        scene.gate.answer("GET", "/orders/", 400, "{}", 1);

        scene.push(connector, Scene.message(scene.order("N-1", "Confirmed"), "OrderCreated"));

        List<String> ids = scene.gate.calls().stream()
                .map(call -> String.join("", call.headers().getOrDefault("X-correlation-id", List.of())))
                .toList();
        assertThat(ids)
                .hasSizeGreaterThan(2)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("waybill-[0-9a-f-]{36}"));
        assertThat(recorder.lines())
                .anyMatch(line -> line.path("severity").asText().equals("ERROR")
                        && ids.stream().anyMatch(line.path("message").asText()::contains));
    }

    private String severityOf(JsonNode order) {
        return recorder.lines().stream()
                .filter(line ->
                        line.path("message").asText().contains(order.path("id").asText()))
                .map(line -> line.path("severity").asText())
                .findFirst()
                .orElse("none");
    }

    private static final class Recorder extends Handler {
        private final JsonLog format = new JsonLog();
        private final List<JsonNode> lines = Collections.synchronizedList(new ArrayList<>());

        JsonNode line(LogRecord line) {
            String text = format.format(line);
            assertThat(text).endsWith("\n").containsOnlyOnce("\n");
            return Scene.json(text);
        }

        List<JsonNode> lines() {
            return List.copyOf(lines);
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
