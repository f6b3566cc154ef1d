package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CustomRulesTest {
    private static final String LOG = "facilityDecisions.find { it.facility.facilityRef == '%s' }.%s";

    @Inject
    Network network;

    private final String article = "article-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();
    private final String tag = "tag-" + UUID.randomUUID();
    private String near = "";
    private String far = "";
    private Map<String, Object> rootBefore = Map.of();

    @BeforeEach
    void network() {
        rootBefore = inUse().getMap("rootNode");
        Api.admin()
                .body(Map.of("id", tag, "allowedValues", List.of("frozen", "yes", "no")))
                .post("/api/tags")
                .then()
                .statusCode(201);
        near = network.store(50.94, 6.96);
        far = network.store(48.14, 11.58);
        for (String store : List.of(near, far)) {
            network.stock(store, article, 5);
            network.stock(store, other, 5);
        }
    }

    @AfterEach
    void useTheStrategyAsItWas() {
        root(rootBefore).statusCode(200);
    }

    @Test
    void aFenceOnTagsKeepsWhatIsFrozenFromAStoreWithoutFreezer() {
        tag(near, "no");
        tag(far, "yes");
        use("fences", Map.of("type", "ToolkitFence", "order", 1, "rule", frozenNeedsFreezer()));

        JsonPath plan = routed(frozen());

        assertThat(plan.getString("facilityRef")).isEqualTo(far);
        JsonPath log = log(plan);
        assertThat(log.getString(detail(near, "orderFences", "explanation"))).isEqualTo("ONLY_FIRST_CONDITION_MET");
        assertThat(log.getString(detail(near, "orderFences", "decisionType"))).isEqualTo("TOOLKIT");
        assertThat(log.getString(detail(near, "orderFences", "rightPredicatesDetail.predicates[0].originalValue[0]")))
                .isEqualTo("no");
        assertThat(log.getString(detail(far, "orderFences", "explanation"))).isEqualTo("BOTH_CONDITIONS_MET");
    }

    @Test
    void aFenceThatDoesNotApplyLetsTheNearerStoreServe() {
        use("fences", Map.of("type", "ToolkitFence", "order", 1, "rule", frozenNeedsFreezer()));

        JsonPath plan = routed(OrderJson.order(article, 1));

        assertThat(plan.getString("facilityRef")).isEqualTo(near);
        assertThat(log(plan).getString(detail(near, "orderFences", "explanation")))
                .isEqualTo("SKIPPED");
    }

    @Test
    void aRatingOnTagsOutweighsTheDistance() {
        tag(near, "no");
        tag(far, "yes");
        use("ratings", Map.of("type", "ToolkitRating", "maxPenalty", 1000, "rule", frozenNeedsFreezer()));

        JsonPath plan = routed(frozen());

        assertThat(plan.getString("facilityRef")).isEqualTo(far);
        assertThat(log(plan).getString(detail(near, "orderRatings", "explanation")))
                .isEqualTo("ONLY_FIRST_CONDITION_MET");
        assertThat(log(plan)
                        .getFloat(
                                String.format(LOG, near, "orderRatings.find { it.name == 'Custom' }.normalizedScore")))
                .isEqualTo(1f);
    }

    @Test
    void aPriorityRatingComesBeforeTheDistance() {
        tag(near, "no");
        tag(far, "yes");
        use("priorityRatings", Map.of("type", "ToolkitPriorityRating", "priority", 1, "rule", frozenNeedsFreezer()));

        assertThat(routed(frozen()).getString("facilityRef")).isEqualTo(far);
    }

    @Test
    void aFenceByLineLooksAtTheAttributesOfTheListingOfEachLine() {
        network.list(near, article, Map.of("attributes", List.of(Map.of("key", "grade", "value", "2"))));
        network.list(far, article, Map.of("attributes", List.of(Map.of("key", "grade", "value", "1"))));
        Map<String, Object> rule = rule(
                "LINE_ITEM",
                predicate("ORDER", "orderLineItems.article.attributes.kind", "VALUE_EQUALS", "food"),
                predicate("LISTING", "attributes.grade", "EVERY_VALUE_LESS_EQUALS", 1));
        use("fences", Map.of("type", "ToolkitFence", "order", 1, "rule", rule));
        Map<String, Object> food = new HashMap<>(OrderJson.line(article, 1));
        food.put(
                "article",
                Map.of(
                        "tenantArticleId",
                        article,
                        "title",
                        "A thing",
                        "attributes",
                        List.of(Map.of("key", "kind", "value", "food"))));
        Map<String, Object> order = OrderJson.order(article, 1);
        order.put("orderLineItems", List.of(food, OrderJson.line(other, 1)));

        JsonPath plan = routed(order);

        assertThat(plan.getString("facilityRef")).isEqualTo(far);
        String lines = String.format(
                LOG,
                near,
                "orderLineItemFences.find { it.name == 'Custom' }.orderLineItems.find { it.tenantArticleId == ");
        assertThat(log(plan).getString(lines + "'" + article + "' }.decision")).isEqualTo("FAILED");
        assertThat(log(plan).getString(lines + "'" + other + "' }.details[0].explanation"))
                .isEqualTo("SKIPPED");
    }

    @Test
    void aComparisonHoldsThePropertiesOfOrderAndFacilityAgainstEachOther() {
        Map<String, Object> predicate = Map.of(
                "leftEntity", "ORDER",
                "leftPropertyPath", "tags[id=" + tag + "].value",
                "entityOperator", "RIGHT_CONTAINS_LEFT",
                "rightEntity", "FACILITY",
                "rightPropertyPath", "tags[id=" + tag + "].value");
        use(
                "fences",
                Map.of(
                        "type",
                        "ToolkitFence",
                        "order",
                        1,
                        "comparisonRule",
                        Map.of("evaluationScope", "WHOLE_ENTITY", "predicates", List.of(predicate))));
        tag(far, "frozen");

        JsonPath plan = routed(frozen());

        assertThat(plan.getString("facilityRef")).isEqualTo(far);
        assertThat(log(plan).getString(detail(near, "orderFences", "explanation")))
                .isEqualTo("NOT_ALL_PREDICATES_MET");
        assertThat(log(plan).getString(detail(near, "orderFences", "predicates[0].leftPart.originalValue[0]")))
                .isEqualTo("frozen");
    }

    @Test
    void aRuleOnValuesOfTheWrongTypeIsSkippedAndSaysSo() {
        tag(near, "no");
        Map<String, Object> rule = rule(
                "WHOLE_ENTITY",
                predicate("ORDER", "tags." + tag, "VALUE_EQUALS", "frozen"),
                predicate("FACILITY", "tags." + tag, "LESS_THAN", -18));
        use("fences", Map.of("type", "ToolkitFence", "order", 1, "rule", rule));

        JsonPath plan = routed(frozen());

        assertThat(plan.getString("facilityRef")).isEqualTo(near);
        assertThat(log(plan).getString(detail(near, "orderFences", "explanation")))
                .isEqualTo("SKIPPED_BECAUSE_OF_ERROR");
        assertThat(log(plan).getString(detail(near, "orderFences", "description")))
                .contains("no cannot be compared with -18");
    }

    @Test
    void carriersAndTheOrderingFacilityCanBeAsked() {
        Map<String, Object> rule = rule(
                "WHOLE_ENTITY",
                predicate("ORDERING_FACILITY", "locationType", "VALUE_EQUALS", "STORE"),
                predicate("CARRIERCONNECTION", "status", "ANY_VALUE_EQUALS", "ACTIVE"));
        use("fences", Map.of("type", "ToolkitFence", "order", 1, "rule", rule));
        Map<String, Object> order = OrderJson.order(article, 1);
        Map<String, Object> consumer = new HashMap<>(Map.of("addresses", List.of(OrderJson.address())));
        consumer.put("tenantFacilityId", "T-" + near);
        order.put("consumer", consumer);

        JsonPath parked = plan(order, "RETRYABLE");

        assertThat(log(parked).getString(detail(near, "orderFences", "explanation")))
                .isEqualTo("ONLY_FIRST_CONDITION_MET");
        assertThat(log(parked)
                        .getString(detail(near, "orderFences", "leftPredicatesDetail.predicates[0].originalValue")))
                .isEqualTo("[STORE]");
    }

    @Test
    void aRuleThatIsNotValidIsRefusedWithItsPath() {
        Map<String, Object> rule = rule(
                "WHOLE_ENTITY",
                predicate("ORDER", "tags[", "VALUE_EQUALS", "x"),
                predicate("FACILITY", "name", "VALUE_EQUALS", "x"));
        root(with("fences", Map.of("type", "ToolkitFence", "order", 1, "rule", rule)))
                .statusCode(400)
                .body("[0].summary", containsString("rule.leftPart.predicates[0].propertyPath has a [ without ]"));
        root(with("fences", Map.of("type", "ToolkitFence", "order", 1)))
                .statusCode(400)
                .body("[0].summary", containsString("must have either a rule or a comparisonRule"));
    }

    private Map<String, Object> frozenNeedsFreezer() {
        return rule(
                "WHOLE_ENTITY",
                predicate("ORDER", "tags." + tag, "VALUE_EQUALS", "frozen"),
                predicate("FACILITY", "tags." + tag, "VALUE_EQUALS", "yes"));
    }

    private Map<String, Object> frozen() {
        Map<String, Object> order = OrderJson.order(article, 1);
        order.put("tags", List.of(Map.of("id", tag, "value", "frozen")));
        return order;
    }

    private static Map<String, Object> rule(String scope, Map<String, Object> left, Map<String, Object> right) {
        return Map.of(
                "evaluationScope",
                scope,
                "operator",
                "EQUALS",
                "leftPart",
                Map.of("predicates", List.of(left)),
                "rightPart",
                Map.of("predicates", List.of(right)));
    }

    private static Map<String, Object> predicate(String entity, String path, String operator, Object expected) {
        return Map.of("entity", entity, "propertyPath", path, "entityOperator", operator, "expectedValue", expected);
    }

    private void tag(String facility, String value) {
        Api.admin()
                .body(Map.of(
                        "version", 1, "type", "MANAGED_FACILITY", "tags", List.of(Map.of("id", tag, "value", value))))
                .patch("/api/facilities/" + facility)
                .then()
                .statusCode(200);
    }

    private static JsonPath inUse() {
        String id = Api.admin()
                .get("/api/routing/strategies")
                .then()
                .statusCode(200)
                .extract()
                .path("routingStrategies.find { it.inUse }.id");
        return Api.admin()
                .get("/api/routing/strategies/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The root as it was, with one more fence or rating of the name Custom. */
    private Map<String, Object> with(String list, Map<String, Object> entry) {
        Map<String, Object> custom = new HashMap<>(entry);
        custom.put("active", true);
        custom.put("name", "Custom");
        custom.put("nameLocalized", Map.of("en_US", "Custom"));
        custom.put("referenceId", UUID.randomUUID().toString());
        JsonPath strategy = inUse();
        Map<String, Object> config = new HashMap<>(strategy.getMap("rootNode.config"));
        List<Object> entries = new ArrayList<>();
        @Nullable List<Object> before = strategy.getList("rootNode.config." + list);
        if (before != null) {
            entries.addAll(before);
        }
        entries.add(custom);
        config.put(list, entries);
        Map<String, Object> root = new HashMap<>(rootBefore);
        root.put("config", config);
        return root;
    }

    private void use(String list, Map<String, Object> entry) {
        root(with(list, entry)).statusCode(200);
    }

    private static ValidatableResponse root(Map<String, Object> root) {
        JsonPath strategy = inUse();
        return Api.admin()
                .body(Map.of(
                        "version",
                        strategy.getInt("version"),
                        "nameLocalized",
                        strategy.getMap("nameLocalized"),
                        "rootNode",
                        root))
                .put("/api/routing/strategies/" + strategy.getString("id"))
                .then();
    }

    private static JsonPath routed(Map<String, Object> order) {
        return plan(order, "ROUTED");
    }

    /** The plan of a new order, once it has that status. */
    private static JsonPath plan(Map<String, Object> body, String status) {
        JsonPath plans = PlacedOrders.plansOf(
                PlacedOrders.place(body), found -> status.equals(found.getString("routingPlans[0].status")));
        return Api.admin()
                .get("/api/routingplans/" + plans.getString("routingPlans[0].id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath log(JsonPath plan) {
        return Api.admin()
                .get(plan.getString("decisionLogs[0].url"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String detail(String facility, String list, String property) {
        return String.format(LOG, facility, list + ".find { it.name == 'Custom' }.details[0]." + property);
    }
}
