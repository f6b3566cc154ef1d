package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.facilities.Places;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What groups of facilities and zones of storage locations mean for where an order goes. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PlacesRoutingTest {
    @Inject
    Network network;

    @Inject
    MovableClock clock;

    private final String article = "article-" + UUID.randomUUID();
    private StrategyInUse strategy;
    private String near = "";
    private String far = "";

    @BeforeEach
    void network() {
        strategy = new StrategyInUse();
        near = network.store(50.94, 6.96);
        far = network.store(48.14, 11.58);
    }

    @AfterEach
    void leaveEverythingAsItWas() {
        clock.setAhead(Duration.ZERO);
        strategy.close();
    }

    @Test
    void theZoneRatingPrefersTheStoreWhoseStockLiesInTheBetterZoneAndTheLogSaysSo() {
        strategy.with(Map.of(), Map.of("ratings", List.of(zoneRating(10))));
        network.list(near, article, Map.of());
        network.list(far, article, Map.of());
        stock(near, Places.location(near, Map.of("zoneRef", Places.zone(near, 20))));
        stock(far, Places.location(far, Map.of("zoneRef", Places.zone(far, 20))));
        String better = Places.location(far, Map.of("zoneRef", Places.zone(far, 80.4)));
        stock(far, better);
        // Better still, but nobody may pick there.
        String locked = Places.location(
                near,
                Map.of(
                        "zoneRef",
                        Places.zone(near, 100),
                        "traitConfig",
                        List.of(Map.of("trait", "PICKABLE", "enabled", false))));
        stock(near, locked);

        JsonPath log = logOf(order());

        assertThat(log.getString("facilityDecisions.find { it.facility.facilityRef == '" + far + "' }.isBestRated"))
                .isEqualTo("true");
        assertThat(rating(log, near, "score")).isEqualTo(20f);
        assertThat(rating(log, near, "normalizedScore")).isEqualTo(0.8f);
        assertThat(rating(log, far, "score")).isEqualTo(80f);
        assertThat(rating(log, far, "normalizedScore")).isEqualTo(0.2f);
        assertThat(rating(log, far, "maxPenalty")).isEqualTo(10f);
    }

    @Test
    void groupsOfTheFacilityThatAnOrderNamesCanBeAskedByCustomRules() {
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        String group = Places.group(near, network.store(52.5, 13.4));
        Map<String, Object> fence = Map.of(
                "type",
                "ToolkitFence",
                "active",
                true,
                "order",
                1,
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
                        part("ORDERING_FACILITY_GROUPS", "id", "ANY_VALUE_EQUALS", group),
                        "rightPart",
                        part("FACILITY", "id", "VALUE_EQUALS", far)));
        strategy.with(Map.of(), Map.of("fences", List.of(fence)));
        Map<String, Object> ordered = OrderJson.order(article, 1);
        ordered.put("consumer", Map.of("addresses", List.of(OrderJson.address()), "tenantFacilityId", "T-" + near));

        assertThat(PlacedOrders.routed(PlacedOrders.place(ordered))).isEqualTo(Map.of(far, 1));
        assertThat(PlacedOrders.routed(order())).isEqualTo(Map.of(near, 1));
    }

    @Test
    void aTimeTriggerOfAGroupHoldsForItsFacilitiesInsteadOfTheOneForAll() {
        String group = Places.group(near);
        strategy.with(Map.of("timeTriggeredByContext", List.of(context(group))), Map.of());
        network.stock(near, article, 5);
        JsonPath first = order();
        assertThat(PlacedOrders.routed(first)).isEqualTo(Map.of(near, 1));
        network.stock(far, article, 5);

        clock.setAhead(Duration.ofMinutes(21));

        PlacedOrders.plansOf(
                first,
                plans -> plans.getList("routingPlans.findAll { it.status == 'ROUTED' }.facilityRef")
                        .equals(List.of(far)));
    }

    @Test
    void aStrategyCannotNameAGroupThatDoesNotExist() {
        JsonPath used = Api.admin().get("/api/routing/strategies?size=100").jsonPath();
        String path = "routingStrategies.find { it.inUse }.";
        Map<String, Object> global = new HashMap<>(used.getMap(path + "globalConfiguration"));
        global.put("timeTriggeredByContext", List.of(context("no group")));
        Api.admin()
                .body(Map.of(
                        "version",
                        used.getInt(path + "version"),
                        "nameLocalized",
                        used.getMap(path + "nameLocalized"),
                        "globalConfiguration",
                        global,
                        "rootNode",
                        used.getMap(path + "rootNode")))
                .put("/api/routing/strategies/" + used.getString(path + "id"))
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("no facility group [no group] exists"));
    }

    private static Map<String, Object> context(String group) {
        Map<String, Object> timed = Map.of("active", true, "rerouteAfterMinutes", 20, "rerouteTargetTimeHours", 1_000);
        Map<String, Object> triggers = new HashMap<>();
        for (String channel :
                List.of("shipFromStoreDeliveryReroute", "shipFromStoreSamedayReroute", "clickAndCollectReroute")) {
            triggers.put(channel, timed);
        }
        return Map.of("type", "FACILITY_GROUP", "values", List.of(group), "priority", 1, "timeTriggered", triggers);
    }

    private static Map<String, Object> part(String entity, String path, String operator, String expected) {
        return Map.of(
                "predicates",
                List.of(Map.of(
                        "entity",
                        entity,
                        "propertyPath",
                        path,
                        "entityOperator",
                        operator,
                        "expectedValue",
                        expected)));
    }

    private static Map<String, Object> zoneRating(int maxPenalty) {
        return Map.of("type", "StandardRating", "implementation", "ZONE", "active", true, "maxPenalty", maxPenalty);
    }

    private void stock(String facility, String location) {
        Api.admin()
                .body(Map.of("tenantArticleId", article, "value", 5, "facilityRef", facility, "locationRef", location))
                .post("/api/stocks")
                .then()
                .statusCode(201);
    }

    private JsonPath order() {
        return PlacedOrders.place(OrderJson.order(article, 1));
    }

    private static JsonPath logOf(JsonPath order) {
        String plan = PlacedOrders.plansOf(order, plans -> "ROUTED".equals(plans.getString("routingPlans[0].status")))
                .getString("routingPlans[0].id");
        String url = Api.admin().get("/api/routingplans/" + plan).path("decisionLogs[0].url");
        return Api.admin().get(url).then().statusCode(200).extract().jsonPath();
    }

    private static float rating(JsonPath log, String facility, String property) {
        return log.getFloat("facilityDecisions.find { it.facility.facilityRef == '" + facility
                + "' }.orderRatings.find { it.name == 'ZONE' }." + property);
    }
}
