package io.waybill.platform.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

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

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PackJobsTest {
    private String facility;
    private final String tag = "tag-" + UUID.randomUUID();

    @Inject
    Database database;

    @BeforeEach
    void openAFacility() {
        facility = Floor.facility();
    }

    @Test
    void goodsWithTheTagArePackedAfterTheyWerePickedAndOthersAreNot() {
        PackedTags.pack(tag);

        String pickJob = closedPickJob(tag);
        String untagged = closedPickJob("another-" + UUID.randomUUID());

        Response packJobs = Api.admin().queryParam("pickJobRef", pickJob).get("/api/packjobs");
        packJobs.then()
                .statusCode(200)
                .body("packJobs.status", contains("OPEN"))
                .body("packJobs[0].lineItems[0].quantity", equalTo(2))
                .body("packJobs[0].recipientName", equalTo("Ada Lovelace"));
        assertThat(Floor.events(database, packJobs.<String>path("packJobs[0].id")))
                .containsExactly("PACK_JOB_CREATED");
        Api.admin()
                .queryParam("pickJobRef", untagged)
                .get("/api/packjobs")
                .then()
                .body("packJobs", empty());
        needsPacking(tag).body("needsPacking", contains(true));
        needsPacking("another").body("needsPacking", contains(false));
    }

    @Test
    void aJobIsPackedPausedAndClosed() {
        Response created = create();
        String id = created.path("id");
        String line = created.path("lineItems[0].id");

        patch(id, 1, Map.of("action", "ModifyPackLineItem", "id", line, "packed", 1))
                .statusCode(200)
                .body("status", equalTo("IN_PROGRESS"))
                .body("lineItems[0].packed", equalTo(1));
        patch(id, 2, Map.of("action", "PausePackJob", "packLineItemsUpdate", List.of(Map.of("id", line, "packed", 2))))
                .body("status", equalTo("PAUSED"))
                .body("lineItems[0].packed", equalTo(2));
        patch(id, 3, Map.of("action", "ModifyPackJob", "status", "CLOSED")).body("status", equalTo("CLOSED"));
        patch(id, 4, Map.of("action", "ModifyPackJob", "status", "OPEN"))
                .statusCode(422)
                .body("[0].summary", containsString("CLOSED"));
        assertThat(Floor.events(database, id))
                .containsExactly("PACK_JOB_CREATED", "PACK_JOB_UPDATED", "PACK_JOB_UPDATED", "PACK_JOB_CLOSED");
    }

    @Test
    void noMoreIsPackedThanThereIsAndStaleVersionsAreAnsweredWithBoth() {
        Response created = create();
        String id = created.path("id");

        patch(id, 1, Map.of("action", "ModifyPackLineItem", "id", created.<String>path("lineItems[0].id"), "packed", 3))
                .statusCode(422);
        patch(id, 7, Map.of("action", "ModifyPackJob", "status", "IN_PROGRESS"))
                .statusCode(409)
                .body("[0].requestVersion", equalTo(7))
                .body("[0].version", equalTo(1));
    }

    @Test
    void usersAreAssignedAndTheTargetTimeIsSetOnce() {
        String id = create().path("id");

        act(id, Map.of("name", "REPLACE_ASSIGNED_USERS", "version", 1, "assignedUsers", List.of(Map.of("userId", "u"))))
                .statusCode(200)
                .body("assignedUsers[0].userId", equalTo("u"));
        act(id, Map.of("name", "ADD_TARGET_TIME", "version", 2, "targetTime", "2026-11-24T12:00:00Z"))
                .statusCode(200)
                .body("targetTime", equalTo("2026-11-24T12:00:00Z"));
        act(id, Map.of("name", "ADD_TARGET_TIME", "version", 3, "targetTime", "2026-11-24T13:00:00Z"))
                .statusCode(422);
    }

    @Test
    void jobsAreListedAndSearched() {
        String id = create().path("id");

        Api.admin()
                .queryParam("facilityRef", facility)
                .queryParam("status", "OPEN,PAUSED")
                .queryParam("orderBy", "TARGET_TIME_ASC")
                .get("/api/packjobs")
                .then()
                .statusCode(200)
                .body("packJobs.id", contains(id));
        Api.admin()
                .body(Map.of("query", Map.of("facilityRef", Map.of("eq", facility))))
                .post("/api/packjobs/search")
                .then()
                .statusCode(200)
                .body("packJobs.id", contains(id));
        Api.admin().get("/api/packjobs/" + id).then().statusCode(200).body("id", equalTo(id));
        Api.admin().get("/api/packjobs/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void theGoodsOfAPickJobArePackedOnce() {
        Map<String, Object> body = new HashMap<>(body());
        body.put("pickJobRef", UUID.randomUUID().toString());
        Api.admin().body(body).post("/api/packjobs").then().statusCode(201);
        Api.admin().body(body).post("/api/packjobs").then().statusCode(409);
    }

    private String closedPickJob(String tagId) {
        Map<String, Object> body = new HashMap<>(Floor.body(facility, "COLLECT", 2));
        body.put("tags", List.of(Map.of("id", tagId, "value", "yes")));
        Response created = Api.admin().body(body).post("/api/pickjobs");
        Floor.close(created);
        return created.path("id");
    }

    private ValidatableResponse needsPacking(String tagId) {
        return Api.admin()
                .body(List.of(Map.of("id", tagId, "value", "yes")))
                .post("/api/tags/packing/needspacking")
                .then()
                .statusCode(200);
    }

    private Map<String, Object> body() {
        return Map.of(
                "facilityRef",
                facility,
                "workflowInformation",
                Map.of("isAvailable", false),
                "lineItems",
                List.of(Map.of("article", Map.of("tenantArticleId", "a", "title", "A"), "quantity", 2)));
    }

    private Response create() {
        return Api.admin().body(body()).post("/api/packjobs");
    }

    @SafeVarargs
    private static ValidatableResponse patch(String id, int version, Map<String, Object>... actions) {
        return Api.admin()
                .body(Map.of("version", version, "actions", List.of(actions)))
                .patch("/api/packjobs/" + id)
                .then();
    }

    private static ValidatableResponse act(String id, Map<String, Object> action) {
        return Api.admin().body(action).post("/api/packjobs/" + id + "/actions").then();
    }
}
