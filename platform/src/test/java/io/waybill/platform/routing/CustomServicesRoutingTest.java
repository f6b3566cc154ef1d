package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.facilities.Places;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where goods with custom services come from. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CustomServicesRoutingTest {
    @Inject
    Network network;

    private final String shirt = "shirt-" + UUID.randomUUID();
    private final String box = "box-" + UUID.randomUUID();
    private String near = "";
    private String far = "";
    private String service = "";

    @BeforeEach
    void facilities() {
        near = network.store(50.94, 6.96);
        far = network.store(48.14, 11.58);
        service = Places.customService();
    }

    @Test
    void goodsWithAServiceComeFromWhereTheServiceIsDoneAndOthersFromTheNearest() {
        network.stock(near, shirt, 5);
        network.stock(far, shirt, 5);
        Places.offer(far, service);

        assertThat(facilities(ask(List.of(service(service, false, item(shirt, 1))))))
                .containsExactly(far);
        assertThat(facilities(ask(null))).containsExactly(near);

        Places.offer(near, service);
        assertThat(facilities(ask(List.of(service(service, false, item(shirt, 1))))))
                .containsExactly(near);

        Api.admin()
                .body(Map.of("version", 1, "status", "INACTIVE"))
                .patch("/api/facilities/" + near + "/customservices/" + service)
                .then()
                .statusCode(200);
        assertThat(facilities(ask(List.of(service(service, false, item(shirt, 1))))))
                .containsExactly(far);
    }

    @Test
    void aFacilityHasToDoTheNestedServicesToo() {
        String wrapping = Places.customService();
        network.stock(near, shirt, 5);
        network.stock(far, shirt, 5);
        Places.offer(near, service);
        Places.offer(far, service);
        Places.offer(far, wrapping);
        Map<String, Object> engraved = service(service, false, item(shirt, 1));
        Map<String, Object> wrapped = new HashMap<>(service(wrapping, false));
        wrapped.put("customServiceItems", List.of(engraved));

        assertThat(facilities(ask(List.of(engraved)))).containsExactly(near);
        assertThat(facilities(ask(List.of(wrapped)))).containsExactly(far);
    }

    @Test
    void aBundleComesFromOneFacilityThatHasAllOfIt() {
        network.stock(near, shirt, 5);
        network.stock(far, shirt, 5);
        network.stock(far, box, 5);
        Places.offer(near, service);
        Places.offer(far, service);

        assertThat(facilities(ask(List.of(service(service, true, item(shirt, 1), item(box, 1))), shirt, box)))
                .containsExactly(far);
        assertThat(facilities(ask(List.of(service(service, false, item(shirt, 1), item(box, 1))), shirt, box)))
                .contains(far);
    }

    @Test
    void aBundleThatNobodyHasWholeIsNotTorn() {
        network.stock(near, shirt, 5);
        network.stock(far, box, 5);
        Places.offer(near, service);
        Places.offer(far, service);

        assertThat(facilities(ask(List.of(service(service, false, item(shirt, 1), item(box, 1))), shirt, box)))
                .containsExactlyInAnyOrder(near, far);
        assertThat(facilities(ask(List.of(service(service, true, item(shirt, 1), item(box, 1))), shirt, box)))
                .isEmpty();
    }

    @Test
    void bundlesThatShareAnArticleAreOne() {
        String card = "card-" + UUID.randomUUID();
        network.stock(near, shirt, 5);
        network.stock(near, box, 5);
        network.stock(far, card, 5);
        network.stock(far, box, 5);
        Places.offer(near, service);
        Places.offer(far, service);

        assertThat(facilities(ask(
                        List.of(
                                service(service, true, item(shirt, 1), item(box, 1)),
                                service(service, true, item(card, 1), item(box, 1))),
                        shirt,
                        card,
                        box,
                        box)))
                .isEmpty();
    }

    @Test
    void servicesThatCannotBeAreRefusedByName() {
        refused(
                service("nobody", false, item(shirt, 1)),
                "customServices[0].customServiceDefinition: no custom service");
        refused(service(service, false, item(shirt, 2)), "more units of article " + shirt);
        refused(service(service, false), "customServices[0] must hold an article");
        Map<String, Object> nameless = new HashMap<>(service(service, false, item(shirt, 1)));
        nameless.put("customServiceDefinition", Map.of());
        refused(nameless, "must name a customServiceRef");

        String question = Api.admin()
                .body(Map.of("nameLocalized", Map.of("en_US", "Text"), "valueType", "STRING", "isMandatory", true))
                .post("/api/customservices/" + service + "/additionalinformation")
                .path("additionalInformation[0].id");
        refused(service(service, false, item(shirt, 1)), "must hold " + question);

        Api.admin()
                .body(Map.of("version", 2, "status", "INACTIVE"))
                .patch("/api/customservices/" + service)
                .then()
                .statusCode(200);
        refused(service(service, false, item(shirt, 1)), "is not active");
    }

    @Test
    void aPlacedOrderKeepsItsServicesAndGoesWhereTheyAreDone() {
        network.stock(near, shirt, 5);
        network.stock(near, box, 5);
        network.stock(far, shirt, 5);
        Places.offer(far, service);
        Map<String, Object> order = new HashMap<>(order(shirt, box));
        order.put("customServices", List.of(service(service, false, item(shirt, 1))));

        JsonPath placed = PlacedOrders.place(order);

        assertThat(placed.getString("customServices[0].customServiceDefinition.customServiceRef"))
                .isEqualTo(service);
        assertThat(PlacedOrders.routed(placed)).isEqualTo(Map.of(near, 1, far, 1));
        JsonPath plans = PlacedOrders.plansOf(placed, ignored -> true);
        assertThat(plans.getList("routingPlans.customServices[0].id"))
                .containsOnly(placed.getString("customServices[0].id"));
    }

    @Test
    void allUnitsOfAnArticleWithAServiceStayTogether() {
        network.stock(near, shirt, 1);
        network.stock(far, shirt, 2);
        Places.offer(near, service);
        Places.offer(far, service);
        Map<String, Object> order = new HashMap<>(order(shirt, shirt));
        order.put("customServices", List.of(service(service, false, item(shirt, 1))));

        assertThat(PlacedOrders.routed(PlacedOrders.place(order))).isEqualTo(Map.of(far, 2));
    }

    @Test
    void whoDoesNotDoTheServiceIsLeftOutByThatName() {
        network.stock(near, shirt, 5);
        Map<String, Object> order = new HashMap<>(order(shirt));
        order.put("customServices", List.of(service(service, false, item(shirt, 1))));
        JsonPath placed = PlacedOrders.place(order);
        String plan = PlacedOrders.plansOf(
                        placed, found -> found.getList("routingPlans.status").contains("RETRYABLE"))
                .getString("routingPlans[0].id");

        Api.admin()
                .get("/waybill/routing/plans/" + plan + "/standing")
                .then()
                .statusCode(200)
                .body(containsString("without the custom services"));

        Places.offer(near, service);
        network.stock(near, shirt, 1);
        assertThat(PlacedOrders.routed(placed)).isEqualTo(Map.of(near, 1));
    }

    @Test
    void theUnitsOfAnArticleWithServicesCannotBeModifiedAndThoseOfOthersCan() {
        network.stock(near, shirt, 5);
        network.stock(near, box, 5);
        Places.offer(near, service);
        Map<String, Object> order = new HashMap<>(order(shirt, box));
        order.put("customServices", List.of(service(service, false, item(shirt, 1))));
        JsonPath placed = PlacedOrders.place(order);
        PlacedOrders.routed(placed);
        int version = Api.admin().get("/api/configurations/ordermodification").path("version");
        Api.admin()
                .body(Map.of("allowOrderLineItemModification", true, "version", version))
                .put("/api/configurations/ordermodification");
        String shirts = placed.getString("orderLineItems[0].id");
        String boxes = placed.getString("orderLineItems[1].id");

        modify(placed, List.of(Map.of("id", shirts, "quantity", 2), Map.of("id", boxes)))
                .statusCode(422)
                .body("[0].summary", containsString(shirt));
        modify(placed, List.of(Map.of("id", boxes))).statusCode(422);
        modify(placed, List.of(Map.of("id", shirts), Map.of("id", boxes, "quantity", 2)))
                .statusCode(200);
    }

    private static ValidatableResponse modify(JsonPath order, List<Map<String, Object>> lines) {
        JsonPath now = Api.admin().get("/api/orders/" + order.getString("id")).jsonPath();
        return Api.admin()
                .body(Map.of("version", now.getInt("version"), "orderLineItems", lines))
                .patch("/api/orders/" + order.getString("id"))
                .then();
    }

    private void refused(Map<String, Object> asked, String named) {
        request(List.of(asked), shirt).statusCode(400).body("[0].summary", containsString(named));
    }

    private ValidatableResponse ask(List<Map<String, Object>> services, String... articles) {
        return request(services, articles.length == 0 ? new String[] {shirt} : articles)
                .statusCode(201);
    }

    private static ValidatableResponse request(List<Map<String, Object>> services, String... articles) {
        Map<String, Object> order = new HashMap<>(order(articles));
        if (services != null) {
            order.put("customServices", services);
        }
        return Api.admin()
                .body(Map.of("order", order, "count", 1))
                .post("/api/routing/sourcingoptions")
                .then();
    }

    private static Map<String, Object> order(String... articles) {
        Map<String, Object> order = new HashMap<>(OrderJson.order(articles[0], 1));
        order.put(
                "orderLineItems",
                Arrays.stream(articles)
                        .map(article -> Map.of(
                                "quantity", 1, "article", Map.of("tenantArticleId", article, "title", "A thing")))
                        .toList());
        return order;
    }

    /** Where the parts of the first option come from; none when there is no option. */
    private static Set<String> facilities(ValidatableResponse answer) {
        List<Map<String, Object>> nodes = answer.extract().path("result.options[0].nodes");
        Set<String> facilities = new HashSet<>();
        if (nodes != null) {
            nodes.forEach(node -> {
                if (node.get("facilityRef") != null) {
                    facilities.add((String) node.get("facilityRef"));
                }
            });
        }
        return facilities;
    }

    private static Map<String, Object> item(String article, int quantity) {
        return Map.of("tenantArticleRef", article, "quantity", quantity);
    }

    @SafeVarargs
    private static Map<String, Object> service(String id, boolean bundled, Map<String, Object>... items) {
        return Map.of(
                "customServiceDefinition",
                Map.of("customServiceRef", id, "isBundled", bundled),
                "articleItems",
                List.of(items),
                "customServiceItems",
                List.of());
    }
}
