package io.waybill.platform.facilities;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CustomServicesTest {
    private static final Map<String, Object> QUESTION =
            Map.of("nameLocalized", Map.of("en_US", "Text"), "valueType", "STRING", "isMandatory", true);

    @Inject
    Network network;

    @Test
    void aServiceIsCreatedReadAndFoundByTheTenantsId() {
        Map<String, Object> body = Places.customServiceWith(Map.of(
                "descriptionLocalized",
                Map.of("de_DE", "Gravur", "en_US", "Engraving"),
                "additionalInformation",
                List.of(QUESTION),
                "executionTimeInMin",
                20,
                "customAttributes",
                Map.of("tool", "laser")));
        String id = Api.admin()
                .body(body)
                .post("/api/customservices")
                .then()
                .statusCode(201)
                .body("name", equalTo("Engraving"))
                .body("description", equalTo("Engraving"))
                .body("additionalInformation[0].name", equalTo("Text"))
                .body("version", equalTo(1))
                .extract()
                .path("id");
        get(id).statusCode(200).body("customAttributes.tool", equalTo("laser"));
        Api.admin()
                .queryParam("tenantCustomServiceId", body.get("tenantCustomServiceId"))
                .get("/api/customservices")
                .then()
                .statusCode(200)
                .body("customServices.id", contains(id))
                .body("total", equalTo(1));
        get("nobody").statusCode(404);
    }

    @Test
    void aTakenIdAWrongFieldAndTooManyQuestionsAreRefusedByName() {
        Map<String, Object> body = Places.customServiceWith(Map.of());
        Api.admin().body(body).post("/api/customservices").then().statusCode(201);
        refused(body, 409, "tenantCustomServiceId");
        refused(Places.customServiceWith(Map.of("status", "SOMETIMES")), 400, "status");
        refused(Places.customServiceWith(Map.of("executionTimeInMin", -1)), 400, "executionTimeInMin");
        refused(Places.customServiceWith(Map.of("nameLocalized", Map.of())), 400, "nameLocalized");
        List<Map<String, Object>> questions = new ArrayList<>();
        for (int question = 0; question < 16; question++) {
            questions.add(QUESTION);
        }
        refused(Places.customServiceWith(Map.of("additionalInformation", questions)), 400, "additionalInformation");
        Map<String, Object> twice = Map.of(
                "nameLocalized", Map.of("en_US", "T"), "valueType", "NUMBER", "tenantAdditionalInformationId", "t");
        refused(
                Places.customServiceWith(Map.of("additionalInformation", List.of(twice, twice))),
                409,
                "tenantAdditionalInformationId");
    }

    @Test
    void aServiceIsChangedByFieldsAndByActions() {
        String id = Places.customService();
        patch(id, Map.of("version", 1, "status", "INACTIVE", "nameLocalized", Map.of("en_US", "Wrapping")))
                .statusCode(200)
                .body("status", equalTo("INACTIVE"))
                .body("name", equalTo("Wrapping"))
                .body("itemsRequired", equalTo("MANDATORY"))
                .body("version", equalTo(2));
        patch(
                        id,
                        Map.of(
                                "version",
                                2,
                                "actions",
                                List.of(
                                        Map.of("action", "ModifyCustomService", "executionTimeInMin", 5),
                                        Map.of("action", "ModifyCustomService", "itemsRequired", "NONE"))))
                .statusCode(200)
                .body("executionTimeInMin", equalTo(5))
                .body("itemsRequired", equalTo("NONE"))
                .body("version", equalTo(3));
        patch(id, Map.of("version", 3, "actions", List.of(Map.of("action", "Else"))))
                .statusCode(400)
                .body("[0].summary", containsString("ModifyCustomService"));
        patch(id, Map.of("version", 3, "actions", List.of())).statusCode(400);
        patch(id, Map.of("status", "ACTIVE")).statusCode(400).body("[0].summary", containsString("version"));
        patch(id, Map.of("version", 3, "executionTimeInMin", -1)).statusCode(400);
    }

    @Test
    void questionsAreAskedReplacedAndTakenBack() {
        String id = Places.customService();
        String question = Api.admin()
                .body(QUESTION)
                .post("/api/customservices/" + id + "/additionalinformation")
                .then()
                .statusCode(201)
                .body("version", equalTo(2))
                .extract()
                .path("additionalInformation[0].id");
        String path = "/api/customservices/" + id + "/additionalinformation/" + question;
        Api.admin()
                .body(Map.of("nameLocalized", Map.of("en_US", "Size"), "valueType", "NUMBER"))
                .put(path)
                .then()
                .statusCode(200)
                .body("additionalInformation[0].id", equalTo(question))
                .body("additionalInformation[0].name", equalTo("Size"))
                .body("additionalInformation[0].isMandatory", nullValue());
        Api.admin().delete(path).then().statusCode(200).body("additionalInformation", empty());
        Api.admin().delete(path).then().statusCode(404);
        Api.admin().body(QUESTION).put(path).then().statusCode(404);
    }

    @Test
    void aFacilityIsConnectedChangedAndDisconnected() {
        String facility = network.store(50.94, 6.96);
        String service = Places.customService();
        String path = "/api/facilities/" + facility + "/customservices/" + service;
        Map<String, Object> active = Map.of("status", "ACTIVE", "executionTimeInMin", 30);
        Api.admin()
                .body(active)
                .post(path)
                .then()
                .statusCode(201)
                .body("facilityRef", equalTo(facility))
                .body("customServiceRef", equalTo(service))
                .body("version", equalTo(1));
        Api.admin().body(active).post(path).then().statusCode(409);
        Api.admin()
                .body(active)
                .post("/api/facilities/" + facility + "/customservices/nobody")
                .then()
                .statusCode(404);
        Api.admin()
                .body(active)
                .post("/api/facilities/nowhere/customservices/" + service)
                .then()
                .statusCode(404);
        Api.admin()
                .body(Map.of("version", 1, "status", "INACTIVE"))
                .patch(path)
                .then()
                .statusCode(200)
                .body("status", equalTo("INACTIVE"))
                .body("executionTimeInMin", equalTo(30))
                .body("version", equalTo(2));
        Api.admin().get(path).then().statusCode(200).body("status", equalTo("INACTIVE"));
        Api.admin()
                .get("/api/facilities/" + facility + "/customservices")
                .then()
                .statusCode(200)
                .body("facilityCustomServiceConnections.customServiceRef", contains(service))
                .body("total", equalTo(1));
        Api.admin().delete(path).then().statusCode(200);
        Api.admin().get(path).then().statusCode(404);
        Api.admin().delete(path).then().statusCode(404);
    }

    @Test
    void theConnectionsOfAFacilityGoWithIt() {
        String facility = network.store(50.94, 6.96);
        String service = Places.customService();
        Places.offer(facility, service);

        Api.admin().delete("/api/facilities/" + facility).then().statusCode(200);

        Api.admin()
                .get("/api/facilities/" + facility + "/customservices/" + service)
                .then()
                .statusCode(404);
        get(service).statusCode(200);
    }

    @Test
    void whoMayOnlyReadOrIsLimitedToFacilitiesMayNotDefineServices() {
        String id = Places.customService();
        Api.supervisor()
                .get("/api/customservices?size=500")
                .then()
                .statusCode(200)
                .body("customServices.id", hasItem(id));
        Api.supervisor()
                .body(Places.customServiceWith(Map.of()))
                .post("/api/customservices")
                .then()
                .statusCode(403);
        String here = network.store(50.94, 6.96);
        String elsewhere = network.store(48.14, 11.58);
        Api.withRoleAt("ADMINISTRATOR", here)
                .body(Places.customServiceWith(Map.of()))
                .post("/api/customservices")
                .then()
                .statusCode(403);
        Api.withRoleAt("ADMINISTRATOR", here)
                .body(Map.of("status", "ACTIVE"))
                .post("/api/facilities/" + elsewhere + "/customservices/" + id)
                .then()
                .statusCode(403);
    }

    private static ValidatableResponse get(String id) {
        return Api.admin().get("/api/customservices/" + id).then();
    }

    private static ValidatableResponse patch(String id, Map<String, Object> body) {
        return Api.admin().body(body).patch("/api/customservices/" + id).then();
    }

    private static void refused(Map<String, Object> body, int status, String named) {
        Api.admin()
                .body(body)
                .post("/api/customservices")
                .then()
                .statusCode(status)
                .body("[0].summary", containsString(named));
    }
}
