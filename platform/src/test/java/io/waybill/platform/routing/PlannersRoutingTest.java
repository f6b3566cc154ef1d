package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PlannersRoutingTest {
    @Inject
    Network network;

    private final List<String> articles = List.of(
            "a-" + UUID.randomUUID(), "b-" + UUID.randomUUID(), "c-" + UUID.randomUUID(), "d-" + UUID.randomUUID());
    private String near;
    private String left;
    private String right;

    /** The near store tempts with two articles, and leaves one for each of the others; these two have everything. */
    @BeforeEach
    void createNetwork() {
        near = network.store(50.94, 6.96);
        left = network.store(48.14, 11.58);
        right = network.store(48.15, 11.58);
        network.stock(near, articles.get(0), 5);
        network.stock(near, articles.get(2), 5);
        network.stock(left, articles.get(0), 5);
        network.stock(left, articles.get(1), 5);
        network.stock(right, articles.get(2), 5);
        network.stock(right, articles.get(3), 5);
    }

    @AfterEach
    void decideAsBefore() {
        plan(Map.of());
    }

    @Test
    void theExactPlannerNeedsFewerPartsAndTheShadowTellsWhatTheStandardOneWouldHaveDone() {
        plan(Map.of("planner", "exact", "shadowPlanners", List.of("sequential"), "splitPenalty", 50));

        JsonPath plans = routed(2);

        assertThat(plans.getList("routingPlans.facilityRef")).containsExactlyInAnyOrder(left, right);
        JsonPath planning = planning(plans);
        assertThat(planning.getString("plan.planner")).isEqualTo("exact");
        assertThat(planning.getString("plan.reason")).isEqualTo("PROVEN_CHEAPEST");
        assertThat(planning.getList("plan.parts")).hasSize(2);
        assertThat(planning.getList("shadows.planner")).containsExactly("sequential");
        assertThat(planning.getList("shadows[0].parts")).hasSize(3);
        assertThat(planning.getDouble("shadows[0].cost.split")).isEqualTo(100);
        assertThat(planning.getDouble("shadows[0].cost.total")).isGreaterThan(planning.getDouble("plan.cost.total"));
    }

    @Test
    void aShadowChangesNothing() {
        plan(Map.of("shadowPlanners", List.of("exact", "cover"), "splitPenalty", 50));

        JsonPath plans = routed(3);

        assertThat(plans.getList("routingPlans.facilityRef")).containsExactlyInAnyOrder(near, left, right);
        JsonPath planning = planning(plans);
        assertThat(planning.getString("plan.planner")).isEqualTo("sequential");
        assertThat(planning.getList("shadows.planner")).containsExactly("exact", "cover");
        assertThat(planning.getList("shadows[0].parts")).hasSize(2);
    }

    @Test
    void whereTheStandardPlannerDecidesAloneThereIsNothingToCompare() {
        JsonPath plans = routed(3);

        Api.admin()
                .get("/waybill/routing/plans/" + plans.getString("routingPlans[0].id") + "/planning/1")
                .then()
                .statusCode(404);
        Api.fulfiller().get("/waybill/routing/plans/none/planning/1").then().statusCode(403);
    }

    /** What the planners made of the order, as told with the plan that the others were split off. */
    private static JsonPath planning(JsonPath plans) {
        String first = plans.getString("routingPlans.find { it.parentRoutingPlanRef == null }.id");
        return Api.admin()
                .get("/waybill/routing/plans/" + first + "/planning/1")
                .then()
                .statusCode(200)
                .body("routingPlanRef", equalTo(first))
                .body("plan.parts[0].lines", hasSize(2))
                .extract()
                .jsonPath();
    }

    /** The plans of a new order that wants one of everything, once so many facilities serve it. */
    private JsonPath routed(int parts) {
        Map<String, Object> body = OrderJson.order();
        body.put(
                "orderLineItems",
                articles.stream().map(article -> OrderJson.line(article, 1)).toList());
        return PlacedOrders.plansOf(PlacedOrders.place(body), found -> {
            List<String> statuses = found.getList("routingPlans.status");
            return statuses.size() == parts && statuses.stream().allMatch("ROUTED"::equals);
        });
    }

    /** Says how the strategy in use plans. */
    private static void plan(Map<String, Object> root) {
        JsonPath used = Api.admin()
                .get("/api/routing/strategies?size=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String id = used.getString("routingStrategies.find { it.inUse }.id");
        String node = used.getString("routingStrategies.find { it.inUse }.rootNode.id");
        Map<String, Object> nodes = root.isEmpty() ? Map.of() : Map.of(node, root);
        Api.admin()
                .body(Map.of("version", used.getInt("routingStrategies.find { it.inUse }.version"), "nodes", nodes))
                .put("/waybill/routing/strategies/" + id + "/planning")
                .then()
                .statusCode(200);
    }
}
