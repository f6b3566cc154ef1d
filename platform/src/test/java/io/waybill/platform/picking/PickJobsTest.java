package io.waybill.platform.picking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
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
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PickJobsTest {
    private String facility;

    @Inject
    Database database;

    @BeforeEach
    void openAFacility() {
        facility = Floor.facility();
    }

    @Test
    void aClientCreatesAJobAndReadsItBack() {
        Response created = Floor.create(facility, "COLLECT", 2);

        created.then()
                .statusCode(201)
                .header("Location", containsString("/api/pickjobs/"))
                .body("version", equalTo(1))
                .body("status", equalTo("OPEN"))
                .body("shortId", matchesPattern("[2-9A-Z]{3}-[2-9A-Z]{3}"))
                .body("customAttributes.commercetoolsId", equalTo("ct-1"))
                .body("deliveryinformation.channel", equalTo("COLLECT"))
                .body("deliveryinformation", hasKey("targetTime"))
                .body("workflowInformation.isAvailable", equalTo(false));
        Api.admin()
                .get("/api/pickjobs/" + created.<String>path("id"))
                .then()
                .statusCode(200)
                .body("id", equalTo(created.<String>path("id")));
        assertThat(Floor.events(database, created.<String>path("id"))).containsExactly("PICK_JOB_CREATED");
    }

    @Test
    void aJobIsStartedPickedAndClosedStepByStep() {
        String id = Floor.create(facility, "COLLECT", 2).path("id");

        act(id, Map.of("name", "START", "version", 1)).statusCode(200).body("status", equalTo("IN_PROGRESS"));
        String line = Api.admin().get("/api/pickjobs/" + id).path("pickLineItems[0].id");
        act(
                        id,
                        Map.of(
                                "name",
                                "MODIFY_PICK_JOB_LINE_ITEMS",
                                "version",
                                2,
                                "pickJobLineItemUpdates",
                                List.of(Map.of("id", line, "picked", 2, "status", "CLOSED"))))
                .statusCode(200)
                .body("pickLineItems[0].picked", equalTo(2));
        act(id, Map.of("name", "CLOSE", "version", 3))
                .statusCode(200)
                .body("status", equalTo("CLOSED"))
                .body("editor.username", equalTo(Api.ADMINISTRATOR))
                .body("$", not(hasKey("subStatus")));
        assertThat(Floor.events(database, id))
                .containsExactly(
                        "PICK_JOB_CREATED",
                        "PICK_JOB_PICKING_COMMENCED",
                        "PICK_JOB_PICK_LINE_PICKED",
                        "PICK_JOB_PICKING_FINISHED");
    }

    @Test
    void theOlderPatchPicksAndClosesInOneRequest() {
        Response created = Floor.create(facility, "COLLECT", 2);
        String id = created.<String>path("id");

        patch(
                        id,
                        1,
                        Map.of(
                                "action",
                                "ModifyPickLineItem",
                                "id",
                                created.<String>path("pickLineItems[0].id"),
                                "picked",
                                1,
                                "status",
                                "CLOSED"),
                        Map.of("action", "ModifyPickJob", "status", "CLOSED"))
                .statusCode(200)
                .body("status", equalTo("CLOSED"))
                .body("subStatus", equalTo("SHORT_PICKED"))
                .body("version", equalTo(2));
    }

    @Test
    void theOlderPatchKnowsResetRestartAbortAndLastEditor() {
        String id = Floor.create(facility, "COLLECT", 2).path("id");

        patch(id, 1, Map.of("action", "ModifyPickJob", "status", "IN_PROGRESS")).body("status", equalTo("IN_PROGRESS"));
        patch(id, 2, Map.of("action", "ModifyPickJob", "status", "PAUSED")).body("status", equalTo("PAUSED"));
        patch(id, 3, Map.of("action", "RestartPickJob")).body("status", equalTo("IN_PROGRESS"));
        patch(id, 4, Map.of("action", "ResetPickJob")).body("status", equalTo("OPEN"));
        patch(id, 5, Map.of("action", "ModifyPickJobLastEditor")).body("status", equalTo("OPEN"));
        patch(id, 6, Map.of("action", "AbortPickJob"))
                .body("status", equalTo("ABORTED"))
                .body("subStatus", equalTo("PICK_JOB_ABORTED"));
    }

    @Test
    void closingWithNothingPickedAbortsTheJob() {
        String id = Floor.create(facility, "COLLECT", 1).path("id");

        act(id, Map.of("name", "CLOSE", "version", 1))
                .statusCode(200)
                .body("status", equalTo("ABORTED"))
                .body("subStatus", equalTo("ZERO_PICKED"));
        assertThat(Floor.events(database, id)).containsExactly("PICK_JOB_CREATED", "PICK_JOB_ABORTED");
    }

    @Test
    void aStaleVersionIsAnsweredWithBothVersions() {
        String id = Floor.create(facility, "COLLECT", 1).path("id");
        act(id, Map.of("name", "START", "version", 1)).statusCode(200);

        act(id, Map.of("name", "PAUSE", "version", 1))
                .statusCode(409)
                .body("[0].requestVersion", equalTo(1))
                .body("[0].version", equalTo(2));
    }

    @Test
    void ofTwoWhoCloseAtTheSameTimeOneWins() throws Exception {
        Response created = Floor.create(facility, "COLLECT", 1);
        String id = created.<String>path("id");
        Map<String, Object> pick = Map.of(
                "name",
                "PICK",
                "version",
                1,
                "lineItems",
                List.of(Map.of("id", created.<String>path("pickLineItems[0].id"), "picked", 1)));
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> attempt = () -> {
            together.await();
            return Api.admin()
                    .body(pick)
                    .post("/api/pickjobs/" + id + "/actions")
                    .statusCode();
        };
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = people.submit(attempt);
            Future<Integer> second = people.submit(attempt);
            assertThat(List.of(first.get(), second.get())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(Floor.events(database, id)).containsOnlyOnce("PICK_JOB_PICKING_FINISHED");
    }

    @Test
    void aClosedJobIsNeitherResetNorClosedAgain() {
        String id = Floor.closed(facility, "COLLECT", 1);

        act(id, Map.of("name", "RESET", "version", 2)).statusCode(422);
        act(id, Map.of("name", "CLOSE", "version", 2)).statusCode(422).body("[0].summary", containsString("CLOSED"));
    }

    @Test
    void moreThanOrderedCannotBePicked() {
        Response created = Floor.create(facility, "COLLECT", 2);

        act(
                        created.<String>path("id"),
                        Map.of(
                                "name",
                                "PICK",
                                "version",
                                1,
                                "lineItems",
                                List.of(Map.of("id", created.<String>path("pickLineItems[0].id"), "picked", 3))))
                .statusCode(422)
                .body("[0].summary", containsString("at most the quantity 2"));
    }

    @Test
    void usersTargetTimeAndAttributesAreSet() {
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "COLLECT", 1));
        body.put(
                "pickLineItems",
                List.of(Map.of(
                        "article",
                        Map.of("tenantArticleId", "a", "title", "A"),
                        "quantity",
                        1,
                        "recordableAttributes",
                        List.of(Map.of("keyLocalized", Map.of("en_US", "Serial"), "recordingRule", "OPTIONAL")))));
        Response created = Api.admin().body(body).post("/api/pickjobs");
        String id = created.<String>path("id");

        act(
                        id,
                        Map.of(
                                "name",
                                "REPLACE_ASSIGNED_USERS",
                                "version",
                                1,
                                "assignedUsers",
                                List.of(Map.of("username", "kim"))))
                .statusCode(200)
                .body("assignedUsers[0].username", equalTo("kim"));
        act(
                        id,
                        Map.of(
                                "name",
                                "UPDATE_PICK_LINE_ITEM_RECORDABLE_ATTRIBUTES",
                                "version",
                                2,
                                "recordableAttributeUpdates",
                                List.of(Map.of(
                                        "recordableAttributeId",
                                        created.<String>path("pickLineItems[0].recordableAttributes[0].id"),
                                        "value",
                                        "4711"))))
                .statusCode(200)
                .body("pickLineItems[0].recordableAttributes[0].value", equalTo("4711"));
        act(id, Map.of("name", "ADD_TARGET_TIME", "version", 3, "targetTime", "2026-11-24T12:00:00Z"))
                .statusCode(422);
        Api.admin()
                .queryParam("assignedUser", "kim")
                .queryParam("facilityRef", facility)
                .get("/api/pickjobs")
                .then()
                .body("pickjobs.id", contains(id));
    }

    @Test
    void aJobIsCancelledOrMadeObsolete() {
        String cancelled = Floor.create(facility, "COLLECT", 1).path("id");
        String obsolete = Floor.create(facility, "COLLECT", 1).path("id");

        act(cancelled, Map.of("name", "CANCEL", "version", 1)).statusCode(200).body("status", equalTo("CANCELED"));
        act(obsolete, Map.of("name", "OBSOLETE", "version", 1)).statusCode(200).body("status", equalTo("OBSOLETE"));
        assertThat(Floor.events(database, cancelled)).contains("PICK_JOB_CANCELED");
        assertThat(Floor.events(database, obsolete)).containsExactly("PICK_JOB_CREATED");
    }

    @Test
    void theListFiltersByStatusInBothEncodings() {
        String open = Floor.create(facility, "COLLECT", 1).path("id");
        String closed = Floor.closed(facility, "COLLECT", 1);
        String started = Floor.create(facility, "SHIPPING", 1).path("id");
        act(started, Map.of("name", "START", "version", 1));

        list("status", "OPEN,CLOSED")
                .body("pickjobs.id", containsInAnyOrder(open, closed))
                .body("total", equalTo(2));
        Api.admin()
                .queryParam("facilityRef", facility)
                .queryParam("status", "OPEN", "IN_PROGRESS")
                .get("/api/pickjobs")
                .then()
                .body("pickjobs.id", containsInAnyOrder(open, started));
        list("channel", "SHIPPING").body("pickjobs.id", contains(started));
        list("status", "HALF_OPEN").statusCode(400).body("[0].summary", containsString("status"));
    }

    @Test
    void theListFiltersByTextsAndTimes() {
        String id = Floor.create(facility, "COLLECT", 1).path("id");

        list("consumerName", "lovelace").body("pickjobs.id", contains(id));
        list("articleTitle", "cOAT").body("pickjobs.id", contains(id));
        list("searchTerm", "nothing like it").body("pickjobs", empty());
        list("startOrderDate", "2026-11-23T00:00:00Z").body("pickjobs.id", contains(id));
        list("endOrderDate", "2026-11-23T00:00:00Z").body("pickjobs", empty());
        list("orderBy", "ORDER_DATE_DESC").body("pickjobs.id", contains(id));
        list("startOrderDate", "yesterday").statusCode(400);
    }

    @Test
    void theSearchFindsByArticleAndStatus() {
        String id = Floor.create(facility, "COLLECT", 1).path("id");

        search(Map.of("facilityRef", Map.of("eq", facility), "status", Map.of("in", List.of("OPEN"))))
                .body("pickJobs.id", contains(id));
        search(Map.of(
                        "facilityRef",
                        Map.of("eq", facility),
                        "tenantArticleIds",
                        Map.of("contains", Map.of("eq", "no such article"))))
                .body("pickJobs", empty());
        search(Map.of("colour", Map.of("eq", "red"))).statusCode(400);
    }

    @Test
    void badRequestsNameTheField() {
        post(Map.of()).statusCode(400).body("summary", hasItem(containsString("facilityRef")));
        Map<String, Object> contradiction = new HashMap<>(Floor.body(facility, "COLLECT", 1));
        contradiction.put("processId", "p");
        contradiction.put("tags", List.of(Map.of("id", "t", "value", "v")));
        post(contradiction).statusCode(400).body("[0].summary", containsString("tags"));
        post(Floor.body("nowhere", "COLLECT", 1)).statusCode(400).body("[0].summary", containsString("nowhere"));
        act("unknown", Map.of("name", "START", "version", 1)).statusCode(404);
        act(Floor.create(facility, "COLLECT", 1).path("id"), Map.of("name", "JUGGLE", "version", 1))
                .statusCode(400);
        act(Floor.create(facility, "COLLECT", 1).path("id"), Map.of("name", "START"))
                .statusCode(400)
                .body("summary", hasItem(containsString("version")));
    }

    @Test
    void someoneOfAnotherFacilitySeesNothing() {
        String id = Floor.create(facility, "COLLECT", 1).path("id");
        var stranger = Api.withRoleAt("FULFILLER", UUID.randomUUID().toString());

        stranger.get("/api/pickjobs/" + id).then().statusCode(403);
    }

    @Test
    void loadUnitsOfAJobAreCreatedListedAndGivenUp() {
        String id = Floor.create(facility, "COLLECT", 1).path("id");
        Response created = Api.admin()
                .body(Map.of("loadUnits", List.of(Map.of("pickJobRefs", List.of(id), "codes", List.of("4711")))))
                .post("/api/loadunits");
        created.then().statusCode(201).body("[0].facilityRef", equalTo(facility));
        String unit = created.<String>path("[0].id");
        String second = Api.admin()
                .body(Map.of("codes", List.of("4712")))
                .post("/api/pickjobs/" + id + "/loadunits")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        loadUnits(id).body("loadUnits.id", contains(unit, second)).body("total", equalTo(2));
        Api.admin()
                .body(Map.of(
                        "version",
                        1,
                        "actions",
                        List.of(Map.of(
                                "action",
                                "ReplaceLoadUnitLineItems",
                                "loadUnitLineItems",
                                List.of(Map.of(
                                        "id",
                                        "l",
                                        "article",
                                        Map.of("tenantArticleId", "a", "title", "A"),
                                        "quantity",
                                        1))))))
                .patch("/api/loadunits/" + unit)
                .then()
                .statusCode(200)
                .body("loadUnitLineItems[0].quantity", equalTo(1))
                .body("version", equalTo(2));
        Api.admin().delete("/api/loadunits/" + unit).then().statusCode(200).body("status", equalTo("OBSOLETE"));
        Api.admin().get("/api/loadunits/" + unit).then().statusCode(200).body("status", equalTo("OBSOLETE"));
        Api.admin()
                .get("/api/pickjobs/" + id + "/loadunits")
                .then()
                .statusCode(200)
                .body("loadUnits.id", contains(second));
        Api.admin()
                .queryParam("pickJobRef", id)
                .delete("/api/loadunits")
                .then()
                .statusCode(200)
                .body("total", equalTo(1));
        Api.admin().delete("/api/loadunits/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void thePickingConfigurationIsReadAndChanged() {
        int version = Api.admin()
                .get("/api/configurations/picking")
                .then()
                .statusCode(200)
                .body("restartPickJobConfiguration.active", equalTo(true))
                .extract()
                .path("version");

        Api.admin()
                .body(Map.of("version", version, "takeOverPickJobConfiguration", Map.of("active", true)))
                .patch("/api/configurations/picking")
                .then()
                .statusCode(200)
                .body("takeOverPickJobConfiguration.active", equalTo(true))
                .body("version", equalTo(version + 1));
        Api.admin()
                .body(Map.of("version", version, "takeOverPickJobConfiguration", Map.of("active", false)))
                .patch("/api/configurations/picking")
                .then()
                .statusCode(409);
    }

    private static ValidatableResponse post(Map<String, Object> body) {
        return Api.admin().body(body).post("/api/pickjobs").then();
    }

    private static ValidatableResponse act(String id, Map<String, Object> action) {
        return Api.admin().body(action).post("/api/pickjobs/" + id + "/actions").then();
    }

    @SafeVarargs
    private static ValidatableResponse patch(String id, int version, Map<String, Object>... actions) {
        return Api.admin()
                .body(Map.of("version", version, "actions", List.of(actions)))
                .patch("/api/pickjobs/" + id)
                .then();
    }

    private ValidatableResponse list(String filter, Object value) {
        return Api.admin()
                .queryParam("facilityRef", facility)
                .queryParam(filter, value)
                .get("/api/pickjobs")
                .then();
    }

    private static ValidatableResponse search(Map<String, Object> query) {
        return Api.admin()
                .body(Map.of("query", query))
                .post("/api/pickjobs/search")
                .then();
    }

    private static ValidatableResponse loadUnits(String pickJobId) {
        return Api.admin()
                .queryParam("pickJobRef", pickJobId)
                .get("/api/loadunits")
                .then();
    }
}
