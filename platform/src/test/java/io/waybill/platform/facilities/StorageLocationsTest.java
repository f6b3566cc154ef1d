package io.waybill.platform.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StorageLocationsTest {
    private static final Map<String, Object> LOCKED =
            Map.of("traitConfig", List.of(Map.of("trait", "PICKABLE", "enabled", false)));

    @Inject
    Network network;

    @Inject
    Database database;

    private final String article = "article-" + UUID.randomUUID();
    private String facility = "";
    private String zones = "";
    private String locations = "";

    @BeforeEach
    void facility() {
        facility = network.store(50.94, 6.96);
        zones = "/api/facilities/" + facility + "/zones";
        locations = "/api/facilities/" + facility + "/storagelocations";
    }

    @Test
    void aZoneIsCreatedReadReplacedSearchedAndDeleted() {
        String id = Api.admin()
                .body(Map.of("name", "Cold", "score", 12.5, "customAttributes", Map.of("a", "b")))
                .post("/api/facilities/urn:fft:facility:tenantFacilityId:T-" + facility + "/zones")
                .then()
                .statusCode(201)
                .body("facilityRef", equalTo(facility))
                .body("score", equalTo(12.5f))
                .extract()
                .path("id");
        Api.admin().get(zones).then().statusCode(200).body("id", contains(id));
        Api.admin()
                .body(Map.of("name", "Very cold", "score", 50, "version", 1))
                .put(zones + "/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(2));
        Api.admin()
                .get(zones + "/" + id)
                .then()
                .statusCode(200)
                .body("[0].name", equalTo("Very cold"))
                .body("[0].customAttributes", nullValue());
        search("zones", Map.of("facilityRef", Map.of("eq", facility), "name", Map.of("eq", "Very cold")))
                .body("zones.id", contains(id));
        Api.admin()
                .body(Map.of("name", "Very cold", "score", 1))
                .post(zones)
                .then()
                .statusCode(409)
                .body("[0].summary", containsString("name Very cold is taken"));
        Api.admin().body(Map.of("name", "Warm", "score", -1)).post(zones).then().statusCode(400);
        Api.admin().delete(zones + "/" + id).then().statusCode(200);
        Api.admin().get(zones + "/" + id).then().statusCode(404);
        assertThat(events(id)).containsExactly("ZONE_CREATED", "ZONE_DELETED");
    }

    @Test
    void aLocationKnowsItsZoneAndItsTraits() {
        String zone = Places.zone(facility, 1);
        Map<String, Object> more = Map.of(
                "zoneRef",
                zone,
                "scannableCodes",
                List.of("4711"),
                "tenantLocationId",
                "L1",
                "information",
                "On the left",
                "runningSequences",
                List.of(Map.of("type", "PICKING_SEQUENCE", "score", 7)),
                "traits",
                List.of("OUTBOUND"),
                "traitConfig",
                List.of(
                        Map.of("trait", "PICKABLE", "enabled", false),
                        Map.of("trait", "KEEP_ON_ZERO", "enabled", true)));
        String id = Places.createLocation(facility, more)
                .statusCode(201)
                .body("facilityRef", equalTo(facility))
                .body("zoneRef", equalTo(zone))
                .body("traits", contains("ACCESSIBLE", "KEEP_ON_ZERO"))
                .body("$", not(hasKey("zoneName")))
                .extract()
                .path("id");
        Api.admin()
                .get(locations + "/" + id)
                .then()
                .statusCode(200)
                .body("[0].id", equalTo(id))
                .body("[0].runningSequences[0].score", equalTo(7));
        Api.admin()
                .queryParam("scannableCode", "4711")
                .get(locations)
                .then()
                .statusCode(200)
                .body("id", contains(id));
        Api.admin()
                .queryParam("scannableCode", "0815")
                .get(locations)
                .then()
                .statusCode(200)
                .body("$", empty());
        search(
                        "storagelocations",
                        Map.of(
                                "zoneRef",
                                Map.of("eq", zone),
                                "traits",
                                Map.of("contains", Map.of("eq", "KEEP_ON_ZERO")),
                                "scannableCodes",
                                Map.of("contains", Map.of("eq", "4711"))))
                .body("storageLocations.id", contains(id));
        assertThat(events("storagelocations:" + facility)).containsExactly("STORAGE_LOCATIONS_CREATED");
    }

    @Test
    void aLocationIsReplacedAndChangedInParts() {
        String zone =
                Api.admin().body(Map.of("name", "Cold", "score", 1)).post(zones).path("id");
        String id = Places.location(facility, Map.of("zoneName", "Cold", "information", "Old"));
        Api.admin()
                .body(Map.of(
                        "version",
                        1,
                        "actions",
                        List.of(Map.of(
                                "action", "ModifyStorageLocation", "name", "B-1", "scannableCodes", List.of("c")))))
                .patch(locations + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("B-1"))
                .body("information", equalTo("Old"))
                .body("zoneRef", equalTo(zone))
                .body("version", equalTo(2));
        Map<String, Object> replacement = Places.locationWith(Map.of("version", 2, "type", "BULK_STORAGE"));
        Api.admin()
                .body(replacement)
                .put(locations + "/" + id)
                .then()
                .statusCode(200)
                .body("type", equalTo("BULK_STORAGE"))
                .body("information", nullValue())
                .body("zoneRef", nullValue());
        Api.admin()
                .body(Map.of("version", 3, "actions", List.of(Map.of("action", "Other"))))
                .patch(locations + "/" + id)
                .then()
                .statusCode(400);
        replacement.remove("version");
        Api.admin().body(replacement).put(locations + "/" + id).then().statusCode(400);
    }

    @Test
    void whatIsNotOfTheFacilityIsRefused() {
        String elsewhere = network.store(48.14, 11.58);
        String zone = Places.zone(elsewhere, 1);
        String location = Places.location(elsewhere, Map.of());
        Places.createLocation(facility, Map.of("zoneRef", zone))
                .statusCode(400)
                .body("[0].summary", containsString("zoneRef: the facility has no zone " + zone));
        Places.createLocation(facility, Map.of("zoneName", "None")).statusCode(400);
        Places.createLocation(facility, Map.of("name", "longer than 15 characters"))
                .statusCode(400);
        Api.admin().get(locations + "/" + location).then().statusCode(404);
        Api.admin().delete(locations + "/" + location).then().statusCode(404);
        Api.admin().get(zones + "/" + zone).then().statusCode(404);
        Api.admin().get("/api/facilities/nobody/zones").then().statusCode(404);
        Api.admin().get("/api/facilities/nobody/storagelocations").then().statusCode(404);
        Api.withRoleAt("SUPERVISOR", elsewhere).get(zones).then().statusCode(403);
        Api.fulfiller().body(Map.of("name", "Z", "score", 1)).post(zones).then().statusCode(403);
        createStock(Map.of("locationRef", location))
                .statusCode(404)
                .body("[0].summary", containsString("Storage location at facility " + facility + " " + location));
    }

    @Test
    void nothingGoesThatIsStillUsed() {
        String zone = Places.zone(facility, 1);
        String location = Places.location(facility, Map.of("zoneRef", zone));
        String stock = createStock(Map.of("locationRef", location))
                .statusCode(201)
                .body("locationRef", equalTo(location))
                .extract()
                .path("id");
        Api.admin()
                .delete(locations + "/" + location)
                .then()
                .statusCode(422)
                .body("[0].summary", containsString("1 stocks lie there, such as " + stock));
        Api.admin()
                .delete(zones + "/" + zone)
                .then()
                .statusCode(422)
                .body("[0].summary", containsString("1 storage locations belong to it"));
        Api.admin().delete("/api/stocks/" + stock).then().statusCode(200);
        Api.admin().delete(locations + "/" + location).then().statusCode(200);
        Api.admin().delete(zones + "/" + zone).then().statusCode(200);
        assertThat(events("storagelocations:" + facility))
                .containsExactly("STORAGE_LOCATIONS_CREATED", "STORAGE_LOCATIONS_DELETED");
    }

    @Test
    void stockFollowsTheTraitsOfItsLocationUnlessItSaysOtherwiseItself() {
        network.list(facility, article, Map.of());
        String locked = Places.location(facility, LOCKED);
        String open = Places.location(facility, Map.of());
        createStock(Map.of("locationRef", locked, "value", 2)).body("traits", contains("ACCESSIBLE"));
        createStock(Map.of(
                        "locationRef",
                        locked,
                        "value",
                        3,
                        "traitConfig",
                        List.of(Map.of("trait", "PICKABLE", "enabled", true))))
                .body("traits", contains("PICKABLE", "ACCESSIBLE"));
        String moving =
                createStock(Map.of("locationRef", open, "value", 10)).extract().path("id");
        assertThat(availableForPicking()).isEqualTo(13);

        Api.admin()
                .body(Map.of(
                        "action",
                        Map.of(
                                "name",
                                "MOVE_TO_LOCATION",
                                "fromStockId",
                                moving,
                                "toLocationRef",
                                locked,
                                "amount",
                                4)))
                .post("/api/stocks/actions")
                .then()
                .statusCode(200);
        assertThat(availableForPicking()).isEqualTo(9);
        int left = Api.admin().get("/api/stocks/" + moving).path("value");
        Api.admin()
                .body(Map.of("value", left, "locationRef", locked))
                .put("/api/stocks/" + moving)
                .then()
                .statusCode(200)
                .body("traits", contains("ACCESSIBLE"));
        assertThat(events("inventory:" + facility)).contains("INVENTORY_STOCKS_LOCATION_CHANGED");
        Api.admin()
                .body(Map.of("value", left, "locationRef", open))
                .put("/api/stocks/" + moving)
                .then()
                .statusCode(200);
        modify(open, LOCKED).body("traits", contains("ACCESSIBLE"));
        assertThat(availableForPicking()).isEqualTo(3);
        modify(locked, Map.of("traitConfig", List.of()));
        assertThat(availableForPicking()).isEqualTo(9);
        assertThat(availableOnStock()).isEqualTo(15);
        modify(open, Map.of("traitConfig", List.of(Map.of("trait", "ACCESSIBLE", "enabled", false))));
        assertThat(availableOnStock()).isEqualTo(9);
    }

    @Test
    void whatIsPutThereWhileTheLocationIsClosedOrOpenedIsUsableAsItSaysAfterwards() throws Exception {
        network.list(facility, article, Map.of());
        String location = Places.location(facility, Map.of());
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int change = 0; change < 12; change++) {
                boolean open = change % 2 == 1;
                List<Future<?>> putting = new ArrayList<>();
                for (int worker = 0; worker < 6; worker++) {
                    putting.add(workers.submit(
                            () -> createStock(Map.of("locationRef", location)).statusCode(201)));
                }
                modify(location, Map.of("traitConfig", List.of(Map.of("trait", "PICKABLE", "enabled", open))));
                for (Future<?> each : putting) {
                    each.get();
                }

                int units = 6 * (change + 1);
                assertThat(availableOnStock()).isEqualTo(units);
                assertThat(availableForPicking()).as("after change %d", change).isEqualTo(open ? units : 0);
            }
        }
    }

    private ValidatableResponse modify(String location, Map<String, Object> change) {
        Map<String, Object> action = new java.util.HashMap<>(change);
        action.put("action", "ModifyStorageLocation");
        int version = Api.admin().get(locations + "/" + location).path("[0].version");
        return Api.admin()
                .body(Map.of("version", version, "actions", List.of(action)))
                .patch(locations + "/" + location)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse createStock(Map<String, Object> more) {
        Map<String, Object> body =
                new java.util.HashMap<>(Map.of("tenantArticleId", article, "value", 1, "facilityRef", facility));
        body.putAll(more);
        return Api.admin().body(body).post("/api/stocks").then();
    }

    private int availableForPicking() {
        return available("availableForPicking");
    }

    private int availableOnStock() {
        return available("availableOnStock");
    }

    private int available(String number) {
        return Api.admin()
                .queryParam("tenantArticleIds", article)
                .get("/api/stocks/summaries")
                .then()
                .statusCode(200)
                .extract()
                .path("stockSummaries[0].details." + number);
    }

    private static ValidatableResponse search(String plural, Map<String, Object> query) {
        return Api.admin()
                .body(Map.of("query", query))
                .post("/api/" + plural + "/search")
                .then()
                .statusCode(200);
    }

    private List<String> events(String entityId) {
        return database.read(
                handle -> handle.createQuery("select name from event where entity_id = :id order by sequence")
                        .bind("id", entityId)
                        .mapTo(String.class)
                        .list());
    }
}
