package io.waybill.platform.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Item return jobs and item returns as their clients see them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ItemReturnJobsTest {
    private final String coat = "coat-" + UUID.randomUUID();
    private String store = "";

    @Inject
    Database database;

    @BeforeEach
    void openAStore() {
        store = Floor.facility();
    }

    @Test
    void goodsAreAnnouncedReceivedAndDecidedUponUnitByUnit() {
        Response job = Returns.create(store, coat, 3);
        job.then()
                .body("status", equalTo("OPEN"))
                .body("returnableLineItems[0].returnable", equalTo(3))
                .body("returnableLineItems[0].returned", equalTo(0));

        Response announced = Returns.add(job, "ANNOUNCED", 2, Map.of("scannableCodes", List.of("parcel-" + coat)));
        announced
                .then()
                .statusCode(200)
                .body("status", equalTo("OPEN"))
                .body("returnableLineItems[0].returned", equalTo(0))
                .body("returnableLineItems[0].returnable", equalTo(1))
                .body("itemReturns[0].tenantOrderId", equalTo(job.<String>path("tenantOrderId")))
                .body("itemReturns[0].returnedLineItems[0].reasons[0].reason", equalTo("Too small"));

        Response received = Returns.act(announced, "StartItemReturn");
        received.then()
                .statusCode(200)
                .body("status", equalTo("IN_PROGRESS"))
                .body("returnableLineItems[0].returned", equalTo(2));

        Response accepted = decide(received, 0, Map.of("status", "ACCEPTED"));
        Response rejected = decide(
                accepted,
                1,
                Map.of("status", "REJECTED", "decisionReason", Map.of("reasonLocalized", Map.of("en_US", "Worn"))));
        rejected.then()
                .body("itemReturns[0].returnedLineItems.status", contains("ACCEPTED", "REJECTED"))
                .body("itemReturns[0].returnedLineItems[1].decisionReason.reason", equalTo("Worn"))
                .body("returnableLineItems[0].returned", equalTo(1))
                .body("returnableLineItems[0].returnable", equalTo(2));

        Response finished = Returns.act(rejected, "FinishItemReturn");
        finished.then().statusCode(200).body("itemReturns[0].status", equalTo("FINISHED"));
        Returns.act(finished, "CancelItemReturn")
                .then()
                .statusCode(422)
                .body("[0].summary", containsString("is FINISHED"));

        Response refunded = decide(
                finished,
                0,
                Map.of("refund", Map.of("status", "OPEN", "price", Map.of("value", 12.5, "currency", "EUR"))));
        refunded.then()
                .body("itemReturns[0].returnedLineItems[0].refund.price.value", equalTo(12.5f))
                .body("itemReturns[0].returnedLineItems[0].status", equalTo("ACCEPTED"));

        String id = job.path("id");
        Api.admin()
                .get("/api/itemreturnjobs/" + id + "/itemreturns")
                .then()
                .statusCode(200)
                .body("status", contains("FINISHED"));
        Api.admin().get(Returns.itemReturn(refunded)).then().statusCode(200).body("status", equalTo("FINISHED"));
        assertThat(Floor.events(database, id))
                .startsWith("ITEM_RETURN_JOB_CREATED", "ITEM_RETURN_JOB_UPDATED")
                .hasSize(7);
    }

    @Test
    void noMoreComesBackThanWasDelivered() {
        Response job = Returns.create(store, coat, 2);
        Returns.add(job, "OPEN", 3)
                .then()
                .statusCode(422)
                .body("[0].summary", containsString("2 units were delivered, so 3 cannot come back"));
        Response first = Returns.add(job, "ANNOUNCED", 1);
        Returns.add(first, "FINISHED", 2).then().statusCode(422);
        Returns.add(first, "FINISHED", 1).then().statusCode(200);
    }

    @Test
    void whatIsCancelledOrRemovedCanBeReturnedAgain() {
        Response announced = Returns.add(Returns.create(store, coat, 1), "ANNOUNCED", 1);
        Response cancelled = Returns.act(announced, "CancelItemReturn");
        cancelled
                .then()
                .statusCode(200)
                .body("itemReturns[0].status", equalTo("CANCELED"))
                .body("returnableLineItems[0].returnable", equalTo(1));
        Returns.act(cancelled, "OpenItemReturn").then().statusCode(422);

        Response again = Returns.add(Returns.create(store, coat, 1), "OPEN", 1);
        delete(again)
                .then()
                .statusCode(200)
                .body("itemReturns", empty())
                .body("returnableLineItems[0].returnable", equalTo(1));
        Api.admin().get(Returns.itemReturn(again)).then().statusCode(404);
        Response finished = Returns.add(Returns.create(store, coat, 1), "FINISHED", 1);
        delete(finished).then().statusCode(422);
    }

    @Test
    void anItemReturnIsPausedWaitsIsOpenedAndAnnouncedAgain() {
        Response job = Returns.add(Returns.create(store, coat, 1), "ANNOUNCED", 1);
        Returns.act(job, "PauseItemReturn").then().statusCode(422).body("[0].summary", containsString("ANNOUNCED"));
        Returns.act(job, "FinishItemReturn").then().statusCode(422);
        Returns.act(job, "Nothing").then().statusCode(400);
        for (Map.Entry<String, String> step : List.of(
                Map.entry("OpenItemReturn", "OPEN"),
                Map.entry("AnnounceItemReturn", "ANNOUNCED"),
                Map.entry("StartItemReturn", "IN_PROGRESS"),
                Map.entry("PauseItemReturn", "PAUSED"),
                Map.entry("WaitForInputItemReturn", "WAITING_FOR_INPUT"),
                Map.entry("FinishItemReturn", "FINISHED"))) {
            job = Returns.act(job, step.getKey());
            job.then().statusCode(200).body("itemReturns[0].status", equalTo(step.getValue()));
        }
    }

    @Test
    void aJobIsStartedFinishedAndRestarted() {
        Response job = Returns.create(store, coat, 1);
        Response started = Returns.actOnJob(job, "StartItemReturnJob", Map.of());
        started.then().statusCode(200).body("status", equalTo("IN_PROGRESS"));
        Returns.actOnJob(started, "StartItemReturnJob", Map.of()).then().statusCode(422);
        Response open = Returns.add(started, "OPEN", 1);
        Returns.actOnJob(open, "FinishItemReturnJob", Map.of())
                .then()
                .statusCode(422)
                .body("[0].summary", containsString("is OPEN"));
        Response finished = Returns.actOnJob(Returns.act(open, "FinishItemReturn"), "FinishItemReturnJob", Map.of());
        finished.then().statusCode(200).body("status", equalTo("FINISHED"));
        Returns.add(finished, "OPEN", 1).then().statusCode(422).body("[0].summary", containsString("restart"));
        Returns.actOnJob(finished, "RestartItemReturnJob", Map.of())
                .then()
                .statusCode(200)
                .body("status", equalTo("IN_PROGRESS"));
    }

    @Test
    void linesAreMovedBetweenReturnableAndNotReturnableUntilOneOfThemComesBack() {
        Response job = Returns.create(store, coat, 2);
        String line = job.path("returnableLineItems[0].id");
        Response kept = Returns.actOnJob(
                job, "CHANGE_LINE_ITEMS_TO_NOT_RETURNABLE_IN_ITEM_RETURN_JOB", Map.of("lineItemIds", List.of(line)));
        kept.then()
                .statusCode(200)
                .body("returnableLineItems", empty())
                .body("notReturnableLineItems.id", contains(line));
        Returns.actOnJob(
                        kept,
                        "CHANGE_LINE_ITEMS_TO_NOT_RETURNABLE_IN_ITEM_RETURN_JOB",
                        Map.of("lineItemIds", List.of(line)))
                .then()
                .statusCode(400);
        Response back = Returns.actOnJob(
                kept, "CHANGE_LINE_ITEMS_TO_RETURNABLE_IN_ITEM_RETURN_JOB", Map.of("lineItemIds", List.of(line)));
        back.then().statusCode(200).body("returnableLineItems.id", contains(line));
        Response replaced = Returns.actOnJob(
                back,
                "REPLACE_LINE_ITEMS_ON_ITEM_RETURN_JOB",
                Map.of("returnableLineItems", List.of(Returns.line(coat, 5))));
        replaced.then().statusCode(200).body("returnableLineItems[0].delivered", equalTo(5));

        Response open = Returns.add(replaced, "OPEN", 1);
        Returns.actOnJob(open, "REPLACE_LINE_ITEMS_ON_ITEM_RETURN_JOB", Map.of("returnableLineItems", List.of()))
                .then()
                .statusCode(422)
                .body("[0].summary", containsString("stays as it is"));
    }

    @Test
    void unitsOfAnItemReturnAreReplacedAndThoseThatMayNotComeBackAreKeptApart() {
        Map<String, Object> body = Returns.body(store, coat, 2);
        body.put("notReturnableLineItems", List.of(Returns.line("cheese", 1)));
        Response job = Api.admin().body(body).post("/api/itemreturnjobs");
        job.then().statusCode(200);
        Response open = Returns.add(job, "OPEN", 1);
        Response replaced = put(open, "returnedlineitems", "returnedLineItems", "returnableLineItems[0].id", 2);
        replaced.then().statusCode(200).body("itemReturns[0].returnedLineItems.size()", equalTo(2));
        put(replaced, "returnedlineitems", "returnedLineItems", "notReturnableLineItems[0].id", 1)
                .then()
                .statusCode(400);

        Response cheese = put(
                replaced,
                "returnednotreturnablelineitems",
                "returnedNotReturnableLineItems",
                "notReturnableLineItems[0].id",
                1);
        cheese.then().statusCode(200).body("notReturnableLineItems[0].returned", equalTo(1));
        String unit = cheese.path("itemReturns[0].returnedNotReturnableLineItems[0].id");
        Api.admin()
                .body(Map.of("itemReturnJobVersion", cheese.<Integer>path("version"), "status", "REJECTED"))
                .patch(Returns.itemReturn(cheese) + "/returnednotreturnablelineitems/" + unit)
                .then()
                .statusCode(200)
                .body("itemReturns[0].returnedNotReturnableLineItems[0].status", equalTo("REJECTED"))
                .body("notReturnableLineItems[0].returned", equalTo(0));
    }

    @Test
    void jobsAreFoundByWhatIsWrittenOnThemAndOnWhatComesBack() {
        Response job = Returns.create(store, coat, 2);
        Returns.add(job, "ANNOUNCED", 1, Map.of("scannableCodes", List.of("parcel-" + coat)));
        String other = Returns.create(store, coat, 1).path("id");
        String id = job.path("id");

        list(Map.of("facilityId", store)).body("itemReturnJobsWithSearchPaths.id", contains(id, other));
        list(Map.of("facilityId", store, "size", "1"))
                .body("itemReturnJobsWithSearchPaths.id", contains(id))
                .body("total", equalTo(2));
        list(Map.of("facilityId", store, "startAfterId", id)).body("itemReturnJobsWithSearchPaths.id", contains(other));
        list(Map.of("itemReturnScannableCodes", "parcel-" + coat))
                .body("itemReturnJobsWithSearchPaths.id", contains(id));
        list(Map.of("itemReturnJobScannableCodes", "code-" + coat)).body("total", equalTo(2));
        list(Map.of("facilityId", store, "itemReturnStatus", "ANNOUNCED,PAUSED"))
                .body("itemReturnJobsWithSearchPaths.id", contains(id));
        list(Map.of("facilityId", store, "itemReturnJobStatus", "FINISHED"))
                .body("itemReturnJobsWithSearchPaths", empty());
        list(Map.of("searchTerm", job.path("tenantOrderId")))
                .body("itemReturnJobsWithSearchPaths.id", contains(id))
                .body("itemReturnJobsWithSearchPaths[0].searchPaths", hasItem(job.<String>path("tenantOrderId")));
        list(Map.of("facilityId", store, "anonymized", "true")).body("itemReturnJobsWithSearchPaths", empty());
        Api.admin().get("/api/itemreturnjobs?itemReturnStatus=GONE").then().statusCode(400);
        Api.admin().get("/api/itemreturnjobs?itemReturnJobStatus=GONE").then().statusCode(400);
    }

    @Test
    void onlyThoseOfTheFacilityWhereGoodsLeftOrComeBackSeeThem() {
        Response job = Returns.create(store, coat, 2);
        String outlet = Floor.facility();
        String id = job.path("id");
        Api.withRoleAt("SUPERVISOR", outlet)
                .get("/api/itemreturnjobs/" + id)
                .then()
                .statusCode(403);
        Api.withRoleAt("SUPERVISOR", outlet)
                .get("/api/itemreturnjobs?itemReturnJobScannableCodes=code-" + coat)
                .then()
                .body("total", equalTo(0));
        Returns.add(job, "OPEN", 1, Map.of("returnFacilityRef", outlet)).then().statusCode(200);
        Api.withRoleAt("SUPERVISOR", outlet)
                .get("/api/itemreturnjobs/" + id)
                .then()
                .statusCode(200);
        Api.anonymous().get("/api/itemreturnjobs").then().statusCode(401);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        refused(Map.of("status", "FINISHED"), 400, "status must be OPEN");
        refused(Map.of("originFacilityRefs", List.of("nowhere")), 400, "nowhere");
        refused(Map.of("consumerAddresses", List.of()), 400, "consumerAddresses");
        String process = Returns.create(store, coat, 1).path("processRef");
        refused(Map.of("processRef", process), 409, "already");

        Response job = Returns.create(store, coat, 1);
        Returns.add(job, "CANCELED", 1).then().statusCode(400).body("[0].summary", containsString("CANCELED"));
        Returns.add(job, "OPEN", 1, Map.of("returnFacilityRef", "nowhere"))
                .then()
                .statusCode(400);
        Returns.add(job, "OPEN", 1, Map.of("returnedLineItems", Returns.units("nothing", 1)))
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("itemReturnJobLineItemRef nothing"));
        Response open = Returns.add(job, "OPEN", 1);
        Returns.add(job, "OPEN", 1)
                .then()
                .statusCode(409)
                .body("[0].requestVersion", equalTo(1))
                .body("[0].version", equalTo(2));
        Api.admin()
                .body(Map.of(
                        "itemReturnJobVersion",
                        open.<Integer>path("version"),
                        "refund",
                        Map.of("status", "OPEN", "percent", 10, "price", Map.of("value", 1, "currency", "EUR"))))
                .patch(unit(open, 0))
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("either percent or price"));
        Api.admin().get("/api/itemreturnjobs/" + UUID.randomUUID()).then().statusCode(404);
        Response answer = Api.admin().delete("/api/facilities/" + store);
        assertThat(answer.asString()).contains("open item returns");
    }

    private void refused(Map<String, Object> more, int status, String named) {
        Map<String, Object> body = new HashMap<>(Returns.body(store, coat, 1));
        body.putAll(more);
        Api.admin()
                .body(body)
                .post("/api/itemreturnjobs")
                .then()
                .statusCode(status)
                .body("[0].summary", containsString(named));
    }

    private static ValidatableResponse list(Map<String, String> filters) {
        return Api.admin()
                .queryParams(filters)
                .get("/api/itemreturnjobs")
                .then()
                .statusCode(200);
    }

    private static Response delete(Response job) {
        return Api.admin()
                .queryParam("itemReturnJobVersion", job.<Integer>path("version"))
                .delete(Returns.itemReturn(job));
    }

    private static Response put(Response job, String path, String field, String line, int units) {
        return Api.admin()
                .body(Map.of(
                        "itemReturnJobVersion",
                        job.<Integer>path("version"),
                        field,
                        Returns.units(job.path(line), units)))
                .put(Returns.itemReturn(job) + "/" + path);
    }

    private static Response decide(Response job, int unit, Map<String, Object> decision) {
        Map<String, Object> update = new HashMap<>(decision);
        update.put("itemReturnJobVersion", job.<Integer>path("version"));
        Response decided = Api.admin().body(update).patch(unit(job, unit));
        decided.then().statusCode(200);
        return decided;
    }

    private static String unit(Response job, int unit) {
        return Returns.itemReturn(job) + "/returnedlineitems/"
                + job.<String>path("itemReturns[0].returnedLineItems[" + unit + "].id");
    }
}
