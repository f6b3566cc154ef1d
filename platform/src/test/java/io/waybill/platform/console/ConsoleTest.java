package io.waybill.platform.console;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in, who may see and do what, and what the pages of orders tell; over HTTP, as a browser sends it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConsoleTest {
    @Inject
    Network network;

    @Inject
    MovableClock clock;

    @AfterEach
    void leaveTheClockAsItWas() {
        clock.setAhead(Duration.ZERO);
    }

    // ---- signing in and out

    @Test
    void whoIsNotSignedInIsLedToTheSignInAndBackToWhereTheyWanted() {
        Response led = Browser.anonymous().get("/console/orders?status=OPEN");
        led.then().statusCode(303);
        assertThat(led.getHeader("Location")).endsWith("/console/sign-in?then=%2Fconsole%2Forders%3Fstatus%3DOPEN");

        Response in = Browser.signIn(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD, "/console/orders?status=OPEN");

        in.then().statusCode(303);
        assertThat(in.getHeader("Location")).endsWith("/console/orders?status=OPEN");
        assertThat(in.getHeader("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/console");
    }

    @Test
    void signingInLeadsNowhereElseThanIntoTheConsole() {
        for (String then : List.of("https://evil.example/", "//evil.example", "/console//evil", "/api/orders", "x")) {
            Response in = Browser.signIn(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD, then);
            assertThat(in.getHeader("Location")).as(then).matches("(http://127.0.0.1:\\d+)?/console");
        }
    }

    @Test
    void aWrongPasswordIsRefusedWithoutSayingWhichPartWasWrong() {
        Browser.signIn(Api.ADMINISTRATOR, "wrong-" + UUID.randomUUID(), "/console")
                .then()
                .statusCode(400)
                .body(containsString("User name or password are wrong."));
        Browser.signIn("nobody-" + UUID.randomUUID(), "wrong", "/console")
                .then()
                .statusCode(400)
                .body(containsString("User name or password are wrong."));
    }

    @Test
    void whoSignsOutIsOutAndIsTold() {
        Browser browser = Browser.ofAdministrator();
        browser.page("/console");

        browser.request().post("/console/sign-out").then().statusCode(303);

        Response ended = browser.request().get("/console");
        ended.then().statusCode(303);
        assertThat(ended.getHeader("Location")).contains("ended=true");
        Browser.anonymous()
                .get("/console/sign-in?ended=true")
                .then()
                .body(containsString("Your session has ended. Please sign in again."));
    }

    @Test
    void aSessionThatNobodyUsesEndsByItself() {
        Browser browser = Browser.ofAdministrator();
        clock.setAhead(Duration.ofHours(11));
        browser.page("/console");

        clock.setAhead(Duration.ofHours(22));
        browser.page("/console");
        clock.setAhead(Duration.ofHours(35));

        browser.request().get("/console").then().statusCode(303);
    }

    @Test
    void aPartOfAPageThatIsLoadedAfterTheSessionEndedTakesTheWholePageToTheSignIn() {
        Response answer = Browser.anonymous()
                .cookie("waybill_session", "gone")
                .header("HX-Request", "true")
                .header("HX-Current-URL", "http://localhost/console/orders?text=a")
                .get("/console/overview/figures");

        assertThat(answer.getHeader("HX-Redirect"))
                .isEqualTo("/console/sign-in?then=%2Fconsole%2Forders%3Ftext%3Da&ended=true");
    }

    // ---- what is refused

    @Test
    void aPageOfAnotherHostCanSendNothing() {
        Browser browser = Browser.ofAdministrator();
        for (Map<String, String> headers : List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", "null"))) {
            browser.request()
                    .headers(headers)
                    .post("/console/sign-out")
                    .then()
                    .statusCode(403)
                    .contentType("text/html");
        }
        browser.page("/console");
    }

    @Test
    void theCookieOpensNothingButTheConsoleAndATokenNothingOfIt() {
        Browser browser = Browser.ofAdministrator();
        browser.request().get("/api/orders").then().statusCode(401);
        Browser.anonymous()
                .header("Authorization", "Bearer " + Api.login(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD))
                .get("/console")
                .then()
                .statusCode(303);
    }

    @Test
    void whatARoleMayNotDoIsNotShownAndIsRefused() {
        JsonPath order = order(1);
        String path = "/console/orders/" + order.getString("id");
        String administrator = Browser.ofAdministrator().page(path);
        assertThat(administrator).contains("Cancel the order", "Find another facility", "Assign");

        Browser clerk = clerk("FULFILLER");

        assertThat(clerk.page(path)).doesNotContain("Cancel the order", "Find another facility");
        clerk.request()
                .formParam("version", order.getInt("version"))
                .post(path + "/cancel")
                .then()
                .statusCode(403)
                .contentType("text/html")
                .body(containsString("Your role does not allow this."));
        Api.admin().get("/api/orders/" + order.getString("id")).then().body("status", equalTo("OPEN"));
    }

    @Test
    void everyAnswerTellsTheBrowserToRunNoScriptOfOthersAndToKeepNothing() {
        Response page = Browser.anonymous().get("/console/sign-in");
        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(page.asString()).doesNotContain("<style", " style=", " onclick", "http://", "https://");
    }

    @Test
    void aPageThatIsNotThereSaysSoInWords() {
        Browser.ofAdministrator()
                .request()
                .get("/console/orders/none")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("There is nothing here."));
    }

    // ---- languages

    @Test
    void theConsoleSpeaksTheLanguageThatTheBrowserAsksForUntilSomebodyChoosesAnother() {
        Browser.anonymous("de-AT,en;q=0.5")
                .get("/console/sign-in")
                .then()
                .body(containsString("<html lang=\"de\">"), containsString("Passwort"));
        Response chosen = Browser.anonymous()
                .formParam("language", "en")
                .formParam("then", "/console")
                .post("/console/language");
        assertThat(chosen.getCookie("waybill_language")).isEqualTo("en");
        Browser.anonymous("de")
                .cookie("waybill_language", "en")
                .get("/console/sign-in")
                .then()
                .body(containsString("<html lang=\"en\">"), not(containsString("Passwort")));
    }

    // ---- orders

    @Test
    void ordersAreFoundByTheBeginningOfTheirNumberAndByTheirJobs() {
        JsonPath order = order(1);
        String number = order.getString("tenantOrderId");
        PlacedOrders.routed(order);
        String job = Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .jsonPath()
                .getString("routingPlans[0].pickJobRef");
        Browser browser = Browser.ofAdministrator();

        for (String text : List.of(number, number.substring(0, number.length() - 3), order.getString("id"), job)) {
            assertThat(browser.page("/console/orders?text=" + text)).as(text).contains(number);
        }
        assertThat(browser.page("/console/orders?text=%25")).contains("No order is like that.");
        assertThat(browser.page("/console/orders?text=" + number + "&status=CANCELLED"))
                .contains("No order is like that.");
        assertThat(browser.page("/console/orders?from=someday")).contains("The date cannot be read");
    }

    @Test
    void theOrderPageTellsWhyTheOrderWentWhereItWent() {
        String article = "lamp-" + UUID.randomUUID();
        String near = network.store(50.94, 6.96);
        String far = network.store(53.55, 9.99);
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        JsonPath order = PlacedOrders.place(body(article, 1));
        PlacedOrders.routed(order);

        String page = Browser.ofAdministrator().page("/console/orders/" + order.getString("id"));

        assertThat(page)
                .contains("Store " + near, "Store " + far, "It passed every fence and ranks 1 of", "✓ Chosen")
                .contains("Order created", "Pick job created");
    }

    @Test
    void anOrderThatNobodyCanServeSaysWhyAndIsFreedByHand() {
        String article = "rare-" + UUID.randomUUID();
        String empty = network.store(50.94, 6.96);
        network.stock(empty, article, 0);
        JsonPath order = PlacedOrders.place(body(article, 1));
        String path = "/console/orders/" + order.getString("id");
        Browser browser = Browser.ofAdministrator();
        await(() -> browser.page(path).contains("Why it does not move"));

        String process = order.getString("processId");
        int version = Api.admin().get("/api/processes/" + process).jsonPath().getInt("version");
        browser.request()
                .formParam("processId", process)
                .formParam("version", version)
                .formParam("facility", empty)
                .post(path + "/assign")
                .then()
                .statusCode(303);

        PlacedOrders.routed(order);
        assertThat(browser.page(path)).contains("Assigned by hand").doesNotContain("Why it does not move");
    }

    @Test
    void whoActsOnAnOrderThatSomebodyElseChangedIsToldSo() {
        JsonPath order = order(1);
        String path = "/console/orders/" + order.getString("id");
        Browser browser = Browser.ofAdministrator();
        browser.request()
                .formParam("version", order.getInt("version"))
                .post(path + "/cancel")
                .then()
                .statusCode(303);

        browser.request()
                .formParam("version", order.getInt("version"))
                .post(path + "/cancel")
                .then()
                .statusCode(409)
                .body(containsString("Somebody else changed this in the meantime."));
        assertThat(browser.page(path)).contains("Cancelled").doesNotContain("Cancel the order");
    }

    @Test
    void theOverviewCountsWhatThereIsToDo() {
        String article = "lamp-" + UUID.randomUUID();
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        JsonPath order = PlacedOrders.place(body(article, 2));
        PlacedOrders.routed(order);

        String page = Browser.ofAdministrator().page("/console");

        assertThat(page).contains("Handed over in 24 hours", "Needs a person", "<svg class=\"map\"", "Store " + store);
    }

    @Test
    void theMapShowsTheCoastsAndBordersAroundTheFacilities() {
        network.store(50.94, 6.96);
        Browser browser = Browser.ofAdministrator();
        Matcher address = Pattern.compile("<image href=\"([^\"]+)\"").matcher(browser.page("/console"));
        assertThat(address.find()).isTrue();

        browser.request()
                .urlEncodingEnabled(false)
                .get(address.group(1).replace("&amp;", "&"))
                .then()
                .statusCode(200)
                .contentType("image/svg+xml")
                .header("Cache-Control", containsString("max-age"))
                .body(containsString("<path d=\"M"));
        browser.request()
                .get("/console/overview/outlines.svg?west=0&north=NaN&scale=1&stretch=1&height=9")
                .then()
                .statusCode(400);
        Browser.anonymous().get("/console/overview/outlines.svg").then().statusCode(303);
    }

    private JsonPath order(int units) {
        String article = "lamp-" + UUID.randomUUID();
        network.stock(network.store(50.94, 6.96), article, 10);
        return PlacedOrders.place(body(article, units));
    }

    private static Map<String, Object> body(String article, int units) {
        Map<String, Object> body = OrderJson.order();
        body.put("orderLineItems", List.of(OrderJson.line(article, units)));
        return body;
    }

    private static Browser clerk(String role) {
        String username = "clerk-" + UUID.randomUUID();
        String password = "password-" + UUID.randomUUID();
        Api.user(username, password, Map.of("ref", role));
        return Browser.signedIn(username, password);
    }
}
