package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.routing.StrategyInUse;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The pages of facilities, and switching their status; over HTTP, as a browser sends it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FacilityPagesTest {
    @Inject
    Network network;

    private final String article = "lamp-" + UUID.randomUUID();

    // ---- finding

    @Test
    void facilitiesAreFoundByAPartOfTheirNameTheirOwnIdOrTheirCity() {
        String word = word();
        String store = network.store(
                50.94,
                6.96,
                Map.of(
                        "name",
                        "Store " + word + " 100%",
                        "tenantFacilityId",
                        "OWN-" + word,
                        "address",
                        Network.address("DE", Map.of("city", "City of " + word))));
        Browser browser = Browser.ofAdministrator();

        for (String text : List.of("store " + word, "own-" + word, "city+of+" + word, word + "+100%25")) {
            assertThat(browser.page("/console/facilities?text=" + text.replace(" ", "+")))
                    .as(text)
                    .contains("/console/facilities/" + store, "City of " + word, "OWN-" + word, "Store");
        }
        assertThat(browser.page("/console/facilities?text=" + word + "&status=OFFLINE"))
                .contains("No facility is like that.");
        assertThat(browser.page("/console/facilities?text=" + word + "_")).contains("No facility is like that.");
        assertThat(browser.page("/console/facilities?text=" + word + "&status=NONSENSE"))
                .contains("/console/facilities/" + store);
        assertThat(browser.page("/console/facilities?text=" + "x".repeat(201)))
                .contains("That is too long to search for.");
    }

    @Test
    void aListThatIsLongerThanAPageGoesOnWhereThePageEnds() {
        String word = word();
        for (int each = 0; each < 51; each++) {
            network.store(50, 7, Map.of("name", word + " " + (100 + each)));
        }
        Browser browser = Browser.ofAdministrator();

        String first = browser.page("/console/facilities?text=" + word);
        String next =
                between(first, "href=\"/console/facilities?", "\">Next page").replace("&amp;", "&");

        assertThat(first).contains(word + " 100<", word + " 149<").doesNotContain(word + " 150<");
        assertThat(browser.page("/console/facilities?" + next))
                .contains(word + " 150<")
                .doesNotContain(word + " 149<", "Next page");
    }

    // ---- the page

    @Test
    void thePageOfAFacilityTellsWhatIsKnownOfItAndWhatIsGoingOn() {
        Map<String, Object> nine =
                Map.of("start", Map.of("hour", 0, "minute", 0), "end", Map.of("hour", 23, "minute", 59), "capacity", 7);
        String store = network.store(
                50.94,
                6.96,
                Map.of(
                        "locationType",
                        "WAREHOUSE",
                        "capacityEnabled",
                        true,
                        "fulfillmentProcessBuffer",
                        90,
                        "pickingTimes",
                        Map.of(
                                "monday", List.of(nine),
                                "tuesday", List.of(nine),
                                "wednesday", List.of(nine),
                                "thursday", List.of(nine),
                                "friday", List.of(nine),
                                "saturday", List.of(nine),
                                "sunday", List.of(nine)),
                        "operativeCosts",
                        List.of(Map.of("value", 123, "currency", "EUR", "decimalPlaces", 2)),
                        "closingDays",
                        List.of(Map.of(
                                "date", "2020-12-25T12:00:00Z", "reason", "Christmas <3", "recurrence", "YEARLY"))));
        network.stock(store, article, 5);
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 2));
        PlacedOrders.routed(order);

        String page = Browser.ofAdministrator().page("/console/facilities/" + store);

        assertThat(page)
                .contains("Warehouse", "Ships orders", "Customers collect", "50.94000, 6.96000")
                .contains("00:00–23:59", "90 minutes of picking time", "1.23 EUR")
                .contains("25 December", "Christmas &lt;3", "every year")
                .contains("/console/orders/" + order.getString("id"), order.getString("tenantOrderId"))
                .contains("<strong>2</strong> <span>Units reserved", "<strong>1</strong> <span>To pick")
                .contains("<td class=\"n\">1</td><td class=\"n\">7</td>")
                .contains("Suspend", "Take offline")
                .doesNotContain("Put online");
    }

    @Test
    void aSupplierHasAPageToo() {
        String id = Api.admin()
                .body(Map.of(
                        "type",
                        "SUPPLIER",
                        "name",
                        "Supplier " + word(),
                        "address",
                        Map.of("companyName", "A supplier", "country", "DE")))
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Browser browser = Browser.ofAdministrator();

        assertThat(browser.page("/console/facilities/" + id))
                .contains("Supplier", "A supplier")
                .doesNotContain("Picking times ahead");
        switchTo(browser, id, "SUSPENDED", 1, false).then().statusCode(303);
        Api.admin().get("/api/facilities/" + id).then().body("status", equalTo("SUSPENDED"));
    }

    // ---- who may

    @Test
    void whoIsLimitedToFacilitiesSeesNoOther() {
        String own = network.store(50.94, 6.96);
        String other = network.store(53.55, 9.99);
        Browser leader = user("SUPERVISOR", own);

        assertThat(leader.page("/console/facilities"))
                .contains("/console/facilities/" + own)
                .doesNotContain(other);
        assertThat(leader.page("/console/facilities/" + own)).contains("Suspend");
        for (String path : List.of("", "/status?to=OFFLINE")) {
            leader.request()
                    .urlEncodingEnabled(false)
                    .get("/console/facilities/" + other + path)
                    .then()
                    .statusCode(404)
                    .body(containsString("There is nothing here."));
        }
        switchTo(leader, other, "OFFLINE", 1, true).then().statusCode(404);
        Api.admin().get("/api/facilities/" + other).then().body("status", equalTo("ONLINE"));
    }

    @Test
    void whoMayNotChangeFacilitiesIsNotShownHowAndIsRefused() {
        String store = network.store(50.94, 6.96);
        Browser clerk = user("FULFILLER", store);

        assertThat(clerk.page("/console/facilities/" + store)).doesNotContain("Suspend", "Take offline");
        clerk.request()
                .get("/console/facilities/" + store + "/status?to=OFFLINE")
                .then()
                .statusCode(403)
                .body(containsString("Your role does not allow this."));
        switchTo(clerk, store, "OFFLINE", 1, false).then().statusCode(403);
        clerk.request().post("/console/facilities/" + store + "/move").then().statusCode(403);
        Api.admin().get("/api/facilities/" + store).then().body("status", equalTo("ONLINE"));
    }

    // ---- the status

    @Test
    void whatComesOfAnotherStatusIsNamedBeforeSomebodyConfirmsIt() {
        String near = network.store(50.94, 6.96);
        String far = network.store(53.55, 9.99);
        String rare = "rare-" + UUID.randomUUID();
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        network.stock(near, rare, 3);
        PlacedOrders.routed(PlacedOrders.place(collected(near, 2)));
        Browser browser = Browser.ofAdministrator();

        String page = browser.page("/console/facilities/" + near + "/status?to=SUSPENDED");

        assertThat(page)
                .contains("New orders go elsewhere.", "New orders that are to be collected here wait")
                .contains("<strong>6</strong> <span>units on its shelves", "<strong>2</strong> <span>articles")
                .contains("</span>1</strong> <span>of these articles nobody else has")
                .contains("<strong>1</strong> <span>pick jobs that nobody has begun stay here")
                .contains("People can still assign orders to it by hand.", "for the 1 jobs that nobody has begun");
        assertThat(browser.page("/console/facilities/" + near + "/status?to=OFFLINE"))
                .contains("Nobody can assign orders to it by hand.");
        Api.admin().get("/api/facilities/" + near).then().body("status", equalTo("ONLINE"));
    }

    @Test
    void ordersThatNobodyHasBegunGoElsewhereWhereThatIsAskedFor() {
        String near = network.store(50.94, 6.96);
        String far = network.store(53.55, 9.99);
        network.stock(near, article, 5);
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 2));
        assertThat(PlacedOrders.routed(order)).containsOnlyKeys(near);
        network.stock(far, article, 5);
        Browser browser = Browser.ofAdministrator();

        switchTo(browser, near, "SUSPENDED", 1, true).then().statusCode(303);

        PlacedOrders.await(() -> network.reserved(article).equals(Map.of(far, 2)));
        assertThat(browser.page("/console/facilities/" + near))
                .contains("It gets no new orders. What is there can be finished.", "Put online")
                .doesNotContain("Find other facilities");
        assertThat(browser.page("/console/facilities/" + near + "/status?to=ONLINE"))
                .contains("It gets new orders again.", "<strong>1</strong> <span>articles of its stock");
    }

    @Test
    void ordersStayWhereTheyAreUntilSomebodyHasAnotherFacilityLookedFor() {
        String near = network.store(50.94, 6.96);
        String far = network.store(53.55, 9.99);
        network.stock(near, article, 5);
        PlacedOrders.routed(PlacedOrders.place(OrderJson.order(article, 2)));
        network.stock(far, article, 5);
        Browser browser = Browser.ofAdministrator();
        browser.request().post("/console/facilities/" + near + "/move").then().statusCode(422);

        switchTo(browser, near, "OFFLINE", 1, false).then().statusCode(303);

        assertThat(network.reserved(article)).isEqualTo(Map.of(near, 2));
        assertThat(browser.page("/console/facilities/" + near)).contains("Find other facilities");
        browser.request().post("/console/facilities/" + near + "/move").then().statusCode(303);
        PlacedOrders.await(() -> network.reserved(article).equals(Map.of(far, 2)));
    }

    @Test
    void aFacilityThatOrdersFallBackToStaysOnline() {
        String store = network.store(50.94, 6.96);
        try (StrategyInUse strategy = new StrategyInUse()) {
            strategy.with(
                    Map.of(),
                    Map.of(
                            "fallbackFacility",
                            Map.of("active", true, "facilityRefs", List.of(store), "fallbackAfterTime", "PT1H")));
            Browser browser = Browser.ofAdministrator();

            assertThat(browser.page("/console/facilities/" + store + "/status?to=OFFLINE"))
                    .contains("It has to stay online")
                    .doesNotContain("name=\"version\"");
            switchTo(browser, store, "OFFLINE", 1, true)
                    .then()
                    .statusCode(400)
                    .body(containsString("is the fallback facility of the routing strategy in use"));
        }
        Api.admin().get("/api/facilities/" + store).then().body("status", equalTo("ONLINE"));
    }

    @Test
    void whoIsSecondIsToldSoAndNothingHappens() {
        String store = network.store(50.94, 6.96);
        Browser browser = Browser.ofAdministrator();
        switchTo(browser, store, "SUSPENDED", 1, false).then().statusCode(303);

        switchTo(browser, store, "OFFLINE", 1, false)
                .then()
                .statusCode(409)
                .body(containsString("Somebody else changed this in the meantime."));

        Api.admin().get("/api/facilities/" + store).then().body("status", equalTo("SUSPENDED"));
    }

    @Test
    void aStatusThatThereIsNotIsRefused() {
        String store = network.store(50.94, 6.96);
        Browser browser = Browser.ofAdministrator();
        for (String status : List.of("", "GONE", "ONLINE")) {
            browser.request()
                    .get("/console/facilities/" + store + "/status?to=" + status)
                    .then()
                    .statusCode(400)
                    .contentType("text/html");
        }
        switchTo(browser, store, "GONE", 1, false).then().statusCode(400);
        switchTo(browser, "nothing", "OFFLINE", 1, false).then().statusCode(404);
    }

    @Test
    void theOverviewLeadsToTheFacilities() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        PlacedOrders.routed(PlacedOrders.place(OrderJson.order(article, 1)));

        assertThat(Browser.ofAdministrator().page("/console"))
                .contains("<a href=\"/console/facilities/" + store + "\"", "href=\"/console/facilities\"");
    }

    private static Response switchTo(Browser browser, String facility, String status, int version, boolean move) {
        return browser.request()
                .formParam("version", version)
                .formParam("to", status)
                .formParam("move", move)
                .post("/console/facilities/" + facility + "/status");
    }

    private Map<String, Object> collected(String store, int units) {
        Map<String, Object> body = OrderJson.order(article, units);
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store, "paid", true))));
        return body;
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private static String between(String text, String before, String after) {
        int end = text.indexOf(after);
        int begin = text.lastIndexOf(before, end) + before.length();
        return text.substring(begin, end);
    }

    private static Browser user(String role, String store) {
        String username = "user-" + UUID.randomUUID();
        String password = "password-" + UUID.randomUUID();
        Api.user(
                username,
                password,
                Map.of("ref", role, "context", List.of(Map.of("type", "FACILITY", "values", List.of(store)))));
        return Browser.signedIn(username, password);
    }
}
