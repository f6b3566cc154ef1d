package io.waybill.platform.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.routing.Network;
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
class FacilityGroupsTest {
    @Inject
    Network network;

    @Inject
    Database database;

    private String one = "";
    private String other = "";

    @BeforeEach
    void facilities() {
        one = network.store(50.94, 6.96);
        other = network.store(48.14, 11.58);
    }

    @Test
    void aGroupIsCreatedReadListedAndDeleted() {
        Map<String, Object> body = Places.groupOf(one, other);
        body.put("customAttributes", Map.of("region", "west"));
        String id = Api.admin()
                .body(body)
                .post("/api/facilitygroups")
                .then()
                .statusCode(201)
                .body("name", equalTo("City stores"))
                .body("facilityRefs", contains(one, other))
                .body("facilityCount", equalTo(2))
                .body("version", equalTo(1))
                .extract()
                .path("id");
        get(id).statusCode(200).body("customAttributes.region", equalTo("west"));
        Api.admin()
                .queryParam("tenantFacilityGroupId", body.get("tenantFacilityGroupId"))
                .get("/api/facilitygroups")
                .then()
                .statusCode(200)
                .body("facilityGroups.id", contains(id))
                .body("total", equalTo(1));
        Api.admin().delete("/api/facilitygroups/" + id).then().statusCode(200);
        get(id).statusCode(404);
        assertThat(events(id)).containsExactly("FACILITY_GROUP_CREATED", "FACILITY_GROUP_DELETED");
    }

    @Test
    void groupsAreFoundByTheirFacilitiesAndFacilitiesByTheirGroups() {
        String id = Places.group(one, other);
        search("/api/facilitygroups/search", Map.of("facilityRefs", Map.of("contains", Map.of("eq", one))))
                .body("facilityGroups.id", contains(id));
        search("/api/facilitygroups/search", Map.of("id", Map.of("eq", id), "name", Map.of("like", "^Stadt")))
                .body("facilityGroups.id", contains(id));
        search("/api/facilities/search", Map.of("facilityGroupIds", Map.of("contains", Map.of("eq", id))))
                .body("facilities.id", org.hamcrest.Matchers.containsInAnyOrder(one, other));
        Api.admin()
                .body(Map.of("query", Map.of("nothing", Map.of("eq", "x"))))
                .post("/api/facilitygroups/search")
                .then()
                .statusCode(400);
    }

    @Test
    void facilitiesArePutInAndTakenOutWithAndWithoutAVersion() {
        String id = Places.group(one);
        act(id, Map.of("name", "ADD_FACILITIES_TO_GROUP", "version", 1, "facilitiesToAdd", List.of(other, one)))
                .statusCode(200)
                .body("facilityRefs", contains(one, other))
                .body("version", equalTo(2));
        act(id, Map.of("name", "REMOVE_FACILITIES_FROM_GROUP", "version", 1, "facilitiesToRemove", List.of(one)))
                .statusCode(409)
                .body("[0].requestVersion", equalTo(1))
                .body("[0].version", equalTo(2));
        act(id, Map.of("name", "REMOVE_FACILITIES_FROM_GROUP", "facilitiesToRemove", List.of(one)))
                .statusCode(400)
                .body("[0].summary", containsString("version"));
        act(id, Map.of("name", "VERSIONLESS_REMOVE_FACILITIES_FROM_GROUP", "facilitiesToRemove", List.of(one)))
                .statusCode(200)
                .body("facilityRefs", contains(other));
        act(id, Map.of("name", "VERSIONLESS_ADD_FACILITIES_TO_GROUP", "facilitiesToAdd", List.of(one)))
                .statusCode(200)
                .body("facilityRefs", contains(other, one))
                .body("facilityCount", equalTo(2));
        act(id, Map.of("name", "VERSIONLESS_ADD_FACILITIES_TO_GROUP", "facilitiesToAdd", List.of()))
                .statusCode(400);
        act(id, Map.of("name", "VERSIONLESS_ADD_FACILITIES_TO_GROUP")).statusCode(400);
    }

    @Test
    void aPatchReplacesTheWholeGroup() {
        Map<String, Object> body = Places.groupOf(one, other);
        body.put("customAttributes", Map.of("a", 1));
        String id = Api.admin().body(body).post("/api/facilitygroups").path("id");
        Map<String, Object> replacement = new HashMap<>(Map.of(
                "version",
                1,
                "tenantFacilityGroupId",
                body.get("tenantFacilityGroupId"),
                "nameLocalized",
                Map.of("en_US", "Other")));
        Api.admin()
                .body(replacement)
                .patch("/api/facilitygroups/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Other"))
                .body("facilityRefs", empty())
                .body("customAttributes", nullValue())
                .body("version", equalTo(2));
        replacement.remove("nameLocalized");
        Api.admin()
                .body(replacement)
                .patch("/api/facilitygroups/" + id)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("nameLocalized"));
    }

    @Test
    void unknownFacilitiesTakenIdsAndTooManyGroupsAreRefusedByName() {
        Api.admin()
                .body(Places.groupOf(one, "nobody"))
                .post("/api/facilitygroups")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("nobody"));
        Map<String, Object> body = Places.groupOf(one);
        Api.admin().body(body).post("/api/facilitygroups").then().statusCode(201);
        Api.admin()
                .body(body)
                .post("/api/facilitygroups")
                .then()
                .statusCode(409)
                .body("[0].summary", containsString("tenantFacilityGroupId"));
        for (int group = 1; group < 20; group++) {
            Places.group(one);
        }
        Api.admin()
                .body(Places.groupOf(other, one))
                .post("/api/facilitygroups")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("more than 20 groups"));
        Api.withRoleAt("ADMINISTRATOR", one)
                .body(Places.groupOf(one))
                .post("/api/facilitygroups")
                .then()
                .statusCode(403);
    }

    @Test
    void aFacilityThatIsDeletedIsInNoGroupAnyMore() {
        String id = Places.group(one, other);
        Places.location(one, Map.of("zoneRef", Places.zone(one, 1)));

        Api.admin().delete("/api/facilities/" + one).then().statusCode(200);

        get(id).statusCode(200).body("facilityRefs", contains(other)).body("version", equalTo(2));
        assertThat(events(id)).containsExactly("FACILITY_GROUP_CREATED", "FACILITY_GROUP_UPDATED");
        search("/api/zones/search", Map.of("facilityRef", Map.of("eq", one))).body("zones", empty());
        search("/api/storagelocations/search", Map.of("facilityRef", Map.of("eq", one)))
                .body("storageLocations", empty());
    }

    @Test
    void summariesOfStockCanBeLimitedToAGroup() {
        String article = "article-" + UUID.randomUUID();
        network.stock(one, article, 3);
        network.stock(other, article, 4);

        Api.admin()
                .queryParam("tenantArticleIds", article)
                .queryParam("facilityGroupRefs", Places.group(other))
                .get("/api/stocks/summaries")
                .then()
                .statusCode(200)
                .body("stockSummaries[0].details.stockOnHand", equalTo(4))
                .body("stockSummaries[0].includedFacilityRefs", contains(other));
        Api.admin()
                .queryParam("tenantArticleIds", article)
                .queryParam("facilityGroupRefs", "no group")
                .get("/api/stocks/summaries")
                .then()
                .statusCode(200)
                .body("stockSummaries", empty());
    }

    @Test
    void thoseWhoMayOnlyReadMayNotWrite() {
        String id = Places.group(one);
        Api.supervisor().get("/api/facilitygroups/" + id).then().statusCode(200);
        Api.supervisor()
                .body(Places.groupOf(one))
                .post("/api/facilitygroups")
                .then()
                .statusCode(403);
        Api.supervisor().get("/api/facilitygroups?size=500").then().body("facilityGroups.id", hasItem(id));
    }

    private static ValidatableResponse get(String id) {
        return Api.admin().get("/api/facilitygroups/" + id).then();
    }

    private static ValidatableResponse act(String id, Map<String, Object> action) {
        return Api.admin()
                .body(action)
                .post("/api/facilitygroups/" + id + "/actions")
                .then();
    }

    private static ValidatableResponse search(String path, Map<String, Object> query) {
        return Api.admin().body(Map.of("query", query)).post(path).then().statusCode(200);
    }

    private List<String> events(String entityId) {
        return database.read(
                handle -> handle.createQuery("select name from event where entity_id = :id order by sequence")
                        .bind("id", entityId)
                        .mapTo(String.class)
                        .list());
    }
}
