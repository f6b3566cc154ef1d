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
import io.waybill.platform.packing.PackedTags;
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

/** Packing and making parcels by the pages of the floor; over HTTP, as a browser sends it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PackingStationTest {
    @Inject
    Network network;

    private Shopfloor floor;
    private String store;
    private Browser packer;

    @BeforeEach
    void openAStore() {
        floor = new Shopfloor(network);
        store = floor.store(20);
        packer = Shopfloor.clerk(store);
    }

    @Test
    void whatIsPackedByScanningLeavesInAParcelWithItsWeight() {
        Carriage.carrier(store, true);
        String pickJob = picked(2);
        String job = packJob(pickJob);
        assertThat(packer.page("/console/floor/" + store)).contains("To pack", "/console/pack/" + job);

        tap(packer, job, "start").then().statusCode(303);
        scan(packer, job, floor.article).then().statusCode(303);
        assertThat(packer.page("/console/pack/" + job)).contains("1 of 2 units packed", "finish with less");
        scan(packer, job, floor.article);
        parcel(packer, job, 0, "finish")
                .formParam("weight", "1250,5")
                .formParam("length", "30")
                .post("/console/pack/" + job + "/parcel")
                .then()
                .statusCode(303);

        Api.admin().get("/api/packjobs/" + job).then().body("status", equalTo("CLOSED"));
        JsonPath parcel = parcels(pickJob);
        assertThat(parcel.getString("status")).isEqualTo("PROCESSING");
        assertThat(parcel.getFloat("dimensions.weight")).isEqualTo(1250.5f);
        assertThat(parcel.getInt("items[0].quantity")).isEqualTo(2);
        assertThat(packer.page("/console/pack/" + job))
                .contains("This job is over.", "Label is being made", "30 cm · 1250.5 g");
        Carriage.addLabel(parcel.getString("id"), parcel.getInt("version"));
        assertThat(packer.page("/console/pack/" + job))
                .contains("✓ Ready", "T-" + parcel.getString("id"), "Print the label", "Print the delivery note");
        String label =
                "/console/shipments/" + Carriage.shipmentOf(pickJob) + "/parcels/" + parcel.getString("id") + "/label";
        packer.request().get(label).then().statusCode(200).contentType("application/pdf");
        Shopfloor.clerk(floor.store(0)).request().get(label).then().statusCode(404);
        packer.request()
                .get("/console/documents/delivery-note/packjob/" + job)
                .then()
                .statusCode(200)
                .contentType("application/pdf");
        assertThat(packer.page("/console/floor/" + store + "/handover/carriers"))
                .contains("Own carrier", "T-" + parcel.getString("id"));
    }

    @Test
    void severalParcelsHoldWhatWasPackedIntoEach() {
        Carriage.carrier(store, false);
        String pickJob = picked(3);
        String job = packJob(pickJob);
        tap(packer, job, "start");
        scan(packer, job, floor.article);
        parcel(packer, job, 0, "more")
                .post("/console/pack/" + job + "/parcel")
                .then()
                .statusCode(303);
        parcel(packer, job, 1, "more")
                .post("/console/pack/" + job + "/parcel")
                .then()
                .statusCode(422)
                .body(containsString("in a parcel already"));
        scan(packer, job, floor.article);
        scan(packer, job, floor.article);
        assertThat(packer.page("/console/pack/" + job)).contains("Units in this parcel: 2", "1 × A thing");

        parcel(packer, job, 1, "finish")
                .post("/console/pack/" + job + "/parcel")
                .then()
                .statusCode(303);

        JsonPath jobs = Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/handoverjobs")
                .jsonPath();
        assertThat(jobs.getList("handoverjobs")).hasSize(2);
        List<Integer> units = jobs.<String>getList("handoverjobs.id").stream()
                .map(id -> Api.admin()
                        .get("/api/handoverjobs/" + id)
                        .jsonPath()
                        .getInt("handoverJobLineItems[0].quantity"))
                .toList();
        assertThat(units).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void whoPressesTwiceMakesOneParcel() throws Exception {
        Carriage.carrier(store, false);
        String pickJob = picked(2);
        String job = packJob(pickJob);
        tap(packer, job, "start");
        scan(packer, job, floor.article);
        int version = Api.admin().get("/api/packjobs/" + job).jsonPath().getInt("version");
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = List.of(1, 2).stream()
                    .map(hand -> threads.submit(() -> {
                        RequestSpecification form = packer.request()
                                .formParam("version", version)
                                .formParam("parcels", 0)
                                .formParam("then", "more");
                        together.await();
                        return form.post("/console/pack/" + job + "/parcel").statusCode();
                    }))
                    .toList();
            assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(303, 409);
        }
        assertThat(Api.admin()
                        .get("/api/shipments/" + Carriage.shipmentOf(pickJob))
                        .jsonPath()
                        .getList("parcels"))
                .hasSize(1);
    }

    @Test
    void theSecondPackerIsToldWhoHasTheJobAndMayTakeItOver() {
        String job = packJob(picked(2));
        Browser second = Shopfloor.clerk(store);
        tap(packer, job, "start");
        scan(packer, job, floor.article);

        assertThat(second.page("/console/pack/" + job))
                .contains("has this job.")
                .doesNotContain("Scan or type");
        scan(second, job, floor.article).then().statusCode(409);
        tap(second, job, "finish").then().statusCode(409);
        tap(second, job, "take-over").then().statusCode(303);

        assertThat(second.page("/console/pack/" + job)).contains("1 of 2 units packed", "Scan or type a code");
        scan(packer, job, floor.article).then().statusCode(409).body(containsString("Somebody else changed this"));
    }

    @Test
    void aTapOnAPageThatIsOldChangesNothing() {
        String job = packJob(picked(2));
        tap(packer, job, "start");
        JsonPath seen = Api.admin().get("/api/packjobs/" + job).jsonPath();
        String line = seen.getString("lineItems[0].id");
        scan(packer, job, floor.article);

        packer.request()
                .formParam("version", seen.getInt("version"))
                .formParam("packed", 2)
                .post("/console/pack/" + job + "/lines/" + line)
                .then()
                .statusCode(409);
        Shopfloor.form(packer, "/api/packjobs/" + job)
                .formParam("packed", 3)
                .post("/console/pack/" + job + "/lines/" + line)
                .then()
                .statusCode(422);
        Shopfloor.form(packer, "/api/packjobs/" + job)
                .formParam("packed", "many")
                .post("/console/pack/" + job + "/lines/" + line)
                .then()
                .statusCode(400);

        Api.admin().get("/api/packjobs/" + job).then().body("lineItems[0].packed", equalTo(1));
    }

    @Test
    void aWeightThatIsNoNumberMakesNoParcel() {
        Carriage.carrier(store, false);
        String pickJob = picked(1);
        String job = packJob(pickJob);
        tap(packer, job, "start");
        scan(packer, job, floor.article);

        for (String weight : List.of("heavy", "-1", "0", "1e9", "99999999")) {
            parcel(packer, job, 0, "finish")
                    .formParam("weight", weight)
                    .post("/console/pack/" + job + "/parcel")
                    .then()
                    .statusCode(400);
        }
        Api.admin().get("/api/packjobs/" + job).then().body("status", equalTo("IN_PROGRESS"));
        assertThat(Api.admin()
                        .get("/api/shipments/" + Carriage.shipmentOf(pickJob))
                        .jsonPath()
                        .getList("parcels"))
                .isEmpty();
    }

    @Test
    void aJobThatNeedsNoPackingIsSentWithoutAPackJob() {
        Carriage.carrier(store, false);
        JsonPath order = floor.sent(2);
        String pickJob = Shopfloor.pickJob(order);
        String shipment = Carriage.shipmentOf(pickJob);
        assertThat(packer.page("/console/shipments/" + shipment)).contains("still being picked or packed");
        Shopfloor.pick(pickJob);

        assertThat(packer.page("/console/floor/" + store))
                .contains("To send: make the parcel", "/console/shipments/" + shipment)
                .doesNotContain("To pack");
        packer.request()
                .formParam("parcels", 0)
                .post("/console/shipments/" + shipment + "/parcels")
                .then()
                .statusCode(303);
        packer.request()
                .formParam("parcels", 0)
                .post("/console/shipments/" + shipment + "/parcels")
                .then()
                .statusCode(409);

        assertThat(packer.page("/console/floor/" + store)).doesNotContain("To send: make the parcel");
        String parcel = parcels(pickJob).getString("id");
        assertThat(packer.page("/console/shipments/" + shipment)).contains("/console/documents/parcel-label/" + parcel);
        packer.request()
                .get("/console/shipments/" + shipment + "/parcels/" + parcel + "/label")
                .then()
                .statusCode(404);
        packer.request()
                .get("/console/documents/parcel-label/" + parcel)
                .then()
                .statusCode(200)
                .contentType("application/pdf");
        await(() -> packer.page("/console/floor/" + store + "/handover/carriers")
                .contains(order.getString("tenantOrderId")));
    }

    @Test
    void aLabelThatFailedIsNamedAtTheStationAndTriedAgain() {
        Carriage.carrier(store, true);
        String pickJob = picked(1);
        String job = packJob(pickJob);
        tap(packer, job, "start");
        scan(packer, job, floor.article);
        parcel(packer, job, 0, "finish").post("/console/pack/" + job + "/parcel");
        JsonPath parcel = parcels(pickJob);
        String shipment = Carriage.shipmentOf(pickJob);
        Shopfloor.failLabel(parcel.getString("id"));

        assertThat(packer.page("/console/floor/" + store)).contains("Labels that failed", "E7: No such street");
        assertThat(packer.page("/console/shipments/" + shipment)).contains("! Label failed", "Ask for the label again");
        Browser stranger = Shopfloor.clerk(floor.store(0));
        String retry = "/console/shipments/" + shipment + "/parcels/" + parcel.getString("id") + "/retry";
        stranger.request().formParam("version", 2).post(retry).then().statusCode(404);
        packer.request().formParam("version", 1).post(retry).then().statusCode(409);
        packer.request().formParam("version", 2).post(retry).then().statusCode(303);

        assertThat(packer.page("/console/shipments/" + shipment)).contains("Label is being made");
        assertThat(packer.page("/console/floor/" + store)).doesNotContain("Labels that failed");
        packer.request().formParam("version", 3).post(retry).then().statusCode(409);
    }

    @Test
    void goodsOfAParcelThatWasGivenUpCanBeSentInAnother() {
        Carriage.carrier(store, true);
        String pickJob = Shopfloor.pickJob(floor.sent(1));
        Shopfloor.pick(pickJob);
        String shipment = Carriage.shipmentOf(pickJob);
        packer.request().formParam("parcels", 0).post("/console/shipments/" + shipment + "/parcels");
        String parcel = parcels(pickJob).getString("id");
        Shopfloor.failLabel(parcel);

        packer.request()
                .formParam("version", 2)
                .post("/console/shipments/" + shipment + "/parcels/" + parcel + "/give-up")
                .then()
                .statusCode(303);

        packer.request()
                .formParam("parcels", 1)
                .post("/console/shipments/" + shipment + "/parcels")
                .then()
                .statusCode(303);
        Api.admin()
                .get("/api/shipments/" + shipment)
                .then()
                .body("parcels.status", equalTo(List.of("CANCELED", "PROCESSING")));
    }

    @Test
    void thePackerSeesTheLoadUnitsInWhichTheGoodsCame() {
        String pickJob = Shopfloor.pickJob(floor.sent(1, PackedTags.packed()));
        Api.admin().body(Map.of("codes", List.of("A-13"))).post("/api/pickjobs/" + pickJob + "/loadunits");
        Shopfloor.pick(pickJob);

        assertThat(packer.page("/console/pack/" + packJob(pickJob))).contains("Load units (1):", "A-13");
    }

    @Test
    void whoMayOnlyLookSeesNoButtonsAndIsRefused() {
        String job = packJob(picked(1));
        Browser viewer = Shopfloor.worker(Shopfloor.role("PICKJOB_READ", "PACKJOB_READ"), store);

        assertThat(viewer.page("/console/pack/" + job)).doesNotContain("<button class=\"main huge\"");
        tap(viewer, job, "start").then().statusCode(403);
        viewer.request().post("/console/floor/" + store + "/next-pack").then().statusCode(403);
    }

    @Test
    void whoWorksElsewhereSeesNothing() {
        Carriage.carrier(store, false);
        String pickJob = picked(1);
        String job = packJob(pickJob);
        Browser stranger = Shopfloor.clerk(floor.store(0));

        stranger.request().get("/console/pack/" + job).then().statusCode(404);
        stranger.request()
                .get("/console/shipments/" + Carriage.shipmentOf(pickJob))
                .then()
                .statusCode(404);
        stranger.request().post("/console/floor/" + store + "/next-pack").then().statusCode(404);
        for (String button : List.of("start", "take-over", "pause", "scan", "finish", "parcel")) {
            tap(stranger, job, button).then().statusCode(404);
        }
        stranger.request()
                .formParam("parcels", 0)
                .post("/console/shipments/" + Carriage.shipmentOf(pickJob) + "/parcels")
                .then()
                .statusCode(404);
        Api.admin().get("/api/packjobs/" + job).then().body("status", equalTo("OPEN"));
    }

    // ---- what it takes

    /** A pick job that is done, and whose goods are to be packed. */
    private String picked(int units) {
        String pickJob = Shopfloor.pickJob(floor.sent(units, PackedTags.packed()));
        Shopfloor.pick(pickJob);
        return pickJob;
    }

    private static String packJob(String pickJob) {
        return Shopfloor.packJob(pickJob).getString("id");
    }

    /** The only parcel. */
    private static JsonPath parcels(String pickJob) {
        List<String> ids = Api.admin()
                .get("/api/shipments/" + Carriage.shipmentOf(pickJob))
                .jsonPath()
                .getList("parcels.parcelRef");
        assertThat(ids).hasSize(1);
        return Api.admin().get("/api/parcels/" + ids.getFirst()).jsonPath();
    }

    private static RequestSpecification parcel(Browser browser, String job, int seen, String then) {
        return Shopfloor.form(browser, "/api/packjobs/" + job)
                .formParam("parcels", seen)
                .formParam("then", then);
    }

    private static Response scan(Browser browser, String job, String code) {
        return Shopfloor.scan(browser, "pack", job, code);
    }

    private static Response tap(Browser browser, String job, String button) {
        return Shopfloor.tap(browser, "pack", job, button);
    }
}
