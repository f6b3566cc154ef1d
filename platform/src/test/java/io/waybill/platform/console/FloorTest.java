package io.waybill.platform.console;

import static io.waybill.platform.routing.PlacedOrders.await;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Picking and handing over by the pages of the floor; over HTTP, as a browser sends it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FloorTest {
    @Inject
    Network network;

    private final String article = "lamp-" + UUID.randomUUID();

    @Test
    void aClerkPicksByScanningAndHandsOverToTheCustomerWhoCollects() {
        String store = store(5);
        String job = pickJob(collected(store, 2));
        Browser clerk = clerk(store);
        assertThat(clerk.page("/console/floor")).contains("Store " + store, "1 to do");
        assertThat(clerk.page("/console/floor/" + store)).contains("/console/pick/" + job, "Start");
        assertThat(clerk.page("/console/pick/" + job)).doesNotContain("Scan or type a code");

        tap(clerk, job, "start").then().statusCode(303);
        assertThat(clerk.page("/console/floor/" + store)).contains("You are at");
        scan(clerk, job, article).then().statusCode(303);
        assertThat(clerk.page("/console/pick/" + job)).contains("1 of 2 units taken", "Finish with less");
        scan(clerk, job, article).then().statusCode(303);
        assertThat(clerk.page("/console/pick/" + job)).contains("2 of 2 units taken", "✓ Taken");
        tap(clerk, job, "finish").then().statusCode(303);

        assertThat(clerk.page("/console/pick/" + job)).contains("This job is over.");
        await(() -> clerk.page("/console/floor/" + store + "/handover").contains("Hand over"));
        String handover = handover(store);
        assertThat(clerk.page("/console/floor/" + store + "/handover?text=nobody-of-that-name"))
                .contains("Nothing is ready like that.");
        clerk.request()
                .formParam(
                        "version",
                        Api.admin()
                                .get("/api/handoverjobs/" + handover)
                                .jsonPath()
                                .getInt("version"))
                .post("/console/floor/" + store + "/handover/" + handover)
                .then()
                .statusCode(303);
        Api.admin().get("/api/handoverjobs/" + handover).then().body("status", equalTo("HANDED_OVER"));
    }

    @Test
    void aScanThatBelongsToNoLineSaysSoAndChangesNothing() {
        String store = store(5);
        String job = pickJob(collected(store, 1));
        Browser clerk = clerk(store);
        tap(clerk, job, "start");

        Response answer = scan(clerk, job, "<b>4711</b>");

        answer.then().statusCode(303);
        String page = clerk.page(answer.getHeader("Location"));
        assertThat(page)
                .contains("&lt;b&gt;4711&lt;/b&gt; belongs to no open line of this job.", "0 of 1 units taken")
                .doesNotContain("<b>4711");
    }

    @Test
    void oneUnitTooManyIsNotTakenByAScan() {
        String store = store(5);
        String job = pickJob(collected(store, 1));
        Browser clerk = clerk(store);
        tap(clerk, job, "start");
        scan(clerk, job, article);

        scan(clerk, job, article);

        assertThat(clerk.page("/console/pick/" + job)).contains("1 of 1 units taken");
    }

    @Test
    void whoTakesLessSaysWhyAndTheRestIsNotForgotten() {
        String store = store(5);
        String job = pickJob(collected(store, 3));
        Browser clerk = clerk(store);
        tap(clerk, job, "start");
        scan(clerk, job, article);
        String line = Api.admin().get("/api/pickjobs/" + job).jsonPath().getString("pickLineItems[0].id");

        form(clerk, job).formParam("reason", "DAMAGED").post("/console/pick/" + job + "/lines/" + line + "/short");

        assertThat(clerk.page("/console/pick/" + job)).contains("! Taken short", "Finish");
        tap(clerk, job, "finish").then().statusCode(303);
        JsonPath picked = Api.admin().get("/api/pickjobs/" + job).jsonPath();
        assertThat(picked.getInt("pickLineItems[0].picked")).isOne();
        assertThat(picked.getString("pickLineItems[0].shortPickReason.reasonLocalized.de_DE"))
                .isEqualTo("Beschädigt");
    }

    @Test
    void theSecondWhoOpensAJobIsToldWhoHasItAndTheFirstIsToldWhenItIsTaken() {
        String store = store(5);
        String job = pickJob(collected(store, 2));
        Browser first = clerk(store);
        Browser second = clerk(store);
        tap(first, job, "start").then().statusCode(303);

        assertThat(second.page("/console/pick/" + job))
                .contains("has this job.")
                .doesNotContain("Scan or type a code");
        scan(second, job, article).then().statusCode(409);
        tap(second, job, "finish").then().statusCode(409);
        tap(second, job, "take-over").then().statusCode(303);

        assertThat(second.page("/console/pick/" + job)).contains("Scan or type a code");
        scan(first, job, article).then().statusCode(409).body(containsString("Somebody else changed this"));
        Api.admin().get("/api/pickjobs/" + job).then().body("pickLineItems[0].picked", equalTo(0));
    }

    @Test
    void aJobThatWasPausedIsGoneOnWithWhereItWas() {
        String store = store(5);
        String job = pickJob(collected(store, 2));
        Browser clerk = clerk(store);
        tap(clerk, job, "start");
        scan(clerk, job, article);

        tap(clerk, job, "pause").then().statusCode(303);

        Browser other = clerk(store);
        assertThat(other.page("/console/pick/" + job)).contains("1 of 2 units taken", "Start");
        tap(other, job, "start").then().statusCode(303);
        assertThat(other.page("/console/pick/" + job)).contains("1 of 2 units taken", "Scan or type a code");
    }

    @Test
    void whoWorksElsewhereSeesNothingOfAFacility() {
        String store = store(5);
        String job = pickJob(collected(store, 1));
        Browser stranger = clerk(store(1));

        assertThat(stranger.page("/console/floor")).doesNotContain("Store " + store);
        stranger.request().get("/console/floor/" + store).then().statusCode(404);
        stranger.request().get("/console/pick/" + job).then().statusCode(404);
        tap(stranger, job, "start").then().statusCode(404);
        tap(stranger, job, "take-over").then().statusCode(404);
        Api.admin().get("/api/pickjobs/" + job).then().body("status", equalTo("OPEN"));
    }

    // ---- what it takes

    private String store(int units) {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, units);
        return store;
    }

    private JsonPath collected(String store, int units) {
        Map<String, Object> body = OrderJson.order();
        body.put("orderLineItems", List.of(OrderJson.line(article, units)));
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store, "paid", true))));
        return PlacedOrders.place(body);
    }

    private static String pickJob(JsonPath order) {
        PlacedOrders.routed(order);
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .jsonPath()
                .getString("routingPlans[0].pickJobRef");
    }

    private static String handover(String store) {
        return Api.admin()
                .queryParam("facilityRef", store)
                .get("/api/handoverjobs")
                .jsonPath()
                .getString("handoverjobs[0].id");
    }

    private static Browser clerk(String store) {
        String username = "clerk-" + UUID.randomUUID();
        String password = "password-" + UUID.randomUUID();
        Api.user(
                username,
                password,
                Map.of("ref", "FULFILLER", "context", List.of(Map.of("type", "FACILITY", "values", List.of(store)))));
        return Browser.signedIn(username, password);
    }

    private static Response scan(Browser browser, String job, String code) {
        return browser.request().formParam("code", code).post("/console/pick/" + job + "/scan");
    }

    private static Response tap(Browser browser, String job, String button) {
        return form(browser, job).post("/console/pick/" + job + "/" + button);
    }

    private static RequestSpecification form(Browser browser, String job) {
        return browser.request()
                .formParam(
                        "version",
                        Api.admin().get("/api/pickjobs/" + job).jsonPath().getInt("version"));
    }
}
