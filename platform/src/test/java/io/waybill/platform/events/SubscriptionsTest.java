package io.waybill.platform.events;

import static io.waybill.platform.test.Api.admin;
import static io.waybill.platform.test.Api.supervisor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waybill.platform.test.PostgresTestResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SubscriptionsTest {
    private static final String URL = "http://127.0.0.1:9/hook";
    private final List<String> made = new ArrayList<>();

    @AfterEach
    void unsubscribe() {
        made.forEach(id -> admin().delete("/api/subscriptions/" + id));
    }

    @Test
    void the_deprecated_form_and_the_target_form_are_both_read_back() {
        List<Map<String, String>> headers = List.of(Map.of("key", "Authorization", "value", "Basic abc"));
        String legacy = id(subscribe(Map.of(
                "name", "CTC_STOW_JOB_OPENED", "event", "STOW_JOB_OPENED", "callbackUrl", URL, "headers", headers)));
        String current = id(subscribe(Map.of(
                "name", "new form",
                "event", "STOW_JOB_OPENED",
                "target", Map.of("type", "WEBHOOK", "callbackUrl", URL, "headers", headers))));
        Response list = admin().get("/api/subscriptions?size=500");
        list.then().statusCode(200).body("total", notNullValue());
        for (String id : List.of(legacy, current)) {
            Map<String, Object> found = list.jsonPath().<Map<String, Object>>getList("subscriptions").stream()
                    .filter(subscription -> subscription.get("id").equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(found).containsEntry("callbackUrl", URL).containsEntry("headers", headers);
            assertThat(found.get("target"))
                    .isEqualTo(Map.of("type", "WEBHOOK", "callbackUrl", URL, "headers", headers));
            assertThat(found).containsKey("created").doesNotContainKeys("version", "secret");
        }
        admin().delete("/api/subscriptions/" + legacy).then().statusCode(200).body("id", equalTo(legacy));
        admin().delete("/api/subscriptions/" + legacy).then().statusCode(404);
    }

    @Test
    void five_subscriptions_to_an_event_are_possible_and_no_race_makes_it_six() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Response>> tries = new ArrayList<>();
            for (int attempt = 0; attempt < 12; attempt++) {
                tries.add(() -> subscribe(Map.of("name", "n", "event", "STOW_JOB_CLOSED", "callbackUrl", URL)));
            }
            admin();
            int created = 0;
            for (Future<Response> answer : threads.invokeAll(tries)) {
                int status = answer.get().statusCode();
                assertThat(status).isIn(201, 400);
                created += status == 201 ? 1 : 0;
            }
            assertThat(created).isEqualTo(5);
        }
        subscribe(Map.of("name", "n", "event", "STOW_JOB_CLOSED", "callbackUrl", URL))
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("STOW_JOB_CLOSED"));
        admin().delete("/api/subscriptions/" + made.getFirst()).then().statusCode(200);
        subscribe(Map.of("name", "n", "event", "STOW_JOB_CLOSED", "callbackUrl", URL))
                .then()
                .statusCode(201);
    }

    @Test
    void unfit_subscriptions_are_refused_and_the_answer_names_the_field() {
        Map<String, Object> good = Map.of("name", "n", "event", "STOW_JOB_PAUSED", "callbackUrl", URL);
        refused(with(good, "event", "ORDER_CANCELED"), "event");
        refused(with(good, "name", ""), "name");
        refused(with(good, "callbackUrl", "ftp://example.com/x"), "callbackUrl");
        refused(with(good, "callbackUrl", "not a url"), "callbackUrl");
        refused(with(good, "callbackUrl", "http://user:secret@example.com/"), "callbackUrl");
        refused(with(good, "callbackUrl", "http://169.254.169.254/latest/meta-data"), "callbackUrl");
        refused(with(good, "callbackUrl", null), "target");
        refused(
                with(good, "target", Map.of("type", "GOOGLE_CLOUD_PUB_SUB", "projectId", "p", "topicId", "t")),
                "target.type");
        refused(with(good, "target", "text"), "target");
        refused(with(good, "target", Map.of("type", "WEBHOOK", "callbackUrl", "http://127.0.0.1:10/")), "differ");
        refused(with(good, "headers", List.of(Map.of("key", "Host", "value", "x"))), "headers");
        refused(with(good, "headers", List.of(Map.of("key", "A b", "value", "x"))), "headers");
        refused(with(good, "headers", List.of(Map.of("key", "A", "value", "x\r\nInjected: y"))), "headers");
        refused(with(good, "contexts", List.of(Map.of("type", "FACILITY_GROUP", "values", List.of("g")))), "contexts");
        refused(with(good, "contexts", List.of(Map.of("type", "FACILITY", "values", List.of()))), "contexts");
    }

    @Test
    void supported_events_are_listed_and_only_administrators_subscribe() {
        admin().get("/api/supportedevents")
                .then()
                .statusCode(200)
                .body("supportedEvents.event", hasItem("PICK_JOB_PICKING_FINISHED"));
        supervisor()
                .body(Map.of("name", "n", "event", "STOW_JOB_PAUSED", "callbackUrl", URL))
                .post("/api/subscriptions")
                .then()
                .statusCode(403);
        supervisor().get("/waybill/events").then().statusCode(403);
    }

    @Test
    void a_secret_is_replaced_on_request() {
        String id = id(subscribe(Map.of("name", "n", "event", "STOW_JOB_PAUSED", "callbackUrl", URL)));
        String path = "/waybill/subscriptions/" + id + "/secret";
        String before = admin().get(path).then().statusCode(200).extract().path("secret");
        String after = admin().post(path).then().statusCode(200).extract().path("secret");
        assertThat(after).startsWith("whsec_").isNotEqualTo(before);
        admin().get(path).then().body("secret", equalTo(after));
        admin().get("/waybill/subscriptions/none/secret").then().statusCode(404).body("[0].version", nullValue());
    }

    private void refused(Map<String, Object> body, String said) {
        subscribe(body).then().statusCode(400).body("[0].summary", containsString(said));
    }

    private static Map<String, Object> with(Map<String, Object> fields, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(fields);
        changed.put(field, value);
        return changed;
    }

    private synchronized void remember(String id) {
        made.add(id);
    }

    private Response subscribe(Map<String, Object> body) {
        Response answer = admin().body(body).post("/api/subscriptions");
        if (answer.statusCode() == 201) {
            remember(answer.path("id"));
        }
        return answer;
    }

    private static String id(Response answer) {
        return answer.then().statusCode(201).extract().path("id");
    }
}
