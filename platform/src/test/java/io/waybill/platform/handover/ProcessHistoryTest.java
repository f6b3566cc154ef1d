package io.waybill.platform.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The history of a process tells people what happened to an order, when, and who did it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ProcessHistoryTest {
    @Inject
    Network network;

    private final String article = "article-" + UUID.randomUUID();

    @Test
    void theHistoryTellsAnOrderFromItsCreationToItsHandover() {
        String store = network.store(50.9, 7.0);
        network.stock(store, article, 10);
        Carriage.carrier(store, true);
        Map<String, Object> body = OrderJson.order(article, 2);
        body.put("status", "LOCKED");
        JsonPath order = Api.admin()
                .body(body)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String id = order.getString("id");
        Map<String, Object> elsewhere = OrderJson.address();
        elsewhere.put("city", "Bonn");
        Api.admin()
                .body(Map.of("version", 1, "consumer", Map.of("addresses", List.of(elsewhere)), "comment", "moved"))
                .patch("/api/orders/" + id)
                .then()
                .statusCode(200);
        await("LOCKED plan", order, "/api/routingplans?orderRef=" + id, "routingPlans[0].status", "LOCKED");
        act("/api/orders/" + id, Map.of("name", "UNLOCK", "version", 2));
        String jobId = Api.admin().get("/api/pickjobs?orderRef=" + id).path("pickjobs[0].id");
        JsonPath job = Api.admin().get("/api/pickjobs/" + jobId).jsonPath();
        assertThat(job.getString("deliveryinformation.details.shipping.recipientaddress.city"))
                .isEqualTo("Bonn");
        String path = "/api/pickjobs/" + jobId;
        act(path, Map.of("name", "START", "version", 1));
        act(path, Map.of("name", "PAUSE", "version", 2));
        act(path, Map.of("name", "START", "version", 3));
        List<Map<String, Object>> lines = List.of(Map.of("id", job.getString("pickLineItems[0].id"), "picked", 2));
        act(path, Map.of("name", "PICK", "version", 4, "lineItems", lines));
        String parcel = Carriage.parcel(jobId).path("id");
        Carriage.addLabel(parcel, 1).then().statusCode(200);
        String handover = Api.admin()
                .queryParam("pickJobRef", jobId)
                .get("/api/handoverjobs")
                .path("handoverjobs[0].id");
        List<Map<String, Object>> handOver = List.of(Map.of("action", "ModifyHandoverjob", "status", "HANDED_OVER"));
        Api.admin()
                .body(Map.of("version", 1, "actions", handOver))
                .patch("/api/handoverjobs/" + handover)
                .then()
                .statusCode(200);

        JsonPath history = history(order);
        assertThat(history.<String>getList("historyLogs.eventType"))
                .containsExactly(
                        "LOCKED_ORDER_CREATED",
                        "CONSUMER_ADDRESS_CHANGED",
                        "ORDER_UNLOCKED",
                        "OPERATIVE_TASK_CREATED",
                        "PICKING_IN_PROGRESS",
                        "PICKING_PAUSED",
                        "PICKING_IN_PROGRESS",
                        "PICKING_DONE",
                        "PARCEL_CREATED",
                        "PARCEL_LABEL_REQUESTED",
                        "HANDOVER_CREATED",
                        "HANDOVER_DONE");
        assertThat(history.<String>getList("historyLogs.user.username")).containsOnly("admin");
        assertThat(history.<String>getList("historyLogs.payload.facility.name").stream()
                        .filter(name -> name != null))
                .hasSize(9)
                .containsOnly("Store " + store);
        assertThat(history.<String>getList("historyLogs[1].payload.changes[0].changedFields"))
                .containsExactly("city");
        assertThat(history.<String>getList("historyLogs.type").subList(0, 4))
                .containsExactly("ORDER_LIFECYCLE", "ORDER_MODIFICATION", "ORDER_LIFECYCLE", "FULFILLMENT");
        Api.admin()
                .queryParam("facilityName", "Store " + store)
                .queryParam("size", 2)
                .get("/api/processes/" + order.getString("processId") + "/historylogs")
                .then()
                .statusCode(200)
                .body("total", equalTo(9))
                .body("historyLogs[0].eventType", equalTo("HANDOVER_DONE"));
    }

    @Test
    void thePlatformSignsWhatItDoesOfItsOwnAccordAndAShortPickNamesWhatIsMissing() {
        String store = network.store(50.9, 7.0);
        network.stock(store, article, 10);
        JsonPath order = Api.admin()
                .body(OrderJson.order(article, 3))
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String jobs = "/api/pickjobs?orderRef=" + order.getString("id");
        await("pick job", order, jobs, "pickjobs[0].status", "OPEN");
        JsonPath job = Api.admin()
                .get("/api/pickjobs/" + Api.admin().get(jobs).<String>path("pickjobs[0].id"))
                .jsonPath();
        List<Map<String, Object>> lines = List.of(Map.of("id", job.getString("pickLineItems[0].id"), "picked", 1));
        act("/api/pickjobs/" + job.getString("id"), Map.of("name", "PICK", "version", 1, "lineItems", lines));

        JsonPath history = history(order);
        assertThat(history.<String>getList("historyLogs.eventType").subList(0, 3))
                .containsExactly("ORDER_CREATED", "OPERATIVE_TASK_CREATED", "PICKING_DONE_INCOMPLETE");
        assertThat(history.<String>getList("historyLogs.user.username").subList(0, 3))
                .containsExactly("admin", "SYSTEM", "admin");
        assertThat(history.getInt("historyLogs[2].payload.shortPickedItems[0].picked"))
                .isEqualTo(1);
    }

    @Test
    void aCancellationSaysWhy() {
        String reason = Api.admin()
                .body(Map.of("reasonLocalized", Map.of("en_US", "Changed my mind " + article)))
                .post("/api/cancelationreasons")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, Object> body = OrderJson.order(article, 1);
        body.put("status", "PROMISED");
        JsonPath order = Api.admin().body(body).post("/api/orders").jsonPath();
        act(
                "/api/orders/" + order.getString("id"),
                Map.of("name", "CANCEL", "version", 1, "cancelationReasonId", reason));

        JsonPath history = history(order);
        assertThat(history.<String>getList("historyLogs.eventType"))
                .containsExactly("DELIVERY_PROMISE_CREATED", "ORDER_CANCELLED");
        assertThat(history.getString("historyLogs[1].payload.cancelationReason.id"))
                .isEqualTo(reason);
    }

    private static JsonPath history(JsonPath order) {
        return Api.admin()
                .queryParam("orderBy", "TIMESTAMP_ASC")
                .queryParam("size", 50)
                .get("/api/processes/" + order.getString("processId") + "/historylogs")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void act(String path, Map<String, Object> action) {
        Api.admin().body(action).post(path + "/actions").then().statusCode(200);
    }

    private static void await(String what, JsonPath order, String url, String path, String value) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!value.equals(Api.admin().get(url).path(path))) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("No " + what + " of order " + order.getString("id"));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
