package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.await;
import static io.waybill.platform.routing.PlacedOrders.place;
import static io.waybill.platform.routing.PlacedOrders.plansOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.Floor;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan that cannot move says why and what would free it, whatever was wrong. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StuckPlansTest {
    @Inject
    Network network;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    private final String article = "article-" + UUID.randomUUID();
    private StrategyInUse strategy;

    @BeforeEach
    void rememberTheStrategy() {
        strategy = new StrategyInUse();
    }

    @AfterEach
    void leaveEverythingAsItWas() {
        clock.setAhead(Duration.ZERO);
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
    void aPlanThatWasGivenUpSaysSoAndThatNothingHappensByItself() {
        network.stock(network.store(50.94, 6.96), article, 0);
        JsonPath order = place(OrderJson.order(article, 1));
        String plan = plan(order, "RETRYABLE");

        after(Duration.ofHours(8).plusMinutes(2), plan, "ROUTING_PLAN_NOT_ROUTABLE");

        standing(plan)
                .body("status", equalTo("NOT_ROUTABLE"))
                .body("moves", equalTo(false))
                .body("why[0]", equalTo("AVOID-ZERO-STOCK kept out 1 facility of 1."))
                .body("frees[0]", equalTo("Stock of the articles of this plan at a facility."))
                .body("frees", hasItem(containsString("It was given up. Ask for another attempt")))
                .body("frees", not(hasItem(containsString("decided again by itself"))))
                .body("nextAttempt", nullValue());
    }

    @Test
    void aPlanThatAwaitsTheFallbackFacilitySaysWhenItGoesThereAndThenThatItMoves() {
        String fallback = network.store(48.14, 11.58);
        strategy.with(
                Map.of(),
                Map.of(
                        "fallbackFacility",
                        Map.of("active", true, "facilityRefs", List.of(fallback), "fallbackAfterTime", "PT1H")));
        JsonPath order = place(OrderJson.order(article, 1));
        String plan = plan(order, "RETRYABLE");

        after(Duration.ofHours(8).plusMinutes(2), plan, "ROUTING_PLAN_NOT_ROUTABLE");

        String due = standing(plan)
                .body("moves", equalTo(false))
                .body("nextAttempt", notNullValue())
                .extract()
                .path("nextAttempt");
        standing(plan).body("frees", hasItem("It goes to the fallback facility at " + due + "."));
        assertThat(Duration.between(clock.instant(), Instant.parse(due)))
                .isBetween(Duration.ofHours(9), Duration.ofHours(9).plusMinutes(3));
        after(Duration.ofHours(9).plusMinutes(5), plan, "ROUTING_PLAN_ROUTED");
        standing(plan)
                .body("status", equalTo("ROUTED"))
                .body("moves", equalTo(true))
                .body("why", empty())
                .body("frees", empty())
                .body("nextAttempt", nullValue());
    }

    @Test
    void aRerouteThatFoundNobodySaysWhyAndThatTheOldPlanStaysInForce() {
        network.stock(network.store(50.94, 6.96), article, 5);
        network.stock(network.store(48.14, 11.58), article, 0);
        strategy.with(Map.of("blacklistAssignedFacilities", true), Map.of("reroute", Map.of("manualReroute", true)));
        JsonPath order = place(OrderJson.order(article, 2));
        String old = plan(order, "ROUTED");
        Api.admin()
                .post("/api/processes/" + order.getString("processId") + "/reroute?version=1")
                .then()
                .statusCode(200);

        String failed = plansOf(
                        order, found -> found.getList("routingPlans.status").contains("FAILED_REROUTE"))
                .getString("routingPlans.find { it.status == 'FAILED_REROUTE' }.id");

        standing(failed)
                .body("moves", equalTo(false))
                .body("why[0]", equalTo("AVOID-ZERO-STOCK kept out 1 facility of 1."))
                .body("why", hasItem("1 facility not looked at: on the black list of the plan."))
                .body("frees", hasItem(containsString("the plan it was to come in place of stays in force")))
                .body("nextAttempt", nullValue());
        standing(old).body("status", equalTo("ROUTED")).body("moves", equalTo(true));
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

    /** Waits for an event of the plan that comes when it is that much later; afterwards it is now again. */
    private void after(Duration later, String plan, String event) {
        clock.setAhead(later);
        await(() -> Floor.events(database, plan).contains(event));
        clock.setAhead(Duration.ZERO);
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
