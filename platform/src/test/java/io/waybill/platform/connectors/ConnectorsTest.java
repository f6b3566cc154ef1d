package io.waybill.platform.connectors;

import static io.waybill.platform.connectors.ReportedConnector.message;
import static io.waybill.platform.test.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConnectorsTest {
    @Inject
    MovableClock movable;

    @Inject
    Clock clock;

    private final String name = "shop-" + UUID.randomUUID();
    private final String path = "/waybill/connectors/" + name;
    private final ReportedConnector connector = new ReportedConnector(name);

    @AfterEach
    void leaveNoTrace() {
        movable.setAhead(Duration.ZERO);
        connector.forget();
    }

    @Test
    void aReportReplacesThePartsItTellsAndLeavesTheOthers() {
        connector.reports(List.of(), List.of("run post-deploy"));

        connector.reportsParked(List.of(message("order-1", "PLATFORM_REFUSED", "400", "N-1", clock.instant())));

        admin().get(path)
                .then()
                .statusCode(200)
                .body("report.parked.total", equalTo(1))
                .body("report.reconciliation.findings", contains("run post-deploy"))
                .body("report.subscriptions.healthy", contains(true, false))
                .body("stale", equalTo(false));
        movable.setAhead(Duration.ofMinutes(31));
        admin().get(path).then().body("stale", equalTo(true));
    }

    @Test
    void aReplayIsAnsweredUntilAReportShowsThatItWasTried() {
        connector.reportsParked(List.of(message(
                "order-1", "PLATFORM_REFUSED", "400", "N-1", clock.instant().minusSeconds(60))));
        admin().body(Map.of("key", "order-1")).post(path + "/replay").then().statusCode(202);
        admin().body(Map.of("key", "order-2")).post(path + "/replay").then().statusCode(404);

        // An answer may be lost, so the wish stays.
        assertThat(connector.reportsParked(List.of(message(
                        "order-1",
                        "PLATFORM_REFUSED",
                        "400",
                        "N-1",
                        clock.instant().minusSeconds(60)))))
                .containsExactly("order-1");
        assertThat(connector.reportsParked(List.of(message(
                        "order-1",
                        "PLATFORM_REFUSED",
                        "400",
                        "N-1",
                        clock.instant().minusSeconds(60)))))
                .containsExactly("order-1");
        assertThat(connector.reportsParked(List.of(message(
                        "order-1",
                        "PLATFORM_REFUSED",
                        "400",
                        "N-1",
                        clock.instant().plusSeconds(1)))))
                .isEmpty();

        admin().body(Map.of("key", "order-1")).post(path + "/replay").then().statusCode(202);
        assertThat(connector.reportsParked(List.of())).isEmpty();
    }

    @Test
    void whatIsTooMuchOrMakesNoSenseIsRefused() {
        List<Map<String, Object>> many = IntStream.range(0, 51)
                .mapToObj(each -> message("order-" + each, "OTHER", "", "N", clock.instant()))
                .toList();
        Map<String, Object> body = Map.of(
                "version", "1", "projectKey", "p", "parked", Map.of("total", 51, "more", false, "messages", many));
        admin().body(body).put(path).then().statusCode(400);
        admin().body(Map.of("version", "1")).put(path).then().statusCode(400);
        admin().body(Map.of("version", "1", "projectKey", "p"))
                .put("/waybill/connectors/a%20b")
                .then()
                .statusCode(400);
    }

    @Test
    void noMoreThanFiftyConnectorsAreKnownAndThoseThatAreKnownMayGoOn() {
        List<ReportedConnector> all = IntStream.range(0, ConnectorReports.MOST)
                .mapToObj(each -> new ReportedConnector(name + "-" + each))
                .toList();
        Map<Integer, Long> statuses = IntStream.range(0, ConnectorReports.MOST + 1)
                .mapToObj(each -> admin().body(Map.of("version", "1", "projectKey", "p"))
                        .put(path + "-" + each)
                        .statusCode())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

        assertThat(statuses).containsKey(422);
        assertThat(admin().get("/waybill/connectors").jsonPath().getList("connectors"))
                .hasSize(ConnectorReports.MOST);
        admin().body(Map.of("version", "2", "projectKey", "p"))
                .put(path + "-0")
                .then()
                .statusCode(200);
        all.forEach(ReportedConnector::forget);
    }

    @Test
    void reportingReadingAndReplayingTakePermissionsOfTheirOwn() {
        connector.reportsParked(List.of());
        for (var request : List.of(Api.supervisor(), Api.fulfiller())) {
            request.get(path).then().statusCode(403);
        }
        Api.supervisor()
                .body(Map.of("version", "1", "projectKey", "p"))
                .put(path)
                .then()
                .statusCode(403);
        Api.supervisor().body(Map.of("key", "k")).post(path + "/replay").then().statusCode(403);
        Api.supervisor().delete(path).then().statusCode(403);
    }
}
