package io.waybill.platform.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
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

/** Service jobs as those who do them see them. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ServiceJobsTest {
    private final String shirt = "shirt-" + UUID.randomUUID();
    private String facility = "";
    private String engraving = "";
    private String question = "";

    @Inject
    Network network;

    @BeforeEach
    void openAStoreThatEngraves() {
        facility = network.store(50.9, 7.0);
        engraving = Workshop.service(facility, "Engraving", Map.of());
        question = Api.admin()
                .body(Map.of(
                        "nameLocalized",
                        Map.of("en_US", "Depth"),
                        "valueType",
                        "NUMBER",
                        "isMandatory",
                        true,
                        "tenantAdditionalInformationId",
                        "depth"))
                .post("/api/customservices/" + engraving + "/additionalinformation")
                .path("additionalInformation[0].id");
    }

    @Test
    void aJobMadeByHandIsHeldOpenedAndFinishedOnceItsQuestionsAreAnswered() {
        Response created = create(Map.of());
        created.then()
                .statusCode(201)
                .body("status", equalTo("OPEN"))
                .body("name", equalTo("Engraving"))
                .body("executionTimeInMin", equalTo(20))
                .body("additionalInformation[0].value", nullValue())
                .body("lineItems[0].recordableAttributes[0].keyLocalized.en_US", equalTo("Serial number"));
        String id = created.path("id");

        act(id, 1, "HoldServiceJob", Map.of()).statusCode(200).body("status", equalTo("WAITING_FOR_INPUT"));
        act(id, 2, "OpenServiceJob", Map.of()).statusCode(200).body("status", equalTo("OPEN"));
        act(id, 3, "OpenServiceJob", Map.of()).statusCode(422);
        act(id, 3, "StartServiceJob", Map.of()).statusCode(200).body("status", equalTo("IN_PROGRESS"));
        act(id, 4, "FinishServiceJob", Map.of()).statusCode(422).body("[0].summary", containsString(question));
        act(id, 4, "FinishServiceJob", answer("additionalInformationRef", question, "deep"))
                .statusCode(400)
                .body("[0].summary", containsString("must be a number"));
        act(id, 4, "FinishServiceJob", answer("additionalInformationRef", "nothing", 1))
                .statusCode(400)
                .body("[0].summary", containsString("does not ask for nothing"));
        act(id, 4, "FinishServiceJob", answer("tenantAdditionalInformationRef", "depth", 3))
                .statusCode(200)
                .body("status", equalTo("FINISHED"))
                .body("additionalInformation[0].value", equalTo(3))
                .body("editor.username", equalTo("admin"));
        act(id, 5, "CancelServiceJob", Map.of()).statusCode(422).body("[0].summary", containsString("FINISHED"));
        act(id, 1, "StartServiceJob", Map.of())
                .statusCode(409)
                .body("[0].requestVersion", equalTo(1))
                .body("[0].version", equalTo(5));
    }

    @Test
    void linesAreSplitAndWrittenOnAndUsersAssigned() {
        Response created = create(Map.of());
        String id = created.path("id");
        String line = created.path("lineItems[0].id");

        act(id, 1, "SPLIT_LINES_SERVICE_JOB", split(line, 1))
                .statusCode(200)
                .body("lineItems.quantity", contains(2, 1))
                .body("lineItems[1].originId", equalTo(line));
        act(id, 2, "SPLIT_LINES_SERVICE_JOB", split(line, 2)).statusCode(422);
        act(id, 2, "SPLIT_LINES_SERVICE_JOB", split("nothing", 1)).statusCode(400);
        String attribute = created.path("lineItems[0].recordableAttributes[0].id");
        act(
                        id,
                        2,
                        "UPDATE_SERVICE_JOB_LINE_ITEM_RECORDABLE_ATTRIBUTES",
                        Map.of(
                                "recordableAttributeUpdates",
                                List.of(Map.of("recordableAttributeId", attribute, "value", "SN-1"))))
                .statusCode(200)
                .body("lineItems[0].recordableAttributes[0].value", equalTo("SN-1"));
        act(id, 3, "REPLACE_ASSIGNED_USERS", Map.of("assignedUsers", List.of(Map.of("userId", "u-" + facility))))
                .statusCode(200);
        act(id, 4, "ADD_TARGET_TIME", Map.of("targetTime", "2026-11-24T13:00:00Z"))
                .statusCode(422);
        act(id, 4, "NoSuchAction", Map.of()).statusCode(400);

        list(Map.of("assignedUser", "u-" + facility)).body("serviceJobs.id", contains(id));
    }

    @Test
    void whatCannotBeMadeByHandIsRefusedByName() {
        refused(Map.of("customServiceRef", "nothing"), "customServiceRef nothing");
        refused(Map.of("lineItems", List.of()), "lineItems must not be empty");
        refused(Map.of("facilityRef", "nowhere"), "facilityRef nowhere");
        refused(Map.of("serviceJobLinkRef", "a"), "serviceJobLinkRef");
        refused(
                Map.of(
                        "requiredLineItems",
                        List.of(Map.of(
                                "quantity", 1, "article", Map.of("tenantArticleId", shirt, "title", "A shirt")))),
                "requiredLineItems");
        Map<String, Object> nameless = new HashMap<>(body());
        nameless.remove("customServiceRef");
        Api.admin()
                .body(nameless)
                .post("/api/servicejobs")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("customServiceRef or tenantCustomServiceId"));
        Api.admin().get("/api/servicejobs/" + UUID.randomUUID()).then().statusCode(404);
        act(UUID.randomUUID().toString(), 1, "StartServiceJob", Map.of()).statusCode(404);
    }

    @Test
    void jobsAreListedByWhatTheyAreAndSeenOnlyWhereOneWorks() {
        network.stock(facility, shirt, 5);
        String wrapping = Workshop.service(facility, "Wrapping", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility, Map.of(shirt, 2), List.of(Workshop.asked(wrapping, Map.of(shirt, 2), List.of()))));
        Workshop.pick(pickJob, Map.of());
        String ordered = Workshop.job(pickJob, "Wrapping").getString("id");
        String byHand = create(Map.of("targetTime", "2026-01-01T00:00:00Z")).path("id");

        list(Map.of("orderBy", "TARGET_TIME_ASC")).body("serviceJobs.id", contains(byHand, ordered));
        list(Map.of("orderBy", "LAST_MODIFIED_DESC", "size", "1"))
                .body("serviceJobs.id", contains(byHand))
                .body("total", equalTo(2));
        list(Map.of("orderBy", "TARGET_TIME_ASC", "startAfterId", byHand)).body("serviceJobs.id", contains(ordered));
        list(Map.of("channel", "COLLECT")).body("serviceJobs.id", contains(ordered));
        list(Map.of("channel", "SHIPPING")).body("serviceJobs", empty());
        list(Map.of("status", "FINISHED,IN_PROGRESS")).body("serviceJobs", empty());
        list(Map.of("searchTerm", "ada k")).body("serviceJobs.id", contains(ordered));
        list(Map.of("endTargetTime", "2026-01-02T00:00:00Z")).body("serviceJobs.id", contains(byHand));
        Api.admin().get("/api/servicejobs?orderBy=ID").then().statusCode(400);

        Api.withRoleAt("SUPERVISOR", network.store(50.9, 7.0))
                .get("/api/servicejobs/" + ordered)
                .then()
                .statusCode(403);
        Api.anonymous().get("/api/servicejobs").then().statusCode(401);
    }

    @Test
    void theJobsOfAPickJobAreLinkedInTheOrderInWhichTheyAreDone() {
        network.stock(facility, shirt, 5);
        String washing = Workshop.service(facility, "Washing", Map.of());
        String ironing = Workshop.service(facility, "Ironing", Map.of());
        String wrapping = Workshop.service(facility, "Wrapping", Map.of());
        JsonPath pickJob = Workshop.placed(Workshop.order(
                facility,
                Map.of(shirt, 3),
                List.of(Workshop.asked(
                        wrapping,
                        Map.of(shirt, 1),
                        List.of(
                                Workshop.asked(washing, Map.of(shirt, 1), List.of()),
                                Workshop.asked(ironing, Map.of(shirt, 1), List.of()))))));
        Workshop.pick(pickJob, Map.of());
        JsonPath first = Workshop.job(pickJob, "Washing");
        JsonPath second = Workshop.job(pickJob, "Ironing");
        JsonPath last = Workshop.job(pickJob, "Wrapping");
        String group = last.getString("linkedServiceJobsRef");

        Api.admin()
                .get("/api/linkedservicejobs/" + group)
                .then()
                .statusCode(200)
                .body("status", equalTo("OPEN"))
                .body("fullIdentifier", equalTo("Ada Klein"))
                .body("serviceJobLinks.serviceJobRef", contains(first.getString("id"), second.getString("id")))
                .body("serviceJobLinks[0].nextServiceJobLinks", empty())
                .body("serviceJobLinks[1].nextServiceJobLinks.serviceJobRef", contains(last.getString("id")))
                .body(
                        "serviceJobLinks[1].nextServiceJobLinks[0].previousServiceJobRefs",
                        contains(second.getString("id")))
                .body("serviceJobLinks[1].nextServiceJobLinks[0].id", equalTo(last.getString("serviceJobLinkRef")))
                .body("includedServiceJobRefs.size()", equalTo(3));

        Workshop.act(first.getString("id"), "StartServiceJob").statusCode(200);
        Api.admin()
                .queryParam("facilityIds", facility)
                .queryParam("status", "IN_PROGRESS")
                .queryParam("channel", "COLLECT")
                .queryParam("searchTerm", "klein")
                .queryParam("modifiedByUsername", "admin")
                .queryParam("orderBy", "TARGET_TIME_ASC")
                .get("/api/linkedservicejobs")
                .then()
                .statusCode(200)
                .body("linkedServiceJobs.id", contains(group))
                .body("total", equalTo(1));
        searched(Map.of("serviceName", Map.of("contains", Map.of("eq", "Ironing"))), group);
        searched(Map.of("articleTitles", Map.of("contains", Map.of("eq", "A thing"))), group);
        searched(Map.of("consumerName", Map.of("like", "Klein")), group);
        searched(Map.of("tenantOrderId", Map.of("eq", pickJob.getString("tenantOrderId"))), group);
        searched(
                Map.of("usersModificationHistory", Map.of("contains", Map.of("username", Map.of("eq", "admin")))),
                group);
        for (String name : List.of("Washing", "Ironing", "Wrapping")) {
            Workshop.act(Workshop.job(pickJob, name).getString("id"), "FinishServiceJob")
                    .statusCode(200);
        }
        Api.admin().get("/api/linkedservicejobs/" + group).then().body("status", equalTo("FINISHED"));
        Api.admin().get("/api/linkedservicejobs/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void aFacilityWithOpenServicesIsNotDeleted() {
        create(Map.of());
        Response answer = Api.admin().delete("/api/facilities/" + facility);
        assertThat(answer.statusCode()).isBetween(400, 422);
        assertThat(answer.asString()).contains("open service jobs");
    }

    private void searched(Map<String, Object> query, String group) {
        Map<String, Object> here = new HashMap<>(query);
        here.put("facilityRef", Map.of("eq", facility));
        Api.admin()
                .body(Map.of("query", here, "sort", List.of(Map.of("targetTime", "ASC"))))
                .post("/api/linkedservicejobs/search")
                .then()
                .statusCode(200)
                .body("linkedServiceJobs.id", contains(group));
    }

    private ValidatableResponse list(Map<String, String> filters) {
        return Api.admin()
                .queryParams(filters)
                .queryParam("facilityRef", facility)
                .get("/api/servicejobs")
                .then()
                .statusCode(200);
    }

    private void refused(Map<String, Object> more, String named) {
        create(more).then().statusCode(400).body("[0].summary", containsString(named));
    }

    private Response create(Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(body());
        body.putAll(more);
        return Api.admin().body(body).post("/api/servicejobs");
    }

    private Map<String, Object> body() {
        return Map.of(
                "facilityRef",
                facility,
                "targetTime",
                "2026-11-24T12:00:00Z",
                "customServiceRef",
                engraving,
                "lineItems",
                List.of(Map.of(
                        "article",
                        Map.of("tenantArticleId", shirt, "title", "A shirt"),
                        "quantity",
                        3,
                        "recordableAttributes",
                        List.of(Map.of(
                                "keyLocalized", Map.of("en_US", "Serial number"), "recordingRule", "OPTIONAL")))));
    }

    private static Map<String, Object> answer(String by, String name, Object value) {
        return Map.of("additionalInformation", List.of(Map.of(by, name, "value", value)));
    }

    private static Map<String, Object> split(String line, int quantity) {
        return Map.of("splitLineItemsInfo", List.of(Map.of("lineItemId", line, "quantity", quantity)));
    }

    private static ValidatableResponse act(String id, int version, String name, Map<String, Object> more) {
        Map<String, Object> action = new HashMap<>(more);
        action.put("name", name);
        action.put("version", version);
        return Workshop.act(id, action).then();
    }
}
