package io.waybill.platform.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.routing.Network;
import io.waybill.platform.shipping.Carriage;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a modification of an order changes on its way to the consumer, as its clients see it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OrderModificationTest {
    @Inject
    Database database;

    @Inject
    Network network;

    @Inject
    MovableClock clock;

    private final String article = "article-" + UUID.randomUUID();
    private final String other = "article-" + UUID.randomUUID();
    private String store;

    @BeforeEach
    void openAStoreAndAllowChangesOfLines() {
        store = network.store(50.94, 6.96);
        int version = Api.admin().get("/api/configurations/ordermodification").path("version");
        Api.admin()
                .body(Map.of("allowOrderLineItemModification", true, "version", version))
                .put("/api/configurations/ordermodification")
                .then()
                .statusCode(anyOf(equalTo(200), equalTo(201)));
    }

    @AfterEach
    void setTheClockBack() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void moreThanThereIsLeavesTheSurplusWaiting() {
        network.stock(store, article, 3);
        JsonPath order = place(OrderJson.order(article, 2));
        job(order, "OPEN");

        lines(order, 1, quantity(order, 0, 5)).statusCode(200);

        await(() -> statuses(order).equals(List.of("OBSOLETE", "RETRYABLE", "ROUTED")));
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 3));
        assertThat(job(order, "OPEN").getInt("pickLineItems[0].quantity")).isEqualTo(3);
    }

    @Test
    void linesAreTakenOffAddedAndMadeSmallerAndTheOldJobGivesWayToANewOne() {
        String third = "article-" + UUID.randomUUID();
        List.of(article, other, third).forEach(each -> network.stock(store, each, 9));
        Map<String, Object> body = OrderJson.order(article, 4);
        body.put("orderLineItems", List.of(OrderJson.line(article, 4), OrderJson.line(other, 1)));
        JsonPath order = place(body);
        JsonPath old = job(order, "OPEN");

        patch(
                        order,
                        Map.of(
                                "version",
                                1,
                                "orderLineItems",
                                List.of(quantity(order, 0, 1), OrderJson.line(third, 2)),
                                "pricing",
                                Map.of("fees", List.of(Map.of("name", "gift"))),
                                "comment",
                                "as phoned"))
                .statusCode(200)
                .body("updateDetails[0].comment", equalTo("as phoned"))
                .body("updateDetails[0].changes.orderLineItems.size()", equalTo(2))
                .body("updateDetails[0].changes.pricing.fees[0].name", equalTo("gift"))
                .body("pricing.fees[0].name", equalTo("gift"));

        JsonPath next = job(order, "OPEN");
        assertThat(next.<Integer>getList("pickLineItems.quantity")).containsExactly(1, 2);
        JsonPath replaced = Api.admin()
                .get("/api/pickjobs/" + old.getString("id"))
                .then()
                .extract()
                .jsonPath();
        assertThat(replaced.getString("status")).isEqualTo("REROUTED");
        assertThat(replaced.getString("subStatus")).isEqualTo("ORDER_MODIFIED");
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 1));
        assertThat(network.reserved(other)).isEmpty();
        assertThat(network.reserved(third)).isEqualTo(Map.of(store, 2));
        JsonPath plan = plans(order);
        assertThat(plan.getString("routingPlans.find { it.status == 'OBSOLETE' }.statusReasons[0].reason"))
                .isEqualTo("ORDER_MODIFIED");
        assertThat(plan.getString("routingPlans.find { it.status == 'ROUTED' }.reRouteReason"))
                .isEqualTo("ORDERMODIFIED");
        JsonPath changes = event(order);
        assertThat(changes.getString("changes.comment")).isEqualTo("as phoned");
        assertThat(changes.getString("changes.pricing.fees[0].name")).isEqualTo("gift");
        JsonPath history = Api.admin()
                .queryParam("orderBy", "TIMESTAMP_ASC")
                .get("/api/processes/" + order.getString("processId") + "/historylogs")
                .jsonPath();
        assertThat(history.<String>getList("historyLogs.eventType"))
                .containsSubsequence("ORDER_ITEM_AMOUNT_CHANGED", "ORDER_ITEM_DELETED", "ORDER_ITEM_ADDED")
                .contains("ORDER_MODIFICATION_REROUTE", "PICKING_CANCELLED");
        String changed = "historyLogs.find { it.eventType == 'ORDER_ITEM_AMOUNT_CHANGED' }.payload.";
        assertThat(history.getString(changed + "reason")).isEqualTo("as phoned");
        assertThat(history.getInt(changed + "articles[0].previousQuantity")).isEqualTo(4);
    }

    @Test
    void aLockedOrderStaysLockedWithItsNewLines() {
        network.stock(store, article, 9);
        Map<String, Object> body = OrderJson.order(article, 2);
        body.put("status", "LOCKED");
        JsonPath order = place(body);
        await(() -> statuses(order).equals(List.of("LOCKED")));

        lines(order, 1, quantity(order, 0, 4)).statusCode(200);

        await(() -> statuses(order).equals(List.of("LOCKED", "OBSOLETE")));
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 4));
        assertThat(jobs(order)).isEmpty();
    }

    @Test
    void whatWaitsForStockWaitsForItsNewLines() {
        network.list(store, article, Map.of());
        JsonPath order = place(OrderJson.order(article, 5));
        await(() -> statuses(order).equals(List.of("RETRYABLE")));

        lines(order, 1, quantity(order, 0, 2)).statusCode(200);
        await(() -> statuses(order).equals(List.of("OBSOLETE", "RETRYABLE")));
        network.stock(store, article, 9);

        assertThat(job(order, "OPEN").getInt("pickLineItems[0].quantity")).isEqualTo(2);
        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 2));
    }

    @Test
    void onceSomebodyPicksTheLinesStayAsTheyAre() {
        network.stock(store, article, 9);
        JsonPath order = place(OrderJson.order(article, 2));
        JsonPath job = job(order, "OPEN");
        start(job);

        lines(order, 1, quantity(order, 0, 1))
                .statusCode(422)
                .body("[0].summary", containsString(job.getString("id") + " is IN_PROGRESS"));
        assertThat(Api.admin().get("/api/orders/" + order.getString("id")).<Integer>path("orderLineItems[0].quantity"))
                .isEqualTo(2);
    }

    @Test
    void eachKindOfChangeNeedsItsPermission() {
        network.stock(store, article, 9);
        JsonPath order = place(OrderJson.order(article, 3));
        job(order, "OPEN");
        RequestSpecification clerk = clerk("ORDER_READ", "ORDER_WRITE", "LINE_ITEM_QUANTITY_DECREASE");
        String path = "/api/orders/" + order.getString("id");

        clerk.body(Map.of("version", 1, "orderLineItems", List.of(quantity(order, 0, 4))))
                .patch(path)
                .then()
                .statusCode(403)
                .body("[0].summary", containsString("LINE_ITEM_QUANTITY_INCREASE"));
        clerk.body(Map.of("version", 1, "orderLineItems", List.of(quantity(order, 0, 3), OrderJson.line(other, 1))))
                .patch(path)
                .then()
                .statusCode(403)
                .body("[0].summary", containsString("LINE_ITEM_ADD"));
        clerk.body(Map.of("version", 1, "orderLineItems", List.of(quantity(order, 0, 2))))
                .patch(path)
                .then()
                .statusCode(200);
    }

    @Test
    void anotherAddressReachesWhatHasNoLabelYet() {
        Carriage.carrier(store, true);
        network.stock(store, article, 9);
        JsonPath order = place(OrderJson.order(article, 2));
        JsonPath job = job(order, "OPEN");
        String labelled = Carriage.parcel(job.getString("id")).path("id");
        String shipment = Carriage.shipmentOf(job.getString("id"));
        String waiting = Api.admin()
                .body(Map.of("sender", Carriage.SENDER, "status", "WAITING_FOR_INPUT"))
                .post("/api/shipments/" + shipment + "/parcels")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Map<String, Object> elsewhere = OrderJson.address();
        elsewhere.put("city", "Bonn");
        elsewhere.put("lastName", "Groß");

        patch(order, Map.of("version", 1, "consumer", Map.of("addresses", List.of(elsewhere))))
                .statusCode(200);

        assertThat(jobs(order)).hasSize(1);
        JsonPath moved = job(order, "OPEN");
        assertThat(moved.getString("deliveryinformation.details.shipping.recipientaddress.city"))
                .isEqualTo("Bonn");
        assertThat(moved.getString("deliveryinformation.details.shipping.identifier"))
                .isEqualTo("Ada Groß");
        assertThat(plans(order).getString("routingPlans[0].targetAddress.city")).isEqualTo("Bonn");
        Api.admin().get("/api/shipments/" + shipment).then().body("targetAddress.city", equalTo("Bonn"));
        Api.admin().get("/api/parcels/" + waiting).then().body("recipient.city", equalTo("Bonn"));
        Api.admin().get("/api/parcels/" + labelled).then().body("recipient.city", equalTo("Köln"));
    }

    @Test
    void anotherAddressGivesWhatWasGivenUpAnotherChance() {
        JsonPath order = place(OrderJson.order(article, 1));
        await(() -> statuses(order).equals(List.of("RETRYABLE")));
        String plan = plans(order).getString("routingPlans[0].id");
        clock.setAhead(Duration.ofHours(8).plusMinutes(2));
        await(() -> Floor.events(database, plan).contains("ROUTING_PLAN_NOT_ROUTABLE"));
        clock.setAhead(Duration.ZERO);
        assertThat(statuses(order)).containsExactly("NOT_ROUTABLE");
        Map<String, Object> elsewhere = OrderJson.address();
        elsewhere.put("city", "Bonn");

        patch(order, Map.of("version", 1, "consumer", Map.of("addresses", List.of(elsewhere))))
                .statusCode(200);

        await(() -> statuses(order).equals(List.of("RETRYABLE")));
    }

    @Test
    void ofTwoModificationsAndAPickThatBeginOneComesThroughAndNothingIsReservedTwice() throws Exception {
        long seed = Instant.now().toEpochMilli();
        System.out.println("OrderModificationTest seed " + seed);
        Random random = new Random(seed);
        network.stock(store, article, 1_000);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 8; round++) {
                JsonPath order = place(OrderJson.order(article, 2));
                JsonPath job = job(order, "OPEN");
                List<Callable<Integer>> all = new ArrayList<>();
                for (int quantity : List.of(1, 3)) {
                    all.add(later(
                            random,
                            () -> lines(order, 1, quantity(order, 0, quantity))
                                    .extract()
                                    .statusCode()));
                }
                all.add(later(
                        random,
                        () -> Api.admin()
                                .body(Map.of("name", "START", "version", job.getInt("version")))
                                .post("/api/pickjobs/" + job.getString("id") + "/actions")
                                .statusCode()));
                List<Integer> answers = new ArrayList<>();
                for (Future<Integer> answer : people.invokeAll(all)) {
                    answers.add(answer.get());
                }
                String said = "seed " + seed + ", round " + round + ": " + answers;

                assertThat(answers.stream().filter(answer -> answer == 200).count())
                        .as(said)
                        .isEqualTo(1);
                assertThat(answers)
                        .as(said)
                        .allMatch(answer -> List.of(200, 409, 422).contains(answer));
                JsonPath serving = job(order, answers.getLast() == 200 ? "IN_PROGRESS" : "OPEN");
                int ordered =
                        Api.admin().get("/api/orders/" + order.getString("id")).path("orderLineItems[0].quantity");
                assertThat(serving.getInt("pickLineItems[0].quantity")).as(said).isEqualTo(ordered);
                assertThat(network.reserved(article)).as(said).isEqualTo(Map.of(store, ordered));
                int version =
                        Api.admin().get("/api/orders/" + order.getString("id")).path("version");
                Api.admin()
                        .body(Map.of("name", "CANCEL", "version", version))
                        .post("/api/orders/" + order.getString("id") + "/actions")
                        .then()
                        .statusCode(200);
            }
        }
        assertThat(network.balance(article)).containsExactly(1_000, 0);
    }

    private static Callable<Integer> later(Random random, Callable<Integer> work) {
        long pause = random.nextInt(4_000_000);
        return () -> {
            LockSupport.parkNanos(pause);
            return work.call();
        };
    }

    private static JsonPath place(Map<String, Object> body) {
        return Api.admin()
                .body(body)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static Map<String, Object> quantity(JsonPath order, int line, int quantity) {
        return Map.of("id", order.getString("orderLineItems[" + line + "].id"), "quantity", quantity);
    }

    private static ValidatableResponse lines(JsonPath order, int version, Map<String, Object> line) {
        return patch(order, Map.of("version", version, "orderLineItems", List.of(line)));
    }

    private static ValidatableResponse patch(JsonPath order, Map<String, Object> body) {
        return Api.admin()
                .body(body)
                .patch("/api/orders/" + order.getString("id"))
                .then();
    }

    private static void start(JsonPath job) {
        Api.admin()
                .body(Map.of("name", "START", "version", job.getInt("version")))
                .post("/api/pickjobs/" + job.getString("id") + "/actions")
                .then()
                .statusCode(200);
    }

    private RequestSpecification clerk(String... permissions) {
        String role = "R" + UUID.randomUUID().toString().substring(0, 13);
        Api.admin()
                .body(Map.of("name", role, "permissions", List.of(permissions)))
                .post("/api/roles")
                .then()
                .statusCode(201);
        return Api.withRoleAt(role, store);
    }

    private JsonPath event(JsonPath order) {
        assertThat(Floor.events(database, order.getString("id"))).contains("ORDER_MODIFIED");
        String payload = database.read(handle -> handle.createQuery(
                        "select payload::text from event where entity_id = :id and name = 'ORDER_MODIFIED'")
                .bind("id", order.getString("id"))
                .mapTo(String.class)
                .one());
        return JsonPath.from(payload);
    }

    private static JsonPath plans(JsonPath order) {
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> statuses(JsonPath order) {
        return plans(order).<String>getList("routingPlans.status").stream()
                .sorted()
                .toList();
    }

    private static List<JsonPath> jobs(JsonPath order) {
        List<String> ids = Api.admin()
                .get("/api/pickjobs?orderRef=" + order.getString("id"))
                .path("pickjobs.id");
        return ids.stream()
                .map(id -> Api.admin().get("/api/pickjobs/" + id).jsonPath())
                .toList();
    }

    /** The job of the order with that status, once there is one. */
    private static JsonPath job(JsonPath order, String status) {
        List<JsonPath> found = new ArrayList<>();
        await(() -> {
            found.addAll(jobs(order).stream()
                    .filter(job -> job.getString("status").equals(status))
                    .toList());
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private static void await(Supplier<Boolean> condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.get()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Did not come true in time");
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
