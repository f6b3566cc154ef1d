package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.place;
import static io.waybill.platform.routing.PlacedOrders.plansOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan that cannot move says why and what would free it, whatever was wrong. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StuckPlansTest {
    @Inject
    Network network;

    private final String article = "article-" + UUID.randomUUID();
    private StrategyInUse strategy;

    @BeforeEach
    void rememberTheStrategy() {
        strategy = new StrategyInUse();
    }

    @AfterEach
    void useTheStrategyAsItWas() {
        strategy.close();
    }

    @Test
    void aFenceThatRejectsEveryoneIsNamedWithWhatWouldFreeThePlan() {
        String abroad = network.store(52.37, 4.9, Map.of("address", Network.address("NL", Map.of())));
        network.stock(abroad, article, 5);
        strategy.with(Map.of(), Map.of("fences", List.of(fence("FACILITY-COUNTRY"))));

        String plan = plan(place(OrderJson.order(article, 1)), "RETRYABLE");

        standing(plan)
                .body("status", equalTo("RETRYABLE"))
                .body("moves", equalTo(false))
                .body("why[0]", equalTo("FACILITY-COUNTRY kept out 1 facility of 1."))
                .body("frees[0]", containsString("country of the consumer"))
                .body("frees", hasItem(containsString("Assign a facility by hand")))
                .body("nextAttempt", notNullValue());
    }

    @Test
    void aRuleOnAMissingPropertyIsNamed() {
        network.stock(network.store(50.94, 6.96), article, 5);
        Map<String, Object> part = Map.of(
                "predicates",
                List.of(Map.of(
                        "entity", "FACILITY",
                        "propertyPath", "customAttributes.nobody.has.this",
                        "entityOperator", "VALUE_EQUALS",
                        "expectedValue", "yes")));
        Map<String, Object> always = Map.of(
                "predicates",
                List.of(Map.of(
                        "entity", "ORDER",
                        "propertyPath", "orderLineItems.article.tenantArticleId",
                        "entityOperator", "ANY_VALUE_EQUALS",
                        "expectedValue", article)));
        strategy.with(
                Map.of(),
                Map.of(
                        "fences",
                        List.of(Map.of(
                                "type",
                                "ToolkitFence",
                                "active",
                                true,
                                "order",
                                1,
                                "name",
                                "Freezer",
                                "nameLocalized",
                                Map.of("en_US", "Freezer"),
                                "referenceId",
                                UUID.randomUUID().toString(),
                                "rule",
                                Map.of(
                                        "evaluationScope",
                                        "WHOLE_ENTITY",
                                        "operator",
                                        "EQUALS",
                                        "leftPart",
                                        always,
                                        "rightPart",
                                        part)))));

        String plan = plan(place(OrderJson.order(article, 1)), "RETRYABLE");

        standing(plan)
                .body("why[0]", equalTo("Freezer kept out 1 facility of 1."))
                .body("frees[0]", containsString("What the rule Freezer looks at changes"));
    }

    @Test
    void aFacilityWithoutCoordinatesServesAtTheWholePenaltyAndSaysSo() {
        String nowhere = network.store(0, 0, Map.of("address", Network.address("DE", Map.of())));
        network.stock(nowhere, article, 5);

        JsonPath plans = plansOf(
                place(OrderJson.order(article, 1)),
                found -> found.getString("routingPlans[0].status").equals("ROUTED"));

        String plan = plans.getString("routingPlans[0].id");
        standing(plan).body("moves", equalTo(true)).body("why", empty()).body("frees", empty());
        Api.admin()
                .get("/waybill/routing/plans/" + plan + "/decisions/1/facilities/" + nowhere)
                .then()
                .statusCode(200)
                .body("chosen", equalTo(true))
                .body("explanation", hasItem(containsString("GEO-DISTANCE: nothing to measure")));
    }

    @Test
    void anOrderThatNobodyListsOrThatWaitsForPreorderSaysSo() {
        String plan = plan(place(OrderJson.order(article, 1)), "RETRYABLE");
        standing(plan)
                .body("why", hasItem(containsString("without an active listing")))
                .body("frees", hasItem(containsString("An active listing with stock")));

        String ahead = "ahead-" + UUID.randomUUID();
        network.list(network.store(50.94, 6.96), ahead, Map.of("outOfStockBehaviour", "BACKORDER"));
        standing(plan(place(OrderJson.order(ahead, 1)), "WAITING"))
                .body("why[0]", containsString("AVOID-ZERO-STOCK kept out"))
                .body("frees[0]", containsString("Stock of the articles"));
    }

    @Test
    void fiveHundredLinesComeToANamedOutcome() {
        String store = network.store(50.94, 6.96);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (int line = 0; line < 500; line++) {
            lines.add(OrderJson.line(article + "-" + line, 1));
        }
        network.stock(store, article + "-0", 1);
        Map<String, Object> order = OrderJson.order();
        order.put("orderLineItems", lines);

        JsonPath plans = plansOf(
                place(order),
                found -> found.getList("routingPlans.status").containsAll(List.of("ROUTED", "RETRYABLE")));

        String rest = plans.getString("routingPlans.find { it.status == 'RETRYABLE' }.id");
        assertThat(plans.getList("routingPlans.find { it.status == 'RETRYABLE' }.orderLineItems"))
                .hasSize(499);
        standing(rest).body("why", not(empty()));
    }

    @Test
    void quantitiesUpToTheLimitComeToANamedOutcome() {
        String store = network.store(50.94, 6.96);
        network.list(store, article, Map.of());
        Map<String, Object> order = OrderJson.order();
        order.put(
                "orderLineItems",
                List.of(
                        OrderJson.line(article, 1_000_000_000),
                        OrderJson.line(article, 1_000_000_000),
                        OrderJson.line(article, 1_000_000_000)));
        JsonPath placed = place(order);

        String plan = plan(placed, "RETRYABLE");

        standing(plan).body("why[0]", containsString("AVOID-ZERO-STOCK kept out 1 facility of 1"));
        Api.admin()
                .body(Map.of("name", "ASSIGN_FACILITY_TO_PROCESS", "facilityRef", store, "version", 1))
                .post("/api/processes/" + placed.getString("processId") + "/actions")
                .then()
                .statusCode(422)
                .body("[0].summary", containsString("2,147,483,647"));
    }

    @Test
    void onlyThoseWhoMayReadRoutingAreAnswered() {
        Api.admin().get("/waybill/routing/plans/none/standing").then().statusCode(404);
        Api.fulfiller().get("/waybill/routing/plans/none/standing").then().statusCode(403);
        Api.anonymous().get("/waybill/routing/plans/none/standing").then().statusCode(401);
    }

    private static Map<String, Object> fence(String key) {
        return Map.of("type", "StandardFence", "implementation", key, "active", true);
    }

    private static String plan(JsonPath order, String status) {
        return plansOf(order, found -> found.getString("routingPlans[0].status").equals(status))
                .getString("routingPlans[0].id");
    }

    private static ValidatableResponse standing(String plan) {
        return Api.admin()
                .get("/waybill/routing/plans/" + plan + "/standing")
                .then()
                .statusCode(200);
    }
}
