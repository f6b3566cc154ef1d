package io.waybill.platform.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.connectors.ReportedConnector;
import io.waybill.platform.database.Database;
import io.waybill.platform.events.Sink;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an administrator does about other programs. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class IntegrationInBrowserTest extends BrowserStory {
    @Inject
    Database database;

    @Inject
    Clock clock;

    private final ReportedConnector connector = new ReportedConnector("my-shop");
    private Hooks hooks;

    @BeforeEach
    void begin() {
        hooks = new Hooks(database);
    }

    @AfterEach
    void unsubscribe() {
        hooks.close();
        connector.forget();
    }

    @Test
    void anAdministratorReplaysAParkedDeliveryOnceTheTargetIsWellAgainAndSeesItDelivered() {
        AtomicInteger status = new AtomicInteger(503);
        try (Sink shop = new Sink((exchange, request) -> {
            byte[] words =
                    "{\"error\": \"The order service is down for maintenance\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), words.length);
            exchange.getResponseBody().write(words);
        })) {
            String subscription =
                    hooks.subscribe("Order service of the shop", "ORDER_CREATED", shop.url(), "token-of-shop");
            PlacedOrders.place(body(1));
            hooks.awaitFailures(subscription, 1, 3);
            hooks.park(subscription, 1);
            int before = shop.received.size();

            Page desk = chromium.desk("en-GB");
            signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
            desk.getByRole(AriaRole.LINK, named("Webhooks given up")).click();
            desk.getByRole(AriaRole.LINK, named("Order service of the shop")).click();
            noViolations(desk);
            desk.locator(".job a").first().click();
            assertThat(desk.getByText("The order service is down for maintenance")
                            .first())
                    .isVisible();
            noViolations(desk);
            picture(desk, "deliveries");

            status.set(200);
            desk.getByRole(AriaRole.BUTTON, button("Deliver again")).click();

            // The page is not loaded anew: it looks until the delivery is over.
            assertThat(desk.getByText("✓ Delivered").or(desk.locator(".state.DELIVERED")))
                    .isVisible();
            assertThat(shop.received).hasSize(before + 1);
            desk.getByRole(AriaRole.LINK, named("Order service of the shop")).click();
            assertThat(desk.getByText("There are none.")).isVisible();
            desk.getByRole(AriaRole.BUTTON, button("Make a new secret")).click();
            assertThat(desk.getByText("This page does not show it again")).isVisible();
            noViolations(desk);
        }
    }

    @Test
    void anAdministratorMakesCredentialsForAProgramAndTheyWork() {
        String store = store("Store Aachen", 50.78, 6.08, 1);
        String program = "erp-" + lamp.toLowerCase(Locale.ROOT);
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        desk.getByRole(AriaRole.LINK, button("Integration")).click();
        desk.getByRole(AriaRole.LINK, button("Credentials")).click();
        noViolations(desk);
        desk.getByRole(AriaRole.LINK, named("New credentials for a program")).click();
        noViolations(desk);
        desk.getByLabel("User name").fill(program);
        desk.getByLabel("SUPERVISOR").check();
        desk.getByLabel("Only at these facilities").fill(store);
        desk.getByRole(AriaRole.BUTTON, button("Make them")).click();
        noViolations(desk);
        String password = desk.locator("#new-password").textContent();

        Api.as(Api.login(program, password))
                .get("/api/facilities/" + store)
                .then()
                .statusCode(200);

        desk.getByRole(AriaRole.LINK, named("I have copied it")).click();
        noViolations(desk);
        assertThat(desk.getByText("Store Aachen")).isVisible();
        desk.getByRole(AriaRole.LINK, named("Delete the credentials")).click();
        noViolations(desk);
        desk.getByRole(AriaRole.BUTTON, button("Delete")).click();
        assertThat(desk.getByText(program)).hasCount(0);
    }

    @Test
    void anOperatorSeesWhatAConnectorParkedAndAsksForAReplay() {
        connector.reports(
                List.of(
                        ReportedConnector.message(
                                "order-5b1c9a0e-6a53-4f0e-9f4e-2f1d1d1f7a10",
                                "ORDER_CANNOT_BE_MAPPED",
                                "AMBIGUOUS channel: a click and collect order that names two stores",
                                "N-10087",
                                clock.instant().minusSeconds(600)),
                        ReportedConnector.message(
                                "order-0d8f6a52-93a1-4a0b-8b52-7c1d0a3f9e21",
                                "PLATFORM_REFUSED",
                                "POST /api/orders answered 400: consumer.addresses[0].street must be given",
                                "N-10091",
                                clock.instant().minusSeconds(300))),
                List.of("platform subscription CTC_ORDER_CREATED is missing: five subscribe to the event already"));
        Page desk = chromium.desk("en-GB");
        signIn(desk, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
        desk.getByRole(AriaRole.LINK, named("Connector messages parked")).click();
        desk.getByRole(AriaRole.LINK, button("my-shop")).click();
        noViolations(desk);
        picture(desk, "connector");
        desk.getByRole(AriaRole.BUTTON, named("Do its work again: order-0d8f6a52"))
                .click();
        assertThat(desk.getByText("Asked for; done with the next report")).isVisible();
    }

    @Test
    void noPageOfIntegrationHasAnythingThatKeepsSomebodyOut() {
        try (Sink shop = Sink.answering(500)) {
            String subscription = hooks.subscribe("Shop", "ORDER_CREATED", shop.url(), "token-of-shop");
            PlacedOrders.place(body(1));
            hooks.awaitFailures(subscription, 1, 1);
            hooks.park(subscription, 1);
            connector.reports(
                    List.of(ReportedConnector.message(
                            "order-1", "PLATFORM_REFUSED", "street must be given", "N-1", clock.instant())),
                    List.of("run post-deploy"));
            List<String> paths = List.of(
                    "/console/integration/connectors",
                    "/console/integration/connectors/my-shop",
                    "/console/integration",
                    "/console/integration/subscriptions",
                    "/console/labels",
                    "/console/integration/credentials",
                    "/console/integration/credentials/new",
                    "/console/integration/credentials/"
                            + Api.admin().get("/api/users/me").jsonPath().getString("id"),
                    "/console/integration/subscriptions/" + subscription,
                    "/console/integration/subscriptions/" + subscription + "?state=DELIVERED",
                    "/console/integration/subscriptions/" + subscription + "/delete",
                    "/console/integration/deliveries/" + hooks.delivery(subscription));
            for (Page page : screens()) {
                signIn(page, Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD);
                for (String path : paths) {
                    page.navigate(path);
                    noViolationsAtAnySize(page);
                }
            }
        }
    }
}
