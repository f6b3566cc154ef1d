package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.place;
import static io.waybill.platform.routing.PlacedOrders.plansOf;
import static io.waybill.platform.routing.PlacedOrders.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RoutingJournalsTest {
    @Inject
    Network network;

    @Inject
    Database database;

    @Inject
    RoutingRetention retention;

    @Inject
    MovableClock clock;

    private final String article = "article-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();

    @AfterEach
    void setClockBack() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void theFirstRoutingOfAnOrderIsOneEntryWithAllItsPlansAndEachPlanHasItsDecision() {
        JsonPath order = split();

        JsonPath journals = journalsOf(order);
        assertThat(journals.getInt("total")).isOne();
        assertThat(journals.getString("routingJournals[0].changeType")).isEqualTo("INITIAL");
        assertThat(journals.getString("routingJournals[0].processRef")).isEqualTo(order.getString("processId"));
        assertThat(journals.getList("routingJournals[0].routingPlanRefs")).hasSize(2);
        String plan = journals.getString("routingJournals[0].routingPlanRefs[0]");
        Api.admin()
                .get("/api/routing/journals/" + journals.getString("routingJournals[0].id"))
                .then()
                .statusCode(200)
                .body("orderRef", equalTo(order.getString("id")));
        for (Map.Entry<String, String> filter : Map.of(
                        "orderRef", order.getString("id"),
                        "processRef", order.getString("processId"),
                        "tenantOrderId", order.getString("tenantOrderId"))
                .entrySet()) {
            Api.admin()
                    .queryParam(filter.getKey(), filter.getValue())
                    .get("/api/routing/decisionlogs")
                    .then()
                    .statusCode(200)
                    .body("total", equalTo(2))
                    .body("decisionLogs[0].relatedRefs.orderRef", equalTo(order.getString("id")))
                    .body("decisionLogs[0].sourcingOptions[0].transfers", hasSize(1));
        }
        Api.admin()
                .queryParam("routingPlanRef", plan)
                .get("/api/routing/decisionlogs")
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("decisionLogs[0].relatedRefs.runId", equalTo(journals.getString("routingJournals[0].runId")));
    }

    @Test
    void theListOfDecisionsIsPaged() {
        JsonPath order = split();

        JsonPath first = Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .queryParam("size", 1)
                .get("/api/routing/decisionlogs")
                .then()
                .statusCode(200)
                .body("total", equalTo(2))
                .extract()
                .jsonPath();
        JsonPath second = Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .queryParam("size", 1)
                .queryParam("startAfterId", first.getString("decisionLogs[0].id"))
                .get("/api/routing/decisionlogs")
                .then()
                .statusCode(200)
                .body("decisionLogs", hasSize(1))
                .extract()
                .jsonPath();
        assertThat(second.getString("decisionLogs[0].id")).isNotEqualTo(first.getString("decisionLogs[0].id"));
        Api.admin()
                .queryParam("startAfterId", "something")
                .get("/api/routing/decisionlogs")
                .then()
                .statusCode(400);
        Api.admin()
                .queryParam("size", 501)
                .get("/api/routing/decisionlogs")
                .then()
                .statusCode(400);
    }

    @Test
    void whatAPersonAssignsIsNotedAsThat() {
        String store = network.store(50.94, 6.96);
        JsonPath order = place(OrderJson.order(article, 1));
        plansOf(order, found -> found.getString("routingPlans[0].status").equals("RETRYABLE"));
        assertThat(journalsOf(order).getInt("total")).isZero();

        Api.admin()
                .body(Map.of("name", "ASSIGN_FACILITY_TO_PROCESS", "facilityRef", store, "version", 1))
                .post("/api/processes/" + order.getString("processId") + "/actions")
                .then()
                .statusCode(200);

        assertThat(routed(order)).isEqualTo(Map.of(store, 1));
        assertThat(journalsOf(order).getList("routingJournals.changeType"))
                .isEqualTo(List.of("PROCESS_MANUAL_ASSIGNED"));
    }

    @Test
    void wrongQuestionsAreRefused() {
        Api.admin().get("/api/routing/journals/no-such-entry").then().statusCode(404);
        Api.admin().queryParam("size", 101).get("/api/routing/journals").then().statusCode(400);
        Api.anonymous().get("/api/routing/journals").then().statusCode(401);
        Api.admin()
                .queryParam("orderRef", "no-such-order")
                .get("/api/routing/journals")
                .then()
                .statusCode(200)
                .body("routingJournals", empty());
    }

    @Test
    void whatExplainsRoutingIsDeletedWhenItsTimeHasCome() {
        JsonPath order = split();
        String log = plansOf(order, found -> true).getString("routingPlans[0].decisionLogs[0].url");
        String options = Api.admin()
                .body(Map.of("order", Map.of("consumer", Map.of())))
                .post("/api/routing/sourcingoptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        deleteAfter(Duration.ofDays(6));
        Api.admin().get("/api/routing/sourcingoptions/" + options).then().statusCode(200);
        deleteAfter(Duration.ofDays(8));
        Api.admin().get("/api/routing/sourcingoptions/" + options).then().statusCode(404);
        Api.admin().get(log).then().statusCode(200);
        deleteAfter(Duration.ofDays(91));
        Api.admin().get(log).then().statusCode(404);
        assertThat(journalsOf(order).getInt("total")).isOne();
        deleteAfter(Duration.ofDays(366));
        assertThat(journalsOf(order).getInt("total")).isZero();
    }

    /** What the timer does when so much time has passed. Requests come before and after: tokens do not last that long. */
    private void deleteAfter(Duration time) {
        clock.setAhead(time);
        assertThat(retention.due("all", "")).isAfter(clock.instant());
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void theDeletionIsADurableTimer() {
        int timers = database.read(handle -> handle.createQuery(
                        "select count(*) from scheduled_tasks where task_name = 'routing-retention'")
                .mapTo(Integer.class)
                .one());
        assertThat(timers).isOne();
    }

    /** An order that two facilities serve. */
    private JsonPath split() {
        network.stock(network.store(50.94, 6.96), article, 5);
        network.stock(network.store(48.14, 11.58), other, 5);
        Map<String, Object> body = OrderJson.order();
        body.put("orderLineItems", List.of(OrderJson.line(article, 2), OrderJson.line(other, 1)));
        JsonPath order = place(body);
        assertThat(routed(order)).hasSize(2);
        return order;
    }

    private static JsonPath journalsOf(JsonPath order) {
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routing/journals")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
