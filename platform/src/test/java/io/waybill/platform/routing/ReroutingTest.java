package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.database.Database;
import io.waybill.platform.facilities.Places;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What moves an order elsewhere, as its clients see it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReroutingTest {
    @Inject
    Database database;

    @Inject
    Network network;

    @Inject
    MovableClock clock;

    private final String article = "article-" + UUID.randomUUID();
    private StrategyInUse strategy;
    private String near;
    private String far;

    @BeforeEach
    void openTwoStores() {
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
    void whatWasNotPickedGoesToAnotherStoreWhileTheFirstGoesOnWithWhatItHas() {
        shortPicks("ORDERSPLIT", Map.of());
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        JsonPath order = place(3);
        JsonPath first = job(order, near, "OPEN");

        pick(first, 2).then().statusCode(200).body("status", equalTo("CLOSED"));

        JsonPath rest = job(order, far, "OPEN");
        assertThat(rest.getInt("pickLineItems[0].quantity")).isEqualTo(1);
        assertThat(network.reserved(article)).isEqualTo(Map.of(far, 1));
        JsonPath plan = plan(rest.getString("routingPlanRef"));
        assertThat(plan.getString("runType")).isEqualTo("ORDERSPLIT_ON_SHORTPICK");
        assertThat(plan.getString("reRouteReason")).isEqualTo("SHORTPICK");
        assertThat(plan.getString("parentRoutingPlanRef")).isEqualTo(first.getString("routingPlanRef"));
        assertThat(plan.getList("facilityBlackList")).containsExactly(near);
        assertThat(plan(first.getString("routingPlanRef")).getInt("orderLineItems[0].picked"))
                .isEqualTo(2);
        assertThat(process(order).getString("statuses.status")).isEqualTo("IN_PROGRESS");
        history(order).body("historyLogs.eventType", hasItem("PICKING_DONE_INCOMPLETE_REROUTE"));
    }

    @Test
    void goodsWithACustomServiceAreNotTornApartByAShortPick() {
        shortPicks("ORDERSPLIT", Map.of());
        String service = Places.customService();
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        Places.offer(near, service);
        Places.offer(far, service);
        JsonPath order = PlacedOrders.place(OrderJson.withService(OrderJson.order(article, 3), service, article, 1));
        JsonPath first = job(order, near, "OPEN");

        pick(first, 2).then().statusCode(200).body("status", equalTo("PICKED"));

        assertThat(job(order, far, "OPEN").getInt("pickLineItems[0].quantity")).isEqualTo(3);
        assertThat(job(order, near, "REROUTED").getString("subStatus")).isEqualTo("SHORT_PICK_REROUTE");
    }

    @Test
    void theOrderIsNotDoneWhileNobodyServesTheRest() {
        shortPicks("ORDERSPLIT", Map.of());
        network.stock(near, article, 5);
        JsonPath order = place(3);

        pick(job(order, near, "OPEN"), 2).then().statusCode(200);

        await(() -> statuses(order).contains("RETRYABLE"));
        assertThat(process(order).getString("domsStatuses.status")).isEqualTo("IN_PROGRESS");
    }

    @Test
    void theWholePlanMovesWhenAnotherStoreHasEverything() {
        shortPicks("REROUTE", Map.of());
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        JsonPath order = place(3);
        JsonPath first = job(order, near, "OPEN");

        pick(first, 2).then().statusCode(200).body("status", equalTo("PICKED"));

        JsonPath second = job(order, far, "OPEN");
        assertThat(second.getInt("pickLineItems[0].quantity")).isEqualTo(3);
        assertThat(job(order, near, "REROUTED").getString("subStatus")).isEqualTo("SHORT_PICK_REROUTE");
        assertThat(network.reserved(article)).isEqualTo(Map.of(far, 3));
        assertThat(network.balance(article)).containsExactly(8, 3);
        JsonPath old = plan(first.getString("routingPlanRef"));
        assertThat(old.getString("status")).isEqualTo("OBSOLETE");
        assertThat(old.getString("statusReasons[0].reason")).isEqualTo("REROUTE_AFTER_SHORTPICK");
        assertThat(old.getList("successorRerouteRoutingPlanRefs")).containsExactly(second.getString("routingPlanRef"));
        assertThat(Floor.events(database, first.getString("id")))
                .endsWith("PICK_JOB_PICKING_FINISHED", "PICK_JOB_REROUTED");
        assertThat(Floor.events(database, second.getString("routingPlanRef")))
                .containsExactly("ROUTING_PLAN_REROUTEPLAN_CREATED", "ROUTING_PLAN_ROUTED");
        Api.admin()
                .queryParam("processRef", order.getString("processId"))
                .get("/api/routingplansgraph")
                .then()
                .statusCode(200)
                .body("edges[0].reason", equalTo("REROUTE"));
        assertThat(process(order).getList("facilityRefs")).contains(near, far);
    }

    @Test
    void whatWasPickedGoesOnWhenNobodyElseHasEverything() {
        shortPicks("REROUTE", Map.of());
        network.stock(near, article, 5);
        network.stock(far, article, 1);
        JsonPath order = place(3);
        JsonPath first = job(order, near, "OPEN");

        pick(first, 2).then().statusCode(200).body("status", equalTo("PICKED"));

        assertThat(job(order, near, "CLOSED").getString("subStatus")).isEqualTo("SHORT_PICKED");
        await(() -> statuses(order).contains("FAILED_REROUTE"));
        assertThat(plan(first.getString("routingPlanRef")).getString("status")).isEqualTo("ROUTED");
        assertThat(eventNames(order)).contains("ROUTING_PLAN_FAILED_REROUTE");
        history(order).body("historyLogs.eventType", hasItem("REROUTE_FAILED"));
        assertThat(network.balance(article)).containsExactly(4, 0);
    }

    @Test
    void aJobClosedAsItIsStaysAndSoDoesOneWithAnythingPickedWhenOnlyZeroPicksMove() {
        shortPicks("ORDERSPLIT", Map.of("rerouteZeroPicksOnly", true));
        network.stock(near, article, 9);
        network.stock(far, article, 9);
        JsonPath some = place(3);
        pick(job(some, near, "OPEN"), 2).then().statusCode(200).body("status", equalTo("CLOSED"));

        shortPicks("ORDERSPLIT", Map.of());
        JsonPath asItIs = place(3);
        JsonPath job = job(asItIs, near, "OPEN");
        act(job, Map.of("name", "START", "version", 1)).then().statusCode(200);
        act(
                        job,
                        Map.of(
                                "name",
                                "MODIFY_PICK_JOB_LINE_ITEMS",
                                "version",
                                2,
                                "pickJobLineItemUpdates",
                                List.of(Map.of("id", job.getString("pickLineItems[0].id"), "picked", 2))))
                .then()
                .statusCode(200);
        act(job, Map.of("name", "CLOSE", "version", 3)).then().statusCode(200).body("status", equalTo("CLOSED"));

        assertThat(statuses(some)).containsExactly("ROUTED");
        assertThat(statuses(asItIs)).containsExactly("ROUTED");
    }

    @Test
    void aJobOfWhichNothingWasPickedAndOneThatIsAbortedLeaveTheStore() {
        shortPicks("REROUTE", Map.of("rerouteZeroPicksOnly", true));
        network.stock(near, article, 9);
        network.stock(far, article, 9);
        JsonPath zero = place(3);
        JsonPath aborted = place(2);

        pick(job(zero, near, "OPEN"), 0).then().statusCode(200).body("status", equalTo("REROUTED"));
        act(job(aborted, near, "OPEN"), Map.of("name", "ABORT", "version", 1))
                .then()
                .statusCode(200)
                .body("status", equalTo("REROUTED"))
                .body("subStatus", equalTo("PICK_JOB_ABORTED"));

        assertThat(plan(job(zero, far, "OPEN").getString("routingPlanRef")).getString("reRouteReason"))
                .isEqualTo("SHORTPICK");
        JsonPath moved = plan(job(aborted, far, "OPEN").getString("routingPlanRef"));
        assertThat(moved.getString("reRouteReason")).isEqualTo("ABORTED");
        assertThat(moved.getString("consolidatedStatus")).isEqualTo("PICKJOB_REJECTED_THEN_REROUTED");
        assertThat(network.reserved(article)).isEqualTo(Map.of(far, 5));
        assertThat(process(aborted).getString("statuses.status")).isNotEqualTo("ERROR");
    }

    @Test
    void aPersonMovesARoutedOrderOnlyWhereTheStrategyAllowsItAndSaysWhy() {
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        JsonPath other = place(2);
        job(other, near, "OPEN");
        reroute(other, 1, null).then().statusCode(400).body("[0].summary", containsString("manualReroute"));
        assertThat(cancel(other)).isEqualTo(200);
        strategy.with(Map.of("blacklistAssignedFacilities", true), Map.of("reroute", Map.of("manualReroute", true)));
        JsonPath order = place(2);
        job(order, near, "OPEN");
        String why = Api.admin()
                .body(Map.of("reason", "Water", "reasonLocalized", Map.of("en_US", "Water " + article)))
                .post("/api/reroutedescriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        reroute(order, 1, "no-such").then().statusCode(400);
        reroute(order, 9, why).then().statusCode(409);
        reroute(order, 1, why).then().statusCode(200).body("version", equalTo(2));

        JsonPath plan = plan(job(order, far, "OPEN").getString("routingPlanRef"));
        assertThat(plan.getString("rerouteDescription.id")).isEqualTo(why);
        assertThat(plan.getString("reRoutedFacilityRef")).isEqualTo(near);
        assertThat(plan.getString("consolidatedStatus")).isEqualTo("PROCESS_MANUAL_REROUTED_THEN_ROUTED");
        assertThat(job(order, near, "REROUTED").getString("subStatus")).isEqualTo("PROCESS_REROUTE");
        assertThat(network.reserved(article)).isEqualTo(Map.of(far, 2));
        history(order)
                .body("historyLogs.eventType", hasItem("ORDER_MANUAL_REROUTE"))
                .body("historyLogs.find { it.eventType == 'ORDER_MANUAL_REROUTE' }.user.username", equalTo("admin"))
                .body(
                        "historyLogs.find { it.eventType == 'ORDER_MANUAL_REROUTE' }.payload.rerouteDescription.id",
                        equalTo(why));
        // Both stores have had it: nobody is left.
        reroute(order, 2, null).then().statusCode(200);
        await(() -> statuses(order).contains("FAILED_REROUTE"));
        job(order, far, "OPEN");
        assertThat(network.reserved(article)).isEqualTo(Map.of(far, 2));
    }

    @Test
    void theSameStoreMayWinAgainAndThenNothingHappensToIt() {
        strategy.with(Map.of(), Map.of("reroute", Map.of("manualReroute", true)));
        network.stock(near, article, 2);
        JsonPath order = place(2);
        JsonPath job = job(order, near, "OPEN");

        reroute(order, 1, null).then().statusCode(200);

        await(() -> statuses(order).contains("REDUNDANT_REROUTE"));
        assertThat(statuses(order)).containsExactlyInAnyOrder("ROUTED", "REDUNDANT_REROUTE");
        assertThat(job(order, near, "OPEN").getInt("version")).isEqualTo(job.getInt("version"));
        assertThat(network.reserved(article)).isEqualTo(Map.of(near, 2));
    }

    @Test
    void aPersonAssignsARoutedOrderToAnotherStoreWhateverItHas() {
        network.stock(near, article, 5);
        network.stock(far, article, 0);
        JsonPath order = place(2);
        JsonPath job = job(order, near, "OPEN");
        act(job, Map.of("name", "START", "version", 1)).then().statusCode(200);

        assign(order, 1, far).then().statusCode(200);

        JsonPath moved = plan(job(order, far, "OPEN").getString("routingPlanRef"));
        assertThat(moved.getString("runType")).isEqualTo("PROCESS_MANUALASSIGNMENT");
        assertThat(plan(job.getString("routingPlanRef")).getString("statusReasons[0].reason"))
                .isEqualTo("MANUALLY_ASSIGNED");
        job(order, near, "REROUTED");
        assertThat(network.reserved(article)).isEqualTo(Map.of(far, 2));
        history(order).body("historyLogs.eventType", hasItem("ORDER_MANUAL_FACILITY_ASSIGNMENT"));
        assign(order, 2, far).then().statusCode(400);
        pick(job(order, far, "OPEN"), 2).then().statusCode(200);
        assign(order, 2, near).then().statusCode(400).body("[0].summary", containsString("is CLOSED"));
    }

    @Test
    void aJobThatLiesTooLongIsAnnouncedAndThenTakenAway() {
        timed(20);
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        JsonPath order = place(2);
        JsonPath job = job(order, near, "OPEN");

        clock.setAhead(Duration.ofMinutes(16));
        await(() -> Floor.events(database, job.getString("id")).contains("UPCOMING_TIME_TRIGGERED_REROUTE"));
        assertThat(statuses(order)).containsExactly("ROUTED");
        clock.setAhead(Duration.ofMinutes(21));

        JsonPath moved = plan(job(order, far, "OPEN").getString("routingPlanRef"));
        assertThat(moved.getString("reRouteReason")).isEqualTo("TIMETRIGGERED");
        assertThat(moved.getList("facilityBlackList")).containsExactly(near);
        assertThat(plan(job.getString("routingPlanRef")).getString("status")).isEqualTo("REROUTED");
        history(order).body("historyLogs.eventType", hasItem("ORDER_TIME_TRIGGERED_REROUTE"));
    }

    @Test
    void aJobStaysAndItIsSaidSoWhenTheTimeIsUpAndNobodyElseIsThere() {
        timed(20);
        network.stock(near, article, 5);
        JsonPath order = place(2);
        JsonPath job = job(order, near, "OPEN");

        clock.setAhead(Duration.ofMinutes(21));

        await(() -> Floor.events(database, job.getString("id")).contains("TIME_TRIGGERED_REROUTE_FAILED"));
        job(order, near, "OPEN");
        assertThat(network.reserved(article)).isEqualTo(Map.of(near, 2));
    }

    @Test
    void whatSomebodyCollectsStaysAtItsStoreWhenTheTimeIsUpAndThatIsSaidOnce() {
        timed(20);
        network.stock(near, article, 5);
        network.stock(far, article, 5);
        Map<String, Object> body = OrderJson.order(article, 1);
        body.put("deliveryPreferences", Map.of("collect", List.of(Map.of("facilityRef", near))));
        JsonPath order = Api.admin()
                .body(body)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        JsonPath job = job(order, near, "OPEN");

        clock.setAhead(Duration.ofMinutes(21));
        await(() -> Floor.events(database, job.getString("id")).contains("TIME_TRIGGERED_REROUTE_FAILED"));
        clock.setAhead(Duration.ofMinutes(45));
        JsonPath later = place(1);
        job(later, near, "OPEN");

        assertThat(job(order, near, "OPEN").getString("id")).isEqualTo(job.getString("id"));
        assertThat(statuses(order)).containsExactlyInAnyOrder("ROUTED", "FAILED_REROUTE");
        assertThat(Floor.events(database, job.getString("id")).stream().filter("TIME_TRIGGERED_REROUTE_FAILED"::equals))
                .hasSize(1);
        history(order).body("historyLogs.eventType", hasItem("REROUTE_FAILED"));
    }

    @Test
    void workThatWasBegunIsLeftAloneByTheClockUnlessTheStrategySaysOtherwise() {
        timed(20);
        network.stock(near, article, 9);
        network.stock(far, article, 9);
        JsonPath order = place(2);
        act(job(order, near, "OPEN"), Map.of("name", "START", "version", 1))
                .then()
                .statusCode(200);
        JsonPath other = place(2);
        job(other, near, "OPEN");

        clock.setAhead(Duration.ofMinutes(21));

        job(other, far, "OPEN");
        assertThat(statuses(order)).containsExactly("ROUTED");
        job(order, near, "IN_PROGRESS");
    }

    @Test
    void whoElseCountedOnAnEmptyShelfIsServedElsewhere() {
        shortPicks("ORDERSPLIT", Map.of());
        network.stock(near, article, 4);
        JsonPath first = place(2);
        JsonPath second = place(2);
        JsonPath picked = job(first, near, "OPEN");
        job(second, near, "OPEN");
        network.stock(far, article, 9);

        act(
                        picked,
                        Map.of(
                                "name",
                                "PICK",
                                "version",
                                1,
                                "lineItems",
                                List.of(Map.of(
                                        "id",
                                        picked.getString("pickLineItems[0].id"),
                                        "picked",
                                        1,
                                        "stockEmptied",
                                        true))))
                .then()
                .statusCode(200);

        JsonPath moved = plan(job(second, far, "OPEN").getString("routingPlanRef"));
        assertThat(moved.getString("reRouteReason")).isEqualTo("STOCKZEROED");
        assertThat(job(second, near, "REROUTED").getString("subStatus")).isEqualTo("STOCK_ZEROED");
    }

    @Test
    void aRecalculationFindsWhatIsBetterTodayAndLeavesTheRest() {
        network.stock(far, article, 5);
        JsonPath order = place(2);
        job(order, far, "OPEN");
        network.stock(near, article, 5);

        Api.admin()
                .body(Map.of("orderRefs", List.of(order.getString("id"))))
                .post("/api/routing/commands/reroute")
                .then()
                .statusCode(200);

        job(order, near, "OPEN");
        Api.admin().body(Map.of()).post("/api/routing/commands/reroute").then().statusCode(400);
        Api.admin()
                .body(Map.of(
                        "routingPlanIds",
                        IntStream.range(0, 11).mapToObj(Integer::toString).toList()))
                .post("/api/routing/commands/reroute")
                .then()
                .statusCode(400);
        Api.admin()
                .body(Map.of("allReroutable", true))
                .post("/api/routing/commands/reroute")
                .then()
                .statusCode(200);
        await(() -> statuses(order).contains("REDUNDANT_REROUTE"));
        job(order, near, "OPEN");
    }

    @Test
    void whatNobodyCanServeGoesToTheFallbackFacilityWhichStaysOnline() {
        strategy.with(
                Map.of(),
                Map.of(
                        "fallbackFacility",
                        Map.of("active", true, "facilityRefs", List.of(far), "fallbackAfterTime", "PT1H")));
        JsonPath order = place(2);
        await(() -> statuses(order).contains("RETRYABLE"));
        int version = Api.admin().get("/api/facilities/" + far).path("version");
        Api.admin()
                .body(Map.of("type", "MANAGED_FACILITY", "version", version, "status", "OFFLINE"))
                .patch("/api/facilities/" + far)
                .then()
                .statusCode(400)
                .body("[0].summary", containsString("fallback facility"));

        String id = plans(order).getString("routingPlans[0].id");
        clock.setAhead(Duration.ofHours(8).plusMinutes(2));
        await(() -> Floor.events(database, id).contains("ROUTING_PLAN_NOT_ROUTABLE"));
        clock.setAhead(Duration.ofHours(9).plusMinutes(5));
        await(() -> Floor.events(database, id).contains("ROUTING_PLAN_ROUTED"));
        clock.setAhead(Duration.ZERO);

        JsonPath plan = plan(job(order, far, "OPEN").getString("routingPlanRef"));
        assertThat(Floor.events(database, plan.getString("id")))
                .containsExactly("ROUTING_PLAN_NOT_ROUTABLE", "ROUTING_PLAN_FALLBACK", "ROUTING_PLAN_ROUTED");
    }

    @Test
    void rerouteDescriptionsAreKept() {
        Map<String, Object> body =
                Map.of("reason", "Fire", "reasonLocalized", Map.of("en_US", "Fire " + UUID.randomUUID()));
        String id = Api.admin()
                .body(body)
                .post("/api/reroutedescriptions")
                .then()
                .statusCode(201)
                .body("action", equalTo("REROUTE"))
                .extract()
                .path("id");
        Api.admin()
                .redirects()
                .follow(false)
                .body(body)
                .post("/api/reroutedescriptions")
                .then()
                .statusCode(303)
                .header("Location", containsString(id));
        Map<String, Object> changed =
                Map.of("version", 1, "reason", "Flood", "reasonLocalized", Map.of("en_US", "Flood " + id));
        Api.admin()
                .body(changed)
                .put("/api/reroutedescriptions/" + id)
                .then()
                .statusCode(200)
                .body("reason", equalTo("Flood"));
        Api.admin().body(changed).put("/api/reroutedescriptions/" + id).then().statusCode(409);
        Api.admin().body(Map.of()).post("/api/reroutedescriptions").then().statusCode(400);
        Api.admin().get("/api/reroutedescriptions/" + id).then().statusCode(200);
        Api.admin()
                .get("/api/reroutedescriptions?size=500")
                .then()
                .statusCode(200)
                .body("rerouteDescriptions.id", hasItem(id));
        Api.admin().delete("/api/reroutedescriptions/" + id).then().statusCode(200);
        Api.admin().get("/api/reroutedescriptions/" + id).then().statusCode(404);
    }

    /** Staff begin and pick, people reroute, assign and cancel the same orders at the same time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverHappensAtOnceEveryUnitIsAccountedForAndAnOrderIsServedOnce(long seed) throws Exception {
        strategy.with(
                Map.of(),
                Map.of(
                        "reroute",
                        Map.of(
                                "manualReroute",
                                true,
                                "shipFromStore",
                                Map.of("active", true, "rerouteType", "REROUTE"))));
        network.stock(near, article, 50);
        network.stock(far, article, 50);
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        List<JsonPath> orders = IntStream.range(0, 6).mapToObj(any -> place(2)).toList();
        orders.forEach(order -> job(order, near, "OPEN"));
        List<Callable<Integer>> deeds = new java.util.ArrayList<>();
        for (JsonPath order : orders) {
            for (int deed = 0; deed < 5; deed++) {
                int what = random.nextInt(6);
                int picked = random.nextInt(3);
                deeds.add(() -> switch (what) {
                    case 0 -> cancel(order);
                    case 1 ->
                        reroute(order, process(order).getInt("version"), null).statusCode();
                    case 2 ->
                        assign(order, process(order).getInt("version"), far).statusCode();
                    case 3 -> onTheJob(order, job -> Map.of("name", "START", "version", job.getInt("version")));
                    case 4 -> onTheJob(order, job -> Map.of("name", "ABORT", "version", job.getInt("version")));
                    default ->
                        onTheJob(
                                order,
                                job -> Map.of(
                                        "name",
                                        "PICK",
                                        "version",
                                        job.getInt("version"),
                                        "lineItems",
                                        List.of(Map.of("id", job.getString("pickLineItems[0].id"), "picked", picked))));
                });
            }
        }
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var deed : people.invokeAll(deeds)) {
                assertThat(deed.get()).as("seed %d", seed).isIn(0, 200, 400, 409, 422);
            }
        }

        await(() -> orders.stream().allMatch(order -> violations(order).isEmpty()));
        int reserved = network.reserved(article).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(network.balance(article).get(1)).as("seed %d", seed).isEqualTo(reserved);
        int live = 0;
        int taken = 0;
        for (JsonPath order : orders) {
            for (JsonPath job : jobs(order)) {
                switch (job.getString("status")) {
                    case "OPEN", "IN_PROGRESS" -> live += job.getInt("pickLineItems[0].quantity");
                    case "CLOSED" -> taken += job.getInt("pickLineItems[0].picked");
                    // Picked, then served by somebody else: these goods have to be brought back.
                    case "REROUTED" -> taken += consumed(job);
                    default -> {}
                }
            }
        }
        assertThat(reserved).as("seed %d", seed).isEqualTo(live);
        assertThat(network.balance(article).get(0) + taken).as("seed %d", seed).isEqualTo(100);
    }

    private int consumed(JsonPath job) {
        return Floor.events(database, job.getString("id")).contains("PICK_JOB_PICKING_FINISHED")
                ? job.getInt("pickLineItems[0].picked")
                : 0;
    }

    /** What must not be once everything is quiet. */
    private List<String> violations(JsonPath order) {
        List<String> violations = new java.util.ArrayList<>();
        List<JsonPath> jobs = jobs(order);
        boolean cancelled = Api.admin()
                .get("/api/orders/" + order.getString("id"))
                .path("status")
                .equals("CANCELLED");
        long serving = jobs.stream()
                .filter(job -> List.of("OPEN", "IN_PROGRESS", "CLOSED").contains(job.getString("status")))
                .count();
        long waiting = statuses(order).stream()
                .filter(status -> List.of("INITIAL", "RETRYABLE").contains(status))
                .count();
        if (statuses(order).contains("INITIAL")
                || jobs.stream().anyMatch(job -> job.getString("status").equals("PICKED"))) {
            violations.add("something is still to be decided");
        }
        if (serving + waiting != (cancelled ? 0 : 1)) {
            violations.add("served " + serving + " times, waiting " + waiting + ", cancelled " + cancelled);
        }
        return violations;
    }

    private void shortPicks(String type, Map<String, Object> more) {
        Map<String, Object> reroute = new java.util.HashMap<>(more);
        reroute.put("shipFromStore", Map.of("active", true, "rerouteType", type));
        strategy.with(Map.of(), Map.of("reroute", reroute));
    }

    /** However far away the target times are: those follow from picking times that other tests change. */
    private void timed(int minutes) {
        Map<String, Object> timed =
                Map.of("active", true, "rerouteAfterMinutes", minutes, "rerouteTargetTimeHours", 1_000);
        strategy.with(
                Map.of(
                        "timeTriggered",
                        Map.of(
                                "shipFromStoreDeliveryReroute",
                                timed,
                                "shipFromStoreSamedayReroute",
                                timed,
                                "clickAndCollectReroute",
                                timed)),
                Map.of());
    }

    private JsonPath place(int quantity) {
        return Api.admin()
                .body(OrderJson.order(article, quantity))
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static Response act(JsonPath job, Map<String, Object> action) {
        return Api.admin().body(action).post("/api/pickjobs/" + job.getString("id") + "/actions");
    }

    private static Response pick(JsonPath job, int units) {
        return act(
                job,
                Map.of(
                        "name",
                        "PICK",
                        "version",
                        job.getInt("version"),
                        "lineItems",
                        List.of(Map.of("id", job.getString("pickLineItems[0].id"), "picked", units))));
    }

    private static int onTheJob(JsonPath order, java.util.function.Function<JsonPath, Map<String, Object>> action) {
        return jobs(order).stream()
                .filter(job -> List.of("OPEN", "IN_PROGRESS").contains(job.getString("status")))
                .findFirst()
                .map(job -> act(job, action.apply(job)).statusCode())
                .orElse(0);
    }

    private static int cancel(JsonPath order) {
        int version = Api.admin().get("/api/orders/" + order.getString("id")).path("version");
        return Api.admin()
                .body(Map.of("name", "CANCEL", "version", version))
                .post("/api/orders/" + order.getString("id") + "/actions")
                .statusCode();
    }

    private static Response reroute(JsonPath order, int version, String description) {
        var request = Api.admin().queryParam("version", version);
        return (description == null ? request : request.queryParam("rerouteDescriptionId", description))
                .post("/api/processes/" + order.getString("processId") + "/reroute");
    }

    private static Response assign(JsonPath order, int version, String facility) {
        return Api.admin()
                .body(Map.of("name", "ASSIGN_FACILITY_TO_PROCESS", "version", version, "facilityRef", facility))
                .post("/api/processes/" + order.getString("processId") + "/actions");
    }

    private static JsonPath process(JsonPath order) {
        return Api.admin()
                .get("/api/processes/" + order.getString("processId"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static io.restassured.response.ValidatableResponse history(JsonPath order) {
        return Api.admin()
                .get("/api/processes/" + order.getString("processId") + "/historylogs")
                .then()
                .statusCode(200);
    }

    private List<String> eventNames(JsonPath order) {
        List<String> ids = plans(order).getList("routingPlans.id");
        return ids.stream().flatMap(id -> Floor.events(database, id).stream()).toList();
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

    private static List<String> statuses(JsonPath order) {
        return plans(order).getList("routingPlans.status");
    }

    private static JsonPath plan(String id) {
        return Api.admin()
                .get("/api/routingplans/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<JsonPath> jobs(JsonPath order) {
        List<String> ids = Api.admin()
                .get("/api/pickjobs?orderRef=" + order.getString("id"))
                .path("pickjobs.id");
        return ids.stream()
                .map(id -> Api.admin().get("/api/pickjobs/" + id).jsonPath())
                .toList();
    }

    /** The job of the order at the facility, once it has that status. */
    private static JsonPath job(JsonPath order, String facility, String status) {
        List<JsonPath> found = new java.util.ArrayList<>();
        await(() -> {
            jobs(order).stream()
                    .filter(job -> job.getString("facilityRef").equals(facility)
                            && job.getString("status").equals(status))
                    .findFirst()
                    .ifPresent(found::add);
            return !found.isEmpty();
        });
        return found.getFirst();
    }
}
