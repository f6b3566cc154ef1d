package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.orders.Orders;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import io.waybill.sourcing.RuleEntity;
import io.waybill.sourcing.RuleProperties;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LoadRuleFactsTest {
    @Inject
    DataSource dataSource;

    @Inject
    Database database;

    @Inject
    LoadSourcingData loadSourcingData;

    @Inject
    Network network;

    @Inject
    Orders orders;

    @Inject
    Clock clock;

    @Test
    void readsOnlyWhatRulesNameWithOneStatementForEachKindWhateverTheNumberOfPlansAndFacilities() {
        String store = network.store(50.94, 6.96);
        List<String> articles = new ArrayList<>();
        List<RoutingPlan> plans = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            String article = "article-" + UUID.randomUUID();
            network.stock(store, article, 1);
            network.stock(network.store(48.14, 11.58), article, 1);
            articles.add(article);
            plans.add(plan(article));
        }

        int without = statements(plans, Set.of());

        assertThat(statements(plans, Set.of(RuleEntity.FACILITY))).isEqualTo(without);
        assertThat(statements(plans, Set.of(RuleEntity.LISTING))).isEqualTo(without + 1);
        assertThat(statements(plans, EnumSet.allOf(RuleEntity.class))).isEqualTo(without + 3);
        assertThat(statements(plans.subList(0, 1), EnumSet.allOf(RuleEntity.class)))
                .isEqualTo(without + 3);
    }

    @Test
    void seesTheOrderTheFacilitiesThatListTheArticleAndTheirListings() {
        String store = network.store(50.94, 6.96);
        String elsewhere = network.store(48.14, 11.58);
        String article = "article-" + UUID.randomUUID();
        network.list(store, article, Map.of());
        RoutingPlan plan = plan(article);

        RuleProperties seen = database.read(handle -> loadSourcingData
                .load(handle, List.of(plan), EnumSet.allOf(RuleEntity.class), Map.of(), SourcingNeeds.EVERYTHING)
                .ruleFacts()
                .of(plan));

        assertThat(seen.order())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("id", plan.orderRef())
                .containsEntry("status", "LOCKED");
        assertThat(seen.facilities()).containsOnlyKeys(store).doesNotContainKey(elsewhere);
        assertThat(seen.listings()).containsOnlyKeys(store);
        assertThat(seen.orderingFacility()).isNull();
        assertThat(seen.orderingFacilityGroups()).isEmpty();
    }

    private int statements(List<RoutingPlan> plans, Set<RuleEntity> entities) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        new Database(dataSource, metrics)
                .read(handle -> loadSourcingData.load(handle, plans, entities, Map.of(), SourcingNeeds.EVERYTHING));
        return (int) metrics.counter("waybill.database.statements").count();
    }

    private RoutingPlan plan(String article) {
        Map<String, Object> body = OrderJson.order(article, 1);
        body.put("status", "LOCKED");
        String order = Api.admin()
                .body(body)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return database.read(handle ->
                PlanLifecycle.initial("plan-" + UUID.randomUUID(), orders.get(handle, order), clock.instant()));
    }
}
