package io.waybill.platform.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.routing.PlacedOrders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is held back for those who come to the store. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SafetyStocksTest {
    private static final Set<String> HELD_UP = Set.of("WAITING", "NOT_ROUTABLE", "RETRYABLE");

    @Inject
    Network network;

    private final String article = "lamp-" + UUID.randomUUID();

    @Test
    void ordersDoNotGetWhatIsHeldBackUntilItIsGivenFree() {
        String store = store(5);
        hold(Api.admin(), store, 5)
                .body("status", equalTo("CREATED"))
                .body("facilityRef", equalTo(store))
                .body("value", equalTo(5));
        assertThat(numbers(store)).isEqualTo(List.of(0, 0, 5, 5));

        JsonPath order = PlacedOrders.place(OrderJson.order(article, 3));
        PlacedOrders.await(() -> HELD_UP.contains(planStatus(order)));

        hold(Api.admin(), store, 2).body("status", equalTo("UPDATED"));
        assertThat(PlacedOrders.routed(order)).containsKey(store);
        assertThat(numbers(store)).isEqualTo(List.of(0, 0, 2, 5));
    }

    @Test
    void whatIsReservedStaysReservedWhenMoreIsHeldBack() {
        String store = store(5);
        PlacedOrders.routed(PlacedOrders.place(OrderJson.order(article, 4)));

        hold(Api.admin(), store, 3);

        assertThat(network.reserved(article)).isEqualTo(Map.of(store, 4));
        assertThat(numbers(store)).isEqualTo(List.of(-2, -2, 3, 5));
    }

    @Test
    void aNumberForAllFacilitiesHoldsWhereThereIsNoneOfTheOwn() {
        String one = store(5);
        String other = store(5);
        hold(Api.admin(), null, 2).body("status", equalTo("CREATED")).body("facilityRef", equalTo(""));
        hold(Api.admin(), other, 0);
        assertThat(numbers(one)).isEqualTo(List.of(3, 3, 2, 5));
        assertThat(numbers(other)).isEqualTo(List.of(5, 5, 0, 5));

        String id = Api.admin()
                .get("/api/safetystocks?tenantArticleId=" + article + "&facilityRef=" + other)
                .then()
                .statusCode(200)
                .body("total", equalTo(1))
                .body("safetyStocks", hasSize(1))
                .extract()
                .jsonPath()
                .getString("safetyStocks[0].id");
        Api.admin().delete("/api/safetystocks/" + id).then().statusCode(200);
        assertThat(numbers(other)).isEqualTo(List.of(3, 3, 2, 5));
        Api.admin().delete("/api/safetystocks/" + id).then().statusCode(404);
    }

    @Test
    void oneThatIsRefusedDoesNotKeepTheOthers() {
        String own = store(5);
        String foreign = store(5);
        RequestSpecification leader = Api.withRoleAt("SUPERVISOR", own);
        hold(leader, foreign, 1).body("status", equalTo("FAILED")).body("error.type", equalTo("NOT_ALLOWED"));
        hold(Api.withRoleAt("SUPERVISOR", own), null, 1).body("error.type", equalTo("NOT_ALLOWED"));
        hold(Api.withRoleAt("SUPERVISOR", own), own, 1).body("status", equalTo("CREATED"));
        hold(Api.admin(), "none", 1).body("error.type", equalTo("NOT_FOUND"));
        assertThat(numbers(own)).isEqualTo(List.of(4, 4, 1, 5));
        assertThat(numbers(foreign)).isEqualTo(List.of(5, 5, 0, 5));

        Api.admin()
                .body(Map.of("operations", List.of(operation(own, -1))))
                .put("/api/safetystocks")
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("value"));
        Api.admin()
                .body(Map.of("operations", List.of()))
                .put("/api/safetystocks")
                .then()
                .statusCode(400);
    }

    private String store(int units) {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, units);
        return store;
    }

    private ValidatableResponse hold(RequestSpecification caller, @Nullable String facility, int units) {
        return caller.body(Map.of("operations", List.of(operation(facility, units))))
                .put("/api/safetystocks")
                .then()
                .statusCode(207);
    }

    private Map<String, Object> operation(@Nullable String facility, int units) {
        Map<String, Object> operation = new HashMap<>(Map.of("tenantArticleId", article, "value", units));
        if (facility != null) {
            operation.put("facilityRef", facility);
        }
        return operation;
    }

    /** Available for picking, available on stock, held back, on hand. */
    private List<Integer> numbers(String facility) {
        JsonPath summary = Api.admin()
                .queryParam("tenantArticleIds", article)
                .queryParam("facilityRefs", facility)
                .get("/api/stocks/summaries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        List<Integer> numbers = new ArrayList<>();
        for (String name : List.of("availableForPicking", "availableOnStock", "safetyStock", "stockOnHand")) {
            numbers.add(summary.getInt("stockSummaries[0].details." + name));
        }
        return numbers;
    }

    private static String planStatus(JsonPath order) {
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .jsonPath()
                .getString("routingPlans[0].status");
    }
}
