package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.inventory.Availability;
import io.waybill.platform.inventory.Place;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingSnapshot.Measure;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What standard rules look at is read from what the platform really knows, in a constant number of statements. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StandardRulesRoutingTest {
    private static final String STRATEGIES = "/api/routing/strategies";

    @Inject
    DataSource dataSource;

    @Inject
    Network network;

    @Inject
    LoadSourcingFacts loadSourcingFacts;

    @Inject
    Facilities facilities;

    @Inject
    Availability availability;

    private final String article = "article-" + UUID.randomUUID();

    @Test
    void pricesAndWorkloadAreThoseOfTheFacility() {
        String store = network.store(50.94, 6.96);
        network.list(store, article, Map.of("price", 12.5, "currency", "EUR"));

        SourcingFacts facts = facts(List.of(article), new SimpleMeterRegistry());

        assertThat(facts.measures().get(Measure.SALES_PRICE)).containsEntry(new Place(store, article), 1_250L);
        assertThat(facts.measures().get(Measure.UNITS_PICKED)).containsEntry(new Place(store, article), 0L);
        assertThat(facts.measures().get(Measure.EARLIEST_EXPIRY)).isEmpty();
        assertThat(facts.measures().get(Measure.ZONE_SCORE)).isEmpty();
        assertThat(facts.of(store).openPickJobs()).isZero();
        assertThat(facts.of(store).carriers()).isEmpty();
        assertThat(facts.of(store).freeCapacity()).isNull();
    }

    @Test
    void theNumberOfStatementsDoesNotDependOnArticlesOrFacilities() {
        network.stock(network.store(50.94, 6.96), article, 5);
        SimpleMeterRegistry one = new SimpleMeterRegistry();
        facts(List.of(article), one);
        List<String> articles = new ArrayList<>(List.of(article));
        for (int more = 0; more < 4; more++) {
            articles.add(article + more);
            network.stock(network.store(48.14, 11.58), article + more, 5);
        }
        SimpleMeterRegistry many = new SimpleMeterRegistry();
        facts(articles, many);

        assertThat(statements(many)).isEqualTo(statements(one));
    }

    @Test
    void everyStandardRuleCanBeActivated() {
        JsonPath strategy = Api.admin()
                .body(Map.of("nameLocalized", Map.of("en_US", "All rules")))
                .post(STRATEGIES)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        List<Map<String, Object>> ratings = StrategyRules.ENGINE.ratings().stream()
                .sorted()
                .map(StandardRulesRoutingTest::rating)
                .toList();
        Api.admin()
                .body(body(strategy, ratings))
                .put(STRATEGIES + "/" + strategy.getString("id"))
                .then()
                .statusCode(200)
                .body("rootNode.config.ratings.implementation", hasItem("DELIVERY-TIME"))
                .body("rootNode.config.fences.size()", equalTo(8));
    }

    @Test
    void zonesAreReadOnlyForThoseWhoRateThem() {
        SourcingConfiguration standard = SourcingConfiguration.standard();
        SourcingConfiguration rating = new SourcingConfiguration(
                standard.fences(),
                List.of(new SourcingConfiguration.RatingRule(SourcingConfiguration.ZONE, 1, null, null)),
                standard.orderSplit(),
                standard.planner(),
                standard.tieBreak(),
                List.of(),
                standard.objective(),
                List.of());

        assertThat(SourcingNeeds.of(List.of(standard)).zones()).isFalse();
        assertThat(SourcingNeeds.of(List.of(standard, rating)).zones()).isTrue();
    }

    private static Map<String, Object> rating(String key) {
        Map<String, Object> rating = new java.util.HashMap<>(
                Map.of("type", "StandardRating", "implementation", key, "active", true, "maxPenalty", 1));
        if (key.equals("COST-COMPONENTS")) {
            rating.put("configuration", Map.of("type", "COST_COMPONENTS", "totalSalesPrices", true));
        }
        return rating;
    }

    private static Map<String, Object> body(JsonPath strategy, List<Map<String, Object>> ratings) {
        List<Map<String, Object>> fences = StrategyRules.ENGINE.fences().stream()
                .sorted()
                .<Map<String, Object>>map(key -> Map.of("type", "StandardFence", "implementation", key, "active", true))
                .toList();
        return Map.of(
                "version",
                strategy.getInt("version"),
                "nameLocalized",
                Map.of("en_US", "All rules"),
                "rootNode",
                Map.of(
                        "nameLocalized",
                        Map.of("en_US", "Root"),
                        "active",
                        true,
                        "config",
                        Map.of("fences", fences, "ratings", ratings)));
    }

    private SourcingFacts facts(List<String> articles, SimpleMeterRegistry metrics) {
        return new Database(dataSource, metrics).read(handle -> {
            Map<String, Facility> known =
                    facilities.all(handle).stream().collect(Collectors.toMap(Facility::id, facility -> facility));
            return loadSourcingFacts.load(
                    handle,
                    SourcingNeeds.EVERYTHING,
                    known,
                    new TreeSet<>(articles),
                    availability.ofListedArticles(handle, articles));
        });
    }

    private static double statements(SimpleMeterRegistry metrics) {
        return metrics.counter("waybill.database.statements").count();
    }
}
