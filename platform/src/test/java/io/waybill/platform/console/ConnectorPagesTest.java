package io.waybill.platform.console;

import static io.waybill.platform.connectors.ReportedConnector.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.connectors.ReportedConnector;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the console tells of a connector, and whether that can still be believed. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConnectorPagesTest {
    private static final String CONNECTORS = "/console/integration/connectors";

    @Inject
    MovableClock movable;

    @Inject
    Clock clock;

    private final String name = "shop-" + UUID.randomUUID();
    private final ReportedConnector connector = new ReportedConnector(name);

    @AfterEach
    void leaveNoTrace() {
        movable.setAhead(Duration.ZERO);
        connector.forget();
    }

    @Test
    void aConnectorIsShownAsItReportedWithAdviceForEachCodeAndALinkToTheOrder() {
        connector.reports(
                List.of(
                        message("order-1", "PLATFORM_REFUSED", "street is missing", "N-4711", clock.instant()),
                        message("order-2", "SOMETHING_NEW", "<script>alert(1)</script>", "N-2", clock.instant())),
                List.of("<script>alert(2)</script>"));
        Browser administrator = Browser.ofAdministrator();

        assertThat(administrator.page(CONNECTORS)).contains(name);
        String page = administrator.page(CONNECTORS + "/" + name);
        assertThat(page)
                .contains("street is missing", "/console/orders?text=N-4711", "#advice-PLATFORM_REFUSED")
                .contains("id=\"advice-PLATFORM_REFUSED\"", "400 names a field")
                .contains("SOMETHING_NEW", "id=\"advice-OTHER\"")
                .contains("five subscribe to the event already", "read 214", "done 1", "1,840 ms")
                .doesNotContain("<script>alert", "Out of date");
        assertThat(administrator.page("/console")).contains("Connector messages parked");
        String german = Browser.anonymous("de")
                .cookie("waybill_session", administrator.cookie())
                .get(CONNECTORS + "/" + name)
                .asString();
        assertThat(german).contains("400 nennt ein Feld", "Geparkte Nachrichten");
    }

    @Test
    void anOldReportIsShownAsOutOfDateAndItsConnectorCanBeForgotten() {
        connector.reports(List.of(), List.of());
        Browser administrator = Browser.ofAdministrator();
        assertThat(administrator.page(CONNECTORS + "/" + name)).doesNotContain("/forget");

        movable.setAhead(Duration.ofMinutes(31));

        assertThat(administrator.page(CONNECTORS + "/" + name))
                .contains("Out of date", "how things are now is not known", "/forget");
        administrator.request().post(CONNECTORS + "/" + name + "/forget").then().statusCode(303);
        administrator.request().get(CONNECTORS + "/" + name).then().statusCode(404);
    }

    @Test
    void aReplayIsAskedForOnceAndSaidUntilTheConnectorHasTried() {
        connector.reports(
                List.of(message(
                        "order-1",
                        "PLATFORM_REFUSED",
                        "400",
                        "N-1",
                        clock.instant().minusSeconds(5))),
                List.of());
        Browser administrator = Browser.ofAdministrator();

        administrator
                .request()
                .formParam("key", "order-1")
                .post(CONNECTORS + "/" + name + "/replay")
                .then()
                .statusCode(303);

        assertThat(administrator.page(CONNECTORS + "/" + name))
                .contains("Asked for; done with the next report")
                .doesNotContain("Do its work again");
        assertThat(connector.reports(List.of(), List.of())).isEmpty();
        assertThat(administrator.page(CONNECTORS + "/" + name)).contains("Nothing is parked.");
    }

    @Test
    void whoMayNotSeeConnectorsSeesNothingOfThem() {
        connector.reports(List.of(), List.of());
        String username = "somebody-" + UUID.randomUUID();
        Api.user(username, "password of " + username, Map.of("ref", "SUPERVISOR"));
        Browser supervisor = Browser.signedIn(username, "password of " + username);

        supervisor.request().get(CONNECTORS).then().statusCode(403);
        supervisor.request().get(CONNECTORS + "/" + name).then().statusCode(403);
        for (String action : List.of("/replay", "/forget")) {
            supervisor
                    .request()
                    .formParam("key", "order-1")
                    .post(CONNECTORS + "/" + name + action)
                    .then()
                    .statusCode(403);
        }
        assertThat(supervisor.page("/console")).doesNotContain(CONNECTORS);
    }
}
