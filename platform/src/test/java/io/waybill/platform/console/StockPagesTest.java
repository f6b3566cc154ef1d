package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The pages of stock, and correcting it; over HTTP, as a browser sends it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StockPagesTest {
    @Inject
    Network network;

    private final String article = "lamp-" + UUID.randomUUID();

    // ---- finding

    @Test
    void theStockOfAFacilityIsShownWithTheNumbersThatRoutingAndTheApiUse() {
        String store = store(7);
        collected(store, 2);

        String page = Browser.ofAdministrator().page("/console/facilities/" + store + "/stock");

        JsonPath api = Api.admin()
                .get("/api/articles/" + article + "/stockdistribution")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(List.of(
                        api.getInt("summary.stockOnHand"),
                        api.getInt("summary.reserved"),
                        api.getInt("summary.availableForPicking")))
                .containsExactly(7, 2, 5);
        assertThat(page)
                .contains(article, "A thing")
                .contains("<td class=\"n\">7</td><td class=\"n\">2</td><td class=\"n\">0</td><td class=\"n\">5</td>");
    }

    @Test
    void articlesAreFoundByTheBeginningOfTheirNumberAndByWordsOfTheirTitle() {
        String store = network.store(50.94, 6.96);
        String word = word();
        network.list(store, article, Map.of());
        listed(store, "shade-" + word, "Green Lamp-Shade " + word + "s 40W");
        Browser browser = Browser.ofAdministrator();
        String path = "/console/facilities/" + store + "/stock?text=";

        assertThat(browser.page(path + article.substring(0, 20)))
                .contains(article)
                .doesNotContain("shade-" + word);
        for (String text : List.of(word, word.toUpperCase(Locale.ROOT), "green+" + word, "lamp+40", "shade-")) {
            assertThat(browser.page(path + text))
                    .as(text)
                    .contains("shade-" + word)
                    .doesNotContain(">" + article);
        }
        for (String text : List.of("red+" + word, "%25", "%27%3A*+%26+%7C", "!(%3C-%3E)")) {
            assertThat(browser.page(path + text)).as(text).contains("No article is like that.");
        }
        assertThat(browser.page(path + "x".repeat(201))).contains("That is too long to search for.");
        assertThat(browser.page("/console/stock?text=green+" + word))
                .contains("/console/stock?article=shade-" + word, "Green Lamp-Shade");
        assertThat(browser.page("/console/stock?text=%27")).contains("No article is like that.");
    }

    @Test
    void aListThatIsLongerThanAPageGoesOnWhereThePageEnds() {
        String store = network.store(50.94, 6.96);
        List<Map<String, Object>> listings = new ArrayList<>();
        for (int each = 0; each < 51; each++) {
            listings.add(Map.of("tenantArticleId", article + "-" + (100 + each), "title", "A thing"));
        }
        Api.admin()
                .body(Map.of("listings", listings))
                .put("/api/facilities/" + store + "/listings")
                .then()
                .statusCode(200);
        Browser browser = Browser.ofAdministrator();

        String first = browser.page("/console/facilities/" + store + "/stock");
        String link = "/console/facilities/" + store + "/stock?text=&amp;only=ALL&amp;after=" + article + "-149";

        assertThat(first).contains(article + "-100<", article + "-149<", link).doesNotContain(article + "-150<");
        assertThat(browser.page(link.replace("&amp;", "&")))
                .contains(article + "-150<")
                .doesNotContain(article + "-149<", "Next page");
    }

    @Test
    void onlyWhatIsReservedOrMissingIsShownWhereThatIsAskedFor() {
        String store = store(5);
        String calm = "calm-" + UUID.randomUUID();
        network.stock(store, calm, 3);
        collected(store, 2);
        Browser browser = Browser.ofAdministrator();
        String path = "/console/facilities/" + store + "/stock?only=";

        assertThat(browser.page(path + "RESERVED")).contains(article).doesNotContain(calm);
        assertThat(browser.page(path + "RESERVED&text=thing")).contains(article).doesNotContain(calm);
        assertThat(browser.page(path + "SHORT")).contains("No article is like that.");
        correct(browser, store, stock(store), "1", "COUNTED", "").then().statusCode(303);
        assertThat(browser.page(path + "SHORT"))
                .contains(article, "! </span>-1<")
                .doesNotContain(calm);
    }

    @Test
    void anArticleIsShownAtAllFacilitiesThatTheViewerMaySee() {
        String near = store(7);
        String far = network.store(53.55, 9.99);
        network.stock(far, article, 4);
        String path = "/console/stock?article=" + article;

        assertThat(Browser.ofAdministrator().page(path))
                .contains("Store " + near, "Store " + far, "<td class=\"n\">11</td><td class=\"n\">0</td>");
        assertThat(user("SUPERVISOR", far).page(path))
                .contains("Store " + far, "All facilities</th><td></td><td class=\"n\">4</td>")
                .doesNotContain("Store " + near);
        assertThat(Browser.ofAdministrator().page("/console/stock?article=none-" + word()))
                .contains("No article is like that.");
    }

    // ---- an article

    @Test
    void thePageOfAnArticleTellsWhereItLiesAndWhoItIsReservedFor() {
        String store = network.store(50.94, 6.96);
        network.list(store, article, Map.of());
        String shelf = Api.admin()
                .body(Map.of(
                        "name",
                        "A-07-3",
                        "type",
                        "SINGLE_STORAGE",
                        "scannableCodes",
                        List.of(),
                        "runningSequences",
                        List.of()))
                .post("/api/facilities/" + store + "/storagelocations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Api.admin()
                .body(Map.of(
                        "tenantArticleId",
                        article,
                        "value",
                        4,
                        "facilityRef",
                        store,
                        "locationRef",
                        shelf,
                        "properties",
                        Map.of("batch", "B-<17>")))
                .post("/api/stocks")
                .then()
                .statusCode(201);
        Api.admin()
                .body(Map.of(
                        "tenantArticleId",
                        article,
                        "value",
                        1,
                        "facilityRef",
                        store,
                        "conditions",
                        List.of("DEFECTIVE")))
                .post("/api/stocks")
                .then()
                .statusCode(201);
        JsonPath order = collected(store, 2);
        Browser browser = Browser.ofAdministrator();

        assertThat(browser.page(page(store)))
                .contains("A-07-3", "batch: B-&lt;17&gt;", "No place named", "defective")
                .contains("/console/orders/" + order.getString("id"), order.getString("tenantOrderId"))
                .contains("<strong>5</strong> <span>On hand", "<strong>4</strong> <span>Can be picked")
                .contains("<strong>2</strong> <span>Reserved", "<strong>2</strong> <span>Available")
                .contains("Set over the API", "0 → 4", "admin");
        assertThat(browser.page("/console/facilities/" + store + "/stock")).contains("A-07-3");
        browser.request()
                .get("/console/facilities/" + store + "/stock/article?number=none")
                .then()
                .statusCode(404);
    }

    @Test
    void aStockIsCorrectedWithAReasonThatIsFoundAgain() {
        String store = store(5);
        Browser leader = user("SUPERVISOR", store);

        correct(leader, store, stock(store), "9", "FOUND", " behind the <door> ")
                .then()
                .statusCode(303);

        assertThat(leader.page(page(store)))
                .contains("5 → 9", "(+4)", "Corrected: Found", "behind the &lt;door&gt;", "user-");
        Api.admin().get("/api/stocks/" + stock(store).getString("id")).then().body("value", equalTo(9));
    }

    @Test
    void stockThatNobodyKnewOfIsRecordedWithAReason() {
        String store = store(0);
        Browser browser = Browser.ofAdministrator();
        assertThat(browser.page(page(store))).contains("No stock is recorded.", "Record stock");

        form(browser, store, "3", "DELIVERED", "")
                .post(corrections(store))
                .then()
                .statusCode(303);

        assertThat(browser.page(page(store))).contains("0 → 3", "Corrected: Delivered");
        assertThat(network.balance(article)).containsExactly(3, 0);
    }

    @Test
    void aCorrectionFreesAnOrderThatWaitsForStock() {
        String store = store(0);
        JsonPath order = PlacedOrders.place(OrderJson.order(article, 2));
        Browser browser = Browser.ofAdministrator();
        PlacedOrders.await(
                () -> browser.page("/console/orders/" + order.getString("id")).contains("Why it does not move"));

        form(browser, store, "2", "FOUND", "").post(corrections(store)).then().statusCode(303);

        PlacedOrders.await(() -> network.reserved(article).equals(Map.of(store, 2)));
    }

    @Test
    void aCorrectionBelowWhatIsReservedSaysWhatBecomesOfTheOrders() {
        String store = store(5);
        collected(store, 3);
        Browser browser = Browser.ofAdministrator();

        correct(browser, store, stock(store), "1", "LOST", "").then().statusCode(303);

        assertThat(browser.page(page(store)))
                .contains("2 units are missing.", "whoever picks last finds too few")
                .contains("! </span>-2</strong> <span>Available");
        correct(browser, store, stock(store), "0", "LOST", "").then().statusCode(303);
        assertThat(browser.page(page(store))).contains("3 units are missing.", "Nothing of it can be picked any more.");
    }

    @Test
    void whoCorrectsAStockThatSomebodyElseChangedIsToldSo() {
        String store = store(5);
        JsonPath seen = stock(store);
        Browser browser = Browser.ofAdministrator();
        correct(browser, store, seen, "4", "COUNTED", "").then().statusCode(303);

        correct(browser, store, seen, "3", "COUNTED", "")
                .then()
                .statusCode(409)
                .body(containsString("Somebody else changed this in the meantime."));

        assertThat(network.balance(article)).containsExactly(4, 0);
    }

    @Test
    void aCorrectionThatMakesNoSenseIsRefused() {
        String store = store(5);
        Browser browser = Browser.ofAdministrator();
        for (String value : List.of("", "many", "-1", "2147483648", "1.5")) {
            correct(browser, store, stock(store), value, "COUNTED", "")
                    .then()
                    .statusCode(400)
                    .contentType("text/html");
        }
        correct(browser, store, stock(store), "4", "BORED", "")
                .then()
                .statusCode(400)
                .body(containsString("reason must be one of"));
        correct(browser, store, stock(store), "4", "OTHER", " ")
                .then()
                .statusCode(400)
                .body(containsString("note must say why when reason is OTHER"));
        correct(browser, store, stock(store), "4", "COUNTED", "x".repeat(501))
                .then()
                .statusCode(400);
        assertThat(network.balance(article)).containsExactly(5, 0);
    }

    @Test
    void whoMayNotChangeStockIsNotShownHowAndIsRefused() {
        String store = store(5);
        Browser clerk = user("FULFILLER", store);

        assertThat(clerk.page(page(store))).contains("5").doesNotContain("Correct the quantity", "Record stock");
        correct(clerk, store, stock(store), "4", "COUNTED", "").then().statusCode(403);
        assertThat(network.balance(article)).containsExactly(5, 0);
    }

    @Test
    void whoIsLimitedToFacilitiesSeesAndChangesNoOther() {
        String own = network.store(53.55, 9.99);
        network.stock(own, article, 1);
        String other = store(5);
        Browser leader = user("SUPERVISOR", own);

        for (String path : List.of("/console/facilities/" + other + "/stock", page(other))) {
            leader.request()
                    .urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(404)
                    .contentType("text/html");
        }
        correct(leader, other, stock(other), "4", "COUNTED", "").then().statusCode(404);
        correct(leader, own, stock(other), "4", "COUNTED", "").then().statusCode(403);
        assertThat(stock(other).getInt("value")).isEqualTo(5);
    }

    private String store(int units) {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, units);
        return store;
    }

    private static void listed(String store, String article, String title) {
        Api.admin()
                .body(Map.of("listings", List.of(Map.of("tenantArticleId", article, "title", title))))
                .put("/api/facilities/" + store + "/listings")
                .then()
                .statusCode(200);
    }

    private JsonPath collected(String store, int units) {
        Map<String, Object> body = OrderJson.order(article, units);
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store, "paid", true))));
        JsonPath order = PlacedOrders.place(body);
        PlacedOrders.routed(order);
        return order;
    }

    private JsonPath stock(String store) {
        String id = Api.admin()
                .queryParam("facilityRef", store)
                .queryParam("tenantArticleId", article)
                .get("/api/stocks")
                .jsonPath()
                .getString("stocks[0].id");
        return Api.admin().get("/api/stocks/" + id).jsonPath();
    }

    private String page(String store) {
        return "/console/facilities/" + store + "/stock/article?number=" + article;
    }

    private static String corrections(String store) {
        return "/console/facilities/" + store + "/stock/corrections";
    }

    private RequestSpecification form(Browser browser, String store, String value, String reason, String note) {
        return browser.request()
                .formParam("number", article)
                .formParam("value", value)
                .formParam("reason", reason)
                .formParam("note", note);
    }

    private Response correct(Browser browser, String store, JsonPath stock, String value, String reason, String note) {
        return form(browser, store, value, reason, note)
                .formParam("stock", stock.getString("id"))
                .formParam("version", stock.getInt("version"))
                .post(corrections(store));
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
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
