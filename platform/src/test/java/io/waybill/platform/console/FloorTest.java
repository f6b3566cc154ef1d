package io.waybill.platform.console;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.facilities.Places;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Picking and handing over by the pages of the floor; over HTTP, as a browser sends it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FloorTest {
    @Inject
    Network network;

    private Shopfloor floor;

    @BeforeEach
    void openTheFloor() {
        floor = new Shopfloor(network);
    }

    @Test
    void aClerkPicksByScanningAndHandsOverToTheCustomerWhoCollects() {
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 2));
        Browser clerk = Shopfloor.clerk(store);
        assertThat(clerk.page("/console/floor")).contains("Store " + store, "1 to do");
        assertThat(clerk.page("/console/floor/" + store)).contains("/console/pick/" + job, "Start");
        assertThat(clerk.page("/console/pick/" + job)).doesNotContain("Scan or type a code");

        tap(clerk, job, "start").then().statusCode(303);
        assertThat(clerk.page("/console/floor/" + store)).contains("You have this job.");
        scan(clerk, job, floor.article).then().statusCode(303);
        assertThat(clerk.page("/console/pick/" + job)).contains("1 of 2 units taken", "Finish with less");
        scan(clerk, job, floor.article).then().statusCode(303);
        assertThat(clerk.page("/console/pick/" + job)).contains("2 of 2 units taken", "✓ Taken");
        tap(clerk, job, "finish").then().statusCode(303);

        assertThat(clerk.page("/console/pick/" + job)).contains("This job is over.");
        await(() -> clerk.page("/console/floor/" + store + "/handover").contains("Hand over"));
        String handover = Shopfloor.handover(job).getString("id");
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
    void theLinesOfAJobStandAlongThePickersWayEachWithTheNameOfItsShelf() {
        String store = floor.store(0);
        String last = "a-" + UUID.randomUUID();
        String first = "b-" + UUID.randomUUID();
        shelved(store, last, "Rear wall", 10);
        shelved(store, first, "Front door", 90);
        Map<String, Object> body = OrderJson.order();
        body.put("orderLineItems", List.of(OrderJson.line(last, 1), OrderJson.line(first, 1)));
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store, "paid", true))));
        String job = Shopfloor.pickJob(PlacedOrders.place(body));

        assertThat(Shopfloor.clerk(store).page("/console/pick/" + job))
                .containsSubsequence("Front door", first, "Rear wall", last);
    }

    private void shelved(String store, String article, String shelf, int sequence) {
        network.list(store, article, Map.of());
        String location = Places.location(
                store,
                Map.of(
                        "name",
                        shelf,
                        "runningSequences",
                        List.of(Map.of("type", "PICKING_SEQUENCE", "score", sequence))));
        Api.admin()
                .body(Map.of("tenantArticleId", article, "value", 5, "facilityRef", store, "locationRef", location))
                .post("/api/stocks")
                .then()
                .statusCode(201);
    }

    @Test
    void aScanThatBelongsToNoLineSaysSoAndChangesNothing() {
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 1));
        Browser clerk = Shopfloor.clerk(store);
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
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 1));
        Browser clerk = Shopfloor.clerk(store);
        tap(clerk, job, "start");
        scan(clerk, job, floor.article);

        scan(clerk, job, floor.article);

        assertThat(clerk.page("/console/pick/" + job)).contains("1 of 1 units taken");
    }

    @Test
    void whoTakesLessSaysWhyAndTheRestIsNotForgotten() {
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 3));
        Browser clerk = Shopfloor.clerk(store);
        tap(clerk, job, "start");
        scan(clerk, job, floor.article);
        String line = Api.admin().get("/api/pickjobs/" + job).jsonPath().getString("pickLineItems[0].id");

        Shopfloor.form(clerk, "/api/pickjobs/" + job)
                .formParam("reason", "DAMAGED")
                .post("/console/pick/" + job + "/lines/" + line + "/short");

        assertThat(clerk.page("/console/pick/" + job)).contains("! Taken short", "Finish");
        tap(clerk, job, "finish").then().statusCode(303);
        JsonPath picked = Api.admin().get("/api/pickjobs/" + job).jsonPath();
        assertThat(picked.getInt("pickLineItems[0].picked")).isOne();
        assertThat(picked.getString("pickLineItems[0].shortPickReason.reasonLocalized.de_DE"))
                .isEqualTo("Beschädigt");
    }

    @Test
    void theSecondWhoOpensAJobIsToldWhoHasItAndTheFirstIsToldWhenItIsTaken() {
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 2));
        Browser first = Shopfloor.clerk(store);
        Browser second = Shopfloor.clerk(store);
        tap(first, job, "start").then().statusCode(303);

        assertThat(second.page("/console/pick/" + job))
                .contains("has this job.")
                .doesNotContain("Scan or type a code");
        scan(second, job, floor.article).then().statusCode(409);
        tap(second, job, "finish").then().statusCode(409);
        tap(second, job, "take-over").then().statusCode(303);

        assertThat(second.page("/console/pick/" + job)).contains("Scan or type a code");
        scan(first, job, floor.article).then().statusCode(409).body(containsString("Somebody else changed this"));
        Api.admin().get("/api/pickjobs/" + job).then().body("pickLineItems[0].picked", equalTo(0));
    }

    @Test
    void aJobThatWasPausedIsGoneOnWithWhereItWas() {
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 2));
        Browser clerk = Shopfloor.clerk(store);
        tap(clerk, job, "start");
        scan(clerk, job, floor.article);

        tap(clerk, job, "pause").then().statusCode(303);

        Browser other = Shopfloor.clerk(store);
        assertThat(other.page("/console/pick/" + job)).contains("1 of 2 units taken", "Start");
        tap(other, job, "start").then().statusCode(303);
        assertThat(other.page("/console/pick/" + job)).contains("1 of 2 units taken", "Scan or type a code");
    }

    @Test
    void whoWorksElsewhereSeesNothingOfAFacility() {
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 1));
        Browser stranger = Shopfloor.clerk(floor.store(1));

        assertThat(stranger.page("/console/floor")).doesNotContain("Store " + store);
        stranger.request().get("/console/floor/" + store).then().statusCode(404);
        stranger.request().get("/console/pick/" + job).then().statusCode(404);
        tap(stranger, job, "start").then().statusCode(404);
        tap(stranger, job, "take-over").then().statusCode(404);
        Api.admin().get("/api/pickjobs/" + job).then().body("status", equalTo("OPEN"));
    }

    @Test
    void theNextJobIsTheMostUrgentThatNobodyHas() {
        String store = floor.store(5);
        String first = Shopfloor.pickJob(floor.collected(store, 1));
        String second = Shopfloor.pickJob(floor.collected(store, 1));
        Browser clerk = Shopfloor.clerk(store);
        Browser other = Shopfloor.clerk(store);

        Response mine = clerk.request().post("/console/floor/" + store + "/next-pick");
        Response theirs = other.request().post("/console/floor/" + store + "/next-pick");

        assertThat(List.of(mine.getHeader("Location"), theirs.getHeader("Location")))
                .satisfiesExactlyInAnyOrder(
                        location -> assertThat(location).endsWith("/console/pick/" + first),
                        location -> assertThat(location).endsWith("/console/pick/" + second));
        Response nothing = clerk.request().post("/console/floor/" + store + "/next-pick");
        assertThat(clerk.page(nothing.getHeader("Location"))).contains("There is no job left that nobody has.");
    }

    @Test
    void whoeverAsksForTheNextJobAtOnceGetsAnotherOne() throws Exception {
        int people = 4;
        String store = floor.store(people);
        Set<String> jobs = new HashSet<>();
        List<Browser> clerks = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            jobs.add(Shopfloor.pickJob(floor.collected(store, 1)));
            clerks.add(Shopfloor.clerk(store));
        }
        CyclicBarrier together = new CyclicBarrier(people);
        Set<String> got = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(people)) {
            List<Future<String>> answers = clerks.stream()
                    .map(clerk -> threads.submit(() -> {
                        together.await();
                        return clerk.request()
                                .post("/console/floor/" + store + "/next-pick")
                                .getHeader("Location");
                    }))
                    .toList();
            for (Future<String> answer : answers) {
                String location = answer.get();
                got.add(location.substring(location.lastIndexOf('/') + 1));
            }
        }
        assertThat(got).isEqualTo(jobs);
    }

    @Test
    void whatWasTakenGoesIntoLoadUnitsThatTheDeskSees() {
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 3));
        Browser clerk = Shopfloor.clerk(store);
        tap(clerk, job, "start");
        scan(clerk, job, floor.article);

        Response unknown = scan(clerk, job, "A-12");
        assertThat(clerk.page(unknown.getHeader("Location"))).contains("A-12 is a load unit: put in what I have taken");
        load(clerk, job, "A-12", 0).then().statusCode(303);
        scan(clerk, job, floor.article);
        load(clerk, job, "A-12", 1).then().statusCode(303);
        scan(clerk, job, floor.article);
        assertThat(clerk.page("/console/pick/" + job)).contains("Not in a load unit yet: 1");
        load(clerk, job, "", 1).then().statusCode(303);
        load(clerk, job, "", 1).then().statusCode(303);

        JsonPath units =
                Api.admin().queryParam("pickJobRef", job).get("/api/loadunits").jsonPath();
        String shortId = Api.admin().get("/api/pickjobs/" + job).jsonPath().getString("shortId");
        assertThat(units.<String>getList("loadUnits.codes.flatten()")).containsExactly("A-12", shortId + "-2");
        assertThat(units.<Number>getList("loadUnits.loadUnitLineItems.quantity.flatten()").stream()
                        .map(Number::intValue))
                .containsExactly(2, 1);
        assertThat(clerk.page("/console/pick/" + job)).contains("2 × A thing").doesNotContain("Not in a load unit yet");
        tap(clerk, job, "finish");
        await(() -> clerk.page("/console/floor/" + store + "/handover").contains("Load units (2):"));
        assertThat(clerk.page("/console/floor/" + store + "/handover")).contains("A-12", shortId + "-2");
    }

    @Test
    void whatIsTakenOutOfALoadUnitIsLooseAgain() {
        String store = floor.store(5);
        String job = Shopfloor.pickJob(floor.collected(store, 1));
        Browser clerk = Shopfloor.clerk(store);
        tap(clerk, job, "start");
        scan(clerk, job, floor.article);
        load(clerk, job, "A-12", 0);
        String unit = Api.admin()
                .queryParam("pickJobRef", job)
                .get("/api/loadunits")
                .jsonPath()
                .getString("loadUnits[0].id");

        Browser stranger = Shopfloor.clerk(floor.store(0));
        load(stranger, job, "B-1", 0).then().statusCode(404);
        stranger.request()
                .post("/console/pick/" + job + "/units/" + unit + "/empty")
                .then()
                .statusCode(404);
        clerk.request()
                .post("/console/pick/" + job + "/units/none/empty")
                .then()
                .statusCode(404);
        clerk.request()
                .post("/console/pick/" + job + "/units/" + unit + "/empty")
                .then()
                .statusCode(303);

        assertThat(clerk.page("/console/pick/" + job)).doesNotContain("A-12");
        Api.admin().get("/api/loadunits/" + unit).then().body("status", equalTo("OBSOLETE"));
    }

    @Test
    void whatIsLateIsSaidInWords() {
        String store = floor.store(5);
        Api.admin()
                .body(io.waybill.platform.picking.Floor.body(store, "COLLECT", 1).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getKey().equals("deliveryinformation")
                                        ? Map.of(
                                                "channel",
                                                "COLLECT",
                                                "targetTime",
                                                "2020-01-01T12:00:00Z",
                                                "details",
                                                Map.of("collect", Map.of("identifier", "Ada", "paid", true)))
                                        : entry.getValue())))
                .post("/api/pickjobs")
                .then()
                .statusCode(201);

        assertThat(Shopfloor.clerk(store).page("/console/floor/" + store)).contains("! 1 late", "! Late");
    }

    // ---- what it takes

    private static Response load(Browser browser, String job, String code, int seen) {
        return browser.request()
                .formParam("code", code)
                .formParam("seen", seen)
                .post("/console/pick/" + job + "/units");
    }

    private static Response scan(Browser browser, String job, String code) {
        return Shopfloor.scan(browser, "pick", job, code);
    }

    private static Response tap(Browser browser, String job, String button) {
        return Shopfloor.tap(browser, "pick", job, button);
    }
}
