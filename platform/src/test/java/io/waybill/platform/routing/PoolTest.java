package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Timers;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.picking.Floor;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import io.waybill.sourcing.PoolPlanner;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.assertj.core.data.Offset;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that are routed and not begun are improved together. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PoolTest {
    @Inject
    Database database;

    @Inject
    DataSource dataSource;

    @Inject
    Network network;

    @Inject
    MovableClock clock;

    @Inject
    Timers timers;

    @Inject
    CollectPool collect;

    @Inject
    PoolRuns runs;

    @Inject
    ApplyImprovement applyImprovement;

    @Inject
    RoutingRetention retention;

    private final String lamp = "lamp-" + UUID.randomUUID();
    private final String rug = "rug-" + UUID.randomUUID();
    private String everything;
    private String lamps;
    private String rugs;

    /** The only shop with lamp and rug is the nearest; of lamps it has one. */
    @BeforeEach
    void openThreeShops() {
        everything = network.store(50.94, 6.96);
        lamps = network.store(51.45, 7.01);
        rugs = network.store(51.22, 6.78);
        network.stock(everything, lamp, 1);
        network.stock(everything, rug, 1);
        network.stock(lamps, lamp, 5);
        network.stock(rugs, rug, 5);
    }

    @AfterEach
    void leaveTheClockAsItWas() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void theOrderThatTookTheLastLampMakesRoomForTheOneThatWantsEverythingOfThatShop() {
        try (PooledOrders pool = new PooledOrders("ON")) {
            JsonPath first = pool.order(lamp);
            JsonPath second = pool.order(lamp, rug);
            assertThat(PooledOrders.served(first)).isEqualTo(Map.of(everything, 1));
            assertThat(PooledOrders.served(second)).hasSize(2);
            JsonPath before = PooledOrders.plans(first);

            JsonPath run = pool.run();

            assertThat(PooledOrders.served(first)).isEqualTo(Map.of(lamps, 1));
            assertThat(PooledOrders.served(second)).isEqualTo(Map.of(everything, 2));
            assertThat(network.reserved(lamp)).isEqualTo(Map.of(everything, 1, lamps, 1));
            assertThat(network.reserved(rug)).isEqualTo(Map.of(everything, 1));
            assertThat(network.balance(lamp)).containsExactly(6, 2);
            assertThat(openJobs(first)).containsExactly(lamps);
            assertThat(openJobs(second)).containsExactly(everything);

            assertThat(run.getString("run.status")).isEqualTo("DONE");
            assertThat(run.getInt("run.orders")).isEqualTo(2);
            assertThat(run.getInt("run.routingPlans")).isEqualTo(3);
            assertThat(run.getInt("run.improvements.applied")).isEqualTo(1);
            assertThat(run.getDouble("run.improvements.saved")).isEqualTo(run.getDouble("improvements[0].saving"));
            assertThat(run.getDouble("run.costBefore") - run.getDouble("run.costAfter"))
                    .isGreaterThan(40)
                    .isCloseTo(run.getDouble("improvements[0].saving"), Offset.offset(0.000002));
            assertThat(run.getList("run.strategyRefs")).hasSize(1);
            assertThat(run.getString("improvements[0].outcome")).isEqualTo("APPLIED");
            String moved = "improvements[0].moves.find { it.orderRef == '" + first.getString("id") + "' }";
            assertThat(run.getDouble(moved + ".saving")).isNegative();
            assertThat(run.getString(moved + ".from[0].facilityRef")).isEqualTo(everything);
            assertThat(run.getString(moved + ".to[0].facilityRef")).isEqualTo(lamps);

            String oldPlan = before.getString("routingPlans[0].id");
            String newPlan = run.getString(moved + ".to[0].routingPlanRef");
            JsonPath plans = PooledOrders.plans(first);
            String old = "routingPlans.find { it.id == '" + oldPlan + "' }";
            String successor = "routingPlans.find { it.id == '" + newPlan + "' }";
            assertThat(plans.getString(old + ".status")).isEqualTo("REROUTED");
            assertThat(plans.getList(old + ".successorRerouteRoutingPlanRefs")).isEqualTo(List.of(newPlan));
            assertThat(plans.getString(successor + ".reRouteReason")).isEqualTo("RECALCULATION");
            assertThat(plans.getString(successor + ".runId")).isEqualTo(run.getString("run.id"));
            assertThat(plans.getList(successor + ".predecessorRerouteRoutingPlanRefs"))
                    .isEqualTo(List.of(oldPlan));
            assertThat(plans.getString(successor + ".latestPickingStart.targetTime"))
                    .as("the job at the new facility is due when its plan says")
                    .isNotNull()
                    .isEqualTo(Api.admin()
                            .get("/api/pickjobs/" + plans.getString(successor + ".pickJobRef"))
                            .jsonPath()
                            .getString("deliveryinformation.targetTime"));
            assertThat(Floor.events(database, newPlan))
                    .containsExactly("ROUTING_PLAN_REROUTEPLAN_CREATED", "ROUTING_PLAN_ROUTED");
            assertThat(Floor.events(database, before.getString("routingPlans[0].pickJobRef")))
                    .endsWith("PICK_JOB_REROUTED");
            Api.admin()
                    .get("/api/processes/" + first.getString("processId") + "/historylogs")
                    .then()
                    .statusCode(200)
                    .body("historyLogs.eventType", hasItem("ORDER_MANUAL_REROUTE"));
            Api.admin()
                    .queryParam("orderRef", second.getString("id"))
                    .get("/api/routing/journals")
                    .then()
                    .statusCode(200)
                    .body("routingJournals", hasSize(2));

            Api.admin()
                    .get("/waybill/routing/plans/" + newPlan + "/decisions")
                    .then()
                    .statusCode(200)
                    .body("runs", hasSize(0))
                    .body("poolMove.poolRunRef", equalTo(run.getString("run.id")))
                    .body("poolMove.poolRun", equalTo("/waybill/routing/pool/runs/" + run.getString("run.id")))
                    .body("poolMove.improvement", equalTo(1))
                    .body("poolMove.move.orderRef", equalTo(first.getString("id")))
                    .body("poolMove.move.to[0].routingPlanRef", equalTo(newPlan))
                    .body("poolMove.explanation", hasItem(containsString("from " + everything + " to " + lamps)))
                    .body(
                            "poolMove.explanation",
                            hasItems(
                                    equalTo("It made room for others."),
                                    containsString("Together with one other order it saves")));
            Api.admin()
                    .get("/waybill/routing/plans/" + oldPlan + "/decisions")
                    .then()
                    .statusCode(200)
                    .body("runs.routingRun", equalTo(List.of(1)))
                    .body("runs[0].facilities", containsString(oldPlan + "/decisions/1/facilities"))
                    .body("poolMove", nullValue());

            JsonPath again = pool.run();
            assertThat(again.getInt("run.orders")).isEqualTo(2);
            assertThat(again.getList("improvements")).isEmpty();
            assertThat(again.getDouble("run.costBefore")).isEqualTo(run.getDouble("run.costAfter"));
        }
    }

    @Test
    void aPoolIsLookedAtByItselfWhenItsTimeHasCome() {
        try (PooledOrders pool = new PooledOrders("ON", 600, 1_440)) {
            pool.order(lamp);
            JsonPath second = pool.order(lamp, rug);
            // The time of a pool begins when it is first seen.
            ringNow();
            await(() -> database.read(handle -> handle.createQuery("select count(*) from routing_pool where pool = ?")
                            .bind(0, pool.settings().key())
                            .mapTo(Integer.class)
                            .one())
                    == 1);
            assertThat(PooledOrders.served(second)).hasSize(2);

            clock.setAhead(Duration.ofSeconds(640));
            ringNow();

            await(() -> PooledOrders.served(second).equals(Map.of(everything, 2)));
        }
    }

    /**
     * Tests that moved the clock further may have left the timer, and whoever looks for timers, waiting for a future that
     * does not come. Setting one has them look at once.
     */
    private void ringNow() {
        database.inTransaction(transaction -> {
            transaction
                    .handle()
                    .execute(
                            "update scheduled_tasks set execution_time = ?::timestamptz where task_name = ?",
                            clock.instant().toString(),
                            PoolTimer.TIMER);
            timers.schedule(transaction, PoolTimer.TIMER, "all", clock.instant(), "");
        });
    }

    @Test
    void aShadowRecordsWhatItWouldMoveAndMovesNothing() {
        try (PooledOrders pool = new PooledOrders("SHADOW")) {
            JsonPath first = pool.order(lamp);
            JsonPath second = pool.order(lamp, rug);
            Map<String, Integer> before = PooledOrders.served(second);

            JsonPath run = pool.run();

            assertThat(run.getInt("run.improvements.found")).isEqualTo(1);
            assertThat(run.getInt("run.improvements.applied")).isZero();
            assertThat(run.getString("improvements[0].outcome")).isEqualTo("FOUND");
            assertThat(run.getList("improvements[0].moves")).hasSize(2);
            assertThat(PooledOrders.served(first)).isEqualTo(Map.of(everything, 1));
            assertThat(PooledOrders.served(second)).isEqualTo(before);
            assertThat(PooledOrders.plans(second).getList("routingPlans.status"))
                    .containsOnly("ROUTED");
            Api.admin()
                    .get("/waybill/routing/pool/runs?limit=100")
                    .then()
                    .statusCode(200)
                    .body("poolRuns.id", hasItem(run.getString("run.id")));
        }
    }

    @Test
    void whatIsBegunStaysAndSoDoesAnOrderThatHasDweltTooLong() {
        try (PooledOrders pool = new PooledOrders("ON")) {
            JsonPath first = pool.order(lamp);
            JsonPath second = pool.order(lamp, rug);
            start(first);

            JsonPath begun = pool.run();

            assertThat(begun.getInt("run.orders")).isEqualTo(1);
            assertThat(begun.getList("improvements")).isEmpty();
            assertThat(PooledOrders.served(first)).isEqualTo(Map.of(everything, 1));
            assertThat(PooledOrders.served(second)).hasSize(2);
        }
        try (PooledOrders pool = new PooledOrders("ON", 1_800, 30)) {
            String other = "lamp-" + UUID.randomUUID();
            network.stock(everything, other, 1);
            network.stock(everything, rug, 1);
            network.stock(lamps, other, 5);
            JsonPath old = pool.order(other);
            JsonPath splitOrder = pool.order(other, rug);

            clock.setAhead(Duration.ofMinutes(31));
            JsonPath late = pool.run();

            assertThat(late.getInt("run.orders")).isZero();
            assertThat(PooledOrders.served(old)).isEqualTo(Map.of(everything, 1));
            assertThat(PooledOrders.served(splitOrder)).hasSize(2);
        }
    }

    @Test
    void anImprovementForWhichTheStockIsGoneIsRefusedAndNothingChanges() {
        try (PooledOrders pool = new PooledOrders("ON")) {
            JsonPath first = pool.order(lamp);
            JsonPath second = pool.order(lamp, rug);
            Map<String, Integer> before = PooledOrders.served(second);
            ApplyImprovement.Planned planned = planned(pool);
            take(lamps, lamp);

            PoolImprovement refused = applyImprovement.apply("run", planned);

            assertThat(refused.outcome()).isEqualTo(PoolImprovement.Outcome.REFUSED);
            assertThat(refused.reason()).isEqualTo(PoolImprovement.Refusal.STOCK_GONE);
            assertThat(refused.description()).contains(lamps, lamp);
            assertThat(PooledOrders.served(first)).isEqualTo(Map.of(everything, 1));
            assertThat(PooledOrders.served(second)).isEqualTo(before);
            assertThat(network.reserved(lamp).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(2);
        }
    }

    @Test
    void anImprovementIsRefusedWhenSomebodyHasBegunOrChangedAPlanMeanwhile() {
        try (PooledOrders pool = new PooledOrders("ON")) {
            JsonPath first = pool.order(lamp);
            pool.order(lamp, rug);
            ApplyImprovement.Planned planned = planned(pool);

            start(first);
            assertThat(applyImprovement.apply("run", planned).reason())
                    .isEqualTo(PoolImprovement.Refusal.PICK_JOB_BEGUN);
            Api.admin()
                    .body(Map.of("name", "CANCEL", "version", first.getInt("version")))
                    .post("/api/orders/" + first.getString("id") + "/actions")
                    .then()
                    .statusCode(200);
            assertThat(applyImprovement.apply("run", planned).reason())
                    .isEqualTo(PoolImprovement.Refusal.PLANS_CHANGED);
            assertThat(network.reserved(lamp).values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(1);
        }
    }

    @Test
    void oneNodeAtATimeIsAtAPoolAndWhatItLeavesWhenItGoesDownIsToldAsInterrupted() {
        try (PooledOrders pool = new PooledOrders("ON")) {
            pool.order(lamp);
            String id = UUID.randomUUID().toString();
            database.inTransaction(transaction -> {
                assertThat(runs.claim(transaction.handle(), pool.settings(), RoutingPlans.NEVER, clock.instant()))
                        .isTrue();
                runs.insert(transaction.handle(), running(id, pool), List.of());
            });

            Api.admin()
                    .post("/waybill/routing/pool/runs")
                    .then()
                    .statusCode(422)
                    .body("[0].summary", containsString(pool.settings().key()));
            clock.setAhead(Duration.ofMinutes(11));
            assertThat(pool.run().getString("run.status")).isEqualTo("DONE");

            Api.admin()
                    .get("/waybill/routing/pool/runs/" + id)
                    .then()
                    .statusCode(200)
                    .body("run.status", equalTo("INTERRUPTED"));
        }
    }

    /**
     * The node loses its connection when all of the move is done but the commit. Once: it tries again on another one. As
     * often as it tries: it is as good as down, and another one finds what it left once its lease is over.
     */
    @ParameterizedTest(name = "its connection is terminated {0} times")
    @ValueSource(ints = {1, 3})
    void aNodeThatDiesInTheMiddleOfAMoveLosesNothingAndNothingIsMovedTwice(int kills) throws Exception {
        try (PooledOrders pool = new PooledOrders("ON")) {
            JsonPath first = pool.order(lamp);
            JsonPath second = pool.order(lamp, rug);
            Map<String, Integer> split = PooledOrders.served(second);
            List<String> plansBefore = PooledOrders.plans(second).getList("routingPlans.id");
            boolean dies = kills == 3;

            int status = runWhileTerminated(first, kills);

            assertThat(status).isEqualTo(dies ? 503 : 201);
            await(() -> Api.admin().get("/waybill/routing/pool/runs").statusCode() == 200);
            String run = latestRun(pool);
            if (dies) {
                runAnswer(run).body("run.status", equalTo("RUNNING"));
                runAnswer(run).body("improvements[0].outcome", equalTo("PENDING"));
                assertThat(PooledOrders.served(first)).isEqualTo(Map.of(everything, 1));
                assertThat(PooledOrders.served(second)).isEqualTo(split);
                assertThat(PooledOrders.plans(second).getList("routingPlans.id"))
                        .containsExactlyInAnyOrderElementsOf(plansBefore);
                Api.admin().post("/waybill/routing/pool/runs").then().statusCode(422);

                clock.setAhead(Duration.ofMinutes(11));
                JsonPath next = pool.run();

                assertThat(next.getInt("run.improvements.applied")).isOne();
                runAnswer(run).body("run.status", equalTo("INTERRUPTED"));
                runAnswer(run).body("improvements[0].outcome", equalTo("PENDING"));
            } else {
                runAnswer(run).body("run.status", equalTo("DONE"));
                runAnswer(run).body("run.improvements.applied", equalTo(1));
            }
            assertThat(PooledOrders.served(first)).isEqualTo(Map.of(lamps, 1));
            assertThat(PooledOrders.served(second)).isEqualTo(Map.of(everything, 2));
            assertThat(PooledOrders.plans(first).getList("routingPlans.status"))
                    .containsExactlyInAnyOrder("REROUTED", "ROUTED");
            assertThat(network.reserved(lamp)).isEqualTo(Map.of(everything, 1, lamps, 1));
            assertThat(network.reserved(rug)).isEqualTo(Map.of(everything, 1));
            assertThat(network.balance(lamp)).containsExactly(6, 2);
            assertThat(openJobs(first)).containsExactly(lamps);
            assertThat(openJobs(second)).containsExactly(everything);
            assertThat(pool.run().getList("improvements")).isEmpty();
        }
    }

    /** What a run asked for now answers, the connection of whoever moves the order being terminated before it commits. */
    private int runWhileTerminated(JsonPath order, int kills) throws Exception {
        try (ExecutorService node = Executors.newSingleThreadExecutor()) {
            Future<Integer> answer = database.transaction(transaction -> {
                Handle handle = transaction.handle();
                handle.execute(
                        "select from process_entity where process_id = ? for update", order.getString("processId"));
                Future<Integer> run = node.submit(
                        () -> Api.admin().post("/waybill/routing/pool/runs").statusCode());
                Set<Integer> terminated = new HashSet<>();
                while (terminated.size() < kills) {
                    await(() -> terminate(handle, terminated));
                }
                return run;
            });
            return answer.get();
        }
    }

    /**
     * Terminates the connection that waits for this one, and notes it; false when none does. One that was terminated may
     * still be seen waiting for a moment, which is no second death.
     */
    private static boolean terminate(Handle handle, Set<Integer> terminated) {
        return handle.createQuery("select pid from (select distinct pid from pg_locks where not granted "
                        + "and pg_backend_pid() = any(pg_blocking_pids(pid)) and pid <> all(:terminated::int[])) w "
                        + "where pg_terminate_backend(pid) limit 1")
                .bindArray("terminated", Integer.class, terminated.toArray())
                .mapTo(Integer.class)
                .findOne()
                .map(terminated::add)
                .orElse(false);
    }

    private static String latestRun(PooledOrders pool) {
        return Api.admin()
                .get("/waybill/routing/pool/runs?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("poolRuns.find { it.pool.everySeconds == "
                        + pool.settings().everySeconds() + " }.id");
    }

    private static ValidatableResponse runAnswer(String id) {
        return Api.admin().get("/waybill/routing/pool/runs/" + id).then().statusCode(200);
    }

    @Test
    void anImprovementForWhichNoPlaceOfPickingTimeIsLeftIsRefusedAndNothingChanges() {
        String munich = network.store(48.14, 11.58);
        String chair = "chair-" + UUID.randomUUID();
        String desk = "desk-" + UUID.randomUUID();
        network.stock(munich, chair, 5);
        try (StrategyInUse strategy = new StrategyInUse();
                PooledOrders pool = new PooledOrders("ON")) {
            strategy.with(
                    Map.of(),
                    Map.of(
                            "fences",
                            List.of(Map.of(
                                    "type",
                                    "StandardFence",
                                    "implementation",
                                    "FACILITY-PICKING-TIME-CAPACITY",
                                    "active",
                                    true))));
            JsonPath order = pool.order(chair);
            String near = network.store(50.94, 6.96, placesADay(1));
            network.stock(near, chair, 5);
            network.stock(near, desk, 5);
            ApplyImprovement.Planned planned = planned(pool);
            assertThat(planned.moves().getFirst().arriving().getFirst().facilityId())
                    .isEqualTo(near);
            takeEveryPlace(desk);

            PoolImprovement refused = applyImprovement.apply("run", planned);

            assertThat(refused.reason()).isEqualTo(PoolImprovement.Refusal.CAPACITY_FULL);
            assertThat(refused.description()).contains(near);
            assertThat(PooledOrders.served(order)).isEqualTo(Map.of(munich, 1));
            assertThat(network.reserved(chair)).isEqualTo(Map.of(munich, 1));
            assertThat(openJobs(order)).containsExactly(munich);
        }
    }

    @Test
    void anImprovementThatAFenceOfThePlansDoesNotLetPassAnyMoreIsRefusedAndNothingChanges() {
        String munich = network.store(48.14, 11.58);
        String chair = "chair-" + UUID.randomUUID();
        network.stock(munich, chair, 5);
        try (PooledOrders pool = new PooledOrders("ON")) {
            JsonPath order = pool.order(chair);
            String near = network.store(50.94, 6.96);
            network.stock(near, chair, 5);
            ApplyImprovement.Planned planned = planned(pool);

            change(near, "{services}", "[{\"type\": \"PICKUP\"}]");
            PoolImprovement refused = applyImprovement.apply("run", planned);
            assertThat(refused.reason()).isEqualTo(PoolImprovement.Refusal.FENCE_REJECTS);
            assertThat(refused.description())
                    .contains("FACILITY-BUSINESSTYPE", near, order.getString("id"), "expected SHIP_FROM_STORE");
            change(near, "{services}", "[{\"type\": \"SHIP_FROM_STORE\"}]");
            network.list(near, chair, Map.of("status", "INACTIVE"));
            PoolImprovement unlisted = applyImprovement.apply("run", planned);
            assertThat(unlisted.reason()).isEqualTo(PoolImprovement.Refusal.FACILITY_UNAVAILABLE);
            assertThat(unlisted.description()).contains(near, "NO_ACTIVE_LISTING");
            assertThat(PooledOrders.served(order)).isEqualTo(Map.of(munich, 1));
            assertThat(network.reserved(chair)).isEqualTo(Map.of(munich, 1));
            assertThat(openJobs(order)).containsExactly(munich);

            network.list(near, chair, Map.of("status", "ACTIVE"));
            assertThat(applyImprovement.apply("run", planned).outcome()).isEqualTo(PoolImprovement.Outcome.APPLIED);
            assertThat(PooledOrders.served(order)).isEqualTo(Map.of(near, 1));
        }
    }

    private void change(String facility, String path, String value) {
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("update facility set document = jsonb_set(document, :path::text[], :value::jsonb) "
                        + "where id = :id")
                .bind("id", facility)
                .bind("path", path)
                .bind("value", value)
                .execute());
    }

    @Test
    void theNumberOfStatementsOfAnImprovementDoesNotDependOnItsOrdersAndLines() {
        String munich = network.store(48.14, 11.58);
        String[] things = {"a-" + UUID.randomUUID(), "b-" + UUID.randomUUID(), "c-" + UUID.randomUUID()};
        List.of(things).forEach(thing -> network.stock(munich, thing, 5));
        try (PooledOrders pool = new PooledOrders("ON")) {
            pool.order(things[0]);
            String near = network.store(50.94, 6.96);
            network.stock(near, things[0], 1);
            int oneLine = statements(planned(pool));

            pool.order(lamp);
            pool.order(lamp, rug);
            int twoOrders = statements(planned(pool));

            assertThat(twoOrders).isEqualTo(oneLine);
        }
    }

    private int statements(ApplyImprovement.Planned planned) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        new Database(dataSource, metrics)
                .inTransaction(transaction -> assertThat(applyImprovement.move(transaction, "run", planned.moves()))
                        .hasSameSizeAs(planned.moves()));
        return (int) metrics.counter("waybill.database.statements").count();
    }

    /** Orders the article, of which one facility has plenty, until no place of picking time is left there. */
    private static void takeEveryPlace(String article) {
        for (int order = 0; order < 3; order++) {
            JsonPath plans = PlacedOrders.plansOf(
                    PlacedOrders.place(OrderJson.order(article, 1)),
                    found -> List.of("ROUTED", "RETRYABLE").contains(found.getString("routingPlans[0].status")));
            if (plans.getString("routingPlans[0].status").equals("RETRYABLE")) {
                return;
            }
        }
        throw new AssertionError("There are more than the places of today and tomorrow");
    }

    /** The same on every day, and orders are planned for today and tomorrow. */
    private static Map<String, Object> placesADay(int places) {
        List<Map<String, Object>> day = List.of(Map.of(
                "start", Map.of("hour", 0, "minute", 0),
                "end", Map.of("hour", 23, "minute", 59),
                "capacity", places));
        Map<String, Object> week = new HashMap<>();
        List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
                .forEach(name -> week.put(name, day));
        return Map.of("capacityEnabled", true, "capacityPlanningTimeframe", 1, "pickingTimes", week);
    }

    @Test
    void runsAreKeptAsLongAsConfiguredAndDeletedWithTheirImprovements() {
        try (PooledOrders pool = new PooledOrders("SHADOW")) {
            pool.order(lamp);
            pool.order(lamp, rug);
            String run = pool.run().getString("run.id");

            clock.setAhead(Duration.ofDays(29));
            retention.due("all", "");
            assertThat(improvementsKept(run)).isOne();
            clock.setAhead(Duration.ofDays(31));
            retention.due("all", "");
            clock.setAhead(Duration.ZERO);

            Api.admin().get("/waybill/routing/pool/runs/" + run).then().statusCode(404);
            assertThat(improvementsKept(run)).isZero();
            assertThat(pool.run().getInt("run.improvements.found")).isOne();
        }
    }

    private int improvementsKept(String run) {
        return database.read(
                handle -> handle.createQuery("select count(*) from routing_pool_improvement where run_id = ?")
                        .bind(0, run)
                        .mapTo(Integer.class)
                        .one());
    }

    private PoolRun running(String id, PooledOrders pool) {
        Instant now = clock.instant();
        return new PoolRun(
                id,
                1,
                now,
                now,
                PoolRun.Status.RUNNING,
                pool.settings(),
                List.of(),
                1,
                1,
                Map.of(),
                BigDecimal.ONE,
                BigDecimal.ONE,
                1,
                false,
                PoolRun.Tally.NONE,
                null,
                null);
    }

    @Test
    void theNumberOfStatementsOfARunDoesNotDependOnTheNumberOfOrders() {
        int one = statements(1);

        assertThat(statements(12)).isEqualTo(one);
    }

    private int statements(int orders) {
        try (PooledOrders pool = new PooledOrders("SHADOW")) {
            network.stock(lamps, lamp, orders);
            for (int order = 0; order < orders; order++) {
                pool.order(lamp);
            }
            Map<String, String> hashes = database.read(runs::pools).get(pool.settings());
            database.read(handle -> collect.collect(handle, pool.settings(), hashes.keySet()));
            SimpleMeterRegistry metrics = new SimpleMeterRegistry();
            Database counting = new Database(dataSource, metrics);
            int collected = counting.read(handle -> collect.collect(handle, pool.settings(), hashes.keySet())
                    .members()
                    .size());
            assertThat(collected).isEqualTo(orders);
            return (int) metrics.counter("waybill.database.statements").count();
        }
    }

    @Test
    void contradictionsAreRefusedWithTheirName() {
        refused(Map.of("mode", "ON", "everySeconds", 59, "dwellMinutes", 30), "everySeconds");
        refused(Map.of("mode", "SHADOW", "everySeconds", 86_401, "dwellMinutes", 10_000), "everySeconds");
        refused(Map.of("mode", "ON", "everySeconds", 300, "dwellMinutes", 4), "pool.dwellMinutes must not be shorter");
        refused(Map.of("mode", "ON", "everySeconds", 300), "dwellMinutes");
        refused(Map.of("mode", "SOMETIMES", "everySeconds", 300, "dwellMinutes", 30), "mode");
        Api.fulfiller().post("/waybill/routing/pool/runs").then().statusCode(403);
        Api.admin().get("/waybill/routing/pool/runs?limit=0").then().statusCode(400);
        Api.admin().get("/waybill/routing/pool/runs/none").then().statusCode(404);
    }

    private static void refused(Map<String, Object> pool, String summary) {
        PooledOrders.plan(Map.of("pool", pool)).then().statusCode(400).body("[0].summary", containsString(summary));
    }

    /** The one improvement that there is now, not yet applied. */
    private ApplyImprovement.Planned planned(PooledOrders pool) {
        Map<String, String> hashes = database.read(runs::pools).get(pool.settings());
        CollectPool.Collected collected =
                database.read(handle -> collect.collect(handle, pool.settings(), hashes.keySet()));
        List<ApplyImprovement.Planned> planned = ImprovePools.planned(
                collected, PoolPlanner.standard().improve(collected.pool()), NodePlanning.PoolMode.ON);
        assertThat(planned).hasSize(1);
        return planned.getFirst();
    }

    private static List<String> openJobs(JsonPath order) {
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/pickjobs")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("pickjobs.findAll { it.status == 'OPEN' }.facilityRef");
    }

    /** Nothing of the article is left on the shelves there. */
    private static void take(String facility, String article) {
        String stock = Api.admin()
                .queryParam("facilityRef", facility)
                .queryParam("tenantArticleId", article)
                .get("/api/stocks")
                .then()
                .statusCode(200)
                .extract()
                .path("stocks[0].id");
        Api.admin().delete("/api/stocks/" + stock).then().statusCode(200);
    }

    private static void start(JsonPath order) {
        String job = PooledOrders.plans(order).getString("routingPlans[0].pickJobRef");
        Api.admin()
                .body(Map.of("name", "START", "version", 1))
                .post("/api/pickjobs/" + job + "/actions")
                .then()
                .statusCode(200);
    }
}
