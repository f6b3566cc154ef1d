package io.waybill.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.routing.Network;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handing over to carriers and customers by the pages of the desk; over HTTP, as a browser sends it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HandoverDeskTest {
    @Inject
    Network network;

    private Shopfloor floor;
    private String store;
    private Browser clerk;

    @BeforeEach
    void openAStore() {
        floor = new Shopfloor(network);
        store = floor.store(20);
        clerk = Shopfloor.clerk(store);
    }

    @Test
    void aCustomerIsFoundByNameShortIdAndOrderNumber() {
        JsonPath order = floor.collected(store, 2);
        String pickJob = Shopfloor.pickJob(order);
        Shopfloor.pick(pickJob);
        JsonPath handover = Shopfloor.handover(pickJob);

        for (String text :
                List.of("ada", handover.getString("shortIdentifier"), order.getString("tenantOrderId"), " KLEIN ")) {
            assertThat(clerk.request()
                            .queryParam("text", text)
                            .get("/console/floor/" + store + "/handover")
                            .asString())
                    .as(text)
                    .contains("/console/handover/" + handover.getString("id"), "✓ Paid", "Units: 2");
        }
        assertThat(clerk.page("/console/floor/" + store + "/handover?text=somebody"))
                .doesNotContain("/console/handover/");
        assertThat(clerk.page("/console/floor/" + store + "/handover/carriers"))
                .doesNotContain(handover.getString("id"));
    }

    @Test
    void whatIsNotPaidIsOnlyHandedOverByWhoeverLookedAtIt() {
        String pickJob = Shopfloor.pickJob(floor.collected(store, 1, false));
        Shopfloor.pick(pickJob);
        String handover = Shopfloor.handover(pickJob).getString("id");

        assertThat(clerk.page("/console/floor/" + store + "/handover"))
                .contains("! Not paid yet")
                .doesNotContain("action=\"/console/floor/" + store + "/handover/" + handover);
        assertThat(clerk.page("/console/handover/" + handover)).contains("! Not paid yet", "It is paid now: hand over");
        finish(handover).then().statusCode(303);

        Api.admin().get("/api/handoverjobs/" + handover).then().body("status", equalTo("HANDED_OVER"));
    }

    @Test
    void aCustomerRefusesOneUnitAndOneIsMissing() {
        String pickJob = Shopfloor.pickJob(floor.collected(store, 4));
        Shopfloor.pick(pickJob);
        JsonPath job = Shopfloor.handover(pickJob);
        String handover = job.getString("id");
        String line = job.getString("handoverJobLineItems[0].id");
        assertThat(clerk.page("/console/handover/" + handover)).contains("Ada Klein", "Refused", "Missing");

        Shopfloor.form(clerk, "/api/handoverjobs/" + handover)
                .formParam("refused-" + line, 4)
                .formParam("missing-" + line, 1)
                .formParam("reason-" + line, "DAMAGED")
                .post("/console/handover/" + handover + "/finish")
                .then()
                .statusCode(400)
                .body(containsString("more cannot be refused or missing"));
        for (String bad : List.of("-1", "1.5", "all", "99999999")) {
            Shopfloor.form(clerk, "/api/handoverjobs/" + handover)
                    .formParam("refused-" + line, bad)
                    .formParam("reason-" + line, "DAMAGED")
                    .post("/console/handover/" + handover + "/finish")
                    .then()
                    .statusCode(400);
        }
        Shopfloor.form(clerk, "/api/handoverjobs/" + handover)
                .formParam("refused-" + line, 1)
                .post("/console/handover/" + handover + "/finish")
                .then()
                .statusCode(400)
                .body(containsString("reason must be one of"));
        Shopfloor.form(clerk, "/api/handoverjobs/" + handover)
                .formParam("refused-" + line, 1)
                .formParam("missing-" + line, 1)
                .formParam("reason-" + line, "DAMAGED")
                .post("/console/handover/" + handover + "/finish")
                .then()
                .statusCode(303);

        JsonPath over = Api.admin().get("/api/handoverjobs/" + handover).jsonPath();
        assertThat(over.getString("status")).isEqualTo("HANDED_OVER");
        assertThat(over.getInt("handoverJobLineItems[0].handedOverQuantity")).isEqualTo(2);
        assertThat(over.getInt("handoverJobLineItems[0].refused[0].quantity")).isOne();
        assertThat(over.getString("handoverJobLineItems[0].refused[0].reasonLocalized.de_DE"))
                .isEqualTo("Beschädigt");
        assertThat(clerk.page("/console/handover/" + handover)).contains("Handed over: 2, refused: 1");
    }

    @Test
    void whatNobodyComesForIsCancelledWithAReason() {
        String pickJob = Shopfloor.pickJob(floor.collected(store, 1));
        Shopfloor.pick(pickJob);
        String handover = Shopfloor.handover(pickJob).getString("id");

        Shopfloor.form(clerk, "/api/handoverjobs/" + handover)
                .post("/console/handover/" + handover + "/cancel")
                .then()
                .statusCode(400);
        Shopfloor.form(clerk, "/api/handoverjobs/" + handover)
                .formParam("reason", "CONSUMER_NO_SHOW")
                .post("/console/handover/" + handover + "/cancel")
                .then()
                .statusCode(303);

        Api.admin()
                .get("/api/handoverjobs/" + handover)
                .then()
                .body("status", equalTo("CANCELED"))
                .body("cancelReason", equalTo("CONSUMER_NO_SHOW"));
        finish(handover).then().statusCode(422);
    }

    @Test
    void twoClerksHandTheSameGoodsOverOnce() throws Exception {
        String pickJob = Shopfloor.pickJob(floor.collected(store, 1));
        Shopfloor.pick(pickJob);
        JsonPath job = Shopfloor.handover(pickJob);
        Browser other = Shopfloor.clerk(store);
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = List.of(clerk, other).stream()
                    .map(each -> threads.submit(() -> {
                        together.await();
                        return each.request()
                                .formParam("version", job.getInt("version"))
                                .post("/console/floor/" + store + "/handover/" + job.getString("id"))
                                .statusCode();
                    }))
                    .toList();
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(303, 409);
        }
    }

    @Test
    void allParcelsOfACarrierLeaveAtOnceAndOneThatCannotIsNamed() {
        Carriage.carrier(store, false);
        JsonPath first = ready();
        JsonPath second = ready();
        JsonPath third = ready();
        JsonPath missing = ready();
        String page = clerk.page("/console/floor/" + store + "/handover/carriers");
        assertThat(page).contains("Own carrier", "parcels: 4", "Pick-up");
        // Somebody else is faster with one of them, and another changes.
        handOver(second);
        Api.admin()
                .body(Map.of("name", "WAITING_FOR_INPUT", "version", third.getInt("version")))
                .post("/api/handoverjobs/" + third.getString("id") + "/actions")
                .then()
                .statusCode(200);

        Response answer = clerk.request()
                .formParam("parcel", named(first), named(second), named(third))
                .post("/console/floor/" + store + "/handover/carriers");

        answer.then().statusCode(303);
        String after = clerk.page(answer.getHeader("Location"));
        assertThat(after)
                .contains(
                        "Handed over: 1",
                        "Not handed over, the others were:",
                        second.getString("shortIdentifier"),
                        "was handed over already",
                        third.getString("shortIdentifier"),
                        "waits for something",
                        missing.getString("id"))
                .doesNotContain("value=\"" + first.getString("id"));
        Api.admin().get("/api/handoverjobs/" + first.getString("id")).then().body("status", equalTo("HANDED_OVER"));
        Api.admin().get("/api/handoverjobs/" + missing.getString("id")).then().body("status", equalTo("OPEN"));
    }

    @Test
    void aScanHandsOverTheOneParcelThatTheCodeIsOn() {
        Carriage.carrier(store, true);
        String pickJob = Shopfloor.pickJob(floor.sent(1));
        Shopfloor.pick(pickJob);
        String parcel = Carriage.parcel(pickJob).path("id");
        Carriage.addLabel(parcel, 1);
        JsonPath job = Shopfloor.handover(pickJob);

        Response unknown = scan("<i>4711</i>");
        assertThat(clerk.page(unknown.getHeader("Location")))
                .contains("&lt;i&gt;4711&lt;/i&gt; is no parcel that lies here.");
        Response known = scan("t-" + parcel);
        assertThat(clerk.page(known.getHeader("Location"))).contains("Handed over: 1");
        scan("T-" + parcel).then().statusCode(303);

        Api.admin().get("/api/handoverjobs/" + job.getString("id")).then().body("status", equalTo("HANDED_OVER"));
        Shopfloor.clerk(floor.store(0))
                .request()
                .formParam("code", "T-" + parcel)
                .post("/console/floor/" + store + "/handover/carriers/scan")
                .then()
                .statusCode(404);
    }

    @Test
    void parcelsOfDifferentCarriersAndTimesAreApart() {
        Carriage.carrier(store, false);
        ready();
        String elsewhere = floor.store(0);
        assertThat(clerk.page("/console/floor/" + store + "/handover/carriers")).contains("Own carrier · parcels: 1");
        assertThat(Shopfloor.clerk(elsewhere).page("/console/floor/" + elsewhere + "/handover/carriers"))
                .contains("Nothing lies ready for a carrier.");
    }

    @Test
    void whatIsNoParcelIsRefusedAsAWhole() {
        Carriage.carrier(store, false);
        JsonPath first = ready();

        clerk.request()
                .post("/console/floor/" + store + "/handover/carriers")
                .then()
                .statusCode(400);
        for (String bad : List.of("x", ":1", "x:", "x:y", "x:-1", "x:9999999999999999999")) {
            clerk.request()
                    .formParam("parcel", named(first), bad)
                    .post("/console/floor/" + store + "/handover/carriers")
                    .then()
                    .statusCode(400);
        }
        Api.admin().get("/api/handoverjobs/" + first.getString("id")).then().body("status", equalTo("OPEN"));
    }

    @Test
    void whoWorksElsewhereHandsNothingOver() {
        Carriage.carrier(store, false);
        JsonPath job = ready();
        String id = job.getString("id");
        String other = floor.store(0);
        Browser stranger = Shopfloor.clerk(other);

        stranger.request().get("/console/floor/" + store + "/handover").then().statusCode(404);
        stranger.request()
                .get("/console/floor/" + store + "/handover/carriers")
                .then()
                .statusCode(404);
        stranger.request().get("/console/handover/" + id).then().statusCode(404);
        stranger.request()
                .formParam("version", 1)
                .post("/console/handover/" + id + "/finish")
                .then()
                .statusCode(404);
        stranger.request()
                .formParam("version", 1)
                .formParam("reason", "CONSUMER_NO_SHOW")
                .post("/console/handover/" + id + "/cancel")
                .then()
                .statusCode(404);
        Response answer = stranger.request()
                .formParam("parcel", named(job))
                .post("/console/floor/" + other + "/handover/carriers");
        assertThat(stranger.page(answer.getHeader("Location"))).doesNotContain(job.getString("shortIdentifier"));
        Api.admin().get("/api/handoverjobs/" + id).then().body("status", equalTo("OPEN"));
    }

    // ---- what it takes

    private Response scan(String code) {
        return clerk.request().formParam("code", code).post("/console/floor/" + store + "/handover/carriers/scan");
    }

    private Response finish(String handover) {
        return Shopfloor.form(clerk, "/api/handoverjobs/" + handover).post("/console/handover/" + handover + "/finish");
    }

    /** A handover job of one parcel that lies ready for the carrier. */
    private JsonPath ready() {
        String pickJob = Shopfloor.pickJob(floor.sent(1));
        Shopfloor.pick(pickJob);
        Carriage.parcel(pickJob).then().statusCode(201);
        return Shopfloor.handover(pickJob);
    }

    private static void handOver(JsonPath job) {
        Api.admin()
                .body(Map.of(
                        "version",
                        job.getInt("version"),
                        "actions",
                        List.of(Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"))))
                .patch("/api/handoverjobs/" + job.getString("id"))
                .then()
                .statusCode(200);
    }

    private static String named(JsonPath job) {
        return job.getString("id") + ":" + job.getInt("version");
    }
}
