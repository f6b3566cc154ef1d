package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.place;
import static io.waybill.platform.routing.PlacedOrders.plansOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every standard fence and rating decides an order through the public API, and the decision log says how. In each case the
 * near store would be taken if it were not for the rule, and the far one is.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class EveryStandardRuleTest {
    private static final int MAX_PENALTY = 100;

    @Inject
    Network network;

    @Inject
    Database database;

    private final String article = "article-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();
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
    void facilityBusinesstypeWantsAStoreThatShips() {
        String near = near(Map.of("services", List.of(Map.of("type", "PICKUP"))), 5);
        String far = far(Map.of(), 5);

        Decision decision = decidedByFence("FACILITY-BUSINESSTYPE", order(1));

        decision.rejects(near, "FAILED", "SHIP_FROM_STORE").takes(far);
    }

    @Test
    void preselectedFacilityWantsOneThatTheOrderNames() {
        String near = near(Map.of(), 5);
        String far = far(Map.of(), 5);

        Decision decision = decidedByFence(
                "PRESELECTED-FACILITY",
                shipping(1, Map.of("preselectedFacilities", List.of(Map.of("facilityRef", far)))));

        decision.rejects(near, "FAILED", far).takes(far);
    }

    @Test
    void stockAvailabilityWantsEveryUnitOfEveryLine() {
        String near = near(Map.of(), 1);
        String far = far(Map.of(), 2);

        Decision decision = decidedByFence("STOCK-AVAILABILITY", order(2));

        decision.rejectsLine(near, "FAILED", article).takes(far);
    }

    @Test
    void stockAvailabilityInReactiveModeLetsAnArticleOnBackorderWait() {
        String near = network.store(50.94, 6.96);
        network.list(near, article, Map.of("outOfStockBehaviour", "BACKORDER"));

        Decision decision = decided(List.of(reactive("STOCK-AVAILABILITY")), List.of(distance()), order(1), "WAITING");

        decision.rejectsLine(near, "REACTIVE_PASSING_POSSIBLE", article);
        assertThat(decision.log().getString("results.routingPlanStatus")).isEqualTo("WAITING");
    }

    @Test
    void avoidZeroStockWantsSomethingToBeThere() {
        String near = near(Map.of(), 0);
        String far = far(Map.of(), 1);

        Decision decision = decidedByFence("AVOID-ZERO-STOCK", order(1));

        decision.rejects(near, "FAILED", "at least 1 unit").takes(far);
    }

    @Test
    void facilityCarrieravailabilityWantsACarrierThatTheOrderNames() {
        String near = near(Map.of(), 5);
        String far = far(Map.of(), 5);
        Carrier carrier = carrier();
        connect(carrier, far, Map.of("status", "ACTIVE"));
        connect(carrier(), near, Map.of("status", "ACTIVE"));

        Decision decision = decidedByFence(
                "FACILITY-CARRIERAVAILABILITY", shipping(1, Map.of("preferredCarriers", List.of(carrier.key()))));

        decision.rejects(near, "FAILED", carrier.key()).takes(far);
    }

    @Test
    void samedayPossibleWantsACarrierThatStillTakesParcelsToday() {
        String near = near(noonThere(), 5);
        String far = far(noonThere(), 5);
        connect(sameDayCarrier(), near, Map.of("status", "ACTIVE", "cutoffTime", time(2)));
        connect(sameDayCarrier(), far, Map.of("status", "ACTIVE", "cutoffTime", time(22)));

        Decision decision = decidedByFence("SAMEDAY-POSSIBLE", shipping(1, Map.of("serviceLevel", "SAMEDAY")));

        decision.rejects(near, "FAILED", "a same-day carrier after").takes(far);
    }

    @Test
    void samedayPossibleInReactiveModeWaitsForAnotherDay() {
        String near = near(noonThere(), 5);
        connect(sameDayCarrier(), near, Map.of("status", "ACTIVE", "cutoffTime", time(2)));

        Decision decision = decided(
                List.of(reactive("SAMEDAY-POSSIBLE")),
                List.of(distance()),
                shipping(1, Map.of("serviceLevel", "SAMEDAY")),
                "WAITING");

        decision.rejects(near, "REACTIVE_PASSING_POSSIBLE", "a same-day carrier after");
    }

    @Test
    void facilityCountryWantsTheCountryOfTheConsumer() {
        String near = near(Map.of("address", Network.address("NL", at(50.94, 6.96))), 5);
        String far = far(Map.of(), 5);

        Decision decision = decidedByFence("FACILITY-COUNTRY", order(1));

        decision.rejects(near, "FAILED", "DE").takes(far);
    }

    @Test
    void facilityPickingTimeCapacityWantsAPlaceThatIsFree() {
        String near = near(capacity(1), 5);
        String far = far(capacity(9), 5);
        Map<String, Object> fence = fence("FACILITY-PICKING-TIME-CAPACITY");
        Decision decision =
                decided(List.of(fence), List.of(distance()), order(1), "ROUTED").takes(near);
        // One place is left today, if today is not over, and one tomorrow.
        for (int more = 0; more < 2 && decision.plan().getString("facilityRef").equals(near); more++) {
            decision = decided(List.of(fence), List.of(distance()), order(1), "ROUTED");
        }
        decision.rejects(near, "FAILED", "free").takes(far);

        Decision reactive =
                decided(List.of(reactive("FACILITY-PICKING-TIME-CAPACITY")), List.of(distance()), order(1), "ROUTED");
        reactive.rejects(near, "REACTIVE_PASSING_POSSIBLE", "free").takes(far);
    }

    @Test
    void geoDistanceChargesTheWay() {
        String near = near(Map.of(), 5);
        String far = far(Map.of(), 5);

        Decision decision = decidedByRating("GEO-DISTANCE", order(1));

        assertThat(decision.score(near, "GEO-DISTANCE")).isBetween(1_000L, 10_000L);
        assertThat(decision.score(far, "GEO-DISTANCE")).isBetween(400_000L, 500_000L);
        assertThat(decision.share(far, "GEO-DISTANCE"))
                .isCloseTo(decision.score(far, "GEO-DISTANCE") / 1e6, within(1e-6));
        decision.takes(near);
    }

    @Test
    void stockAvailabilityChargesWhatIsMissing() {
        String near = near(Map.of(), 1);
        String far = far(Map.of(), 4);

        decidedByRating("STOCK-AVAILABILITY", order(4))
                .rates(near, "STOCK-AVAILABILITY", 1, 0.75)
                .rates(far, "STOCK-AVAILABILITY", 4, 0)
                .takes(far);
    }

    @Test
    void stockBalancingPrefersWhereMostLies() {
        String near = near(Map.of(), 2);
        String far = far(Map.of(), 10);

        decidedByRating("STOCK-BALANCING", order(1))
                .rates(near, "STOCK-BALANCING", 200, 0.8)
                .rates(far, "STOCK-BALANCING", 1000, 0)
                .takes(far);
    }

    @Test
    void turnoverPrefersWhereLittleIsSold() {
        String near = near(Map.of(), 10);
        String far = far(Map.of(), 10);
        picked(near, 5);

        decidedByRating("TURNOVER", order(1))
                .rates(near, "TURNOVER", 50, 0.5)
                .rates(far, "TURNOVER", 0, 0)
                .takes(far);
    }

    @Test
    void workloadBalancingPrefersWhereLessIsToPick() {
        String near = near(Map.of(), 5);
        network.stock(near, other, 5);
        decidedByRating("GEO-DISTANCE", orderOf(Map.of(other, 1))).takes(near);
        String far = far(Map.of(), 5);

        decidedByRating("WORKLOAD-BALANCING", order(1))
                .rates(near, "WORKLOAD-BALANCING", 1, 0.01)
                .rates(far, "WORKLOAD-BALANCING", 0, 0)
                .takes(far);
    }

    @Test
    void matchingBusinesstypePrefersWhoDoesNothingElse() {
        String near = near(Map.of(), 5);
        String far = far(Map.of("services", List.of(Map.of("type", "SHIP_FROM_STORE"))), 5);

        decidedByRating("MATCHING-BUSINESSTYPE", order(1))
                .rates(near, "MATCHING-BUSINESSTYPE", 1, 0.5)
                .rates(far, "MATCHING-BUSINESSTYPE", 0, 0)
                .takes(far);
    }

    @Test
    void preferStoreAndPreferWarehouseLookAtTheLocationType() {
        String near = near(Map.of("locationType", "WAREHOUSE"), 5);
        String far = far(Map.of(), 5);

        decidedByRating("PREFER-STORE", order(1))
                .rates(near, "PREFER-STORE", 1, 1)
                .rates(far, "PREFER-STORE", 0, 0)
                .takes(far);
        decidedByRating("PREFER-WAREHOUSE", order(1))
                .rates(near, "PREFER-WAREHOUSE", 0, 0)
                .rates(far, "PREFER-WAREHOUSE", 1, 1)
                .takes(near);
    }

    @Test
    void expiryDatePrefersWhatExpiresSooner() {
        String near = expiring(network.store(50.94, 6.96), 100);
        String far = expiring(network.store(48.14, 11.58), 10);

        Decision decision = decidedByRating("EXPIRY-DATE", order(1));

        assertThat(decision.score(near, "EXPIRY-DATE")).isBetween(99 * 24L, 101 * 24L);
        assertThat(decision.score(far, "EXPIRY-DATE")).isBetween(9 * 24L, 11 * 24L);
        assertThat(decision.share(far, "EXPIRY-DATE"))
                .isCloseTo(decision.score(far, "EXPIRY-DATE") / 8760.0, within(1e-5));
        decision.takes(far);
    }

    @Test
    void capacityPrefersWhereMorePlacesAreFree() {
        String near = near(capacity(10), 5);
        String far = far(Map.of(), 5);

        Decision decision = decidedByRating("CAPACITY", order(1));

        // Of today, if today is not over, and of tomorrow.
        assertThat(decision.score(near, "CAPACITY")).isIn(10L, 20L);
        assertThat(decision.share(near, "CAPACITY"))
                .isCloseTo(1 - decision.score(near, "CAPACITY") / 100.0, within(1e-6));
        decision.rates(far, "CAPACITY", 1_000_000, 0).takes(far);
    }

    @Test
    void deliveryCostsPrefersTheCheaperWay() {
        String near = near(Map.of(), 5);
        String far = far(Map.of(), 5);
        connect(carrier(10, 1), near, Map.of("status", "ACTIVE"));
        connect(carrier(5, 1), far, Map.of("status", "ACTIVE"));

        decidedByRating("DELIVERY-COSTS", order(1))
                .rates(near, "DELIVERY-COSTS", 1000, 0.5)
                .rates(far, "DELIVERY-COSTS", 500, 0.25)
                .takes(far);
    }

    @Test
    void deliveryCostsChargesEverythingWhereNobodySaysWhatADeliveryCosts() {
        String near = near(Map.of(), 5);
        String far = far(Map.of(), 5);
        connect(carrier(5, 1), far, Map.of("status", "ACTIVE"));

        Decision decision = decidedByRating("DELIVERY-COSTS", order(1));

        assertThat(decision.rating(near, "DELIVERY-COSTS")).doesNotContainKey("score");
        assertThat(decision.share(near, "DELIVERY-COSTS")).isEqualTo(1);
        decision.takes(far);
    }

    @Test
    void deliveryTimePrefersTheFasterWay() {
        String near = near(Map.of(), 5);
        String far = far(Map.of(), 5);
        connect(carrier(5, 7), near, Map.of("status", "ACTIVE"));
        connect(carrier(5, 0), far, Map.of("status", "ACTIVE"));

        decidedByRating("DELIVERY-TIME", order(1))
                .rates(near, "DELIVERY-TIME", 7, 1)
                .rates(far, "DELIVERY-TIME", 0, 0)
                .takes(far);
    }

    @Test
    void costComponentsPrefersWhereTheGoodsAreCheaper() {
        String near = near(Map.of(), 5);
        String far = far(Map.of(), 5);
        network.list(near, article, Map.of("price", 100, "currency", "EUR"));
        network.list(far, article, Map.of("price", 20, "currency", "EUR"));

        decidedByRating("COST-COMPONENTS", order(2))
                .rates(near, "COST-COMPONENTS", 20_000, 0.2)
                .rates(far, "COST-COMPONENTS", 4_000, 0.04)
                .takes(far);
    }

    @Test
    void numberOfDeliveriesPrefersWhoHasEverything() {
        String near = near(Map.of(), 5);
        String far = far(Map.of(), 5);
        network.stock(far, other, 5);

        decidedByRating("NUMBER-OF-DELIVERIES", orderOf(Map.of(article, 1, other, 1)))
                .rates(near, "NUMBER-OF-DELIVERIES", 2, 0.5)
                .rates(far, "NUMBER-OF-DELIVERIES", 1, 0)
                .takes(far);
    }

    /** Whom a plan went to, and what its decision log says. */
    private record Decision(JsonPath plan, JsonPath log) {

        Decision takes(String facility) {
            assertThat(plan.getString("facilityRef")).isEqualTo(facility);
            assertThat(log.getString("results.bestRatedFacility.facilityRef")).isEqualTo(facility);
            assertThat(of(facility).get("rank")).isEqualTo(1);
            assertThat(of(facility).get("isBestRated")).isEqualTo(true);
            for (Map<String, Object> fence : list(of(facility), "orderFences")) {
                assertThat(fence.get("decision")).isEqualTo("PASSED");
            }
            return this;
        }

        /** The only fence says so of the facility, and that it expected something with that text. */
        Decision rejects(String facility, String result, String expected) {
            assertThat(list(of(facility), "orderFences")).singleElement().satisfies(fence -> {
                assertThat(fence.get("decision")).isEqualTo(result);
                assertThat(list(fence, "details").getFirst().get("expectedValue"))
                        .asString()
                        .contains(expected);
            });
            assertThat(of(facility)).doesNotContainKey("rank").doesNotContainKey("totalPenalty");
            return this;
        }

        Decision rejectsLine(String facility, String result, String article) {
            assertThat(list(list(of(facility), "orderLineItemFences").getFirst(), "orderLineItems"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.get("tenantArticleId")).isEqualTo(article);
                        assertThat(line.get("decision")).isEqualTo(result);
                    });
            return this;
        }

        Decision rates(String facility, String rating, long score, double share) {
            assertThat(score(facility, rating)).isEqualTo(score);
            assertThat(share(facility, rating)).isEqualTo(share);
            assertThat(rating(facility, rating).get("maxPenalty")).isEqualTo(MAX_PENALTY);
            assertThat(((Number) of(facility).get("totalPenalty")).doubleValue())
                    .isCloseTo(share * MAX_PENALTY, within(1e-4));
            return this;
        }

        long score(String facility, String rating) {
            return ((Number) rating(facility, rating).get("score")).longValue();
        }

        double share(String facility, String rating) {
            return Double.parseDouble(
                    rating(facility, rating).get("normalizedScore").toString());
        }

        Map<String, Object> rating(String facility, String rating) {
            return list(of(facility), "orderRatings").stream()
                    .filter(each -> each.get("name").equals(rating))
                    .findFirst()
                    .orElseThrow();
        }

        private Map<String, Object> of(String facility) {
            return log.getMap("facilityDecisions.find { it.facility.facilityRef == '" + facility + "' }");
        }

        @SuppressWarnings("unchecked")
        private static List<Map<String, Object>> list(Map<String, Object> from, String name) {
            return (List<Map<String, Object>>) from.get(name);
        }
    }

    private Decision decidedByFence(String fence, Map<String, Object> order) {
        return decided(List.of(fence(fence)), List.of(distance()), order, "ROUTED");
    }

    /** Whoever has nothing takes part too, so that ratings are seen alone. */
    private Decision decidedByRating(String rating, Map<String, Object> order) {
        return decided(List.of(), List.of(rating(rating)), order, "ROUTED");
    }

    private Decision decided(
            List<Map<String, Object>> fences,
            List<Map<String, Object>> ratings,
            Map<String, Object> order,
            String status) {
        Map<String, Object> config = new HashMap<>(Map.of("fences", fences, "ratings", ratings));
        if (fences.stream().anyMatch(fence -> fence.get("implementation").equals("STOCK-AVAILABILITY"))) {
            // A fence that wants everything in one place leaves nothing to split.
            config.put(
                    "orderSplit",
                    Map.of(
                            "active", false,
                            "activeForSameday", false,
                            "maxSplitCount", 0,
                            "shouldUseWaitingRoomForPreBackOrderItems", false));
        }
        strategy.with(Map.of(), config);
        JsonPath plans = plansOf(
                place(order),
                found -> found.getList("routingPlans.status").stream().allMatch(status::equals));
        JsonPath plan = Api.admin()
                .get("/api/routingplans/" + plans.getString("routingPlans.find { it.parentRoutingPlanRef == null }.id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Decision(
                plan,
                Api.admin()
                        .get(plan.getString("decisionLogs[0].url"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath());
    }

    private static Map<String, Object> fence(String key) {
        return Map.of("type", "StandardFence", "implementation", key, "active", true);
    }

    private static Map<String, Object> reactive(String key) {
        return Map.of("type", "StandardFence", "implementation", key, "active", true, "activeMode", "reactive");
    }

    private static Map<String, Object> distance() {
        return rating("GEO-DISTANCE");
    }

    private static Map<String, Object> rating(String key) {
        Map<String, Object> rating = new HashMap<>(
                Map.of("type", "StandardRating", "implementation", key, "active", true, "maxPenalty", MAX_PENALTY));
        if (key.equals("COST-COMPONENTS")) {
            rating.put("configuration", Map.of("type", "COST_COMPONENTS", "totalSalesPrices", true));
        }
        return rating;
    }

    private String near(Map<String, Object> more, int units) {
        String store = network.store(50.94, 6.96, more);
        network.stock(store, article, units);
        return store;
    }

    private String far(Map<String, Object> more, int units) {
        String store = network.store(48.14, 11.58, more);
        network.stock(store, article, units);
        return store;
    }

    private String expiring(String store, int days) {
        network.list(store, article, Map.of());
        Api.admin()
                .body(Map.of(
                        "tenantArticleId",
                        article,
                        "value",
                        5,
                        "facilityRef",
                        store,
                        "availableUntil",
                        Instant.now().plusSeconds(days * 86_400L).toString()))
                .post("/api/stocks")
                .then()
                .statusCode(201);
        return store;
    }

    private void picked(String store, int units) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("insert into picked_units (facility_id, tenant_article_id, day, units) "
                        + "values (:store, :article, :day::date, :units)")
                .bind("store", store)
                .bind("article", article)
                .bind("day", LocalDate.now(ZoneOffset.UTC).toString())
                .bind("units", units)
                .execute());
    }

    private Map<String, Object> order(int units) {
        return orderOf(Map.of(article, units));
    }

    private static Map<String, Object> orderOf(Map<String, Integer> units) {
        Map<String, Object> order = OrderJson.order();
        order.put(
                "orderLineItems",
                units.entrySet().stream()
                        .map(line -> OrderJson.line(line.getKey(), line.getValue()))
                        .toList());
        return order;
    }

    private Map<String, Object> shipping(int units, Map<String, Object> wishes) {
        Map<String, Object> order = order(units);
        order.put("deliveryPreferences", Map.of("shipping", wishes));
        return order;
    }

    private static Map<String, Object> at(double lat, double lon) {
        return Map.of("resolvedCoordinates", Map.of("lat", lat, "lon", lon));
    }

    /** Around the clock, in a zone where it is about noon now: the day does not end while the test runs. */
    private static Map<String, Object> noonThere() {
        int hours = 12 - Instant.now().atOffset(ZoneOffset.UTC).getHour();
        Map<String, Object> where = new HashMap<>(at(50.94, 6.96));
        where.put(
                "resolvedTimeZone",
                Map.of(
                        "timeZoneId",
                        ZoneOffset.ofHours(hours).getId(),
                        "timeZoneName",
                        "Noon",
                        "offsetInSeconds",
                        hours * 3600,
                        "source",
                        "TEST"));
        return Map.of("pickingTimes", always(100), "address", Network.address("DE", where));
    }

    private static Map<String, Object> capacity(int places) {
        return Map.of("capacityEnabled", true, "capacityPlanningTimeframe", 1, "pickingTimes", always(places));
    }

    /** The same on every day; so the places of today and tomorrow are the same whatever the time. */
    private static Map<String, Object> always(int places) {
        List<Map<String, Object>> day =
                List.of(Map.of("start", time(0), "end", Map.of("hour", 23, "minute", 59), "capacity", places));
        Map<String, Object> week = new HashMap<>();
        Stream.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
                .forEach(name -> week.put(name, day));
        return week;
    }

    private static Map<String, Object> time(int hour) {
        return Map.of("hour", hour, "minute", 0);
    }

    private record Carrier(String id, String key) {}

    private static Carrier carrier() {
        return carrier(Map.of());
    }

    private static Carrier sameDayCarrier() {
        return carrier(Map.of("deliveryType", "SAMEDAY"));
    }

    private static Carrier carrier(Map<String, Object> more) {
        String key = "CUSTOM_" + UUID.randomUUID();
        Map<String, Object> carrier = new HashMap<>(Map.of("key", key, "name", "Own", "status", "ACTIVE"));
        carrier.putAll(more);
        return new Carrier(
                Api.admin()
                        .body(carrier)
                        .post("/api/carriers")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id"),
                key);
    }

    /** Within Germany, for so many euros and in so many days. */
    private static Carrier carrier(int euros, int days) {
        Carrier carrier = carrier();
        Api.admin()
                .body(Map.of(
                        "carrierConfigurationVersion", 0,
                        "source", Map.of("countryCode", "DE"),
                        "destinations", List.of(Map.of("countryCode", "DE")),
                        "transitTime", Map.of("minTransitDays", days, "maxTransitDays", days),
                        "deliveryCosts", List.of(Map.of("cost", euros, "currency", "EUR"))))
                .post("/api/carriers/" + carrier.id() + "/configuration/countryservicemappings")
                .then()
                .statusCode(201);
        return carrier;
    }

    private static void connect(Carrier carrier, String facility, Map<String, Object> connection) {
        Api.admin()
                .body(connection)
                .post("/api/facilities/" + facility + "/carriers/" + carrier.id())
                .then()
                .statusCode(201);
    }
}
