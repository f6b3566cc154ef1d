package io.waybill.platform.faults;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.facilities.Places;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.returns.Returns;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Who writes with a version that is not the stored one learns both, and changes nothing; for every versioned resource. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StaleVersionsTest {
    @Inject
    Network network;

    /**
     * A write.
     *
     * @param read where the resource is read
     * @param body without the version
     * @param versionName what the version is called in the body
     */
    private record Write(String method, String path, String read, Map<String, Object> body, String versionName) {
        Write(String method, String path, Map<String, Object> body) {
            this(method, path, path, body);
        }

        Write(String method, String path, String read, Map<String, Object> body) {
            this(method, path, read, body, "version");
        }

        static Write action(String resource, Map<String, Object> body) {
            return new Write("POST", resource + "/actions", resource, body);
        }

        static Write patch(String resource, Map<String, Object> action) {
            return new Write("PATCH", resource, Map.of("actions", List.of(action)));
        }

        void isRefused(SoftAssertions softly, long stored, long sent) {
            Map<String, Object> versioned = new HashMap<>(body);
            versioned.put(versionName, sent);
            Response answer = Api.admin().body(versioned).request(method, path);
            softly.assertThat(answer.statusCode())
                    .as("%s %s with version %d instead of %d: %s", method, path, sent, stored, answer.asString())
                    .isEqualTo(409);
            softly.assertThat(answer.jsonPath().<Integer>get("[0].requestVersion"))
                    .as("requestVersion of %s %s", method, path)
                    .isEqualTo((int) sent);
            softly.assertThat(answer.jsonPath().<Integer>get("[0].version"))
                    .as("version of %s %s", method, path)
                    .isEqualTo((int) stored);
        }
    }

    @Test
    void aVersionThatIsNotTheStoredOneIsAConflictThatNamesBoth() {
        SoftAssertions softly = new SoftAssertions();
        for (Write write : writes()) {
            long stored = version(write);
            write.isRefused(softly, stored, stored + 7);
            if (stored > 0) {
                write.isRefused(softly, stored, stored - 1);
            }
            softly.assertThat(version(write)).as("%s changed nothing", write).isEqualTo(stored);
        }
        softly.assertAll();
    }

    private static long version(Write write) {
        JsonPath read =
                Api.admin().get(write.read()).then().statusCode(200).extract().jsonPath();
        // Zones and storage locations are answered as an array of the one.
        return read.getLong(read.get() instanceof List ? "[0].version" : "version");
    }

    private List<Write> writes() {
        String article = "article-" + UUID.randomUUID();
        String facility = network.store(50.9, 7.0);
        network.stock(facility, article, 5);
        String order = Api.admin()
                .body(OrderJson.order())
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String pickJob = Floor.create(facility, "COLLECT", 2).path("id");
        String handoverjob = handoverOf(Floor.closed(Floor.facility(), "COLLECT", 1));
        String stock = Api.admin().get("/api/stocks?facilityRef=" + facility).path("stocks[0].id");
        String tag = "tag-" + UUID.randomUUID();
        Api.admin()
                .body(Map.of("id", tag, "allowedValues", List.of("a")))
                .post("/api/tags")
                .then()
                .statusCode(201);
        String carrier = Api.admin()
                .body(Map.of("key", "CUSTOM_" + UUID.randomUUID(), "name", "C"))
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String user = Api.admin()
                .body(Map.of(
                        "username",
                        "u-" + UUID.randomUUID(),
                        "password",
                        "password-1234",
                        "firstname",
                        "A",
                        "lastname",
                        "B",
                        "assignedRoles",
                        List.of(Map.of("ref", "FULFILLER"))))
                .post("/api/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String group = "/api/facilitygroups/" + Places.group(facility);
        String zone = "/api/facilities/" + facility + "/zones/" + Places.zone(facility, 1);
        String location = "/api/facilities/" + facility + "/storagelocations/" + Places.location(facility, Map.of());
        String customService = Places.customService();
        Places.offer(facility, customService);
        String service = "/api/customservices/" + customService;
        String serviceJob = "/api/servicejobs/"
                + Api.admin()
                        .body(Map.of(
                                "facilityRef",
                                facility,
                                "targetTime",
                                "2026-11-24T12:00:00Z",
                                "customServiceRef",
                                customService,
                                "lineItems",
                                List.of(Map.of(
                                        "quantity", 1, "article", Map.of("tenantArticleId", article, "title", "A")))))
                        .post("/api/servicejobs")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("id");
        Response returnJob = Returns.create(facility, article, 2);
        String itemReturnJob = "/api/itemreturnjobs/" + returnJob.<String>path("id");
        String itemReturn = itemReturnJob + "/itemreturns/"
                + Returns.add(returnJob, "OPEN", 1).<String>path("itemReturns[0].id");
        return List.of(
                Write.action(itemReturnJob, Map.of("name", "StartItemReturnJob")),
                new Write(
                        "POST",
                        itemReturn + "/actions",
                        itemReturnJob,
                        Map.of("name", "StartItemReturn"),
                        "itemReturnJobVersion"),
                Write.action(serviceJob, Map.of("name", "StartServiceJob")),
                Write.action(serviceJob, Map.of("name", "CancelServiceJob")),
                new Write("PATCH", service, Map.of("status", "INACTIVE")),
                Write.patch(service, Map.of("action", "ModifyCustomService", "status", "INACTIVE")),
                new Write(
                        "PATCH",
                        "/api/facilities/" + facility + "/customservices/" + customService,
                        Map.of("status", "INACTIVE")),
                Write.action(group, Map.of("name", "ADD_FACILITIES_TO_GROUP", "facilitiesToAdd", List.of(facility))),
                Write.action(
                        group, Map.of("name", "REMOVE_FACILITIES_FROM_GROUP", "facilitiesToRemove", List.of(facility))),
                new Write(
                        "PATCH",
                        group,
                        Map.of("tenantFacilityGroupId", "G" + facility, "nameLocalized", Map.of("en_US", "Other"))),
                new Write("PUT", zone, Map.of("name", "Other", "score", 2)),
                new Write("PUT", location, Places.locationWith(Map.of("name", "Other"))),
                Write.patch(location, Map.of("action", "ModifyStorageLocation", "name", "Other")),
                Write.action("/api/orders/" + order, Map.of("name", "CANCEL")),
                Write.action("/api/orders/" + order, Map.of("name", "UNLOCK")),
                new Write("PATCH", "/api/orders/" + order, Map.of("customAttributes", Map.of("a", "b"))),
                Write.action("/api/pickjobs/" + pickJob, Map.of("name", "ABORT")),
                Write.action("/api/pickjobs/" + pickJob, Map.of("name", "RESET")),
                Write.patch("/api/pickjobs/" + pickJob, Map.of("action", "ModifyPickJob", "status", "IN_PROGRESS")),
                Write.patch(
                        "/api/handoverjobs/" + handoverjob,
                        Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER")),
                new Write("PATCH", "/api/facilities/" + facility, Map.of("type", "MANAGED_FACILITY", "name", "Other")),
                Write.patch(
                        "/api/facilities/" + facility + "/listings/" + article,
                        Map.of("action", "ModifyListing", "title", "Other")),
                new Write(
                        "PUT",
                        "/api/stocks/" + stock,
                        Map.of("facilityRef", facility, "tenantArticleId", article, "value", 1)),
                Write.patch("/api/tags/" + tag, Map.of("action", "AddAllowedValueToTag", "allowedValue", "b")),
                Write.patch("/api/carriers/" + carrier, Map.of("action", "ModifyCarrier", "name", "Other")),
                Write.patch("/api/users/" + user, Map.of("action", "ModifyUser", "firstname", "Other")),
                sameAgain("/api/configurations/promises"),
                sameAgain("/api/configurations/ordercancelation"),
                sameAgain("/api/configurations/ordermodification"),
                sameAgain("/api/configurations/pickingtimes"),
                sameAgain("/api/carriers/" + carrier + "/configuration"));
    }

    /** Puts what is there. */
    private static Write sameAgain(String configuration) {
        Map<String, Object> present =
                new HashMap<>(Api.admin().get(configuration).jsonPath().getMap("$"));
        return new Write("PUT", configuration, present);
    }

    private static String handoverOf(String pickJob) {
        List<String> ids = Api.admin()
                .queryParam("pickJobRef", pickJob)
                .get("/api/handoverjobs")
                .path("handoverjobs.id");
        return ids.getFirst();
    }
}
