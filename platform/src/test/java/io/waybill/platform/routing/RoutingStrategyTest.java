package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strategies through the public API: their trees, what they say for an order, and what plans keep of it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RoutingStrategyTest {
    private static final String STRATEGIES = "/api/routing/strategies";

    @Inject
    Network network;

    @Inject
    Database database;

    @Inject
    RoutingStrategies strategies;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    private final String article = "article-" + UUID.randomUUID();
    private String usedBefore;

    @BeforeEach
    void rememberWhatIsInUse() {
        usedBefore = inUse();
    }

    @AfterEach
    void setBack() {
        activate(usedBefore);
    }

    @Test
    void anOrderGoesThroughTheConditionsThatHoldForIt() {
        Map<String, Object> austria =
                condition("Austria", predicate("consumer.addresses.country", "AT"), node("AT", 7));
        Map<String, Object> vip = condition("VIP", predicate("tags.value", "vip"), node("VIP in Germany", 9));
        Map<String, Object> germany =
                condition("Germany", predicate("consumer.addresses.country", "DE"), with(node("DE", 8), vip));
        Map<String, Object> sameDay = condition(
                "Same day", predicate("deliveryPreferences.shipping.serviceLevel", "SAMEDAY"), node("Same day", 6));
        austria.put("nextCondition", germany);
        germany.put("nextCondition", sameDay);
        JsonPath strategy = put(create(), with(root(), austria));
        String evaluation = STRATEGIES + "/" + strategy.getString("id") + "/evaluation";

        Map<String, Object> order = OrderJson.order(article, 1);
        evaluate(evaluation, order)
                .body("evaluatedPath.nameLocalized.en_US", equalTo(List.of("Root", "Austria", "Germany", "DE", "VIP")))
                .body(
                        "evaluatedPath.evaluationResult",
                        equalTo(List.of(
                                "NODE_ACTIVE", "CONDITION_FALSE", "CONDITION_TRUE", "NODE_ACTIVE", "CONDITION_FALSE")))
                .body("evaluatedPath.type", equalTo(List.of("NODE", "CONDITION", "CONDITION", "NODE", "CONDITION")))
                .body("evaluatedConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty", equalTo(8))
                .body(
                        "evaluatedConfig.ratings.find { it.implementation == 'STOCK-AVAILABILITY' }.maxPenalty",
                        equalTo(10))
                .body("evaluatedConfig.orderSplit.maxSplitCount", equalTo(2));

        order.put("tags", List.of(Map.of("id", "segment", "value", "vip")));
        evaluate(evaluation, order)
                .body("evaluatedPath.nameLocalized.en_US", hasItem("VIP in Germany"))
                .body("evaluatedConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty", equalTo(9));

        Map<String, Object> french = OrderJson.address();
        french.put("country", "FR");
        Map<String, Object> sameDayOrder = OrderJson.order(article, 1);
        sameDayOrder.put("consumer", Map.of("addresses", List.of(french)));
        sameDayOrder.put("deliveryPreferences", Map.of("shipping", Map.of("serviceLevel", "SAMEDAY")));
        evaluate(evaluation, sameDayOrder)
                .body("evaluatedConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty", equalTo(6));

        String vipNode = strategy.getString("rootNode.nextCondition.nextCondition.nextNode.nextCondition.nextNode.id");
        Api.admin()
                .post(STRATEGIES + "/" + strategy.getString("id") + "/nodes/" + vipNode + "/evaluation")
                .then()
                .statusCode(200)
                .body(
                        "evaluatedPath.nameLocalized.en_US",
                        equalTo(List.of("Root", "Austria", "Germany", "DE", "VIP", "VIP in Germany")))
                .body("evaluatedConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty", equalTo(9));
        Api.admin()
                .post(STRATEGIES + "/" + strategy.getString("id") + "/nodes/nobody/evaluation")
                .then()
                .statusCode(404);
        Api.admin().body(order).post(STRATEGIES + "/nobody/evaluation").then().statusCode(404);
        Api.admin().body(Map.of()).post(evaluation).then().statusCode(400);
    }

    @Test
    void whatDoesNotCountNowIsPassedOver() {
        Map<String, Object> off = condition("Off", predicate("consumer.addresses.country", "DE"), node("Off", 1));
        off.put("active", false);
        Map<String, Object> asleep = node("Asleep", 2);
        asleep.put("active", false);
        Map<String, Object> toSleep = condition("To sleep", predicate("consumer.addresses.country", "DE"), asleep);
        Instant later = clock.instant().plus(Duration.ofHours(10));
        Map<String, Object> soon = condition("Soon", predicate("consumer.addresses.country", "DE"), node("Soon", 3));
        soon.put(
                "activationTimeFrames",
                List.of(Map.of(
                        "activeFrom",
                        later.toString(),
                        "activeUntil",
                        later.plus(Duration.ofMinutes(10)).toString(),
                        "recurrence",
                        "NONRECURRING")));
        off.put("nextCondition", toSleep);
        toSleep.put("nextCondition", soon);
        JsonPath strategy = put(create(), with(root(), off));
        String evaluation = STRATEGIES + "/" + strategy.getString("id") + "/evaluation";

        evaluate(evaluation, OrderJson.order(article, 1))
                .body(
                        "evaluatedPath.evaluationResult",
                        equalTo(List.of(
                                "NODE_ACTIVE",
                                "CONDITION_INACTIVE",
                                "CONDITION_TRUE",
                                "NODE_INACTIVE",
                                "CONDITION_INACTIVE")))
                .body("evaluatedConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty", equalTo(5));
        assertThat(reached(strategy, later.minusMillis(1))).isEqualTo("Root");
        assertThat(reached(strategy, later)).isEqualTo("Soon");
        assertThat(reached(strategy, later.plus(Duration.ofMinutes(10)))).isEqualTo("Root");
    }

    /** The name of the node that a German order comes to at that time. */
    private String reached(JsonPath strategy, Instant at) {
        RoutingStrategy stored = database.read(handle -> strategies.table().get(handle, strategy.getString("id")));
        return strategies.tree(stored).evaluate(json.valueToTree(OrderJson.order(article, 1)), at).path().stream()
                .filter(element -> element.evaluationResult() == StrategyEvaluation.Outcome.NODE_ACTIVE)
                .map(element -> element.nameLocalized().get("en_US"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void aPlanKeepsWhatWasSaidAtItsFirstDecisionAndSoDoWhatIsSplitOffAndWhatReplacesIt() {
        String store = network.store(50.94, 6.96);
        String other = "other-" + UUID.randomUUID();
        network.stock(store, article, 0);
        network.stock(store, other, 0);
        JsonPath first = put(
                create(),
                with(root(), condition("Germany", predicate("consumer.addresses.country", "DE"), node("DE", 41))));
        activate(first.getString("id"));
        Map<String, Object> body = OrderJson.order(article, 2);
        body.put("orderLineItems", List.of(OrderJson.line(article, 2), OrderJson.line(other, 1)));
        JsonPath order = place(body);
        await(() -> "RETRYABLE".equals(plans(order).getString("routingPlans[0].status")));
        assertThat(penalties(order)).containsExactly(41);
        activate(put(
                        create(),
                        with(root(), condition("All", predicate("consumer.addresses.country", "DE"), node("DE", 42))))
                .getString("id"));

        network.stock(store, article, 2);

        await(() -> plans(order).getList("routingPlans").size() == 2);
        assertThat(penalties(order)).containsExactly(41, 41);
        JsonPath later = place(OrderJson.order("nothing-" + article, 1));
        await(() -> "RETRYABLE".equals(plans(later).getString("routingPlans[0].status")));
        assertThat(penalties(later)).containsExactly(42);
        String planId = plans(later).getString("routingPlans[0].id");
        JsonPath plan = Api.admin()
                .get("/api/routingplans/" + planId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(plan.getInt("activeConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty"))
                .isEqualTo(42);
        Api.admin()
                .get(plan.getString("decisionLogs[0].url"))
                .then()
                .statusCode(200)
                .body(
                        "routingStrategyEvaluationResult.evaluatedPath.nameLocalized.en_US",
                        equalTo(List.of("Root", "All", "DE")));
        Api.admin()
                .body(Map.of("query", Map.of("orderRef", Map.of("eq", later.getString("id")))))
                .post("/api/routingplans/search")
                .then()
                .statusCode(200)
                .body("routingPlans", hasSize(1))
                .body(
                        "routingPlans[0].activeConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty",
                        equalTo(42));
        network.stock(store, "nothing-" + article, 0);
        Api.admin()
                .body(Map.of(
                        "version",
                        plan.getInt("version"),
                        "actions",
                        List.of(Map.of("action", "ModifyRoutingPlan", "facilityRef", store))))
                .patch("/api/routingplans/" + planId)
                .then()
                .statusCode(200)
                .body("activeConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty", equalTo(42));
    }

    @Test
    void nodesAndConditionsAreReplacedAndWhatFollowsThemStays() {
        Map<String, Object> below = condition("Below", predicate("tags.value", "x"), node("Deep", 3));
        JsonPath strategy = put(
                create(),
                with(root(), condition("Cond", predicate("tags.value", "y"), with(node("Middle", 2), below))));
        String path = STRATEGIES + "/" + strategy.getString("id");
        String middle = strategy.getString("rootNode.nextCondition.nextNode.id");
        String deep = strategy.getString("rootNode.nextCondition.nextNode.nextCondition.nextNode.id");
        String condition = strategy.getString("rootNode.nextCondition.id");
        int version = strategy.getInt("version");
        Map<String, Object> replacement = node("Other", 4);
        replacement.put("descriptionLocalized", Map.of("de_DE", "Beschreibung"));

        act(path, Map.of("name", "REPLACE_NODE", "version", version, "nodeId", middle, "node", replacement))
                .statusCode(200)
                .body("version", equalTo(version + 1))
                .body("rootNode.nextCondition.nextNode.name", equalTo("Other"))
                .body("rootNode.nextCondition.nextNode.description", equalTo("Beschreibung"))
                .body("rootNode.nextCondition.nextNode.id", equalTo(middle))
                .body("rootNode.nextCondition.nextNode.nextCondition.nextNode.id", equalTo(deep));
        Map<String, Object> otherRule = condition("Renamed", predicate("tags.value", "z"), node("unused", 1));
        otherRule.remove("nextNode");
        act(
                        path,
                        Map.of(
                                "name",
                                "REPLACE_CONDITION",
                                "version",
                                version + 1,
                                "conditionId",
                                condition,
                                "condition",
                                otherRule))
                .statusCode(200)
                .body("rootNode.nextCondition.id", equalTo(condition))
                .body("rootNode.nextCondition.name", equalTo("Renamed"))
                .body("rootNode.nextCondition.rule.predicates[0].expectedValue", equalTo("z"))
                .body("rootNode.nextCondition.nextNode.id", equalTo(middle));
        act(path, Map.of("name", "REPLACE_NODE", "version", version, "nodeId", middle, "node", replacement))
                .statusCode(409);
        act(path, Map.of("name", "REPLACE_NODE", "version", version + 2, "nodeId", "nobody", "node", replacement))
                .statusCode(404);
        act(
                        path,
                        Map.of(
                                "name",
                                "REPLACE_CONDITION",
                                "version",
                                version + 2,
                                "conditionId",
                                middle,
                                "condition",
                                otherRule))
                .statusCode(404);
        act(path, Map.of("name", "REPLACE_CONDITION", "version", version + 2)).statusCode(400);
        replacement.put("active", false);
        act(
                        path,
                        Map.of(
                                "name",
                                "REPLACE_NODE",
                                "version",
                                version + 2,
                                "nodeId",
                                strategy.getString("rootNode.id"),
                                "node",
                                replacement))
                .statusCode(400)
                .body("[0].summary", containsString("rootNode.active must be true"));
    }

    @Test
    void elementsThatNameNoIdKeepTheOneOfTheirName() {
        JsonPath strategy =
                put(create(), with(root(), condition("Cond", predicate("tags.value", "y"), node("Kept", 2))));
        Map<String, Object> first = condition("First", predicate("tags.value", "x"), node("New", 3));
        first.put("nextCondition", condition("Cond", predicate("tags.value", "y"), node("Kept", 5)));

        JsonPath changed = put(strategy, with(root(), first));

        assertThat(changed.getString("rootNode.id")).isEqualTo(strategy.getString("rootNode.id"));
        assertThat(changed.getString("rootNode.nextCondition.nextCondition.id"))
                .isEqualTo(strategy.getString("rootNode.nextCondition.id"));
        assertThat(changed.getString("rootNode.nextCondition.nextCondition.nextNode.id"))
                .isEqualTo(strategy.getString("rootNode.nextCondition.nextNode.id"));
        assertThat(changed.getString("rootNode.nextCondition.id"))
                .isNotEqualTo(strategy.getString("rootNode.nextCondition.id"));
    }

    @Test
    void whatContradictsItselfIsRefusedByItsPath() {
        JsonPath strategy = create();
        Map<String, Object> completeStock = Map.of(
                "type",
                "StandardFence",
                "implementation",
                "STOCK-AVAILABILITY",
                "active",
                true,
                "activeMode",
                "static");
        Map<String, Object> rating = rating("GEO-DISTANCE", 5);
        refused(strategy, "nextNode.config with what it inherits.orderSplit cannot be active", changed -> {
            Map<String, Object> below = node("Complete", 1);
            config(below).put("fences", List.of(completeStock));
            // The split comes from the root.
            changed.put("nextCondition", condition("C", predicate("tags.value", "x"), below));
        });
        refused(
                strategy,
                "ratings[1] must not repeat",
                changed -> config(changed).put("ratings", List.of(rating, rating)));
        refused(
                strategy,
                "rootNode.config.ratings[0].maxPenalty must be a whole number",
                changed -> config(changed).put("ratings", List.of(rating("GEO-DISTANCE", -1))));
        refused(
                strategy,
                "rootNode.config.fences[0].implementation must be one of",
                changed -> config(changed)
                        .put(
                                "fences",
                                List.of(Map.of("type", "StandardFence", "implementation", "MOOD", "active", true))));
        refused(
                strategy,
                "rootNode.config.fences[0].activeMode must be one of [static]",
                changed -> config(changed)
                        .put(
                                "fences",
                                List.of(Map.of(
                                        "type",
                                        "StandardFence",
                                        "implementation",
                                        "PRESELECTED-FACILITY",
                                        "active",
                                        true,
                                        "activeMode",
                                        "reactive"))));
        refused(
                strategy,
                "facilityRefs",
                changed -> config(changed)
                        .put(
                                "fallbackFacility",
                                Map.of("active", true, "facilityRefs", List.of(), "fallbackAfterTime", "PT1H")));
        refused(
                strategy,
                "no facility [nobody] exists",
                changed -> config(changed)
                        .put(
                                "fallbackFacility",
                                Map.of(
                                        "active",
                                        true,
                                        "facilityRefs",
                                        List.of("nobody"),
                                        "fallbackAfterTime",
                                        "PT1H")));
        refused(
                strategy,
                "fallbackAfterTime",
                changed -> config(changed)
                        .put(
                                "fallbackFacility",
                                Map.of("active", true, "facilityRefs", List.of("a"), "fallbackAfterTime", "an hour")));
        refused(
                strategy,
                "categoryRef: no node category [nothing] exists",
                changed -> changed.put("categoryRef", "nothing"));
        refused(
                strategy,
                "rootNode.activationTimeFrames must be empty",
                changed -> changed.put("activationTimeFrames", List.of(Map.of("recurrence", "YEARLY"))));
        refused(
                strategy,
                "rootNode.nextCondition.rule.predicates[0].entityOperator must be one of",
                changed -> changed.put(
                        "nextCondition",
                        condition(
                                "C",
                                Map.of("propertyPath", "tags.value", "entityOperator", "LIKES", "expectedValue", "x"),
                                node("N", 1))));
        refused(strategy, "the strategy has no element with the id stranger", changed -> {
            Map<String, Object> stranger = node("Stranger", 1);
            stranger.put("id", "stranger");
            changed.put("nextCondition", condition("C", predicate("tags.value", "x"), stranger));
        });
        refused(strategy, "at most 500 nodes and conditions", changed -> {
            Map<String, Object> deep = node("Leaf", 1);
            for (int depth = 0; depth < 60; depth++) {
                deep = with(node("Node " + depth, 1), condition("C " + depth, predicate("tags.value", "x"), deep));
            }
            changed.put("nextCondition", condition("C", predicate("tags.value", "x"), deep));
        });
        Map<String, Object> rerouting = Map.of("active", true, "rerouteAfterMinutes", 4, "rerouteTargetTimeHours", 48);
        act(
                        STRATEGIES + "/" + strategy.getString("id"),
                        Map.of(
                                "name",
                                "REPLACE_GLOBAL_CONFIGURATION",
                                "version",
                                strategy.getInt("version"),
                                "globalConfiguration",
                                Map.of(
                                        "defaultPrice",
                                        10,
                                        "timeTriggered",
                                        Map.of(
                                                "clickAndCollectReroute",
                                                rerouting,
                                                "shipFromStoreDeliveryReroute",
                                                rerouting,
                                                "shipFromStoreSamedayReroute",
                                                rerouting))))
                .statusCode(400)
                .body("[0].summary", containsString("rerouteAfterMinutes"));
        act(
                        STRATEGIES + "/" + strategy.getString("id"),
                        Map.of(
                                "name",
                                "REPLACE_GLOBAL_CONFIGURATION",
                                "version",
                                strategy.getInt("version"),
                                "globalConfiguration",
                                Map.of("defaultPrice", 10, "stopRoutingAttemptsAfterTime", "PT90S")))
                .statusCode(400)
                .body("[0].summary", containsString("multiple of 60 seconds"));
    }

    @Test
    void activationsAtOnceLeaveExactlyOneInUse() throws Exception {
        List<String> ids = List.of(create().getString("id"), create().getString("id"), create().getString("id"));
        List<Callable<Integer>> activations = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            ids.forEach(id -> activations.add(() -> {
                int version =
                        Api.admin().get(STRATEGIES + "/" + id).then().extract().path("version");
                return Api.admin()
                        .body(Map.of("name", "ACTIVATE", "version", version))
                        .post(STRATEGIES + "/" + id + "/actions")
                        .statusCode();
            }));
        }
        try (var executor = Executors.newFixedThreadPool(6)) {
            for (Future<Integer> done : executor.invokeAll(activations)) {
                assertThat(done.get()).isIn(200, 409);
            }
        }
        assertThat(all().getList("routingStrategies.findAll { it.inUse }")).hasSize(1);
    }

    @Test
    void strategiesCreatedAtOnceGetRevisionsOfTheirOwn() throws Exception {
        List<Callable<Integer>> creations = new ArrayList<>();
        for (int index = 0; index < 8; index++) {
            creations.add(() -> create().getInt("revision"));
        }
        List<Integer> revisions = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> created : executor.invokeAll(creations)) {
                revisions.add(created.get());
            }
        }
        assertThat(revisions).doesNotHaveDuplicates();
    }

    @Test
    void aCategoryIsDeletedOnlyWhenNoNodeBelongsToIt() {
        JsonPath category = Api.admin()
                .body(Map.of("nameLocalized", Map.of("en_US", "Campaigns"), "color", "#ff0000"))
                .post("/api/routing/nodeconfigcategories")
                .then()
                .statusCode(201)
                .body("name", equalTo("Campaigns"))
                .extract()
                .jsonPath();
        String path = "/api/routing/nodeconfigcategories/" + category.getString("id");
        Map<String, Object> change =
                new HashMap<>(Map.of("nameLocalized", Map.of("en_US", "Seasons"), "color", "#00ff00", "version", 1));
        Api.admin().body(change).put(path).then().statusCode(200).body("color", equalTo("#00ff00"));
        Api.admin().body(change).put(path).then().statusCode(409);
        Api.admin().get(path).then().statusCode(200).body("name", equalTo("Seasons"));
        Api.admin()
                .queryParam("size", 100)
                .get("/api/routing/nodeconfigcategories")
                .then()
                .statusCode(200)
                .body("routingStrategyNodeConfigCategories.id", hasItem(category.getString("id")));
        Map<String, Object> filed = node("Filed", 2);
        filed.put("categoryRef", category.getString("id"));
        JsonPath strategy = put(create(), with(root(), condition("C", predicate("tags.value", "x"), filed)));

        Api.admin().delete(path).then().statusCode(400).body("[0].summary", containsString(strategy.getString("id")));
        put(strategy, root());
        Api.admin().delete(path).then().statusCode(200);
        Api.admin().get(path).then().statusCode(404);
        Api.admin().delete(path).then().statusCode(404);
        Api.admin()
                .body(Map.of("color", "red"))
                .post("/api/routing/nodeconfigcategories")
                .then()
                .statusCode(400);
    }

    @Test
    void planningIsSaidByNodeCopiedAndNeverShownInThePublicApi() {
        JsonPath strategy = put(create(), with(root(), condition("C", predicate("tags.value", "x"), node("Exact", 1))));
        String node = strategy.getString("rootNode.nextCondition.nextNode.id");
        String planning = "/waybill/routing/strategies/" + strategy.getString("id") + "/planning";
        Map<String, Object> said = Map.of("planner", "exact", "shadowPlanners", List.of("cover"), "splitPenalty", 3);
        Api.admin().get(planning).then().statusCode(200).body("nodes.size()", equalTo(0));

        Api.admin()
                .body(Map.of("version", strategy.getInt("version"), "nodes", Map.of(node, said)))
                .put(planning)
                .then()
                .statusCode(200)
                .body("version", equalTo(strategy.getInt("version") + 1));

        Api.admin().get(planning).then().statusCode(200).body("nodes." + "'" + node + "'.planner", equalTo("exact"));
        Api.admin()
                .body(Map.of("version", strategy.getInt("version"), "nodes", Map.of()))
                .put(planning)
                .then()
                .statusCode(409);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of(node, Map.of("planner", "guess")),
                Map.of(node, Map.of("shadowPlanners", List.of("guess"))),
                Map.of(node, Map.of("splitPenalty", -1)),
                Map.of(node, Map.of("scarcityPrice", 2_000)),
                Map.of("nobody", Map.of("planner", "exact")))) {
            Api.admin()
                    .body(Map.of("version", strategy.getInt("version") + 1, "nodes", wrong))
                    .put(planning)
                    .then()
                    .statusCode(400);
        }
        Api.admin()
                .get(STRATEGIES + "/" + strategy.getString("id"))
                .then()
                .statusCode(200)
                .body("$", not(hasKey("planning")));
        JsonPath copy = act(
                        STRATEGIES + "/" + strategy.getString("id"),
                        Map.of(
                                "name",
                                "COPY",
                                "version",
                                strategy.getInt("version") + 1,
                                "nameLocalized",
                                Map.of("en_US", "Copy")))
                .statusCode(200)
                .body("$", not(hasKey("planning")))
                .extract()
                .jsonPath();
        assertThat(copy.getString("rootNode.nextCondition.nextNode.id")).isNotEqualTo(node);
        Api.admin()
                .get("/waybill/routing/strategies/" + copy.getString("id") + "/planning")
                .then()
                .statusCode(200)
                .body("nodes.'" + copy.getString("rootNode.nextCondition.nextNode.id") + "'.splitPenalty", equalTo(3));
    }

    private void refused(JsonPath strategy, String summary, java.util.function.Consumer<Map<String, Object>> change) {
        Map<String, Object> root = root();
        change.accept(root);
        Api.admin()
                .body(body(strategy, root))
                .put(STRATEGIES + "/" + strategy.getString("id"))
                .then()
                .statusCode(400)
                .body("[0].summary", containsString(summary));
    }

    private static Map<String, Object> root() {
        Map<String, Object> root = node("Root", 5);
        Map<String, Object> config = config(root);
        config.put("ratings", List.of(rating("GEO-DISTANCE", 5), rating("STOCK-AVAILABILITY", 10)));
        config.put(
                "fences",
                List.of(
                        Map.of("type", "StandardFence", "implementation", "FACILITY-BUSINESSTYPE", "active", true),
                        Map.of("type", "StandardFence", "implementation", "AVOID-ZERO-STOCK", "active", true)));
        config.put(
                "orderSplit",
                Map.of(
                        "active",
                        true,
                        "activeForSameday",
                        false,
                        "maxSplitCount",
                        2,
                        "shouldUseWaitingRoomForPreBackOrderItems",
                        false));
        return root;
    }

    private static Map<String, Object> node(String name, int distancePenalty) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("fences", List.of());
        config.put("ratings", List.of(rating("GEO-DISTANCE", distancePenalty)));
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("nameLocalized", Map.of("en_US", name));
        node.put("active", true);
        node.put("config", config);
        return node;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> config(Map<String, Object> node) {
        return (Map<String, Object>) node.get("config");
    }

    private static Map<String, Object> rating(String implementation, int penalty) {
        return Map.of(
                "type", "StandardRating", "implementation", implementation, "active", true, "maxPenalty", penalty);
    }

    private static Map<String, Object> with(Map<String, Object> node, Map<String, Object> condition) {
        node.put("nextCondition", condition);
        return node;
    }

    private static Map<String, Object> condition(String name, Map<String, Object> predicate, Map<String, Object> next) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("nameLocalized", Map.of("en_US", name));
        condition.put("active", true);
        condition.put("rule", Map.of("predicates", List.of(predicate)));
        condition.put("nextNode", next);
        return condition;
    }

    private static Map<String, Object> predicate(String path, String value) {
        return Map.of("propertyPath", path, "entityOperator", "ANY_VALUE_EQUALS", "expectedValue", value);
    }

    private static JsonPath create() {
        return Api.admin()
                .body(Map.of("nameLocalized", Map.of("en_US", "Another")))
                .post(STRATEGIES)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static Map<String, Object> body(JsonPath strategy, Map<String, Object> root) {
        return Map.of(
                "version", strategy.getInt("version"), "nameLocalized", Map.of("en_US", "Changed"), "rootNode", root);
    }

    private static JsonPath put(JsonPath strategy, Map<String, Object> root) {
        return Api.admin()
                .body(body(strategy, root))
                .put(STRATEGIES + "/" + strategy.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse evaluate(String path, Map<String, Object> order) {
        return Api.admin().body(order).post(path).then().statusCode(200);
    }

    private static ValidatableResponse act(String path, Map<String, Object> action) {
        return Api.admin().body(action).post(path + "/actions").then();
    }

    private static void activate(String id) {
        int version = Api.admin().get(STRATEGIES + "/" + id).then().extract().path("version");
        act(STRATEGIES + "/" + id, Map.of("name", "ACTIVATE", "version", version))
                .statusCode(200);
    }

    private static JsonPath all() {
        return Api.admin()
                .queryParam("size", 100)
                .get(STRATEGIES)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String inUse() {
        return all().getString("routingStrategies.find { it.inUse }.id");
    }

    private static JsonPath place(Map<String, Object> body) {
        return Api.admin()
                .body(body)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static JsonPath plans(JsonPath order) {
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<Integer> penalties(JsonPath order) {
        return plans(order)
                .getList(
                        "routingPlans.collect { it.activeConfig.ratings.find { it.implementation == 'GEO-DISTANCE' }.maxPenalty }",
                        Integer.class);
    }
}
