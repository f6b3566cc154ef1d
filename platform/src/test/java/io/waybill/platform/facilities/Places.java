package io.waybill.platform.facilities;

import io.restassured.response.ValidatableResponse;
import io.waybill.platform.test.Api;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Groups of facilities, zones, storage locations and custom services for tests. */
public final class Places {
    private Places() {}

    /** Creates a group of these facilities and answers its id. */
    public static String group(String... facilityIds) {
        return Api.admin()
                .body(groupOf(facilityIds))
                .post("/api/facilitygroups")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static Map<String, Object> groupOf(String... facilityIds) {
        return new HashMap<>(Map.of(
                "tenantFacilityGroupId",
                "G-" + UUID.randomUUID(),
                "nameLocalized",
                Map.of("en_US", "City stores", "de_DE", "Stadtfilialen"),
                "facilityRefs",
                List.of(facilityIds)));
    }

    /** Creates a zone with that score and answers its id. */
    public static String zone(String facilityId, double score) {
        return Api.admin()
                .body(Map.of("name", "Zone " + UUID.randomUUID(), "score", score))
                .post("/api/facilities/" + facilityId + "/zones")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Creates a storage location, with these fields instead of or beside the usual ones, and answers its id. */
    public static String location(String facilityId, Map<String, Object> more) {
        return createLocation(facilityId, more).statusCode(201).extract().path("id");
    }

    static ValidatableResponse createLocation(String facilityId, Map<String, Object> more) {
        return Api.admin()
                .body(locationWith(more))
                .post("/api/facilities/" + facilityId + "/storagelocations")
                .then();
    }

    /** The body of a storage location, with these fields instead of or beside the usual ones. */
    public static Map<String, Object> locationWith(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name",
                "A-01-03",
                "type",
                "SINGLE_STORAGE",
                "scannableCodes",
                List.of(),
                "runningSequences",
                List.of()));
        body.putAll(more);
        return body;
    }

    /** Creates a custom service and answers its id. */
    public static String customService() {
        return Api.admin()
                .body(customServiceWith(Map.of()))
                .post("/api/customservices")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Lets the facility do the custom service. */
    public static void offer(String facilityId, String customServiceId) {
        Api.admin()
                .body(Map.of("status", "ACTIVE"))
                .post("/api/facilities/" + facilityId + "/customservices/" + customServiceId)
                .then()
                .statusCode(201);
    }

    static Map<String, Object> customServiceWith(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "tenantCustomServiceId",
                "S-" + UUID.randomUUID(),
                "nameLocalized",
                Map.of("en_US", "Engraving", "de_DE", "Gravur"),
                "status",
                "ACTIVE",
                "itemsRequired",
                "MANDATORY"));
        body.putAll(more);
        return body;
    }
}
