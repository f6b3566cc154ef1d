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
