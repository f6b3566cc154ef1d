package io.waybill.platform.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class HandoverjobsTest {
    private String facility;

    @Inject
    Database database;

    @BeforeEach
    void openAFacility() {
        facility = Floor.facility();
    }

    @Test
    void whatTheConsumerCollectsIsReadyOnceItIsPicked() {
        Response pickJob = Floor.create(facility, "COLLECT", 3);
        jobs(pickJob.path("id")).body("handoverjobs", empty());

        Floor.close(pickJob);

        String id = only(pickJob.path("id"));
        get(id).body("channel", equalTo("COLLECT"))
                .body("status", equalTo("OPEN"))
                .body("paid", equalTo(true))
                .body("fullIdentifier", equalTo("Ada Lovelace"))
                .body("handoverJobLineItems[0].quantity", equalTo(3))
                .body("customAttributes.commercetoolsId", equalTo("ct-1"))
                .body("tenantOrderId", equalTo(pickJob.<String>path("tenantOrderId")));
        patch(id, 1, Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"))
                .statusCode(200)
                .body("status", equalTo("HANDED_OVER"))
                .body("handoverJobLineItems[0].handedOverQuantity", equalTo(3));
        assertThat(Floor.events(database, id)).containsExactly("HANDOVERJOB_CREATED", "HANDOVERJOB_HANDED_OVER");
    }

    @Test
    void whatWasShortPickedIsNamedAsMissing() {
        Response pickJob = Floor.create(facility, "COLLECT", 3);
        Api.admin()
                .body(Map.of(
                        "name",
                        "PICK",
                        "version",
                        1,
                        "lineItems",
                        List.of(Map.of("id", pickJob.<String>path("pickLineItems[0].id"), "picked", 1))))
                .post("/api/pickjobs/" + pickJob.<String>path("id") + "/actions")
                .then()
                .statusCode(200);

        get(only(pickJob.path("id")))
                .body("handoverJobLineItems[0].quantity", equalTo(1))
                .body("missingHandoverJobLineItems[0].quantity", equalTo(2));
    }

    @Test
    void aParcelThatIsDoneAfterPickingIsHandedOverAndCompletesItsShipment() {
        String carrier = Carriage.carrier(facility, true);
        String pickJob = Floor.closed(facility, "SHIPPING", 1);
        jobs(pickJob).body("handoverjobs", empty());
        Response parcel = Carriage.parcel(pickJob);
        jobs(pickJob).body("handoverjobs", empty());

        Carriage.addLabel(parcel.path("id"), 1);

        String id = only(pickJob);
        get(id).body("channel", equalTo("DELIVERY"))
                .body("shipmentRef", equalTo(parcel.<String>path("shipmentRef")))
                .body("parcelRef", equalTo(parcel.<String>path("id")))
                .body("carrierRef", equalTo(carrier))
                .body("handoverJobParcelInfo.parcelRef", equalTo(parcel.<String>path("id")))
                .body("handoverJobParcelInfo.carrierTrackingNumber", equalTo("T-" + parcel.<String>path("id")));
        act(id, Map.of("name", "FINISH_HANDOVER_JOB", "version", 1, "lineItems", List.of()))
                .statusCode(200)
                .body("status", equalTo("HANDED_OVER"));
        Api.admin()
                .get("/api/shipments/" + parcel.<String>path("shipmentRef"))
                .then()
                .body("status", equalTo("COMPLETED"));
    }

    @Test
    void aParcelThatIsDoneBeforePickingIsHandedOverOnceItIsPicked() {
        Carriage.carrier(facility, false);
        Response pickJob = Floor.create(facility, "SHIPPING", 1);
        String parcel = Carriage.parcel(pickJob.path("id")).path("id");
        jobs(pickJob.path("id")).body("handoverjobs", empty());

        Floor.close(pickJob);

        get(only(pickJob.path("id"))).body("parcelRef", equalTo(parcel));
    }

    @Test
    void withoutACarrierAtTheFacilityTheGoodsAreHandedOverWithoutAParcel() {
        String pickJob = Floor.closed(facility, "SHIPPING", 1);

        String id = only(pickJob);
        get(id).body("channel", equalTo("DELIVERY"))
                .body("shipmentRef", equalTo(Carriage.shipmentOf(pickJob)))
                .body("$", not(hasKey("parcelRef")));
        patch(id, 1, Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"))
                .statusCode(200);
        Api.admin().get("/api/shipments/" + Carriage.shipmentOf(pickJob)).then().body("status", equalTo("COMPLETED"));
    }

    @Test
    void aShipmentOfTwoParcelsIsCompleteOnceBothLeft() {
        Carriage.carrier(facility, false);
        String pickJob = Floor.closed(facility, "SHIPPING", 2);
        Carriage.parcel(pickJob);
        Carriage.parcel(pickJob);
        List<String> both = jobs(pickJob).extract().path("handoverjobs.id");
        assertThat(both).hasSize(2);

        patch(both.getFirst(), 1, Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"));
        String shipment = Carriage.shipmentOf(pickJob);
        Api.admin().get("/api/shipments/" + shipment).then().body("status", equalTo("CONFIRMED"));
        patch(both.getLast(), 1, Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"));
        Api.admin().get("/api/shipments/" + shipment).then().body("status", equalTo("COMPLETED"));
    }

    @RepeatedTest(5)
    void whoeverEndsLastThereIsOneJob() throws Exception {
        Carriage.carrier(facility, true);
        Response pickJob = Floor.create(facility, "SHIPPING", 1);
        String parcel = Carriage.parcel(pickJob.path("id")).path("id");
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> picking = () -> {
            together.await();
            Floor.close(pickJob);
            return 200;
        };
        Callable<Integer> labelling = () -> {
            together.await();
            return Carriage.addLabel(parcel, 1).statusCode();
        };
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            Future<Integer> picked = people.submit(picking);
            Future<Integer> labelled = people.submit(labelling);
            assertThat(List.of(picked.get(), labelled.get())).containsOnly(200);
        }
        get(only(pickJob.path("id"))).body("parcelRef", equalTo(parcel));
    }

    @Test
    void theCarriersReportHandsTheParcelOver() {
        Carriage.carrier(facility, false);
        String pickJob = Floor.closed(facility, "SHIPPING", 1);
        String parcel = Carriage.parcel(pickJob).path("id");

        Api.admin()
                .body(Map.of(
                        "name",
                        "UPDATE_TRACKING_DATA",
                        "version",
                        1,
                        "trackingData",
                        List.of(Map.of("type", "SEND_LABEL", "status", "PICKED_UP", "trackingNumber", "T"))))
                .post("/api/parcels/" + parcel + "/actions")
                .then()
                .statusCode(200);

        get(only(pickJob)).body("status", equalTo("HANDED_OVER"));
    }

    @Test
    void aConsumerWhoDoesNotComeCancelsTheJobInEitherDialect() {
        String first = only(Floor.closed(facility, "COLLECT", 1));
        String second = only(Floor.closed(facility, "COLLECT", 1));

        act(
                        first,
                        Map.of(
                                "name",
                                "CANCEL",
                                "version",
                                1,
                                "payload",
                                Map.of("handoverJobCancelReason", "CONSUMER_NO_SHOW")))
                .statusCode(200)
                .body("status", equalTo("CANCELED"))
                .body("cancelReason", equalTo("CONSUMER_NO_SHOW"));
        patch(second, 1, Map.of("action", "CancelHandoverjob", "handoverJobCancelReason", "CONSUMER_REJECTS"))
                .statusCode(200)
                .body("cancelReason", equalTo("CONSUMER_REJECTS"));
        assertThat(Floor.events(database, first)).containsExactly("HANDOVERJOB_CREATED", "HANDOVERJOB_CANCELED");
        patch(second, 2, Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"))
                .statusCode(422);
    }

    @Test
    void refusedUnitsAreNotHandedOver() {
        String id = only(Floor.closed(facility, "COLLECT", 3));
        String line = get(id).extract().path("handoverJobLineItems[0].id");

        act(
                        id,
                        Map.of(
                                "name",
                                "UPDATE_LINEITEM",
                                "version",
                                1,
                                "lineItem",
                                Map.of("id", line, "refused", List.of(Map.of("quantity", 4)))))
                .statusCode(422);
        act(
                        id,
                        Map.of(
                                "name",
                                "UPDATE_LINEITEM",
                                "version",
                                1,
                                "lineItem",
                                Map.of("id", line, "refused", List.of(Map.of("quantity", 1, "comment", "stain")))))
                .statusCode(200)
                .body("handoverJobLineItems[0].refused[0].quantity", equalTo(1));
        act(id, Map.of("name", "WAITING_FOR_INPUT", "version", 2))
                .statusCode(200)
                .body("status", equalTo("WAITING_FOR_INPUT"));
        patch(id, 3, Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"))
                .statusCode(200)
                .body("handoverJobLineItems[0].handedOverQuantity", equalTo(2));
    }

    @Test
    void ofTwoWhoHandOverAtTheSameTimeOneWins() throws Exception {
        String id = only(Floor.closed(facility, "COLLECT", 1));
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> attempt = () -> {
            together.await();
            return patch(id, 1, Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"))
                    .extract()
                    .statusCode();
        };
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = people.submit(attempt);
            Future<Integer> second = people.submit(attempt);
            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(Floor.events(database, id)).containsOnlyOnce("HANDOVERJOB_HANDED_OVER");
    }

    @Test
    void aClientCreatesListsAndSearchesJobs() {
        Map<String, Object> body = new HashMap<>();
        body.put("facilityRef", facility);
        body.put("channel", "COLLECT");
        body.put("orderDate", "2026-11-24T08:00:00Z");
        body.put("targetTime", "2026-11-24T12:00:00Z");
        body.put("tenantOrderId", "R-7");
        body.put(
                "handoverJobLineItems",
                List.of(Map.of(
                        "article",
                        Map.of("tenantArticleId", "a", "title", "A"),
                        "quantity",
                        1,
                        "handedOverQuantity",
                        0)));
        String id = Api.admin()
                .body(body)
                .post("/api/handoverjobs")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/handoverjobs/"))
                .extract()
                .path("id");

        act(
                        id,
                        Map.of(
                                "name",
                                "REPLACE_ASSIGNED_USERS",
                                "version",
                                1,
                                "assignedUsers",
                                List.of(Map.of("username", "kim"))))
                .statusCode(200);
        act(id, Map.of("name", "ADD_TARGET_TIME", "version", 2, "targetTime", "2026-11-24T13:00:00Z"))
                .statusCode(422);
        Api.admin()
                .queryParam("facilityRef", facility)
                .queryParam("status", "OPEN,HANDED_OVER")
                .queryParam("assignedUser", "kim")
                .get("/api/handoverjobs")
                .then()
                .statusCode(200)
                .body("handoverjobs.id", contains(id));
        Api.admin()
                .body(Map.of(
                        "query", Map.of("facilityRef", Map.of("eq", facility), "channel", Map.of("eq", "COLLECT"))))
                .post("/api/handoverjobs/search")
                .then()
                .statusCode(200)
                .body("handoverJobs.id", contains(id));
        Api.admin().get("/api/handoverjobs/" + UUID.randomUUID()).then().statusCode(404);
        body.remove("channel");
        Api.admin().body(body).post("/api/handoverjobs").then().statusCode(400);
    }

    private static String only(String pickJob) {
        List<String> ids = jobs(pickJob).extract().path("handoverjobs.id");
        assertThat(ids).hasSize(1);
        return ids.getFirst();
    }

    private static ValidatableResponse jobs(String pickJob) {
        return Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/handoverjobs")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse get(String id) {
        return Api.admin().get("/api/handoverjobs/" + id).then().statusCode(200);
    }

    private static ValidatableResponse patch(String id, int version, Map<String, Object> action) {
        return Api.admin()
                .body(Map.of("version", version, "actions", List.of(action)))
                .patch("/api/handoverjobs/" + id)
                .then();
    }

    private static ValidatableResponse act(String id, Map<String, Object> action) {
        return Api.admin()
                .body(action)
                .post("/api/handoverjobs/" + id + "/actions")
                .then();
    }
}
