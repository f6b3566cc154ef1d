package io.waybill.platform.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.platform.database.Database;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What can be returned follows from what was handed over. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ItemReturnAfterHandoverTest {
    @Inject
    Database database;

    @Test
    void whatWasHandedOverCanBeReturnedAndWhatWasRefusedCannot() {
        Response handover = handover(UUID.randomUUID().toString(), 3);
        finish(handover, 2, 1).then().statusCode(200);

        Response job = jobOf(handover.path("processId"));
        job.then()
                .body("status", equalTo("OPEN"))
                .body("tenantOrderId", equalTo(handover.<String>path("tenantOrderId")))
                .body("originFacilityRefs", contains(handover.<String>path("facilityRef")))
                .body("returnableLineItems.size()", equalTo(1))
                .body("returnableLineItems[0].delivered", equalTo(2))
                .body("returnableLineItems[0].globalLineItemId", equalTo("line-1"))
                .body("consumerAddresses[0].lastName", equalTo("Klein"));
        assertThat(Floor.events(database, job.path("id"))).containsExactly("ITEM_RETURN_JOB_CREATED");
    }

    @Test
    void nothingCanBeReturnedOfWhatNobodyTook() {
        Response handover = handover(UUID.randomUUID().toString(), 2);
        finish(handover, 0, 2).then().statusCode(200);
        assertThat(jobsOf(handover.path("processId"))).isEmpty();
    }

    @RepeatedTest(3)
    void anOrderHandedOverInPartsAtTheSameTimeHasOneJobForAllOfThem() throws Exception {
        String process = UUID.randomUUID().toString();
        Response first = handover(process, 2);
        Response second = handover(process, 1);
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = List.of(
                    people.submit(() -> {
                        together.await();
                        return finish(first, 2, 0).statusCode();
                    }),
                    people.submit(() -> {
                        together.await();
                        return finish(second, 1, 0).statusCode();
                    }));
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        Response job = jobOf(process);
        job.then()
                .body("returnableLineItems.delivered", contains(3))
                .body(
                        "originFacilityRefs",
                        containsInAnyOrder(first.<String>path("facilityRef"), second.<String>path("facilityRef")));
        assertThat(Floor.events(database, job.path("id")))
                .containsExactly("ITEM_RETURN_JOB_CREATED", "ITEM_RETURN_JOB_UPDATED");
    }

    @Test
    void aFinishedJobGoesOnWhenMoreIsHandedOver() {
        String process = UUID.randomUUID().toString();
        finish(handover(process, 1), 1, 0).then().statusCode(200);
        Returns.actOnJob(jobOf(process), "FinishItemReturnJob", Map.of()).then().statusCode(200);

        finish(handover(process, 1), 1, 0).then().statusCode(200);

        jobOf(process).then().body("status", equalTo("OPEN")).body("returnableLineItems[0].delivered", equalTo(2));
    }

    private static Response handover(String process, int quantity) {
        Response created = Api.admin()
                .body(Map.of(
                        "facilityRef",
                        Floor.facility(),
                        "channel",
                        "COLLECT",
                        "orderDate",
                        "2026-11-24T08:00:00Z",
                        "targetTime",
                        "2026-11-24T12:00:00Z",
                        "processId",
                        process,
                        "tenantOrderId",
                        "R-" + process,
                        "recipientAddress",
                        Map.of(
                                "lastName",
                                "Klein",
                                "street",
                                "Ring",
                                "postalCode",
                                "50667",
                                "city",
                                "Köln",
                                "country",
                                "DE"),
                        "handoverJobLineItems",
                        List.of(Map.of(
                                "article",
                                Map.of("tenantArticleId", "coat", "title", "A coat"),
                                "quantity",
                                quantity,
                                "handedOverQuantity",
                                0,
                                "globalLineItemId",
                                "line-1"))))
                .post("/api/handoverjobs");
        created.then().statusCode(201);
        return created;
    }

    private static Response finish(Response handover, int taken, int refused) {
        Map<String, Object> line = new HashMap<>(
                Map.of("id", handover.<String>path("handoverJobLineItems[0].id"), "handedOverQuantity", taken));
        if (refused > 0) {
            line.put("refused", List.of(Map.of("quantity", refused, "reason", "Too small")));
        }
        return Api.admin()
                .body(Map.of("name", "FINISH_HANDOVER_JOB", "version", 1, "lineItems", List.of(line)))
                .post("/api/handoverjobs/" + handover.<String>path("id") + "/actions");
    }

    private static Response jobOf(String process) {
        List<String> ids = jobsOf(process);
        assertThat(ids).hasSize(1);
        return Api.admin().get("/api/itemreturnjobs/" + ids.getFirst());
    }

    private static List<String> jobsOf(String process) {
        return Api.admin()
                .queryParam("searchTerm", "R-" + process)
                .get("/api/itemreturnjobs")
                .path("itemReturnJobsWithSearchPaths.id");
    }
}
