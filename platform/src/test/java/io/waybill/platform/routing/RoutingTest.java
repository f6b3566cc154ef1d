package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RoutingTest {
    @Inject
    Database database;

    @Inject
    Network network;

    @Inject
    MovableClock clock;

    private final String article = "article-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();

    @AfterEach
    void setClockBack() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void theNearerFacilityGetsTheOrderAndTheStockIsReservedThere() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(far, article, 5);

        JsonPath order = place(OrderJson.order(article, 2));

        JsonPath plan = plan(order, "ROUTED");
        assertThat(plan.getString("facilityRef")).isEqualTo(near);
        assertThat(network.reserved(article)).isEqualTo(Map.of(near, 2));
        assertThat(eventsOf(plan.getString("id"))).containsExactly("ROUTING_PLAN_ROUTED");
        Api.admin()
                .get(plan.getString("decisionLogs[0].url"))
                .then()
                .statusCode(200)
                .body("facilityDecisions[0].facility.facilityRef", equalTo(near))
                .body("facilityDecisions[0].isBestRated", equalTo(true))
                .body("results.assignedItems[0].quantity", equalTo(2))
                .body("statistics.fenceStatistics.size()", greaterThan(0));
        Api.admin()
                .get("/api/processes/" + order.getString("processId"))
                .then()
                .statusCode(200)
                .body("domsStatuses.status", equalTo("FINISHED"))
                .body("routingPlanRefs", hasSize(1));
    }

    @Test
    void whatOneFacilityDoesNotHaveIsSplitOffAndServedByAnother() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(far, other, 5);
        Map<String, Object> body = OrderJson.order(article, 2);
        body.put("orderLineItems", List.of(OrderJson.line(article, 2), OrderJson.line(other, 1)));

        JsonPath order = place(body);

        JsonPath plans = plans(
                order,
                found -> found.getList("routingPlans.findAll { it.status == 'ROUTED' }")
                                .size()
                        == 2);
        assertThat(network.reserved(article)).isEqualTo(Map.of(near, 2));
        assertThat(network.reserved(other)).isEqualTo(Map.of(far, 1));
        String parent = plans.getString("routingPlans.find { it.parentRoutingPlanRef == null }.id");
        String child = plans.getString("routingPlans.find { it.parentRoutingPlanRef != null }.id");
        assertThat(plans.getString("routingPlans.find { it.id == '" + parent + "' }.childRoutingPlanRef"))
                .isEqualTo(child);
        assertThat(eventsOf(parent)).containsExactly("ROUTING_PLAN_SPLITTED", "ROUTING_PLAN_ROUTED");
        Api.admin()
                .queryParam("processRef", order.getString("processId"))
                .get("/api/routingplansgraph")
                .then()
                .statusCode(200)
                .body("edges[0].reason", equalTo("SPLIT"));
    }

    @Test
    void anOrderNobodyCanServeIsRoutedAsSoonAsStockArrives() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 0);
        JsonPath order = place(OrderJson.order(article, 2));
        plan(order, "RETRYABLE");

        network.stock(store, article, 2);

        assertThat(plan(order, "ROUTED").getString("facilityRef")).isEqualTo(store);
    }

    @Test
    void stockThatArrivesWhileAPlanIsBeingDecidedIsFoundSoonAfter() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 0);
        JsonPath order = place(OrderJson.order(article, 2));
        String planId = plan(order, "RETRYABLE").getString("id");
        // Holds the plan as another node does that decides it on the old numbers.
        database.inTransaction(transaction -> {
            transaction
                    .handle()
                    .createQuery("select plan_id from routing_queue where plan_id = :id for update")
                    .bind("id", planId)
                    .mapTo(String.class)
                    .one();
            network.stock(store, article, 2);
        });

        assertThat(plan(order, "ROUTED").getString("facilityRef")).isEqualTo(store);
    }

    @Test
    void anOrderForAnArticleOnBackorderWaits() {
        String store = network.store(50.94, 6.96);
        network.list(store, article, Map.of("outOfStockBehaviour", "BACKORDER"));

        JsonPath plan = plan(place(OrderJson.order(article, 1)), "WAITING");

        assertThat(eventsOf(plan.getString("id"))).containsExactly("ROUTING_PLAN_WAITING");
    }

    @Test
    void whatTheFacilityHasIsReservedAndTheRestWaitsAsAPlanOfItsOwn() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 3);

        JsonPath plans = plans(
                place(OrderJson.order(article, 5)),
                found -> found.getList("routingPlans").size() == 2);

        assertThat(plans.getInt("routingPlans.find { it.status == 'ROUTED' }.orderLineItems[0].quantity"))
                .isEqualTo(3);
        assertThat(plans.getInt("routingPlans.find { it.status == 'RETRYABLE' }.orderLineItems[0].quantity"))
                .isEqualTo(2);
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 3));
    }

    @Test
    void aPlanIsGivenUpAfterTheTimeOfTheStrategyAndCanBeRetried() {
        JsonPath order = place(OrderJson.order(article, 1));
        String id = plan(order, "RETRYABLE").getString("id");
        clock.setAhead(Duration.ofHours(8).plusMinutes(2));
        await(() -> eventsOf(id).contains("ROUTING_PLAN_NOT_ROUTABLE"));
        clock.setAhead(Duration.ZERO);

        JsonPath plan = plan(order, "NOT_ROUTABLE");
        assertThat(eventsOf(plan.getString("id"))).contains("ROUTING_PLAN_NOT_ROUTABLE");
        Api.admin().post("/api/processes/retrynotroutable").then().statusCode(204);
        plan(order, "RETRYABLE");
    }

    @Test
    void aLockedOrderIsReservedAndMayBePickedOnlyAfterUnlocking() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        Map<String, Object> body = OrderJson.order(article, 2);
        body.put("status", "LOCKED");
        JsonPath order = place(body);

        assertThat(plan(order, "LOCKED").getString("pickJobRef")).isNull();
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 2));
        assertThat(pickJobs(order)).isZero();

        act(order, Map.of("name", "UNLOCK", "version", 1)).statusCode(200);
        assertThat(plan(order, "ROUTED").getString("pickJobRef")).isNotNull();
        assertThat(pickJobs(order)).isOne();
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 2));
    }

    @Test
    void aPromiseThatNobodyConfirmsEndsByItselfAndGivesTheStockBack() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        Map<String, Object> body = OrderJson.order(article, 2);
        body.put("status", "PROMISED");
        body.put(
                "promisesOptions",
                Map.of("validUntil", Instant.now().plusSeconds(90).toString()));
        JsonPath order = place(body);
        plan(order, "PROMISED");
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 2));

        clock.setAhead(Duration.ofMinutes(3));
        await(() -> Api.admin()
                .get("/api/orders/" + order.getString("id"))
                .then()
                .extract()
                .path("status")
                .equals("CANCELLED"));

        assertThat(network.reserved(article)).isEmpty();
        assertThat(eventsOf(order.getString("id"))).containsExactly("ORDER_CREATED", "ORDER_CANCELLED_BY_EXPIRY");
    }

    @Test
    void aConfirmedPromiseIsPickedAndItsTimerDoesNothing() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        Map<String, Object> body = OrderJson.order(article, 2);
        body.put("status", "PROMISED");
        JsonPath order = place(body);
        plan(order, "PROMISED");
        String tenantOrderId = "T-" + UUID.randomUUID();

        act(order, Map.of("name", "EXTEND_PROMISE", "version", 1)).statusCode(200);
        act(order, Map.of("name", "CONFIRM_PROMISE", "version", 2, "tenantOrderId", tenantOrderId))
                .statusCode(200)
                .body("status", equalTo("OPEN"))
                .body("tenantOrderId", equalTo(tenantOrderId));

        plan(order, "ROUTED");
        assertThat(pickJobs(order)).isOne();
    }

    @Test
    void cancellingGivesBackExactlyWhatWasReserved() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        JsonPath order = place(OrderJson.order(article, 2));
        JsonPath plan = plan(order, "ROUTED");

        act(order, Map.of("name", "CANCEL", "version", 1)).statusCode(200);

        plan(order, "CANCELED");
        assertThat(network.reserved(article)).isEmpty();
        assertThat(network.balance(article)).containsExactly(5, 0);
        assertThat(eventsOf(plan.getString("id"))).containsExactly("ROUTING_PLAN_ROUTED", "ROUTING_PLAN_CANCELLED");
        Api.admin()
                .get("/api/processes/" + order.getString("processId"))
                .then()
                .body("statuses.status", equalTo("CANCELED"));
    }

    @Test
    void aSuspendedFacilityGetsNothingNewAndFinishesWhatItHasAndAnOfflineOneGetsNothing() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        JsonPath before = place(OrderJson.order(article, 1));
        JsonPath plan = plan(before, "ROUTED");
        assertThat(plan.getString("facilityRef")).isEqualTo(near);

        status(near, 1, "SUSPENDED");
        assertThat(plan(place(OrderJson.order(article, 1)), "ROUTED").getString("facilityRef"))
                .isEqualTo(far);
        Api.admin()
                .body(Map.of("name", "START", "version", 1))
                .post("/api/pickjobs/" + plan.getString("pickJobRef") + "/actions")
                .then()
                .statusCode(200)
                .body("status", equalTo("IN_PROGRESS"));

        status(far, 1, "OFFLINE");
        JsonPath waits = place(OrderJson.order(article, 1));
        plan(waits, "RETRYABLE");
        processAction(waits, Map.of("name", "ASSIGN_FACILITY_TO_PROCESS", "version", 1, "facilityRef", far))
                .statusCode(400);
        status(near, 2, "ONLINE");
        assertThat(plan(place(OrderJson.order(article, 1)), "ROUTED").getString("facilityRef"))
                .isEqualTo(near);
    }

    private static void status(String facility, int version, String status) {
        Api.admin()
                .body(Map.of("version", version, "type", "MANAGED_FACILITY", "status", status))
                .patch("/api/facilities/" + facility)
                .then()
                .statusCode(200)
                .body("status", equalTo(status));
    }

    @Test
    void aCollectedOrderGoesToItsFacilityHoweverFar() {
        String near = network.store(50.94, 6.96);
        String wanted = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(wanted, article, 5);
        Map<String, Object> body = OrderJson.order(article, 1);
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("tenantFacilityId", "T-" + wanted))));

        assertThat(plan(place(body), "ROUTED").getString("facilityRef")).isEqualTo(wanted);
    }

    @Test
    void aPersonCanAssignAPlanThatWaitsWhateverTheStock() {
        String store = network.store(50.94, 6.96);
        JsonPath order = place(OrderJson.order(article, 1));
        plan(order, "RETRYABLE");

        Map<String, Object> assign = Map.of("name", "ASSIGN_FACILITY_TO_PROCESS", "version", 1, "facilityRef", store);
        processAction(order, Map.of("name", "ASSIGN_FACILITY_TO_PROCESS", "version", 1, "facilityRef", "nowhere"))
                .statusCode(400);
        processAction(order, assign).statusCode(200);

        JsonPath plan = plan(order, "ROUTED");
        assertThat(plan.getString("facilityRef")).isEqualTo(store);
        assertThat(plan.getString("runType")).isEqualTo("PROCESS_MANUALASSIGNMENT");
        assertThat(pickJobs(order)).isOne();
        processAction(order, assign).statusCode(409);
    }

    @Test
    void aPlanThatWaitsCanBePatchedToAFacility() {
        String store = network.store(50.94, 6.96);
        JsonPath order = place(OrderJson.order(article, 1));
        JsonPath plan = plan(order, "RETRYABLE");
        String path = "/api/routingplans/" + plan.getString("id");
        Map<String, Object> action = Map.of("action", "ModifyRoutingPlan", "facilityRef", store);

        Api.admin()
                .body(Map.of("version", 99, "actions", List.of(action)))
                .patch(path)
                .then()
                .statusCode(409);
        Api.admin()
                .body(Map.of("version", plan.getInt("version"), "actions", List.of(action)))
                .patch(path)
                .then()
                .statusCode(200)
                .body("status", equalTo("ROUTED"))
                .body("facilityRef", equalTo(store));
        Api.admin()
                .body(Map.of("query", Map.of("orderRef", Map.of("eq", order.getString("id")))))
                .post("/api/routingplans/search")
                .then()
                .statusCode(200)
                .body("routingPlans[0].id", equalTo(plan.getString("id")));
    }

    @Test
    void changedLinesAreRoutedAnewAndTheOldPlanIsObsolete() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 9);
        int version = Api.admin()
                .get("/api/configurations/ordermodification")
                .then()
                .extract()
                .path("version");
        Api.admin()
                .body(Map.of("allowOrderLineItemModification", true, "version", version))
                .put("/api/configurations/ordermodification");
        JsonPath order = place(OrderJson.order(article, 2));
        plan(order, "ROUTED");

        Api.admin()
                .body(Map.of(
                        "version",
                        1,
                        "orderLineItems",
                        List.of(Map.of("id", order.getString("orderLineItems[0].id"), "quantity", 4))))
                .patch("/api/orders/" + order.getString("id"))
                .then()
                .statusCode(200);

        JsonPath plans = plans(
                order,
                found -> found.getList("routingPlans.findAll { it.status == 'ROUTED' }")
                                .size()
                        == 1);
        assertThat(plans.getString("routingPlans.find { it.status == 'OBSOLETE' }.statusReasons[0].reason"))
                .isEqualTo("ORDER_MODIFIED");
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 4));
    }

    @Test
    void ordersAndCancellationsAtOnceNeverOversellAndLeaveNothingBehind() throws Exception {
        String one = network.store(50.94, 6.96);
        String two = network.store(48.14, 11.58);
        network.stock(one, article, 15);
        network.stock(two, article, 10);
        List<Callable<JsonPath>> senders = new ArrayList<>();
        for (int sender = 0; sender < 40; sender++) {
            boolean cancels = sender % 2 == 0;
            senders.add(() -> {
                JsonPath order = place(OrderJson.order(article, 1));
                if (cancels) {
                    act(order, Map.of("name", "CANCEL", "version", 1)).statusCode(200);
                }
                return order;
            });
        }
        List<JsonPath> orders = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JsonPath> order : executor.invokeAll(senders)) {
                orders.add(order.get());
            }
        }

        await(() -> network.reserved(article).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                == 20);
        assertThat(network.balance(article)).containsExactly(25, 20);
        for (JsonPath order : orders) {
            String status = Api.admin()
                    .get("/api/orders/" + order.getString("id"))
                    .then()
                    .extract()
                    .path("status");
            plan(order, status.equals("CANCELLED") ? "CANCELED" : "ROUTED");
        }
        for (JsonPath order : orders) {
            if (Api.admin()
                    .get("/api/orders/" + order.getString("id"))
                    .then()
                    .extract()
                    .path("status")
                    .equals("OPEN")) {
                act(order, Map.of("name", "CANCEL", "version", 1)).statusCode(200);
            }
        }
        assertThat(network.reserved(article)).isEmpty();
        assertThat(network.balance(article)).containsExactly(25, 0);
    }

    @Test
    void moreOrdersThanStockLeaveExactlyTheSurplusWaiting() throws Exception {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 7);
        List<Callable<JsonPath>> senders = new ArrayList<>();
        for (int sender = 0; sender < 12; sender++) {
            senders.add(() -> place(OrderJson.order(article, 1)));
        }
        List<JsonPath> orders = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<JsonPath> order : executor.invokeAll(senders)) {
                orders.add(order.get());
            }
        }

        await(() -> statuses(orders).stream().noneMatch("INITIAL"::equals));
        assertThat(statuses(orders)).filteredOn("ROUTED"::equals).hasSize(7);
        assertThat(statuses(orders)).filteredOn("RETRYABLE"::equals).hasSize(5);
        assertThat(network.balance(article)).containsExactly(7, 7);
    }

    private List<String> statuses(List<JsonPath> orders) {
        return orders.stream()
                .map(order -> plansNow(order).getString("routingPlans[0].status"))
                .toList();
    }

    private int pickJobs(JsonPath order) {
        return database.read(
                handle -> handle.createQuery("select count(*) from pick_job where document ->> 'orderRef' = :id")
                        .bind("id", order.getString("id"))
                        .mapTo(Integer.class)
                        .one());
    }

    private static JsonPath place(Map<String, Object> body) {
        return Api.admin()
                .body(body)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .body("id", notNullValue())
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse act(JsonPath order, Map<String, Object> action) {
        return Api.admin()
                .body(action)
                .post("/api/orders/" + order.getString("id") + "/actions")
                .then();
    }

    private static ValidatableResponse processAction(JsonPath order, Map<String, Object> action) {
        return Api.admin()
                .body(action)
                .post("/api/processes/" + order.getString("processId") + "/actions")
                .then();
    }

    private static JsonPath plansNow(JsonPath order) {
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The plans of the order once they are as wanted. */
    private static JsonPath plans(JsonPath order, Predicate<JsonPath> wanted) {
        await(() -> wanted.test(plansNow(order)));
        return plansNow(order);
    }

    /** The only plan of the order, once it has that status. */
    private static JsonPath plan(JsonPath order, String status) {
        JsonPath plans = plans(order, found -> status.equals(found.getString("routingPlans[0].status")));
        assertThat(plans.getList("routingPlans")).hasSize(1);
        return Api.admin()
                .get("/api/routingplans/" + plans.getString("routingPlans[0].id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private List<String> eventsOf(String id) {
        return database.read(
                handle -> handle.createQuery("select name from event where entity_id = :id order by sequence")
                        .bind("id", id)
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void theStrategyInUseIsChangedCopiedAndActivated() {
        String used = Api.admin()
                .get("/api/routing/strategies")
                .then()
                .statusCode(200)
                .extract()
                .path("routingStrategies.find { it.inUse }.id");
        JsonPath copy = Api.admin()
                .body(Map.of("nameLocalized", Map.of("en_US", "Another")))
                .post("/api/routing/strategies")
                .then()
                .statusCode(201)
                .body("inUse", equalTo(false))
                .extract()
                .jsonPath();
        String path = "/api/routing/strategies/" + copy.getString("id");
        Map<String, Object> root = copy.getMap("rootNode");
        root.remove("id");
        Map<String, Object> unknown = new java.util.HashMap<>(root);
        Map<String, Object> config = new java.util.HashMap<>(copy.getMap("rootNode.config"));
        config.put(
                "ratings",
                List.of(Map.of("type", "StandardRating", "implementation", "WHIMS", "active", true, "maxPenalty", 3)));
        unknown.put("config", config);

        Api.admin()
                .body(Map.of("version", 1, "nameLocalized", Map.of("en_US", "Another"), "rootNode", unknown))
                .put(path)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("rootNode.config.ratings[0].implementation must be one of"));
        Api.admin()
                .body(Map.of("version", 1, "nameLocalized", Map.of("en_US", "Changed"), "rootNode", root))
                .put(path)
                .then()
                .statusCode(200)
                .body("nameLocalized.en_US", equalTo("Changed"));
        Api.admin()
                .body(Map.of("name", "ACTIVATE", "version", 2))
                .post(path + "/actions")
                .then()
                .statusCode(200)
                .body("inUse", equalTo(true));
        int version = Api.admin()
                .get("/api/routing/strategies/" + used)
                .then()
                .statusCode(200)
                .body("inUse", equalTo(false))
                .extract()
                .path("version");
        Api.admin()
                .body(Map.of("name", "ACTIVATE", "version", version))
                .post("/api/routing/strategies/" + used + "/actions")
                .then()
                .statusCode(200);
    }
}
