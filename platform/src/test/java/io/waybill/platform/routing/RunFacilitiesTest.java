package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.place;
import static io.waybill.platform.routing.PlacedOrders.plansOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every facility of every run can be asked why it was chosen, or was not. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RunFacilitiesTest {
    @Inject
    Network network;

    @Inject
    Database database;

    @Inject
    MovableClock clock;

    @Inject
    RoutingRetention retention;

    private final String article = "article-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();

    @AfterEach
    void setClockBack() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void everyFacilityOfALargeNetworkIsAnsweredWhateverTheDecisionLogShows() {
        List<String> stores = new ArrayList<>();
        for (int store = 0; store < 30; store++) {
            stores.add(network.store(50.94 - store * 0.1, 6.96));
            network.stock(stores.get(store), article, store < 22 ? 5 : 0);
        }
        String offline = network.store(50.96, 7.01);
        network.stock(offline, article, 5);
        offline(offline);
        String withoutListing = network.store(50.95, 7.0);

        JsonPath plan = routed(place(OrderJson.order(article, 2)));

        JsonPath passed = page(plan, 1, Map.of("outcome", "PASSED", "size", 500));
        assertThat(passed.getInt("total")).isEqualTo(22);
        assertThat(passed.getList("facilities.facilityRef")).isEqualTo(stores.subList(0, 22));
        assertThat(passed.getList("facilities.rank").getLast()).isEqualTo(22);
        assertThat(passed.getList("facilities.totalPenalty", Double.class)).isSorted();
        JsonPath failed = page(plan, 1, Map.of("outcome", "FAILED", "size", 500));
        assertThat(failed.getList("facilities.facilityRef"))
                .containsExactlyInAnyOrderElementsOf(stores.subList(22, 30));
        assertThat(new HashSet<>(failed.getList("facilities.decidedBy")))
                .isEqualTo(java.util.Set.of("AVOID-ZERO-STOCK"));

        explain(plan, 1, stores.getFirst())
                .body("chosen", equalTo(true))
                .body("rank", equalTo(1))
                .body("explanation[0]", equalTo("It was chosen for 2 units."))
                .body("explanation[1]", containsString("ranks 1 of 22"))
                .body("explanation[2]", containsString("GEO-DISTANCE: score"))
                .body("decision.facility.facilityRef", equalTo(stores.getFirst()));
        // Ranked behind all that the decision log shows, and answered all the same.
        explain(plan, 1, stores.get(21))
                .body("decision", nullValue())
                .body("outcome", equalTo("PASSED"))
                .body("explanation[0]", containsString("ranks 22 of 22"))
                .body("explanation[1]", containsString("Store " + stores.getFirst() + " was chosen"));
        explain(plan, 1, stores.get(29))
                .body("outcome", equalTo("FAILED"))
                .body("failedFences", equalTo(List.of("AVOID-ZERO-STOCK")))
                .body("explanation[0]", containsString("AVOID-ZERO-STOCK rejected it: expected at least 1 unit"));
        explain(plan, 1, offline)
                .body("outcome", equalTo("EXCLUDED"))
                .body("decidedBy", equalTo("NOT_ONLINE"))
                .body("explanation[0]", containsString("offline"));
        explain(plan, 1, withoutListing).body("decidedBy", equalTo("NO_ACTIVE_LISTING"));
    }

    @Test
    void aPageFollowsTheOther() {
        List<String> stores = new ArrayList<>();
        for (int store = 0; store < 3; store++) {
            stores.add(network.store(50.94 - store, 6.96));
            network.stock(stores.get(store), article, 5);
        }
        JsonPath plan = routed(place(OrderJson.order(article, 1)));

        JsonPath first = page(plan, 1, Map.of("outcome", "PASSED", "size", 2));
        JsonPath second = page(plan, 1, Map.of("outcome", "PASSED", "size", 2, "startAfterId", stores.get(1)));

        assertThat(first.getList("facilities.facilityRef")).isEqualTo(stores.subList(0, 2));
        assertThat(second.getList("facilities.facilityRef")).isEqualTo(stores.subList(2, 3));
        assertThat(second.getInt("total")).isEqualTo(3);
    }

    @Test
    void aSplitPlanAnswersForItsOwnRun() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(far, other, 5);
        Map<String, Object> body = OrderJson.order(article, 2);
        body.put("orderLineItems", List.of(OrderJson.line(article, 2), OrderJson.line(other, 1)));

        JsonPath plans = plansOf(
                place(body),
                found -> found.getList("routingPlans.findAll { it.status == 'ROUTED' }")
                                .size()
                        == 2);

        JsonPath parent = plan(plans, "it.parentRoutingPlanRef == null");
        JsonPath child = plan(plans, "it.parentRoutingPlanRef != null");
        explain(parent, 1, near).body("chosen", equalTo(true));
        explain(parent, 1, far).body("chosen", equalTo(false)).body("rank", equalTo(2));
        explain(child, 1, near).body("outcome", equalTo("EXCLUDED")).body("decidedBy", equalTo("ALREADY_USED"));
        explain(child, 1, far).body("chosen", equalTo(true));
    }

    @Test
    void aReroutedPlanSaysThatTheFacilityItWasTakenFromIsOnItsBlackList() {
        String near = network.store(50.94, 6.96);
        String far = network.store(48.14, 11.58);
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        try (StrategyInUse strategy = new StrategyInUse()) {
            strategy.with(
                    Map.of("blacklistAssignedFacilities", true), Map.of("reroute", Map.of("manualReroute", true)));
            JsonPath order = place(OrderJson.order(article, 1));
            JsonPath before = routed(order);
            Api.admin()
                    .post("/api/processes/" + order.getString("processId") + "/reroute?version=1")
                    .then()
                    .statusCode(200);

            JsonPath plans = plansOf(
                    order,
                    found -> found.getList("routingPlans.findAll { it.facilityRef == '" + far + "' }")
                                    .size()
                            == 1);

            JsonPath after = plan(plans, "it.facilityRef == '" + far + "'");
            explain(before, 1, near).body("chosen", equalTo(true));
            explain(after, 1, near).body("decidedBy", equalTo("BLACK_LISTED"));
            explain(after, 1, far).body("chosen", equalTo(true)).body("rank", equalTo(1));
        }
    }

    @Test
    void theContractsLogNeverHidesThoseThatOneWouldAskAbout() {
        List<String> stores = new ArrayList<>();
        for (int store = 0; store < 16; store++) {
            stores.add(network.store(50.90 - store * 0.1, 6.96));
            network.stock(stores.get(store), article, 5);
        }
        String named = stores.get(15);
        Map<String, Object> body = OrderJson.order(article, 1);
        body.put(
                "deliveryPreferences",
                Map.of("shipping", Map.of("preselectedFacilities", List.of(Map.of("facilityRef", named)))));
        // Nobody is nearer than this one, which has none of it.
        String next = network.store(50.9647, 7.0155);

        JsonPath plan = routed(place(body));

        JsonPath log = Api.admin()
                .get("/api/routingplans/" + plan.getString("id") + "/decisionlogs/1")
                .then()
                .statusCode(200)
                .body("facilityDecisions[0].facility.facilityRef", equalTo(named))
                .extract()
                .jsonPath();
        assertThat(log.getList("facilityDecisions")).hasSizeBetween(6, 13);
        // Tests share their facilities: another one may stand at the very same place.
        String nearest =
                log.getString("facilityDecisions.find { it.orderFences[0].name == 'CANDIDACY' }.facility.facilityRef");
        explain(plan, 1, nearest)
                .body("outcome", equalTo("EXCLUDED"))
                .body("decision.orderFences[0].name", equalTo("CANDIDACY"));
        explain(plan, 1, next).body("decidedBy", equalTo("NO_ACTIVE_LISTING"));
        explain(plan, 1, stores.getFirst())
                .body("explanation[0]", containsString("PRESELECTED-FACILITY rejected it: expected"))
                .body("explanation[0]", containsString(named));
    }

    @Test
    void wrongQuestionsAreRefused() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        JsonPath plan = routed(place(OrderJson.order(article, 1)));

        Api.admin().get(path(plan, 2)).then().statusCode(404);
        Api.admin().get(path(plan, 1) + "/no-such-facility").then().statusCode(404);
        Api.admin().queryParam("size", 501).get(path(plan, 1)).then().statusCode(400);
        Api.admin().queryParam("outcome", "LUCKY").get(path(plan, 1)).then().statusCode(400);
        Api.admin()
                .queryParam("startAfterId", "nowhere")
                .get(path(plan, 1))
                .then()
                .statusCode(400);
        Api.fulfiller().get(path(plan, 1)).then().statusCode(403);
        Api.anonymous().get(path(plan, 1)).then().statusCode(401);
        String decisions = "/waybill/routing/plans/none/decisions";
        Api.admin().get(decisions).then().statusCode(404);
        Api.fulfiller().get(decisions).then().statusCode(403);
        Api.anonymous().get(decisions).then().statusCode(401);
    }

    @Test
    void verdictsAreDeletedWithTheirLogAndRostersWhenNoLogCanNameThem() {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 5);
        JsonPath plan = routed(place(OrderJson.order(article, 1)));

        clock.setAhead(Duration.ofDays(91));
        retention.due("all", "");
        int rostersAfterTheLogs = rosters();
        clock.setAhead(Duration.ofDays(93));
        retention.due("all", "");
        int rostersInTheEnd = rosters();
        clock.setAhead(Duration.ZERO);

        Api.admin().get(path(plan, 1)).then().statusCode(404);
        assertThat(rostersAfterTheLogs).isPositive();
        assertThat(rostersInTheEnd).isZero();
        // This node knows that it has to write the roster again.
        explain(routed(place(OrderJson.order(article, 1))), 1, store).body("chosen", equalTo(true));
    }

    private int rosters() {
        return database.read(handle -> handle.createQuery("select count(*) from routing_roster")
                .mapTo(Integer.class)
                .one());
    }

    private static JsonPath routed(JsonPath order) {
        JsonPath plans = plansOf(
                order, found -> found.getString("routingPlans[0].status").equals("ROUTED"));
        return plan(plans, "true");
    }

    private static JsonPath plan(JsonPath plans, String which) {
        return Api.admin()
                .get("/api/routingplans/" + plans.getString("routingPlans.find { " + which + " }.id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String path(JsonPath plan, int run) {
        return "/waybill/routing/plans/" + plan.getString("id") + "/decisions/" + run + "/facilities";
    }

    private static JsonPath page(JsonPath plan, int run, Map<String, Object> query) {
        return Api.admin()
                .queryParams(query)
                .get(path(plan, run))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse explain(JsonPath plan, int run, String facility) {
        return Api.admin().get(path(plan, run) + "/" + facility).then().statusCode(200);
    }

    private void offline(String facility) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate(
                        "update facility set document = jsonb_set(document, '{status}', '\"OFFLINE\"') where id = :id")
                .bind("id", facility)
                .execute());
    }
}
