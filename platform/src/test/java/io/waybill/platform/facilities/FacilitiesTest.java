package io.waybill.platform.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class FacilitiesTest {
    @Inject
    Database database;

    @Inject
    Facilities facilities;

    @Test
    void aStoreIsCreatedWithItsDefaultsAndFoundOnTheMap() {
        String tenantId = unique();
        String location = Api.admin()
                .body(store(tenantId, ""))
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .body("version", equalTo(1))
                .body("type", equalTo("MANAGED_FACILITY"))
                .body("status", equalTo("ONLINE"))
                .body("locationType", equalTo("STORE"))
                .body("fulfillmentProcessBuffer", equalTo(240))
                .body("capacityEnabled", equalTo(false))
                .body("address.resolvedCoordinates.lat.toDouble()", closeTo(50.93, 0.1))
                .body("address.resolvedTimeZone.timeZoneId", equalTo("Europe/Berlin"))
                .body("address.resolvedTimeZone.offsetInSeconds", equalTo(3600))
                .extract()
                .header("Location");
        Api.admin()
                .get("/api/facilities?tenantFacilityId=" + tenantId)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("facilities[0].city", equalTo("Köln"))
                .body("facilities[0].address", nullValue());
        Api.admin().get(location).then().statusCode(200).body("tenantFacilityId", equalTo(tenantId));
        Api.admin().get(urn(tenantId)).then().statusCode(200).body("name", equalTo("Store"));
        assertThat(eventsOf(location)).containsExactly("FACILITY_CREATED");
    }

    @Test
    void whatTheTenantResolvedItselfIsKept() {
        Api.admin()
                .body(store(unique(), "")
                        .replace(
                                "\"city\"",
                                "\"resolvedCoordinates\":{\"lat\":1.5,\"lon\":2.5},"
                                        + "\"resolvedTimeZone\":{\"timeZoneId\":\"Asia/Tokyo\"},\"city\""))
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .body("address.resolvedCoordinates.lon.toDouble()", closeTo(2.5, 0.0001))
                .body("address.resolvedTimeZone.timeZoneId", equalTo("Asia/Tokyo"));
        Api.admin()
                .body(store(unique(), "")
                        .replace("\"city\"", "\"resolvedTimeZone\":{\"timeZoneId\":\"Mars/Base\"},\"city\""))
                .post("/api/facilities")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("Mars/Base"));
    }

    @Test
    void aSupplierNeedsOnlyANameAndItsAddressOnlyCompanyAndCountry() {
        Api.admin()
                .body(
                        "{\"type\":\"SUPPLIER\",\"name\":\"Bolts\",\"address\":{\"companyName\":\"B\",\"country\":\"NO\"}}")
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .body("type", equalTo("SUPPLIER"))
                .body("locationType", nullValue())
                .body("address.resolvedCoordinates", notNullValue());
        Api.admin()
                .body("{\"type\":\"SUPPLIER\",\"name\":\"Bolts\"}")
                .post("/api/facilities")
                .then()
                .statusCode(201);
    }

    @Test
    void everyWrongFieldIsNamed() {
        Api.admin()
                .body("{\"name\":\"x\",\"address\":{\"companyName\":\"c\",\"country\":\"germany\"}}")
                .post("/api/facilities")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("address.country"));
        Api.admin()
                .body("{\"name\":\"x\",\"address\":{\"companyName\":\"c\",\"country\":\"DE\"}}")
                .post("/api/facilities")
                .then()
                .statusCode(400)
                .body("summary", hasItem("address.street must not be null"))
                .body("summary", hasItem("address.city must not be null"));
        refused(",\"status\":\"OPEN\"", "status");
        refused(",\"services\":[{\"type\":\"TELEPORT\"}]", "services");
        refused(",\"tags\":[{\"id\":\"no-such-tag\",\"value\":\"x\"}]", "no-such-tag");
        refused(",\"fulfillmentProcessBuffer\":-1", "fulfillmentProcessBuffer");
        refused(",\"customAttributes\":[]", "customAttributes");
        refused(
                ",\"pickingTimes\":{\"monday\":[" + range(9, 12) + "," + range(11, 13) + "]}",
                "pickingTimes.monday must not hold ranges that overlap");
        refused(",\"pickingTimes\":{\"monday\":[" + range(12, 9) + "]}", "must end after it starts");
    }

    @Test
    void aTenantFacilityIdIsGivenOnce() {
        String tenantId = unique();
        create(tenantId);
        Api.admin()
                .body(store(tenantId, ""))
                .post("/api/facilities")
                .then()
                .statusCode(409)
                .body("[0].summary", containsString(tenantId));
    }

    @Test
    void aFlatPatchChangesWhatItNamesAndNullRemoves() {
        JsonPath created = create(unique());
        String path = "/api/facilities/" + created.getString("id");
        Api.admin()
                .body("{\"version\":1,\"type\":\"MANAGED_FACILITY\",\"name\":\"New\",\"tenantFacilityId\":null,"
                        + "\"services\":[{\"type\":\"PICKUP\"}]}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("version", equalTo(2))
                .body("name", equalTo("New"))
                .body("tenantFacilityId", nullValue())
                .body("services.type", containsInAnyOrder("PICKUP"))
                .body("address.street", equalTo("Domkloster"));
        Api.admin()
                .body("{\"version\":1,\"type\":\"MANAGED_FACILITY\",\"name\":\"Late\"}")
                .patch(path)
                .then()
                .statusCode(409)
                .body("[0].requestVersion", equalTo(1))
                .body("[0].version", equalTo(2));
        Api.admin()
                .body("{\"version\":2,\"type\":\"MANAGED_FACILITY\",\"colour\":\"red\"}")
                .patch(path)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("colour"));
    }

    @Test
    void theDeprecatedPatchStillWorksAndAStatusChangeIsAnEventOfItsOwn() {
        JsonPath created = create(unique());
        String path = "/api/facilities/" + created.getString("id");
        Api.admin()
                .body("{\"version\":1,\"actions\":[{\"action\":\"ModifyFacility\",\"status\":\"OFFLINE\","
                        + "\"address\":{\"city\":\"Hamburg\",\"postalCode\":\"20095\"}}]}")
                .patch(urn(created.getString("tenantFacilityId")))
                .then()
                .statusCode(200)
                .body("status", equalTo("OFFLINE"))
                .body("address.street", equalTo("Domkloster"))
                .body("address.resolvedCoordinates.lat.toDouble()", closeTo(53.55, 0.1));
        assertThat(eventsOf(path))
                .containsExactlyInAnyOrder("FACILITY_CREATED", "FACILITY_UPDATED", "FACILITY_WENT_OFFLINE");
        Api.admin()
                .body("{\"version\":2,\"actions\":[{\"action\":\"ModifyListing\"}]}")
                .patch(path)
                .then()
                .statusCode(400);
    }

    @Test
    void aFacilityIsReplacedAsAWhole() {
        JsonPath created = create(unique());
        String path = "/api/facilities/" + created.getString("id");
        Api.admin()
                .body(store(created.getString("tenantFacilityId"), ",\"version\":1,\"type\":\"MANAGED_FACILITY\""))
                .put(path)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("status"));
        Api.admin()
                .body(
                        store(
                                null,
                                ",\"version\":1,\"type\":\"MANAGED_FACILITY\",\"status\":\"SUSPENDED\","
                                        + "\"locationType\":\"WAREHOUSE\",\"fulfillmentProcessBuffer\":5,\"capacityEnabled\":true"))
                .put(path)
                .then()
                .statusCode(200)
                .body("tenantFacilityId", nullValue())
                .body("locationType", equalTo("WAREHOUSE"));
        Api.admin()
                .body("{\"version\":2,\"type\":\"SUPPLIER\",\"name\":\"x\",\"status\":\"ONLINE\"}")
                .put(path)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("type"));
    }

    @Test
    void coordinatesAreSetByHandAndGivenBackToTheGeocoder() {
        JsonPath created = create(unique());
        String actions = "/api/facilities/" + created.getString("id") + "/actions";
        Api.admin()
                .body(
                        "{\"name\":\"UPDATE_FACILITY_COORDINATES\",\"version\":1,\"coordinates\":{\"lat\":10,\"lon\":20}}")
                .post(actions)
                .then()
                .statusCode(200)
                .body("address.resolvedCoordinates.lat.toDouble()", closeTo(10, 0.001));
        Api.admin()
                .body("{\"name\":\"REMOVE_FACILITY_COORDINATES\",\"version\":2}")
                .post(actions)
                .then()
                .statusCode(200)
                .body("address.resolvedCoordinates.lat.toDouble()", closeTo(50.93, 0.1));
        Api.admin()
                .body(
                        "{\"name\":\"UPDATE_FACILITY_COORDINATES\",\"version\":3,\"coordinates\":{\"lat\":91,\"lon\":20}}")
                .post(actions)
                .then()
                .statusCode(400);
    }

    @Test
    void aDeletedFacilityIsGoneAndItsEventCarriesItsId() {
        JsonPath created = create(unique());
        String path = "/api/facilities/" + created.getString("id");
        Api.admin().delete(path).then().statusCode(200);
        Api.admin().get(path).then().statusCode(404);
        Api.admin().delete(path).then().statusCode(404);
        assertThat(eventsOf(path)).contains("FACILITY_DELETED");
    }

    @Test
    void facilitiesAreListedAndSearched() {
        String group = unique();
        for (String city : List.of("Aachen", "Berlin", "Celle")) {
            Api.admin()
                    .body(store(unique(), ",\"customAttributes\":{\"group\":\"" + group + "\"}")
                            .replace("Köln", city))
                    .post("/api/facilities")
                    .then()
                    .statusCode(201);
        }
        String query = "\"customAttributes\":{\"group\":{\"eq\":\"" + group + "\"}}";
        String cursor = Api.admin()
                .body("{\"query\":{" + query + "},\"sort\":[{\"address\":{\"city\":\"DESC\"}}],\"size\":2,"
                        + "\"options\":{\"withTotal\":true}}")
                .post("/api/facilities/search")
                .then()
                .statusCode(200)
                .body("facilities.address.city", equalTo(List.of("Celle", "Berlin")))
                .body("total", equalTo(3))
                .extract()
                .path("pageInfo.endCursor");
        Api.admin()
                .body("{\"query\":{" + query + "},\"sort\":[{\"address\":{\"city\":\"DESC\"}}],\"after\":\"" + cursor
                        + "\"}")
                .post("/api/facilities/search")
                .then()
                .statusCode(200)
                .body("facilities.address.city", equalTo(List.of("Aachen")))
                .body("pageInfo.hasNextPage", equalTo(false));
        Api.admin()
                .body("{\"query\":{\"naem\":{\"eq\":\"x\"}}}")
                .post("/api/facilities/search")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("naem"));
        for (String status : List.of("status=ONLINE&status=OFFLINE", "status=ONLINE,OFFLINE")) {
            Api.admin()
                    .get("/api/facilities?size=2&orderBy=NAME&" + status)
                    .then()
                    .statusCode(200)
                    .body("facilities", hasSize(2));
        }
        Api.admin().get("/api/facilities?size=501").then().statusCode(400);
        Api.admin().get("/api/facilities?orderBy=SIZE").then().statusCode(400);
    }

    @Test
    void aCallerLimitedToAFacilitySeesNoOther() {
        String own = create(unique()).getString("id");
        String other = create(unique()).getString("id");
        var caller = Api.withRoleAt("SUPERVISOR", own);
        caller.get("/api/facilities").then().statusCode(200).body("facilities.id", equalTo(List.of(own)));
        caller.get("/api/facilities/" + other).then().statusCode(403);
        Api.anonymous().get("/api/facilities").then().statusCode(401);
    }

    @Test
    void othersReadFacilitiesByAnyOfTheirNames() {
        JsonPath created = create(unique());
        String id = created.getString("id");
        String tenantId = created.getString("tenantFacilityId");
        database.read(handle -> {
            assertThat(facilities.byTenantFacilityIds(handle, List.of(tenantId, "nobody")))
                    .containsOnlyKeys(tenantId);
            assertThat(facilities.byIds(handle, List.of(id, "nobody"))).containsOnlyKeys(id);
            assertThat(facilities.all(handle)).extracting(Facility::id).contains(id);
            return true;
        });
    }

    private List<String> eventsOf(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        return database.read(
                handle -> handle.createQuery("select name from event where entity_id = :id order by sequence")
                        .bind("id", id)
                        .mapTo(String.class)
                        .list());
    }

    private static JsonPath create(String tenantId) {
        return Api.admin()
                .body(store(tenantId, ""))
                .post("/api/facilities")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static void refused(String fields, String message) {
        Api.admin()
                .body(store(unique(), fields))
                .post("/api/facilities")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString(message));
    }

    private static String urn(String tenantId) {
        return "/api/facilities/urn:fft:facility:tenantFacilityId:" + tenantId;
    }

    private static String range(int from, int to) {
        return "{\"start\":{\"hour\":" + from + ",\"minute\":0},\"end\":{\"hour\":" + to + ",\"minute\":0}}";
    }

    private static String unique() {
        return "t-" + UUID.randomUUID();
    }

    private static String store(String tenantId, String more) {
        return "{\"name\":\"Store\"," + (tenantId == null ? "" : "\"tenantFacilityId\":\"" + tenantId + "\",")
                + "\"address\":{\"companyName\":\"C\",\"street\":\"Domkloster\",\"houseNumber\":\"4\","
                + "\"postalCode\":\"50667\",\"city\":\"Köln\",\"country\":\"DE\"}" + more + "}";
    }
}
