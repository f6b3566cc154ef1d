package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waybill's platform is told how the connector is; any other one is not disturbed by it, and does not disturb. */
class PlatformReportTest {
    private static final Map<String, String> ON = Map.of("FEAT_PLATFORMREPORT_ACTIVE", "true");
    private static final String PATH = "PUT /waybill/connectors/demo";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_run_of_the_job_tells_subscriptions_parked_messages_and_what_it_found() {
        scene.platform.takeReports();
        Connector.Running connector = scene.connector(ON);
        park(connector, "N-1");
        scene.platform.fail("POST", "/api/orders", 400, 1);

        run(connector);

        JsonNode report = scene.platform.reports().stream()
                .filter(each -> each.has("reconciliation"))
                .findFirst()
                .orElseThrow();
        assertThat(report.path("projectKey").asText()).isEqualTo("demo");
        assertThat(report.path("version").asText()).isNotBlank();
        assertThat(report.path("subscriptions")
                        .valueStream()
                        .map(each -> each.path("side").asText()))
                .contains("SHOP");
        assertThat(report.path("parked").path("total").asInt()).isEqualTo(1);
        JsonNode message = report.path("parked").path("messages").path(0);
        assertThat(message.path("code").asText()).isEqualTo("PLATFORM_REFUSED");
        assertThat(message.path("order").asText()).isEqualTo("N-1");
        assertThat(message.path("parkedAt").asText()).isNotBlank();
        assertThat(report.path("reconciliation").path("figures").has("parked")).isTrue();
        assertThat(report.path("reconciliation").path("findings").isArray()).isTrue();
        assertThat(report.toString()).doesNotContain("jane@example.com", "sandbox-secret", "Aachener");
    }

    @Test
    void what_is_parked_is_told_at_once_and_not_for_each_of_many() {
        scene.platform.takeReports();
        Connector.Running connector = scene.connector(ON);

        park(connector, "N-1");
        awaitReport();
        park(connector, "N-2");
        park(connector, "N-3");

        JsonNode report = scene.platform.reports().getFirst();
        assertThat(report.path("parked").path("messages").path(0).path("order").asText())
                .isEqualTo("N-1");
        assertThat(report.has("reconciliation")).isFalse();
        assertThat(scene.platform.reports()).hasSize(1);
    }

    @Test
    void a_replay_asked_for_on_the_platform_is_done_and_told() {
        scene.platform.takeReports();
        Connector.Running connector = scene.connector(with("RETRY_PARKED_MINUTES", "600"));
        String key = "order-" + park(connector, "N-1").path("id").asText();
        scene.platform.takeReports(key, "order-that-is-gone");

        JsonNode report = run(connector);

        assertThat(report.path("asked").path("done").asInt()).isEqualTo(1);
        assertThat(scene.platform.all("orders")).hasSize(1);
        assertThat(scene.platform
                        .reports()
                        .getLast()
                        .path("parked")
                        .path("total")
                        .asInt())
                .isZero();
    }

    @Test
    void a_platform_without_the_path_is_asked_once_and_everything_else_works() {
        Connector.Running connector = scene.connector(ON);

        JsonNode first = run(connector);
        JsonNode order = scene.order("N-1", "Confirmed");
        scene.push(connector, Scene.message(order, "OrderImported"));
        run(connector);

        assertThat(first.path("findings").toString()).doesNotContain("report");
        assertThat(scene.platform.all("orders")).hasSize(1);
        assertThat(scene.platform.calls()).containsOnlyOnce(PATH);
    }

    @Test
    void a_platform_that_cannot_take_a_report_holds_up_no_message_and_the_job_says_so() {
        scene.platform.takeReports();
        Connector.Running connector = scene.connector(with("HTTP_REQUEST_TIMEOUT_MS", "300"));
        scene.platform.fail("PUT", "/waybill/connectors", 503, 1_000);

        park(connector, "N-1");
        JsonNode report = run(connector);

        assertThat(report.path("findings").toString()).contains("report failed");
        scene.platform.heal();
        assertThat(run(connector).path("findings").toString()).doesNotContain("report failed");
        assertThat(scene.platform.reports()).isNotEmpty();
    }

    @Test
    void a_platform_that_refuses_reports_is_named_with_its_answer() {
        scene.platform.takeReports();
        Connector.Running connector = scene.connector(ON);
        scene.platform.fail("PUT", "/waybill/connectors", 403, 1);

        assertThat(run(connector).path("findings").toString())
                .contains("refuses to be told", PATH + " answered 403")
                .doesNotContain("cannot be used now");
    }

    @Test
    void nothing_is_told_unless_it_is_switched_on() {
        scene.platform.takeReports();
        Connector.Running connector = scene.connector();

        park(connector, "N-1");
        run(connector);

        assertThat(scene.platform.reports()).isEmpty();
        assertThat(scene.platform.calls()).doesNotContain(PATH);
    }

    /** It is told on a thread of its own. */
    private void awaitReport() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (scene.platform.reports().isEmpty()) {
            assertThat(System.nanoTime()).as("no report came").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static Map<String, String> with(String setting, String value) {
        return Map.of("FEAT_PLATFORMREPORT_ACTIVE", "true", setting, value);
    }

    /** An order that the platform refuses. */
    private JsonNode park(Connector.Running connector, String number) {
        JsonNode order = scene.order(number, "Confirmed");
        scene.platform.fail("POST", "/api/orders", 400, 1);
        scene.push(connector, Scene.message(order, "OrderImported"));
        return order;
    }

    private static JsonNode run(Connector.Running connector) {
        return Scene.json(Scene.post(connector.baseUri() + "/job", "", Map.of()).body());
    }
}
