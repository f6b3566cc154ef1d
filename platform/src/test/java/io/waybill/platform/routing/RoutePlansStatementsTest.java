package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RoutePlansStatementsTest {
    @Inject
    DataSource dataSource;

    @Inject
    Network network;

    @Inject
    RoutingPlans plans;

    @Inject
    RoutePlans routePlans;

    @Inject
    Orders orders;

    @Inject
    Clock clock;

    @Test
    void theNumberOfStatementsFromPlanToPickJobDoesNotDependOnPlansLinesOrFacilities() {
        List<String> articles = new ArrayList<>();
        String first = network.store(50.94, 6.96);
        String second = network.store(48.14, 11.58);
        for (int article = 0; article < 5; article++) {
            articles.add("article-" + UUID.randomUUID());
            network.stock(first, articles.get(article), 100);
            network.stock(second, articles.get(article), 100);
        }

        int one = statements(1, articles.subList(0, 1));

        assertThat(statements(25, articles)).isEqualTo(one);
    }

    @Test
    void norDoesItWithEveryStandardRuleAndCustomRulesActive() {
        List<String> articles = new ArrayList<>();
        for (int article = 0; article < 10; article++) {
            articles.add("article-" + UUID.randomUUID());
        }
        for (int stocked = 0; stocked < 3; stocked++) {
            String store = network.store(50.94 - stocked, 6.96);
            articles.forEach(article -> network.stock(store, article, 100));
        }
        try (StrategyInUse strategy = new StrategyInUse()) {
            strategy.with(Map.of(), everyRule());
            int one = statements(1, articles.subList(0, 1));
            assertThat(statements(20, articles.subList(0, 1))).isEqualTo(one);

            for (int more = 0; more < 27; more++) {
                String store = network.store(48.14, 11.58);
                Api.admin()
                        .body(Map.of(
                                "listings",
                                articles.stream()
                                        .map(article -> Map.of("tenantArticleId", article, "title", "A thing"))
                                        .toList()))
                        .put("/api/facilities/" + store + "/listings")
                        .then()
                        .statusCode(200);
            }
            assertThat(statements(1, articles.subList(0, 1))).isEqualTo(one);
            assertThat(statements(20, articles)).isEqualTo(one);
        }
    }

    /** All standard fences and ratings but ZONE, priority ratings, a custom fence and a custom rating. */
    private static Map<String, Object> everyRule() {
        List<Object> fences = new ArrayList<>();
        StrategyRules.ENGINE.fences().stream()
                .sorted()
                .forEach(key -> fences.add(Map.of("type", "StandardFence", "implementation", key, "active", true)));
        fences.add(custom("ToolkitFence", Map.of("order", 1)));
        List<Object> ratings = new ArrayList<>();
        StrategyRules.ENGINE.ratings().stream()
                .filter(key -> !key.equals("ZONE"))
                .sorted()
                .forEach(key -> ratings.add(standard("StandardRating", key, Map.of("maxPenalty", 1))));
        ratings.add(custom("ToolkitRating", Map.of("maxPenalty", 1)));
        return Map.of(
                "fences",
                fences,
                "ratings",
                ratings,
                "priorityRatings",
                List.of(
                        standard("StandardPriorityRating", "PREFER-STORE", Map.of("priority", 1)),
                        standard("StandardPriorityRating", "WORKLOAD-BALANCING", Map.of("priority", 2))),
                "orderSplit",
                Map.of(
                        "active", false,
                        "activeForSameday", false,
                        "maxSplitCount", 0,
                        "shouldUseWaitingRoomForPreBackOrderItems", false));
    }

    private static Map<String, Object> standard(String type, String key, Map<String, Object> weight) {
        Map<String, Object> rule = new HashMap<>(weight);
        rule.putAll(Map.of("type", type, "implementation", key, "active", true));
        if (key.equals("COST-COMPONENTS")) {
            rule.put("configuration", Map.of("type", "COST_COMPONENTS", "totalSalesPrices", true));
        }
        return rule;
    }

    /** Looks at every kind of thing that rules can look at. */
    private static Map<String, Object> custom(String type, Map<String, Object> weight) {
        Map<String, Object> rule = new HashMap<>(weight);
        rule.putAll(Map.of(
                "type",
                type,
                "active",
                true,
                "name",
                "Custom",
                "nameLocalized",
                Map.of("en_US", "Custom"),
                "referenceId",
                UUID.randomUUID().toString(),
                "rule",
                Map.of(
                        "evaluationScope",
                        "WHOLE_ENTITY",
                        "operator",
                        "EQUALS",
                        "leftPart",
                        Map.of(
                                "predicates",
                                List.of(predicate("ORDER", "customAttributes.a"), predicate("LISTING", "title"))),
                        "rightPart",
                        Map.of(
                                "predicates",
                                List.of(predicate("FACILITY", "name"), predicate("CARRIERCONNECTION", "status"))))));
        return rule;
    }

    private static Map<String, Object> predicate(String entity, String path) {
        return Map.of(
                "entity", entity, "propertyPath", path, "entityOperator", "ANY_VALUE_EQUALS", "expectedValue", "x");
    }

    /** Statements to decide so many plans, to reserve, and to create whatever follows. */
    private int statements(int count, List<String> articles) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Database database = new Database(dataSource, metrics);
        List<RoutingPlan> waiting = new ArrayList<>();
        for (int plan = 0; plan < count; plan++) {
            waiting.add(plan(articles));
        }
        Instant later = clock.instant().plus(Duration.ofHours(1));
        return database.transaction(transaction -> {
            plans.insert(transaction.handle(), waiting);
            plans.enqueue(
                    transaction.handle(),
                    waiting.stream()
                            .map(plan -> RoutingPlans.Entry.fresh(plan, later, null))
                            .toList());
            double before = metrics.counter("waybill.database.statements").count();
            int taken = routePlans.route(
                    transaction,
                    waiting.stream()
                            .map(plan -> new RoutingPlans.Queued(plan, null, 0, null))
                            .toList());
            assertThat(taken).isEqualTo(count);
            return (int) (metrics.counter("waybill.database.statements").count() - before);
        });
    }

    /** An undecided plan of an order whose own plan is already done with. */
    private RoutingPlan plan(List<String> articles) {
        Map<String, Object> body = OrderJson.order();
        body.put(
                "orderLineItems",
                articles.stream().map(article -> OrderJson.line(article, 1)).toList());
        body.put("status", "LOCKED");
        JsonPath order = Api.admin()
                .body(body)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        Database database = new Database(dataSource, new SimpleMeterRegistry());
        return database.read(handle -> PlanLifecycle.initial(
                "plan-" + UUID.randomUUID(), orders.get(handle, order.getString("id")), clock.instant()));
    }
}
