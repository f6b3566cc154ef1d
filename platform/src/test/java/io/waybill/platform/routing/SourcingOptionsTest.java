package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.place;
import static io.waybill.platform.routing.PlacedOrders.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.inventory.Listings;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.orders.PreviewOrder;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SourcingOptionsTest {
    private static final String PATH = "/api/routing/sourcingoptions";

    @Inject
    Network network;

    @Inject
    MovableClock clock;

    @Inject
    DataSource dataSource;

    @Inject
    PreviewOrder previewOrder;

    @Inject
    LoadSourcingData loadSourcingData;

    @Inject
    RoutingStrategies strategies;

    @Inject
    PlanRequests requests;

    @Inject
    TargetTimes targetTimes;

    @Inject
    Listings listings;

    @Inject
    SourcingOptions sourcingOptions;

    @Inject
    SourcingOptionSettings settings;

    @Inject
    ObjectMapper json;

    @Inject
    Identifiers identifiers;

    private final String article = "article-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();

    @AfterEach
    void setClockBack() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void theFirstOptionIsWhatRoutingWouldDoAndTheOthersFollowByCostAndNothingIsReserved() {
        String near = network.store(50.94, 6.96);
        String middle = network.store(50.11, 8.68);
        String far = network.store(48.14, 11.58);
        List.of(far, near, middle).forEach(store -> network.stock(store, article, 5));
        List<Integer> before = network.balance(article);

        JsonPath answer = ask(order(2), 5).statusCode(201).extract().jsonPath();

        assertThat(answer.getList("result.options.collect { it.nodes[0].facilityRef }"))
                .isEqualTo(List.of(near, middle, far));
        assertThat(answer.getList("result.options.totalPenalty", Double.class)).isSorted();
        assertThat(answer.getString("result.options[0].nodes[1].type")).isEqualTo("CUSTOMER");
        assertThat(answer.getInt("result.options[0].transfers[0].lineItems[0].quantity"))
                .isEqualTo(2);
        assertThat(network.balance(article)).isEqualTo(before);
        assertThat(network.reserved(article)).isEmpty();
        Api.admin()
                .get(PATH + "/" + answer.getString("id"))
                .then()
                .statusCode(200)
                .body("result.options[2].id", equalTo(answer.getString("result.options[2].id")));

        assertThat(routed(place(OrderJson.order(article, 2)))).isEqualTo(Map.of(near, 2));
    }

    @Test
    void anOptionSaysWhichPriorityRatingsNobodyBeatsAndWhatACustomRuleCharges() {
        String warehouse = network.store(50.94, 6.96, Map.of("locationType", "WAREHOUSE"));
        String store = network.store(48.14, 11.58);
        network.stock(warehouse, article, 5);
        network.stock(store, article, 5);
        Map<String, Object> near = Map.of(
                "predicates",
                List.of(Map.of(
                        "entity", "FACILITY",
                        "propertyPath", "locationType",
                        "entityOperator", "VALUE_EQUALS",
                        "expectedValue", "WAREHOUSE")));
        Map<String, Object> never = Map.of(
                "predicates",
                List.of(Map.of(
                        "entity", "FACILITY",
                        "propertyPath", "status",
                        "entityOperator", "VALUE_EQUALS",
                        "expectedValue", "OFFLINE")));
        try (StrategyInUse strategy = new StrategyInUse()) {
            strategy.with(
                    Map.of(),
                    Map.of(
                            "ratings",
                            List.of(Map.of(
                                    "type",
                                    "ToolkitRating",
                                    "active",
                                    true,
                                    "maxPenalty",
                                    7,
                                    "name",
                                    "No warehouse",
                                    "nameLocalized",
                                    Map.of("en_US", "No warehouse"),
                                    "referenceId",
                                    UUID.randomUUID().toString(),
                                    "rule",
                                    Map.of(
                                            "evaluationScope",
                                            "WHOLE_ENTITY",
                                            "operator",
                                            "EQUALS",
                                            "leftPart",
                                            near,
                                            "rightPart",
                                            never))),
                            "priorityRatings",
                            List.of(Map.of(
                                    "type",
                                    "StandardPriorityRating",
                                    "implementation",
                                    "PREFER-STORE",
                                    "active",
                                    true,
                                    "priority",
                                    1))));

            ask(order(1), 2)
                    .statusCode(201)
                    .body("result.options[0].nodes[0].facilityRef", equalTo(store))
                    .body("result.options[0].priorityRatingResults[0].id", equalTo("PREFER-STORE"))
                    .body("result.options[0].priorityRatingResults[0].type", equalTo("STANDARD"))
                    .body("result.options[0].priorityRatingResults[0].matchesPriorityMinimum", equalTo(true))
                    .body("result.options[1].nodes[0].facilityRef", equalTo(warehouse))
                    .body("result.options[1].ratingResults[0].type", equalTo("ToolkitRating"))
                    .body("result.options[1].ratingResults[0].penalty", equalTo(7.0f));
        }
    }

    /** Below the standard root: who is in the club is served by warehouses, completely or not at all. */
    @Test
    void anOrderIsJudgedByTheNodeThatItsConditionsLeadToAsRoutingJudgesIt() {
        String near = network.store(50.94, 6.96);
        String warehouse = network.store(48.14, 11.58, Map.of("locationType", "WAREHOUSE"));
        network.stock(near, article, 5);
        network.stock(warehouse, article, 5);
        network.stock(near, other, 5);
        try (StrategyInUse strategy = new StrategyInUse()) {
            Map<String, Object> whole = new LinkedHashMap<>(strategy.ofTheRoot("orderSplit"));
            whole.put("active", false);
            strategy.underTheRoot(club(whole));
            Map<String, Object> anyone = order(1);
            Map<String, Object> member = order(1);
            member.put("customAttributes", Map.of("club", article));

            JsonPath toAnyone = ask(anyone, 2).statusCode(201).extract().jsonPath();
            JsonPath toMember = ask(member, 2).statusCode(201).extract().jsonPath();

            String facilities = "result.options.collect { it.nodes[0].facilityRef }";
            assertThat(toAnyone.getList(facilities)).isEqualTo(List.of(near, warehouse));
            assertThat(toMember.getList(facilities)).isEqualTo(List.of(warehouse, near));
            assertThat(toMember.getDouble(
                            "result.options[1].ratingResults.find { it.id == 'PREFER-WAREHOUSE' }.penalty"))
                    .isEqualTo(50);
            JsonPath used = Api.admin().get("/api/routing/strategies?size=100").jsonPath();
            String root = "routingStrategies.find { it.inUse }.rootNode";
            assertThat(toAnyone.getString("result.options[0].ratingResults[0].routingStrategyNodeId"))
                    .isEqualTo(used.getString(root + ".id"));
            assertThat(toMember.getString("result.options[0].ratingResults[0].routingStrategyNodeId"))
                    .isEqualTo(used.getString(root + ".nextCondition.nextNode.id"));

            Map<String, Object> placed = OrderJson.order(article, 1);
            placed.put("customAttributes", Map.of("club", article));
            assertThat(routed(place(placed))).isEqualTo(Map.of(warehouse, 1));
            assertThat(routed(place(OrderJson.order(article, 1)))).isEqualTo(Map.of(near, 1));

            List<Map<String, Object>> lines = List.of(OrderJson.line(article, 1), OrderJson.line(other, 6));
            member.put("orderLineItems", lines);
            anyone.put("orderLineItems", lines);
            ask(anyone, 1)
                    .body("result.options[0].nonAssignedOrderLineItems.quantity", equalTo(List.of(1)))
                    .body("calculationHints.outcome", equalTo("ROUTED"));
            ask(member, 1)
                    .body("result.options", empty())
                    .body("calculationHints.fences.find { it.name == 'STOCK-AVAILABILITY' }.rejected", equalTo(2));
        }
    }

    private Map<String, Object> club(Map<String, Object> split) {
        return Map.of(
                "nameLocalized",
                Map.of("en_US", "In the club"),
                "active",
                true,
                "rule",
                Map.of(
                        "predicates",
                        List.of(Map.of(
                                "propertyPath", "customAttributes.club",
                                "entityOperator", "VALUE_EQUALS",
                                "expectedValue", article))),
                "nextNode",
                Map.of(
                        "nameLocalized",
                        Map.of("en_US", "Members"),
                        "active",
                        true,
                        "config",
                        Map.of(
                                "orderSplit",
                                split,
                                "fences",
                                List.of(Map.of(
                                        "type",
                                        "StandardFence",
                                        "implementation",
                                        "STOCK-AVAILABILITY",
                                        "active",
                                        true)),
                                "ratings",
                                List.of(Map.of(
                                        "type",
                                        "StandardRating",
                                        "implementation",
                                        "PREFER-WAREHOUSE",
                                        "active",
                                        true,
                                        "maxPenalty",
                                        50)))));
    }

    @Test
    void anOptionSaysWhatItsParcelsCostByTheCheapestCarrierAndNothingWhereThatIsNotKnown() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        String unknown = network.store(47.99, 7.84);
        network.stock(near, article, 2);
        network.stock(far, other, 5);
        network.stock(unknown, article, 1);
        carrier("4.90", near, far);
        carrier("8.00", near);
        Map<String, Object> order = order(2);
        order.put("orderLineItems", List.of(OrderJson.line(article, 2), OrderJson.line(other, 1)));

        ask(order, 1)
                .body("result.options[0].nodes.facilityRef", hasItem(near))
                .body("result.options[0].totalCosts.totalShippingCosts.totalTransportCostAmount.value", equalTo(980))
                .body(
                        "result.options[0].totalCosts.totalShippingCosts.totalTransportCostAmount.currency",
                        equalTo("EUR"))
                .body(
                        "result.options[0].totalCosts.totalShippingCosts.totalTransportCostAmount.decimalPlaces",
                        equalTo(2))
                .body("result.options[0].totalCosts.salesPrices", empty())
                .body("result.options[0].totalCosts.totalCosts", nullValue())
                .body("result.options[0].listingDetails", nullValue());
        order.put("orderLineItems", List.of(OrderJson.line(article, 3), OrderJson.line(other, 1)));
        ask(order, 1)
                .body("result.options[0].nodes.facilityRef", hasItem(unknown))
                .body("result.options[0].totalCosts", nullValue());
    }

    @Test
    void whereCostsAreRatedAnOptionSaysThePricesAndTheSumOfEverything() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(far, other, 5);
        carrier("4.90", near, far);
        network.list(near, article, Map.of("price", 19.99, "currency", "EUR"));
        network.list(far, other, Map.of("price", 100, "currency", "EUR"));
        Map<String, Object> order = order(2);
        order.put("orderLineItems", List.of(OrderJson.line(article, 2), OrderJson.line(other, 1)));
        try (StrategyInUse strategy = new StrategyInUse()) {
            strategy.with(
                    Map.of(),
                    Map.of(
                            "ratings",
                            List.of(Map.of(
                                    "type",
                                    "StandardRating",
                                    "implementation",
                                    "COST-COMPONENTS",
                                    "active",
                                    true,
                                    "maxPenalty",
                                    10,
                                    "configuration",
                                    Map.of("type", "COST_COMPONENTS", "totalSalesPrices", true)))));

            String costs = "result.options[0].totalCosts.";
            String price = costs + "salesPrices.find { it.tenantArticleId == '" + article + "' }.";
            ask(order, 1)
                    .body(costs + "salesPrices.size()", equalTo(2))
                    .body(price + "salesPricePerUnitWithoutDiscountAmount.value", equalTo(1999))
                    .body(price + "amount", equalTo(2))
                    .body(price + "sourceFacilityRef", equalTo(near))
                    .body(price + "sourceTenantFacilityId", equalTo("T-" + near))
                    .body(costs + "totalSalesPriceAmount.value", equalTo(13_998))
                    .body(costs + "totalShippingCosts.totalTransportCostAmount.value", equalTo(980))
                    .body(costs + "totalCosts.value", equalTo(14_978))
                    .body(costs + "totalCosts.currency", equalTo("EUR"));

            network.list(far, other, Map.of("price", 100, "currency", "CHF"));
            ask(order, 1)
                    .body(costs + "salesPrices.size()", equalTo(2))
                    .body(costs + "totalSalesPriceAmount", nullValue())
                    .body(costs + "totalCosts", nullValue());
            network.list(far, other, Map.of());
            ask(order, 1)
                    .body(costs + "salesPrices.tenantArticleId", equalTo(List.of(article)))
                    .body(costs + "totalSalesPriceAmount", nullValue())
                    .body(costs + "totalShippingCosts.totalTransportCostAmount.value", equalTo(980));

            Map<String, Object> collected = order(2);
            collected.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", near))));
            ask(collected, 1)
                    .body(costs + "totalShippingCosts", nullValue())
                    .body(costs + "totalCosts.value", equalTo(3_998));
        }
    }

    @Test
    void attributesOfTheListingsAreThereWhenAskedFor() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(far, other, 5);
        network.list(near, article, Map.of("customAttributes", Map.of("colour", "red")));
        Map<String, Object> order = order(2);
        order.put("orderLineItems", List.of(OrderJson.line(article, 2), OrderJson.line(other, 1)));

        Api.admin()
                .body(Map.of("order", order, "additionalInfo", Map.of("includeListingCustomAttributes", true)))
                .post(PATH)
                .then()
                .statusCode(201)
                .body(
                        "result.options[0].listingDetails",
                        containsInAnyOrder(
                                Map.of(
                                        "facilityRef",
                                        near,
                                        "tenantArticleId",
                                        article,
                                        "customAttributes",
                                        Map.of("colour", "red")),
                                Map.of("facilityRef", far, "tenantArticleId", other)));
    }

    /** Carries parcels within Germany from these facilities, for that many euros. */
    private static void carrier(String euros, String... facilities) {
        String id = Api.admin()
                .body(Map.of("key", "CUSTOM_" + UUID.randomUUID(), "name", "Own", "status", "ACTIVE"))
                .post("/api/carriers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Api.admin()
                .body(Map.of(
                        "carrierConfigurationVersion", 0,
                        "source", Map.of("countryCode", "DE"),
                        "destinations", List.of(Map.of("countryCode", "DE")),
                        "transitTime", Map.of("minTransitDays", 1, "maxTransitDays", 1),
                        "deliveryCosts", List.of(Map.of("cost", new BigDecimal(euros), "currency", "EUR"))))
                .post("/api/carriers/" + id + "/configuration/countryservicemappings")
                .then()
                .statusCode(201);
        for (String facility : facilities) {
            Api.admin()
                    .body(Map.of("status", "ACTIVE"))
                    .post("/api/facilities/" + facility + "/carriers/" + id)
                    .then()
                    .statusCode(201);
        }
    }

    @Test
    void theNumberOfStatementsOfAQuestionDoesNotDependOnItsLinesOptionsOrFacilities() {
        carrier("4.90", network.store(50.94, 6.96));
        network.stock(network.store(50.94, 6.96), article, 5);
        int one = statements(1, List.of(OrderJson.line(article, 1)));
        List<Map<String, Object>> lines = new ArrayList<>(List.of(OrderJson.line(article, 1)));
        for (int store = 0; store < 4; store++) {
            String id = network.store(50 - store * 0.1, 7);
            network.stock(id, article, 5);
            network.stock(id, other + store, 5);
            lines.add(OrderJson.line(other + store, 1));
        }

        assertThat(statements(5, lines)).isEqualTo(one);
    }

    private int statements(int options, List<Map<String, Object>> lines) {
        Map<String, Object> order = order(1);
        order.put("orderLineItems", lines);
        SourcingOptionsRequest request = json.convertValue(
                Map.of(
                        "order",
                        order,
                        "optimizationHints",
                        Map.of("requestedResultCount", options),
                        "additionalInfo",
                        Map.of("includeListingCustomAttributes", true)),
                SourcingOptionsRequest.class);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        FindSourcingOptions find = new FindSourcingOptions(
                new Database(dataSource, metrics),
                previewOrder,
                loadSourcingData,
                strategies,
                requests,
                targetTimes,
                listings,
                sourcingOptions,
                settings,
                json,
                identifiers,
                clock);
        assertThat(find.find(request).json()).contains("listingDetails");
        return (int) metrics.counter("waybill.database.statements").count();
    }

    @Test
    void anOptionOfSeveralFacilitiesNamesWhatEachOfThemSendsAndWhatNobodyHas() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 1);
        network.stock(far, other, 3);
        Map<String, Object> order = order(2);
        order.put("orderLineItems", List.of(OrderJson.line(article, 2), OrderJson.line(other, 3)));

        JsonPath answer = ask(order, 1).statusCode(201).extract().jsonPath();

        assertThat(answer.getList("result.options[0].transfers")).hasSize(2);
        assertThat(answer.getList("result.options[0].nonAssignedOrderLineItems"))
                .isEqualTo(List.of(Map.of("tenantArticleId", article, "quantity", 1)));
    }

    @Test
    void anOrderNobodyCanServeHasNoOptionsAndTheHintsSayWhy() {
        ask(order(1), 3)
                .statusCode(201)
                .body("result.options", empty())
                .body("calculationHints.outcome", equalTo("NOT_ROUTABLE"))
                .body("calculationHints.reason", equalTo("NO_CANDIDATE"));
        Map<String, Object> withoutLines = new LinkedHashMap<>();
        withoutLines.put("consumer", Map.of("addresses", List.of(Map.of("country", "DE"))));
        ask(withoutLines, 1).statusCode(201).body("result.options", empty());
    }

    @Test
    void whatIsCollectedHasOneOptionWithoutTransfers() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        Map<String, Object> order = order(1);
        order.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", store))));

        ask(order, 3)
                .statusCode(201)
                .body("result.options.size()", equalTo(1))
                .body("result.options[0].nodes[0].isPickUpLocation", equalTo(true))
                .body("result.options[0].transfers", empty());
    }

    @Test
    void anOrderThatNamesAnOptionIsServedSo() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        JsonPath answer = ask(order(2), 2).extract().jsonPath();
        String second = answer.getString("result.options[1].id");

        JsonPath placed = place(naming(second, 2));

        assertThat(routed(placed)).isEqualTo(Map.of(far, 2));
        noteOf(placed).body("routingJournals[0].sourcingOptionRef.id", equalTo(second));
        noteOf(placed).body("routingJournals[0].sourcingOptionRef.outcome", equalTo("HONOURED"));
    }

    @Test
    void anOptionThatDoesNotHoldAnyMoreIsNotedAndTheOrderIsDecidedAnew() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 20);
        network.stock(far, article, 3);
        String second = ask(order(2), 2).extract().jsonPath().getString("result.options[1].id");

        JsonPath otherQuantity = place(naming(second, 1));
        assertThat(routed(otherQuantity)).isEqualTo(Map.of(near, 1));
        noteOf(otherQuantity).body("routingJournals[0].sourcingOptionRef.outcome", equalTo("DOES_NOT_FIT_THE_ORDER"));

        JsonPath unknown = place(naming("no-such-option", 1));
        assertThat(routed(unknown)).isEqualTo(Map.of(near, 1));
        noteOf(unknown).body("routingJournals[0].sourcingOptionRef.outcome", equalTo("UNKNOWN"));

        assertThat(routed(place(naming(second, 2)))).isEqualTo(Map.of(far, 2));
        JsonPath takenMeanwhile = place(naming(second, 2));
        assertThat(routed(takenMeanwhile)).isEqualTo(Map.of(near, 2));
        noteOf(takenMeanwhile).body("routingJournals[0].sourcingOptionRef.outcome", equalTo("NO_LONGER_HOLDS"));

        clock.setAhead(Duration.ofMinutes(31));
        JsonPath late = place(naming(second, 2));
        assertThat(routed(late)).isEqualTo(Map.of(near, 2));
        noteOf(late).body("routingJournals[0].sourcingOptionRef.outcome", equalTo("EXPIRED"));
    }

    @Test
    void askingWhileOrdersAreRoutedTakesNothingFromThem() throws Exception {
        String one = network.store(50.94, 6.96);
        String two = network.store(48.14, 11.58);
        network.stock(one, article, 8);
        network.stock(two, article, 8);
        List<Callable<Boolean>> callers = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
            callers.add(() -> routed(place(OrderJson.order(article, 1))).size() == 1);
            callers.add(() -> ask(order(1), 2).extract().statusCode() == 201);
        }

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : executor.invokeAll(callers)) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(network.reserved(article)).isEqualTo(Map.of(one, 8, two, 8));
        ask(order(1), 1).statusCode(201).body("result.options", empty());
    }

    @Test
    void theListOfDecisionsTellsOfAQuestionByTheIdOfItAndOfItsOptions() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        JsonPath answer = ask(order(2), 2).extract().jsonPath();
        String option = answer.getString("result.options[0].id");

        for (String parameter : List.of("sourcingOptionRef", "sourcingOptionsRef")) {
            String value = parameter.equals("sourcingOptionRef") ? option : answer.getString("id");
            Api.admin()
                    .queryParam(parameter, value)
                    .get("/api/routing/decisionlogs")
                    .then()
                    .statusCode(200)
                    .body("total", equalTo(1))
                    .body("decisionLogs[0].relatedRefs.sourcingOptionRefs", hasItem(option))
                    .body("decisionLogs[0].executionResults.totalRatingResults.id", hasItem("GEO-DISTANCE"))
                    .body("decisionLogs[0].sourcingOptions[0].nodes[0].facilityRef", equalTo(store));
        }
        Api.admin()
                .queryParam("sourcingOptionRef", "no-such-option")
                .get("/api/routing/decisionlogs")
                .then()
                .statusCode(200)
                .body("decisionLogs", empty());
    }

    @Test
    void wrongQuestionsAreRefusedWithTheFieldThatIsWrong() {
        ask(order(1), 0).statusCode(400).body("[0].summary", containsString("requestedResultCount"));
        ask(order(1), 21).statusCode(400).body("[0].summary", containsString("requestedResultCount"));
        Map<String, Object> unknownField = order(1);
        unknownField.put("colour", "red");
        ask(unknownField, 1).statusCode(400).body("[0].summary", containsString("colour"));
        Map<String, Object> elsewhere = order(1);
        elsewhere.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", "nowhere"))));
        ask(elsewhere, 1).statusCode(400).body("[0].summary", containsString("nowhere"));
        Api.admin().body(Map.of()).post(PATH).then().statusCode(400);
        Api.admin().get(PATH + "/no-such-request").then().statusCode(404);
        Api.anonymous().body(Map.of("order", order(1))).post(PATH).then().statusCode(401);
    }

    @Test
    void theHintsAreOnlyThereWhenAskedFor() {
        Api.admin()
                .body(Map.of("order", order(1)))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("calculationHints", nullValue());
    }

    private static ValidatableResponse ask(Map<String, Object> order, int count) {
        return Api.admin()
                .body(Map.of(
                        "order",
                        order,
                        "optimizationHints",
                        Map.of("requestedResultCount", count, "includeCalculationHints", true)))
                .post(PATH)
                .then();
    }

    private Map<String, Object> order(int quantity) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put(
                "consumer",
                Map.of(
                        "addresses",
                        List.of(Map.of("country", "DE", "coordinates", Map.of("lat", 50.9647, "lon", 7.0155)))));
        order.put("orderLineItems", List.of(OrderJson.line(article, quantity)));
        return order;
    }

    private Map<String, Object> naming(String option, int quantity) {
        Map<String, Object> order = OrderJson.order(article, quantity);
        order.put("deliveryPreferences", Map.of("shipping", Map.of(), "sourcingOptionRefs", List.of(option)));
        return order;
    }

    private static ValidatableResponse noteOf(JsonPath order) {
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routing/journals")
                .then()
                .statusCode(200);
    }
}
