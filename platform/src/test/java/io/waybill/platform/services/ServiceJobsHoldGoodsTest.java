package io.waybill.platform.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.database.Database;
import io.waybill.platform.packing.PackedTags;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.routing.Network;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Goods never leave without the services that were ordered with them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ServiceJobsHoldGoodsTest {
    private final String shirt = "shirt-" + UUID.randomUUID();
    private final String box = "box-" + UUID.randomUUID();
    private String facility = "";

    @Inject
    Network network;

    @Inject
    Database database;

    @BeforeEach
    void openAStoreWithStock() {
        facility = network.store(50.9, 7.0);
        network.stock(facility, shirt, 20);
        network.stock(facility, box, 20);
    }

    @Test
    void goodsAreEngravedThenWrappedThenCollected() {
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        String wrapping = Workshop.service(facility, "Wrapping", Map.of());
        Api.admin()
                .body(Map.of("version", 1, "executionTimeInMin", 5))
                .patch("/api/facilities/" + facility + "/customservices/" + wrapping)
                .then()
                .statusCode(200);
        String question = Api.admin()
                .body(Map.of("nameLocalized", Map.of("en_US", "Text"), "valueType", "STRING", "isMandatory", true))
                .post("/api/customservices/" + engraving + "/additionalinformation")
                .path("additionalInformation[0].id");
        Map<String, Object> engraved = Workshop.asked(engraving, Map.of(shirt, 2), List.of());
        engraved.put(
                "customServiceDefinition",
                Map.of(
                        "customServiceRef",
                        engraving,
                        "additionalInformation",
                        List.of(Map.of("additionalInformationRef", question, "value", "For Ada"))));
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility,
                Map.of(shirt, 3, box, 1),
                List.of(Workshop.asked(wrapping, Map.of(box, 1), List.of(engraved)))));
        assertThat(Workshop.jobs(pickJob)).isEmpty();

        Workshop.pick(pickJob, Map.of());

        JsonPath first = Workshop.job(pickJob, "Engraving");
        assertThat(first.getString("status")).isEqualTo("OPEN");
        assertThat(first.getString("facilityRef")).isEqualTo(facility);
        assertThat(first.getString("shortId")).isEqualTo(pickJob.getString("shortId"));
        assertThat(first.getString("tenantOrderId")).isEqualTo(pickJob.getString("tenantOrderId"));
        assertThat(first.getInt("executionTimeInMin")).isEqualTo(20);
        assertThat(first.getList("lineItems.quantity")).containsExactly(2);
        assertThat(first.getString("lineItems[0].article.tenantArticleId")).isEqualTo(shirt);
        assertThat(first.getString("additionalInformation[0].value")).isEqualTo("For Ada");
        JsonPath second = Workshop.job(pickJob, "Wrapping");
        assertThat(second.getString("status")).isEqualTo("NOT_READY");
        assertThat(second.getInt("executionTimeInMin")).isEqualTo(5);
        assertThat(second.getList("lineItems.article.tenantArticleId")).containsExactly(box);
        assertThat(second.getList("inheritedLineItems.serviceJobRef")).containsExactly(first.getString("id"));
        assertThat(second.getList("inheritedLineItems.quantity")).containsExactly(2);
        assertThat(Workshop.handovers(pickJob)).isEmpty();

        Workshop.act(second.getString("id"), "FinishServiceJob")
                .statusCode(422)
                .body("[0].summary", containsString("NOT_READY"));
        Workshop.act(first.getString("id"), "StartServiceJob").statusCode(200).body("status", equalTo("IN_PROGRESS"));
        Workshop.act(first.getString("id"), "FinishServiceJob").statusCode(200).body("status", equalTo("FINISHED"));
        assertThat(Workshop.job(second.getString("id")).getString("status")).isEqualTo("OPEN");
        assertThat(Workshop.handovers(pickJob)).isEmpty();
        process(pickJob).body("moduleStatuses.find { it.module == 'SERVICE_JOB' }.status", equalTo("IN_PROGRESS"));

        Workshop.act(second.getString("id"), "FinishServiceJob").statusCode(200);

        assertThat(Workshop.handovers(pickJob)).hasSize(1);
        process(pickJob).body("moduleStatuses.find { it.module == 'SERVICE_JOB' }.status", equalTo("FINISHED"));
        assertThat(Floor.events(database, first.getString("id")))
                .containsExactly("SERVICE_JOB_CREATED", "SERVICE_JOB_FINISHED");
        assertThat(Floor.events(database, second.getString("id")))
                .containsExactly("SERVICE_JOB_CREATED", "SERVICE_JOB_FINISHED");
        Api.admin()
                .get("/api/processes/" + pickJob.getString("processId") + "/historylogs?size=50")
                .then()
                .statusCode(200)
                .body(
                        "historyLogs.eventType",
                        hasItems("SERVICEJOB_CREATED", "SERVICEJOB_IN_PROGRESS", "SERVICEJOB_DONE"));
    }

    @Test
    void aParcelThatIsDoneWaitsForTheServices() {
        Carriage.carrier(facility, false);
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                null, Map.of(shirt, 1), List.of(Workshop.asked(engraving, Map.of(shirt, 1), List.of()))));
        String early = Carriage.parcel(pickJob.getString("id")).path("id");
        Workshop.pick(pickJob, Map.of());
        String late = Carriage.parcel(pickJob.getString("id")).path("id");
        Api.admin().get("/api/parcels/" + late).then().body("status", equalTo("DONE"));
        assertThat(Workshop.handovers(pickJob)).isEmpty();

        Workshop.act(Workshop.job(pickJob, "Engraving").getString("id"), "FinishServiceJob")
                .statusCode(200);

        List<String> sent = Workshop.handovers(pickJob).stream()
                .map(id -> Api.admin().get("/api/handoverjobs/" + id).<String>path("parcelRef"))
                .toList();
        assertThat(sent).containsExactlyInAnyOrder(early, late);
    }

    @Test
    void goodsAreShippedWithoutACarrierAfterTheirServices() {
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                null, Map.of(shirt, 1), List.of(Workshop.asked(engraving, Map.of(shirt, 1), List.of()))));
        Workshop.pick(pickJob, Map.of());
        assertThat(Workshop.handovers(pickJob)).isEmpty();
        Api.admin()
                .body(Map.of(
                        "query",
                        Map.of(
                                "shippingAddress",
                                Map.of("like", "Schanzenstr. 6-20"),
                                "facilityRef",
                                Map.of("eq", facility))))
                .post("/api/linkedservicejobs/search")
                .then()
                .statusCode(200)
                .body("linkedServiceJobs.status", contains("OPEN"));

        Workshop.act(Workshop.job(pickJob, "Engraving").getString("id"), "FinishServiceJob")
                .statusCode(200);

        assertThat(Workshop.handovers(pickJob)).hasSize(1);
    }

    @Test
    void goodsArePackedAfterTheirServicesAndHandedOverAfterThat() {
        String tag = PackedTags.packed();
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        Map<String, Object> order = Workshop.order(
                facility, Map.of(shirt, 2), List.of(Workshop.asked(engraving, Map.of(shirt, 2), List.of())));
        order.put("tags", List.of(Map.of("id", tag, "value", "yes")));
        JsonPath pickJob = Workshop.placed(order);
        Workshop.pick(pickJob, Map.of());
        String job = Workshop.job(pickJob, "Engraving").getString("id");
        assertThat(Workshop.packJobs(pickJob)).isEmpty();
        packByHand(Map.of("pickJobRef", pickJob.getString("id")))
                .then()
                .statusCode(422)
                .body("[0].summary", containsString(job))
                .body("[0].summary", containsString("Engraving"));

        Workshop.act(job, "FinishServiceJob").statusCode(200);

        List<String> packJobs = Workshop.packJobs(pickJob);
        assertThat(packJobs).hasSize(1);
        assertThat(Workshop.handovers(pickJob)).isEmpty();
        Api.admin()
                .body(Map.of("version", 1, "actions", List.of(Map.of("action", "ModifyPackJob", "status", "CLOSED"))))
                .patch("/api/packjobs/" + packJobs.getFirst())
                .then()
                .statusCode(200);
        assertThat(Workshop.handovers(pickJob)).hasSize(1);
    }

    @Test
    void nobodyHandsGoodsOnByHandThatServicesHold() {
        Carriage.carrier(facility, false);
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                null, Map.of(shirt, 1), List.of(Workshop.asked(engraving, Map.of(shirt, 1), List.of()))));
        String parcel = Carriage.parcel(pickJob.getString("id")).path("id");
        String shipment = Carriage.shipmentOf(pickJob.getString("id"));
        List<Map<String, Object>> named = List.of(
                Map.of("pickJobRef", pickJob.getString("id")),
                Map.of("shipmentRef", shipment),
                Map.of("handoverJobParcelInfo", Map.of("parcelRef", parcel)));

        for (Map<String, Object> goods : named) {
            handOverByHand(goods).then().statusCode(422).body("[0].summary", containsString("once it is CLOSED"));
        }
        packByHand(named.getFirst()).then().statusCode(422);

        Workshop.pick(pickJob, Map.of());
        String job = Workshop.job(pickJob, "Engraving").getString("id");
        List<Map<String, Object>> all = new ArrayList<>(named);
        all.add(Map.of("processId", pickJob.getString("processId")));
        for (Map<String, Object> goods : all) {
            handOverByHand(goods).then().statusCode(422).body("[0].summary", containsString(job));
        }
        packByHand(all.getLast()).then().statusCode(422).body("[0].summary", containsString(job));
        assertThat(Workshop.handovers(pickJob)).isEmpty();

        Workshop.act(job, "FinishServiceJob").statusCode(200);
        packByHand(named.getFirst()).then().statusCode(201);
    }

    @Test
    void goodsGoOnWithoutAServiceThatSomebodyCalledOff() {
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        String wrapping = Workshop.service(facility, "Wrapping", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility,
                Map.of(shirt, 1),
                List.of(Workshop.asked(
                        wrapping, Map.of(), List.of(Workshop.asked(engraving, Map.of(shirt, 1), List.of()))))));
        Workshop.pick(pickJob, Map.of());
        String first = Workshop.job(pickJob, "Engraving").getString("id");
        String second = Workshop.job(pickJob, "Wrapping").getString("id");

        Workshop.act(
                        first,
                        Map.of(
                                "name",
                                "CancelServiceJob",
                                "version",
                                1,
                                "cancelReason",
                                Map.of("en_US", "The machine is broken")))
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"))
                .body("statusInformation.cancelReason.reason", equalTo("The machine is broken"));
        assertThat(Workshop.job(second).getString("status")).isEqualTo("OPEN");
        assertThat(Workshop.handovers(pickJob)).isEmpty();
        Workshop.act(second, "ObsoleteServiceJob").statusCode(200).body("status", equalTo("OBSOLETE"));

        assertThat(Workshop.handovers(pickJob)).hasSize(1);
        assertThat(Floor.events(database, first)).containsExactly("SERVICE_JOB_CREATED");
        Workshop.act(first, "StartServiceJob").statusCode(422);
    }

    @Test
    void whatWasNotPickedIsNotServed() {
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        String wrapping = Workshop.service(facility, "Wrapping", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility,
                Map.of(shirt, 3, box, 1),
                List.of(
                        Workshop.asked(engraving, Map.of(shirt, 3), List.of()),
                        Workshop.asked(wrapping, Map.of(box, 1), List.of()))));

        Workshop.pick(pickJob, Map.of(shirt, 1, box, 0));

        assertThat(Workshop.jobs(pickJob)).hasSize(1);
        assertThat(Workshop.job(pickJob, "Engraving").getList("lineItems.quantity"))
                .containsExactly(1);
    }

    @Test
    void goodsThatNothingIsDoneToGoOnAtOnce() {
        String wrapping = Workshop.service(facility, "Wrapping", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility, Map.of(shirt, 1, box, 1), List.of(Workshop.asked(wrapping, Map.of(box, 1), List.of()))));

        Workshop.pick(pickJob, Map.of(box, 0));

        assertThat(Workshop.jobs(pickJob)).isEmpty();
        assertThat(Workshop.handovers(pickJob)).hasSize(1);
    }

    @Test
    void aCancelledOrderEndsItsServicesAndKeepsItsGoods() {
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        String wrapping = Workshop.service(facility, "Wrapping", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility,
                Map.of(shirt, 1),
                List.of(Workshop.asked(
                        wrapping, Map.of(), List.of(Workshop.asked(engraving, Map.of(shirt, 1), List.of()))))));
        Workshop.pick(pickJob, Map.of());

        forceCancel(pickJob.getString("orderRef")).then().statusCode(200);

        assertThat(Workshop.jobs(pickJob))
                .extracting(job -> job.getString("status"))
                .containsExactly("CANCELLED", "CANCELLED");
        Workshop.act(Workshop.job(pickJob, "Engraving").getString("id"), "FinishServiceJob")
                .statusCode(422);
        assertThat(Workshop.handovers(pickJob)).isEmpty();
        Api.admin()
                .get("/api/linkedservicejobs/"
                        + Workshop.job(pickJob, "Engraving").getString("linkedServiceJobsRef"))
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
    }

    @RepeatedTest(2)
    void whenTheLastTwoServicesEndAtTheSameTimeTheGoodsGoOnOnce() throws Exception {
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        String wrapping = Workshop.service(facility, "Wrapping", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility,
                Map.of(shirt, 1, box, 1),
                List.of(
                        Workshop.asked(engraving, Map.of(shirt, 1), List.of()),
                        Workshop.asked(wrapping, Map.of(box, 1), List.of()))));
        Workshop.pick(pickJob, Map.of());
        List<String> jobs =
                Workshop.jobs(pickJob).stream().map(job -> job.getString("id")).toList();

        List<Integer> answers = atOnce(
                () -> Workshop.act(jobs.get(0), 1, "FinishServiceJob").statusCode(),
                () -> Workshop.act(jobs.get(1), 1, "CancelServiceJob").statusCode());

        assertThat(answers).containsExactly(200, 200);
        assertThat(Workshop.handovers(pickJob)).hasSize(1);
    }

    @RepeatedTest(2)
    void ofAnEndAndACancellationOfOneServiceAtTheSameTimeOneWins() throws Exception {
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility, Map.of(shirt, 1), List.of(Workshop.asked(engraving, Map.of(shirt, 1), List.of()))));
        Workshop.pick(pickJob, Map.of());
        String job = Workshop.job(pickJob, "Engraving").getString("id");

        List<Integer> answers = atOnce(
                () -> Workshop.act(job, 1, "FinishServiceJob").statusCode(),
                () -> Workshop.act(job, 1, "CancelServiceJob").statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 409);
        assertThat(Workshop.job(job).getString("status"))
                .isEqualTo(answers.getFirst() == 200 ? "FINISHED" : "CANCELLED");
        assertThat(Workshop.handovers(pickJob)).hasSize(1);
    }

    @RepeatedTest(2)
    void ofTheEndOfAServiceAndTheCancellationOfItsOrderNoGoodsAreLeftToHandOver() throws Exception {
        String engraving = Workshop.service(facility, "Engraving", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility, Map.of(shirt, 1), List.of(Workshop.asked(engraving, Map.of(shirt, 1), List.of()))));
        Workshop.pick(pickJob, Map.of());
        String job = Workshop.job(pickJob, "Engraving").getString("id");
        allowForce();

        List<Integer> answers = atOnce(
                () -> Workshop.act(job, 1, "FinishServiceJob").statusCode(),
                () -> forceCancel(pickJob.getString("orderRef")).statusCode());

        assertThat(answers.get(0)).isIn(200, 409, 422);
        assertThat(answers.get(1)).isEqualTo(200);
        for (String handover : Workshop.handovers(pickJob)) {
            Api.admin().get("/api/handoverjobs/" + handover).then().body("status", equalTo("CANCELED"));
        }
    }

    private static List<Integer> atOnce(
            java.util.concurrent.Callable<Integer> one, java.util.concurrent.Callable<Integer> other) throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (java.util.concurrent.Callable<Integer> deed : List.of(one, other)) {
                answers.add(people.submit(() -> {
                    together.await();
                    return deed.call();
                }));
            }
            return List.of(answers.get(0).get(), answers.get(1).get());
        }
    }

    private static io.restassured.response.ValidatableResponse process(JsonPath pickJob) {
        return Api.admin()
                .get("/api/processes/" + pickJob.getString("processId"))
                .then()
                .statusCode(200);
    }

    private Response handOverByHand(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "facilityRef",
                facility,
                "channel",
                "DELIVERY",
                "orderDate",
                "2026-11-24T08:00:00Z",
                "targetTime",
                "2026-11-24T12:00:00Z"));
        body.putAll(more);
        return Api.admin().body(body).post("/api/handoverjobs");
    }

    private Response packByHand(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "facilityRef",
                facility,
                "workflowInformation",
                Map.of("isAvailable", false),
                "lineItems",
                List.of(Map.of("article", Map.of("tenantArticleId", shirt, "title", "A"), "quantity", 1))));
        body.putAll(more);
        return Api.admin().body(body).post("/api/packjobs");
    }

    private static void allowForce() {
        int configured = Api.admin().get("/api/configurations/ordercancelation").path("version");
        Api.admin()
                .body(Map.of("version", configured, "allowForceCancelOrder", true))
                .put("/api/configurations/ordercancelation")
                .then()
                .statusCode(anyOf(equalTo(200), equalTo(201)));
    }

    private static Response forceCancel(String order) {
        allowForce();
        int version = Api.admin().get("/api/orders/" + order).path("version");
        return Api.admin()
                .body(Map.of("name", "FORCE_CANCEL", "version", version))
                .post("/api/orders/" + order + "/actions");
    }
}
