package io.waybill.platform.orders;

import static io.waybill.platform.orders.OrderJson.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OrdersTest {
    @Inject
    Database database;

    @Test
    void aPlacedOrderIsAnsweredWholeWithItsLocationAndCanBeReadAgain() {
        Map<String, Object> body = order();

        JsonPath created = place(body)
                .statusCode(201)
                .header("Location", containsString("/api/orders/"))
                .body("status", equalTo("OPEN"))
                .body("version", equalTo(1))
                .body("orderLineItems[0].id", notNullValue())
                .body("processId", notNullValue())
                .body("workflowInformation.isAvailable", equalTo(false))
                .extract()
                .jsonPath();

        String id = created.getString("id");
        Api.admin()
                .get("/api/orders/" + id)
                .then()
                .statusCode(200)
                .body("tenantOrderId", equalTo(body.get("tenantOrderId")))
                .body("customAttributes", equalTo(body.get("customAttributes")));
        assertThat(eventsOf(id)).containsExactly("ORDER_CREATED");
    }

    @Test
    void theListIsStrippedAndFindsByTenantOrderIdAndByConsumer() {
        Map<String, Object> body = order();
        String id = placed(body);

        Api.admin()
                .queryParam("tenantOrderId", body.get("tenantOrderId"))
                .get("/api/orders")
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("orders", hasSize(1))
                .body("orders[0].id", equalTo(id))
                .body("orders[0].orderLineItems[0].title", equalTo("A thing"))
                .body("orders[0].tenantOrderId", equalTo(null));
        Api.admin()
                .queryParam("consumerId", ((Map<?, ?>) body.get("consumer")).get("consumerId"))
                .get("/api/orders")
                .then()
                .statusCode(200)
                .body("orders[0].id", equalTo(id));
        Api.admin()
                .queryParam("tenantOrderId", "nobody has this " + UUID.randomUUID())
                .get("/api/orders")
                .then()
                .statusCode(200)
                .body("orders", hasSize(0));
    }

    @Test
    void aTenantOrderIdCanComeAgainOnlyWhenTheEarlierOrderIsNoLongerActive() {
        Map<String, Object> body = order();
        String first = placed(body);

        place(body).statusCode(409).body("[0].summary", containsString((String) body.get("tenantOrderId")));

        act(first, Map.of("name", "CANCEL", "version", 1)).statusCode(200).body("status", equalTo("CANCELLED"));
        assertThat(placed(body)).isNotEqualTo(first);
    }

    @Test
    void concurrentOrdersWithOneTenantOrderIdBecomeOneOrder() throws Exception {
        Map<String, Object> body = order();
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int sender = 0; sender < 24; sender++) {
            senders.add(() -> place(body).extract().statusCode());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : executor.invokeAll(senders)) {
                statuses.add(status.get());
            }
        }

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(23);
        Api.admin()
                .queryParam("tenantOrderId", body.get("tenantOrderId"))
                .get("/api/orders")
                .then()
                .body("total", equalTo(1));
    }

    static Stream<Arguments> brokenOrders() {
        return Stream.of(
                broken("orderDate must not be null", order -> order.remove("orderDate")),
                broken("orderDate must be an ISO-8601 date-time", order -> order.put("orderDate", "yesterday")),
                broken("consumer must not be null", order -> order.remove("consumer")),
                broken("orderLineItems", order -> order.put("orderLineItems", List.of())),
                broken("orderLineItems", order -> order.put("orderLineItems", lines(501))),
                broken(
                        "orderLineItems[0].quantity must be greater than or equal to 1",
                        order -> order.put("orderLineItems", List.of(OrderJson.line("a", 0)))),
                broken(
                        "orderLineItems[0].article.tenantArticleId must not be null",
                        order -> order.put(
                                "orderLineItems", List.of(Map.of("quantity", 1, "article", Map.of("title", "t"))))),
                broken("status must be OPEN, LOCKED or PROMISED", order -> order.put("status", "CANCELLED")),
                broken("status must be one of", order -> order.put("status", "SHIPPED")),
                broken("surprise is not a field of this request", order -> order.put("surprise", 1)),
                broken("customAttributes must be an object", order -> order.put("customAttributes", "text")),
                broken(
                        "consumer.addresses[0].country must be two upper case letters",
                        order -> order.put("consumer", Map.of("addresses", List.of(addressWith("country", "de"))))),
                broken(
                        "consumer.addresses[0].coordinates.lat",
                        order -> order.put(
                                "consumer",
                                Map.of("addresses", List.of(addressWith("coordinates", Map.of("lat", 91, "lon", 0)))))),
                broken(
                        "deliveryPreferences.collect size must be between 0 and 1",
                        order -> order.put(
                                "deliveryPreferences",
                                Map.of("collect", List.of(Map.of("facilityRef", "a"), Map.of("facilityRef", "b"))))),
                broken(
                        "deliveryPreferences.collect[0] must name a facilityRef or a tenantFacilityId",
                        order -> order.put("deliveryPreferences", Map.of("collect", List.of(Map.of("paid", true))))),
                broken(
                        "deliveryPreferences.collect[0].facilityRef: no facility nowhere exists",
                        order -> order.put(
                                "deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", "nowhere"))))),
                broken(
                        "preselectedFacilities[0].tenantFacilityId: no facility nowhere exists",
                        order -> order.put(
                                "deliveryPreferences",
                                Map.of(
                                        "shipping",
                                        Map.of(
                                                "preselectedFacilities",
                                                List.of(Map.of("tenantFacilityId", "nowhere")))))),
                broken("promisesOptions.validUntil must be between 1 minute and 8 hours ahead", order -> {
                    order.put("status", "PROMISED");
                    order.put(
                            "promisesOptions",
                            Map.of(
                                    "validUntil",
                                    Instant.now().plusSeconds(9 * 3600).toString()));
                }),
                broken(
                        "promisesOptions is only allowed with status PROMISED",
                        order -> order.put(
                                "promisesOptions",
                                Map.of(
                                        "validUntil",
                                        Instant.now().plusSeconds(3600).toString()))),
                broken("stickers", order -> order.put("stickers", List.of())),
                broken(
                        "stickers[0].priority must be less than or equal to 10000",
                        order -> order.put(
                                "stickers",
                                List.of(Map.of(
                                        "key", "k", "priority", 10_001, "nameLocalized", Map.of("en_US", "new"))))),
                broken("source must name either", order -> order.put("source", Map.of())),
                broken(
                        "tenantOrderId must hold whole characters and not U+0000",
                        order -> order.put("tenantOrderId", "a\u0000b")));
    }

    private static Arguments broken(String summary, Consumer<Map<String, Object>> fault) {
        return Arguments.of(summary, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenOrders")
    void aBrokenOrderIsRefusedNamingTheField(String summary, Consumer<Map<String, Object>> fault) {
        Map<String, Object> body = order();
        fault.accept(body);

        place(body).statusCode(400).body("[0].summary", containsString(summary));
    }

    @Test
    void oneOrderThatCannotBeStoredDoesNotSpoilThoseItSharesATransactionWith() throws Exception {
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int sender = 0; sender < 40; sender++) {
            Map<String, Object> body = order();
            if (sender % 10 == 0) {
                body.put("customAttributes", Map.of("text", "broken\u0000" + sender));
            }
            senders.add(() -> place(body).extract().statusCode());
        }
        List<Integer> statuses = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : executor.invokeAll(senders)) {
                statuses.add(status.get());
            }
        }

        assertThat(statuses).filteredOn(status -> status == 201).hasSize(36);
        assertThat(statuses).filteredOn(status -> status == 400).hasSize(4);
    }

    @Test
    void aLockedOrderIsUnlockedOnceWithATargetTime() {
        Map<String, Object> body = order();
        body.put("status", "LOCKED");
        String id = placed(body);

        act(id, Map.of("name", "UNLOCK", "version", 1, "targetTime", "2027-01-02T03:04:05Z"))
                .statusCode(200)
                .body("status", equalTo("OPEN"))
                .body("deliveryPreferences.targetTime", equalTo("2027-01-02T03:04:05Z"));
        act(id, Map.of("name", "UNLOCK", "version", 2)).statusCode(400);
        assertThat(eventsOf(id)).containsExactly("ORDER_CREATED", "ORDER_UNLOCKED");
    }

    @Test
    void anActionWithAnotherVersionIsAConflictThatNamesBoth() {
        String id = placed(order());

        act(id, Map.of("name", "CANCEL", "version", 7))
                .statusCode(409)
                .body("[0].requestVersion", equalTo(7))
                .body("[0].version", equalTo(1));
        act(id, Map.of("name", "DANCE", "version", 1)).statusCode(400);
        act("no-such-order", Map.of("name", "CANCEL", "version", 1)).statusCode(404);
    }

    @Test
    void aCancelledOrderStaysCancelled() {
        String id = placed(order());
        act(id, Map.of("name", "CANCEL", "version", 1)).statusCode(200);

        act(id, Map.of("name", "CANCEL", "version", 2)).statusCode(400);
        patch(id, Map.of("version", 2, "customAttributes", Map.of("a", 1))).statusCode(400);
        assertThat(eventsOf(id)).containsExactly("ORDER_CREATED", "ORDER_CANCELLED");
    }

    @Test
    void aCancelationReasonIsKeptWithTheOrder() {
        String text = "Changed my mind " + UUID.randomUUID();
        Map<String, Object> reason = Map.of("reasonLocalized", Map.of("en_US", text), "reason", text);
        String reasonId = Api.admin()
                .body(reason)
                .post("/api/cancelationreasons")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Api.admin()
                .redirects()
                .follow(false)
                .body(reason)
                .post("/api/cancelationreasons")
                .then()
                .statusCode(303)
                .header("Location", endsWith(reasonId));
        String id = placed(order());

        act(id, Map.of("name", "CANCEL", "version", 1, "cancelationReasonId", "unknown"))
                .statusCode(400);
        act(id, Map.of("name", "CANCEL", "version", 1, "cancelationReasonId", reasonId))
                .statusCode(200)
                .body("cancelationReason.reason", equalTo(text));
    }

    @Test
    void forcedCancellationNeedsTheConfigurationThatAllowsIt() {
        String id = placed(order());
        allow("ordercancelation", "allowForceCancelOrder", false);
        act(id, Map.of("name", "FORCE_CANCEL", "version", 1)).statusCode(400);

        allow("ordercancelation", "allowForceCancelOrder", true);
        String other = placed(order());
        Api.admin()
                .body(Map.of(
                        "name",
                        "BULK_FORCE_CANCEL",
                        "orders",
                        List.of(Map.of("orderId", other, "version", 1), Map.of("orderId", "unknown", "version", 1))))
                .post("/api/orders/actions")
                .then()
                .statusCode(200)
                .body("[0].status", equalTo("UPDATED"))
                .body("[1].status", equalTo("FAILED"));
        act(id, Map.of("name", "FORCE_CANCEL", "version", 1)).statusCode(200).body("status", equalTo("CANCELLED"));
        assertThat(eventsOf(id)).containsExactly("ORDER_CREATED", "ORDER_FORCE_CANCELLED");
    }

    @Test
    void aModificationReplacesAddressesAndAttributesAndIsRecorded() {
        String id = placed(order());

        patch(
                        id,
                        Map.of(
                                "version",
                                1,
                                "consumer",
                                Map.of("addresses", List.of(addressWith("city", "Bonn"))),
                                "customAttributes",
                                Map.of("colour", "blue"),
                                "comment",
                                "moved"))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("consumer.addresses[0].city", equalTo("Bonn"))
                .body("consumer.consumerId", notNullValue())
                .body("customAttributes.colour", equalTo("blue"))
                .body("updateDetails[0].comment", equalTo("moved"))
                .body("updateDetails[0].changes.customAttributes.colour", equalTo("blue"));
        assertThat(eventsOf(id)).containsExactly("ORDER_CREATED", "ORDER_MODIFIED");
        act(
                        id,
                        Map.of(
                                "name",
                                "REPLACE_CONSUMER_ADDRESSES",
                                "version",
                                2,
                                "consumerAddresses",
                                List.of(OrderJson.address())))
                .statusCode(200)
                .body("consumer.addresses[0].city", equalTo("Köln"));
        act(
                        id,
                        Map.of(
                                "name",
                                "CHANGE_CONSUMER_ADDRESS",
                                "version",
                                3,
                                "addressType",
                                "INVOICE_ADDRESS",
                                "consumerAddress",
                                addressWith("addressType", "INVOICE_ADDRESS")))
                .statusCode(200)
                .body("consumer.addresses", hasSize(2));
    }

    @Test
    void linesChangeOnlyWhenTheConfigurationAllowsIt() {
        JsonPath created = place(order()).statusCode(201).extract().jsonPath();
        String id = created.getString("id");
        String line = created.getString("orderLineItems[0].id");
        List<Map<String, Object>> lines =
                List.of(Map.of("id", line, "quantity", 3), OrderJson.line("added-article", 2));

        allow("ordermodification", "allowOrderLineItemModification", false);
        patch(id, Map.of("version", 1, "orderLineItems", lines)).statusCode(400);

        allow("ordermodification", "allowOrderLineItemModification", true);
        patch(id, Map.of("version", 1, "orderLineItems", lines))
                .statusCode(200)
                .body("orderLineItems", hasSize(2))
                .body("orderLineItems[0].id", equalTo(line))
                .body("orderLineItems[0].quantity", equalTo(3));
        patch(id, Map.of("version", 2, "orderLineItems", List.of(Map.of("id", "unknown", "quantity", 3))))
                .statusCode(400);
        Api.admin()
                .body(Map.of("name", "UPDATE_CUSTOM_ATTRIBUTES", "version", 2, "customAttributes", Map.of("size", 5)))
                .post("/api/orders/" + id + "/orderlineitems/" + line + "/actions")
                .then()
                .statusCode(200)
                .body("orderLineItems[0].customAttributes.size", equalTo(5));
    }

    @Test
    void theSearchFindsByWhatTheContractNames() {
        Map<String, Object> body = order();
        String id = placed(body);

        Api.admin()
                .body(Map.of(
                        "query",
                        Map.of(
                                "tenantOrderId", Map.of("eq", body.get("tenantOrderId")),
                                "status", Map.of("eq", "OPEN")),
                        "options",
                        Map.of("withTotal", true)))
                .post("/api/orders/search")
                .then()
                .statusCode(200)
                .body("orders[0].id", equalTo(id))
                .body("total", equalTo(1));
        Api.admin()
                .body(Map.of("query", Map.of("colour", Map.of("eq", "blue"))))
                .post("/api/orders/search")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("colour"));
    }

    @Test
    void theProcessOfAnOrderIsFoundByItsReferencesAndShowsThreeLevelsOfStatus() {
        Map<String, Object> body = order();
        JsonPath created = place(body).statusCode(201).extract().jsonPath();
        String processId = created.getString("processId");

        Api.admin()
                .get("/api/processes/" + processId)
                .then()
                .statusCode(200)
                .body("orderRef", equalTo(created.getString("id")))
                .body("lastModuleEntityStatuses.find { it.moduleEntity == 'ORDER' }.status", equalTo("FINISHED"))
                .body("moduleStatuses.find { it.module == 'ORDER' }.status", equalTo("FINISHED"))
                .body("returnStatuses.status", equalTo("NOT_AVAILABLE"));
        Api.admin()
                .queryParam("tenantOrderId", body.get("tenantOrderId"))
                .get("/api/process")
                .then()
                .statusCode(200)
                .body("id", equalTo(processId));
        Api.admin()
                .queryParam("orderRef", created.getString("id"))
                .get("/api/process")
                .then()
                .statusCode(200)
                .body("id", equalTo(processId));
        Api.admin().get("/api/process").then().statusCode(400);
        Api.admin().get("/api/processes/unknown").then().statusCode(404);

        act(created.getString("id"), Map.of("name", "CANCEL", "version", 1)).statusCode(200);
        Api.admin()
                .body(Map.of(
                        "query",
                        Map.of(
                                "orderRef", Map.of("eq", created.getString("id")),
                                "status", Map.of("eq", "CANCELED"))))
                .post("/api/processes/search")
                .then()
                .statusCode(200)
                .body("processes[0].id", equalTo(processId))
                .body("processes[0].statuses.status", equalTo("CANCELED"));
    }

    @Test
    void whoMayNotWriteOrdersIsRefused() {
        Api.anonymous().body(order()).post("/api/orders").then().statusCode(401);
        Api.fulfiller().body(order()).post("/api/orders").then().statusCode(403);
    }

    private static List<Object> lines(int count) {
        List<Object> lines = new ArrayList<>();
        for (int line = 0; line < count; line++) {
            lines.add(OrderJson.line("article-" + line, 1));
        }
        return lines;
    }

    private static Map<String, Object> addressWith(String field, Object value) {
        Map<String, Object> address = OrderJson.address();
        address.put(field, value);
        return address;
    }

    private static ValidatableResponse place(Map<String, Object> body) {
        return Api.admin().body(body).post("/api/orders").then();
    }

    private static String placed(Map<String, Object> body) {
        return place(body).statusCode(201).extract().path("id");
    }

    private static ValidatableResponse act(String id, Map<String, Object> action) {
        return Api.admin().body(action).post("/api/orders/" + id + "/actions").then();
    }

    private static ValidatableResponse patch(String id, Map<String, Object> body) {
        return Api.admin().body(body).patch("/api/orders/" + id).then();
    }

    private static void allow(String configuration, String field, boolean allowed) {
        String path = "/api/configurations/" + configuration;
        int version = Api.admin().get(path).then().statusCode(200).extract().path("version");
        int status = Api.admin()
                .body(Map.of(field, allowed, "version", version))
                .put(path)
                .then()
                .extract()
                .statusCode();
        assertThat(status).isEqualTo(version == 0 ? 201 : 200);
    }

    private List<String> eventsOf(String id) {
        return database.read(
                handle -> handle.createQuery("select name from event where entity_id = :id order by sequence")
                        .bind("id", id)
                        .mapTo(String.class)
                        .list());
    }
}
