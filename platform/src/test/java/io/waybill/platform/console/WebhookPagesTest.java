package io.waybill.platform.console;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.database.Database;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.events.Sink;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the console tells of subscriptions and their deliveries, and to whom. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class WebhookPagesTest {
    private static final String SUBSCRIPTIONS = "/console/integration/subscriptions";
    private static final String TOKEN = "a-token-that-nobody-sees";

    @Inject
    Database database;

    @Inject
    Outbox outbox;

    private Browser administrator;
    private Hooks hooks;

    @BeforeEach
    void begin() {
        administrator = Browser.ofAdministrator();
        hooks = new Hooks(database);
    }

    @AfterEach
    void unsubscribe() {
        hooks.close();
    }

    @Test
    void aFailedDeliveryTellsEachAttemptWithWhatWasAnsweredAndItsOrder() {
        try (Sink sink = refusing(503, "The database of the shop is away")) {
            String subscription = hooks.subscribe("shop", "ORDER_CREATED", sink.url(), TOKEN);
            JsonPath order = PlacedOrders.place(OrderJson.order());
            hooks.awaitFailures(subscription, 1, 2);
            String delivery = hooks.delivery(subscription);

            String page = administrator.page("/console/integration/deliveries/" + delivery);

            assertThat(page)
                    .contains("Tried again", "HTTP 503", "The database of the shop is away", " ms")
                    .contains("/console/orders/" + order.getString("id"), order.getString("tenantOrderId"));
            assertThat(page.split("The database of the shop is away", -1).length - 1)
                    .isGreaterThanOrEqualTo(2);
            assertThat(administrator.page(SUBSCRIPTIONS + "/" + subscription + "?state=RETRIED"))
                    .contains(delivery, "HTTP 503");
            Api.admin()
                    .get("/waybill/deliveries/" + delivery)
                    .then()
                    .statusCode(200)
                    .body("attempts.status", hasItem(503))
                    .body("attempts.answer", hasItem("The database of the shop is away"));
        }
    }

    @Test
    void whatATargetAnswersIsTextAndNothingOfItRuns() {
        try (Sink sink = refusing(500, "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u0000\u0007")) {
            String subscription = hooks.subscribe("<script>alert(0)</script>", "ORDER_CREATED", sink.url(), TOKEN);
            PlacedOrders.place(OrderJson.order());
            hooks.awaitFailures(subscription, 1, 1);

            String page = administrator.page("/console/integration/deliveries/" + hooks.delivery(subscription));

            assertThat(page)
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContain("<script>alert", "<img src=x", "\u0000", "\u0007");
            assertThat(administrator.page(SUBSCRIPTIONS)).doesNotContain("<script>alert");
        }
    }

    @Test
    void noPageShowsWhatATargetIsSentInConfidenceNotEvenWhenTheTargetSendsItBack() {
        try (Sink sink = refusing(401, "x".repeat(300) + " unknown token: " + TOKEN)) {
            String subscription = hooks.subscribe("shop", "ORDER_CREATED", sink.url(), TOKEN);
            String secret = Api.admin()
                    .get("/waybill/subscriptions/" + subscription + "/secret")
                    .jsonPath()
                    .getString("secret");
            PlacedOrders.place(OrderJson.order());
            hooks.awaitFailures(subscription, 1, 1);

            String detail = administrator.page("/console/integration/deliveries/" + hooks.delivery(subscription));
            assertThat(detail).contains("unknown token: •••");
            for (String page : List.of(
                    detail,
                    administrator.page(SUBSCRIPTIONS),
                    administrator.page(SUBSCRIPTIONS + "/" + subscription + "?state=RETRIED"))) {
                assertThat(page).doesNotContain(TOKEN, secret, "from=waybill");
            }
            assertThat(administrator.page(SUBSCRIPTIONS + "/" + subscription)).contains("Authorization");
        }
    }

    @Test
    void parkedDeliveriesAreReplayedOneOrAllAndWhatWasDeliveredIsListed() {
        AtomicInteger status = new AtomicInteger(500);
        try (Sink sink = new Sink((exchange, request) -> exchange.sendResponseHeaders(status.get(), -1))) {
            String subscription = hooks.subscribe("shop", "ZONE_CREATED", sink.url(), TOKEN);
            tell("ZONE_CREATED", 3);
            hooks.awaitFailures(subscription, 3, 1);
            hooks.park(subscription, 3);
            assertThat(administrator.page("/console/integration")).contains("Deliveries given up");
            status.set(204);

            String one = hooks.delivery(subscription);
            administrator
                    .request()
                    .post("/console/integration/deliveries/" + one + "/replay")
                    .then()
                    .statusCode(303);
            await(() ->
                    administrator.page("/console/integration/deliveries/" + one).contains("state DELIVERED"));
            administrator
                    .request()
                    .post("/console/integration/deliveries/" + one + "/replay")
                    .then()
                    .statusCode(404);
            administrator
                    .request()
                    .post(SUBSCRIPTIONS + "/" + subscription + "/replay")
                    .then()
                    .statusCode(303);

            await(() -> entries(administrator.page(SUBSCRIPTIONS + "/" + subscription + "?state=DELIVERED")) == 3);
            assertThat(administrator.page(SUBSCRIPTIONS + "/" + subscription)).contains("There are none.");
        }
    }

    @Test
    void eachStateIsPagedAndNothingIsShownTwice() {
        try (Sink sink = Sink.answering(500)) {
            String subscription = hooks.subscribe("shop", "ZONE_DELETED", sink.url(), TOKEN);
            // Of each entity only the first is tried; the others wait for it.
            String entity = "zone-" + UUID.randomUUID();
            database.inTransaction(transaction -> {
                for (int event = 0; event < 60; event++) {
                    outbox.record(transaction, new DomainEvent("ZONE_DELETED", entity, event + 1, "", "{}"));
                }
            });
            hooks.awaitFailures(subscription, 1, 1);
            assertThat(paged(subscription, "WAITING")).hasSize(59).doesNotHaveDuplicates();
            assertThat(paged(subscription, "RETRIED")).hasSize(1);
            database.inTransaction(transaction -> transaction
                    .handle()
                    .createUpdate("update delivery set state = 'PARKED' where subscription_id = :id")
                    .bind("id", subscription)
                    .execute());
            assertThat(paged(subscription, "PARKED")).hasSize(60).doesNotHaveDuplicates();
            assertThat(administrator.page(SUBSCRIPTIONS + "/" + subscription)).contains("(60)");
            administrator
                    .request()
                    .get(SUBSCRIPTIONS + "/" + subscription + "?state=WAITING&after=nonsense")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void aNewSecretIsShownOnceAndSignsFromThenOn() {
        try (Sink sink = Sink.answering(204)) {
            String subscription = hooks.subscribe("shop", "ZONE_CREATED", sink.url(), TOKEN);

            String page = administrator
                    .request()
                    .post(SUBSCRIPTIONS + "/" + subscription + "/secret")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .extract()
                    .asString();

            String secret = Api.admin()
                    .get("/waybill/subscriptions/" + subscription + "/secret")
                    .jsonPath()
                    .getString("secret");
            assertThat(page).contains(secret);
            assertThat(administrator.page(SUBSCRIPTIONS + "/" + subscription)).doesNotContain(secret);
        }
    }

    @Test
    void aSubscriptionIsDeletedOnlyAfterItWasSaidWhatIsLost() {
        try (Sink sink = Sink.answering(500)) {
            String subscription = hooks.subscribe("the old shop", "ZONE_CREATED", sink.url(), TOKEN);
            String asked = administrator.page(SUBSCRIPTIONS + "/" + subscription + "/delete");
            assertThat(asked).contains("the old shop is told of nothing any more");

            administrator
                    .request()
                    .post(SUBSCRIPTIONS + "/" + subscription + "/delete")
                    .then()
                    .statusCode(303);

            administrator
                    .request()
                    .get(SUBSCRIPTIONS + "/" + subscription)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void onlyThoseWhoMaySeeSubscriptionsSeeThemAndOnlyThoseWhoMayChangeThemChangeThem() {
        try (Sink sink = Sink.answering(500)) {
            String subscription = hooks.subscribe("shop", "ZONE_CREATED", sink.url(), TOKEN);
            String path = SUBSCRIPTIONS + "/" + subscription;
            Browser clerk = withRole("FULFILLER");
            assertThat(clerk.page("/console")).doesNotContain("/console/integration");
            for (String page : List.of("/console/integration", SUBSCRIPTIONS, path, path + "/delete")) {
                clerk.request().get(page).then().statusCode(403).contentType("text/html");
            }
            Api.admin()
                    .body(Map.of(
                            "name",
                            "READER",
                            "description",
                            "Looks",
                            "permissions",
                            List.of("ORDER_READ", "SUBSCRIPTION_READ")))
                    .post("/api/roles");
            Browser reader = withRole("READER");
            assertThat(reader.page(path)).contains("ZONE_CREATED").doesNotContain("/secret", path + "/delete");
            for (String action : List.of("/replay", "/secret", "/delete")) {
                reader.request().post(path + action).then().statusCode(403);
            }
            tell("ZONE_CREATED", 1);
            hooks.awaitFailures(subscription, 1, 1);
            assertThat(reader.page("/console/integration/deliveries/" + hooks.delivery(subscription)))
                    .contains("Your role may not read events.");

            String store = UUID.randomUUID().toString();
            Browser limited = user(
                    Map.of("ref", "READER", "context", List.of(Map.of("type", "FACILITY", "values", List.of(store)))));
            limited.request().get(path).then().statusCode(403).body(containsString("not limited to facilities"));
        }
    }

    private void tell(String event, int events) {
        database.inTransaction(transaction -> {
            for (int each = 0; each < events; each++) {
                outbox.record(transaction, new DomainEvent(event, "zone-" + UUID.randomUUID(), 1, "", "{}"));
            }
        });
    }

    private List<String> paged(String subscription, String state) {
        List<String> found = new java.util.ArrayList<>();
        String address = SUBSCRIPTIONS + "/" + subscription + "?state=" + state;
        Pattern next = Pattern.compile("class=\"button\" href=\"([^\"]*after=[^\"]*)\"");
        while (address != null) {
            String page = administrator.page(address);
            assertThat(entries(page)).isLessThanOrEqualTo(25);
            Pattern.compile("href=\"/console/integration/deliveries/([^\"]+)\"")
                    .matcher(page)
                    .results()
                    .forEach(match -> found.add(match.group(1)));
            Matcher more = next.matcher(page);
            address = more.find() ? more.group(1).replace("&amp;", "&") : null;
        }
        return found;
    }

    private static int entries(String page) {
        return page.split("<li class=\"job\">", -1).length - 1;
    }

    private static Browser withRole(String role) {
        return user(Map.of("ref", role));
    }

    private static Browser user(Map<String, Object> role) {
        String username = "somebody-" + UUID.randomUUID();
        Api.user(username, "password of " + username, role);
        return Browser.signedIn(username, "password of " + username);
    }

    private static Sink refusing(int status, String words) {
        return new Sink((exchange, request) -> {
            byte[] body = words.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        });
    }
}
