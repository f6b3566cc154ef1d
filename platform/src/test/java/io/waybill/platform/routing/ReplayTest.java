package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.eventually;
import static io.waybill.platform.routing.PlacedOrders.place;
import static io.waybill.platform.routing.PlacedOrders.routed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReplayTest {
    private static final String PATH = "/waybill/routing/replays";

    @Inject
    Network network;

    @Inject
    Database database;

    @Inject
    Replays replays;

    @Inject
    RunReplay runReplay;

    @Inject
    Clock clock;

    private final String article = "article-" + UUID.randomUUID();
    private final String other = "other-" + UUID.randomUUID();

    /**
     * The store at the consumer's door has two of the one article, the one in Munich has five of both. Ratings of the
     * strategy in use: 5 points for 1,000 km, 10 points when everything is missing.
     *
     * <pre>
     * order            in use                              nearest alone, no split
     * 1: article       door: 0 points                      door: 0 points
     * 2: both          Munich: d (door would be 5 points)  door for the article, the other one unplaced: 1,000 points
     * 3: article       door: 0 points                      Munich: d, for the door is empty now
     * sum              3 parts, d points                   3 parts, 1 unit unplaced, d + 1,000 points
     * </pre>
     */
    @Test
    void theOrdersOfAPeriodAreDecidedAgainUnderBothStrategiesAndTheTableIsTheOneComputedByHand() {
        String door = network.store(50.9647, 7.0155);
        String munich = network.store(48.14, 11.58);
        network.stock(door, article, 2);
        network.stock(munich, article, 5);
        network.stock(munich, other, 5);
        Instant from = clock.instant();
        Map<String, Object> both = OrderJson.order();
        both.put("orderLineItems", List.of(OrderJson.line(article, 1), OrderJson.line(other, 1)));
        JsonPath first = place(OrderJson.order(article, 1));
        assertThat(routed(first)).isEqualTo(Map.of(door, 1));
        JsonPath second = place(both);
        assertThat(routed(second)).isEqualTo(Map.of(munich, 2));
        JsonPath third = place(OrderJson.order(article, 1));
        assertThat(routed(third)).isEqualTo(Map.of(door, 1));
        Map<String, Integer> reserved = network.reserved(article);

        JsonPath replay = done(ask(from, clock.instant().plusMillis(1), nearestAlone()));

        assertThat(replay.getInt("progress.orders")).isEqualTo(3);
        JsonPath result = replay;
        result.setRootPath("result");
        assertThat(result.getInt("ordersInPeriod")).isEqualTo(3);
        assertThat(figures(result, "baseline")).containsExactly(3, 3, 3, 3, 0, 0);
        assertThat(figures(result, "candidate")).containsExactly(3, 3, 2, 3, 1, 1);
        double metres = result.getDouble("baseline.figures.distanceMetres");
        assertThat(metres).isBetween(440_000.0, 470_000.0);
        assertThat(result.getDouble("candidate.figures.distanceMetres")).isEqualTo(metres);
        double points = 5 * metres / 1_000_000;
        assertThat(result.getDouble("baseline.figures.cost")).isCloseTo(points, within());
        assertThat(result.getDouble("candidate.figures.cost")).isCloseTo(points + 1_000, within());
        assertThat(result.getDouble("baseline.figures.partsPerOrder")).isEqualTo(1.0);
        assertThat(result.getList("differences.orders.orderRef"))
                .isEqualTo(List.of(second.getString("id"), third.getString("id")));
        assertThat(result.getString("differences.orders[1].baseline.parts[0].facilityRef"))
                .isEqualTo(door);
        assertThat(result.getString("differences.orders[1].candidate.parts[0].facilityRef"))
                .isEqualTo(munich);

        assertThat(network.reserved(article)).isEqualTo(reserved);
    }

    /**
     * The example of docs/planners.md, where exact sees that two near halves make the whole, and cover finds no exchange that
     * helps.
     */
    @Test
    void exactFindsTheCheaperPlanOfTheGuideAndCoverStaysWithTheSequentialOne() {
        Map<String, String> stores = theGuidesStores();
        Map<String, Object> address = OrderJson.address();
        address.put("coordinates", Map.of("lat", 52.3906, "lon", 13.0645));
        Map<String, Object> body = OrderJson.order();
        body.put("consumer", Map.of("addresses", List.of(address)));
        body.put(
                "orderLineItems",
                List.of("bed", "chair", "desk", "lamp", "rug", "vase").stream()
                        .map(thing -> OrderJson.line(article + thing, 1))
                        .toList());
        Instant from = clock.instant();
        JsonPath order = place(body);
        assertThat(routed(order)).isEqualTo(Map.of(stores.get("hamburg"), 4, stores.get("munich"), 2));
        Instant to = clock.instant().plusMillis(1);

        JsonPath exact = done(ask(from, to, Map.of("planner", "exact")));
        JsonPath cover = done(ask(from, to, Map.of("planner", "cover")));

        assertThat(exact.getString("result.baseline.planner")).isEqualTo("sequential");
        assertThat(exact.getString("result.candidate.planner")).isEqualTo("exact");
        assertThat(exact.getDouble("result.baseline.figures.cost")).isCloseTo(23.6367, within());
        assertThat(exact.getDouble("result.candidate.figures.cost")).isCloseTo(20.7666, within());
        assertThat(exact.getInt("result.candidate.figures.parts")).isEqualTo(2);
        assertThat(exact.getInt("result.candidate.figures.unplacedUnits")).isZero();
        assertThat(exact.getList("result.differences.orders.orderRef")).containsExactly(order.getString("id"));
        assertThat(exact.getList("result.differences.orders[0].candidate.parts.facilityRef"))
                .containsExactlyInAnyOrder(stores.get("berlin"), stores.get("leipzig"));

        assertThat(cover.getString("result.candidate.planner")).isEqualTo("cover");
        assertThat(cover.getDouble("result.candidate.figures.cost")).isCloseTo(23.6367, within());
        assertThat(cover.getInt("result.differences.total")).isZero();
    }

    private Map<String, String> theGuidesStores() {
        Map<String, String> stores = Map.of(
                "berlin", network.store(52.5200, 13.4050),
                "hamburg", network.store(53.5511, 9.9937),
                "leipzig", network.store(51.3397, 12.3731),
                "munich", network.store(48.1374, 11.5755));
        Map<String, List<String>> things = Map.of(
                "hamburg", List.of("chair", "lamp", "rug", "vase"),
                "berlin", List.of("chair", "desk", "lamp"),
                "leipzig", List.of("bed", "rug", "vase"),
                "munich", List.of("bed", "desk"));
        things.forEach((city, all) -> all.forEach(thing -> network.stock(stores.get(city), article + thing, 1)));
        return stores;
    }

    /** The first of two orders of one period takes the last units of the cheaper plan: each planner sees its own shelves. */
    @Test
    void whatThePlannerGivesToOneOrderIsMissingForTheNext() {
        String both = network.store(50.9647, 7.0155);
        String one = network.store(51.0, 7.0);
        String rest = network.store(50.9, 7.0);
        for (String thing : List.of("a", "b", "c", "d")) {
            network.stock(thing.compareTo("c") < 0 ? one : rest, article + thing, 5);
        }
        network.stock(both, article + "a", 1);
        network.stock(both, article + "c", 1);
        Map<String, Object> body = OrderJson.order();
        body.put(
                "orderLineItems",
                List.of("a", "b", "c", "d").stream()
                        .map(thing -> OrderJson.line(article + thing, 1))
                        .toList());
        Instant from = clock.instant();
        assertThat(routed(place(body))).hasSize(3);
        body.put("tenantOrderId", "T-" + UUID.randomUUID());
        assertThat(routed(place(body))).hasSize(2);
        Instant to = clock.instant().plusMillis(1);

        for (String planner : List.of("exact", "cover")) {
            JsonPath replay = done(ask(from, to, Map.of("planner", planner)));

            assertThat(figures(replay, "result.baseline")).as(planner).containsExactly(2, 2, 2, 5, 0, 0);
            assertThat(figures(replay, "result.candidate")).as(planner).containsExactly(2, 2, 2, 4, 0, 0);
            assertThat(replay.getInt("result.differences.total")).as(planner).isOne();
        }
    }

    @Test
    void aPeriodWithoutOrdersIsAReplayOfNone() {
        JsonPath replay = done(ask(
                clock.instant().minus(Duration.ofDays(4000)),
                clock.instant().minus(Duration.ofDays(3999)),
                Map.of("planner", "sequential")));

        assertThat(replay.getInt("result.baseline.figures.orders")).isZero();
        assertThat(replay.getInt("result.differences.total")).isZero();
    }

    @Test
    void theSameStrategyDecidesTheSameAndNoMoreOrdersThanAskedFor() {
        network.stock(network.store(50.94, 6.96), article, 5);
        Instant from = clock.instant();
        routed(place(OrderJson.order(article, 1)));
        routed(place(OrderJson.order(article, 1)));

        JsonPath replay =
                done(ask(from, clock.instant().plusMillis(1), Map.of("planner", "sequential", "maximumOrders", 1)));

        assertThat(replay.getInt("result.ordersInPeriod")).isEqualTo(2);
        assertThat(replay.getInt("result.candidate.figures.orders")).isOne();
        assertThat(replay.getInt("result.differences.total")).isZero();
    }

    @Test
    void aReplayWhoseNodeDiedIsTakenUpByAnother() {
        Instant past = clock.instant().minus(Duration.ofDays(4000));
        Replay.Question question = new Replay.Question(past, past.plusSeconds(1), null, "sequential", null, null);
        String id = UUID.randomUUID().toString();
        database.inTransaction(transaction -> replays.table()
                .insert(
                        transaction.handle(),
                        Replay.queued(id, question, clock.instant()).running(5, 10)));

        runReplay.runNext();

        done(id);
    }

    @Test
    void wrongQuestionsAreRefusedWithTheFieldThatIsWrong() {
        Instant now = clock.instant();
        refused(now, now, Map.of("planner", "sequential"), "from");
        refused(now, now.plusSeconds(1), Map.of(), "strategyRef or planner");
        refused(now, now.plusSeconds(1), Map.of("planner", "clairvoyant"), "sequential");
        refused(now, now.plusSeconds(1), Map.of("strategyRef", "no-such-strategy"), "no-such-strategy");
        refused(now, now.plusSeconds(1), Map.of("planner", "sequential", "againstStrategyRef", "none"), "none");
        refused(now, now.plusSeconds(1), Map.of("planner", "sequential", "maximumOrders", 0), "maximumOrders");
        refused(now, now.plusSeconds(1), Map.of("planner", "sequential", "colour", "red"), "colour");
        Api.admin().get(PATH + "/no-such-replay").then().statusCode(404);
        Api.fulfiller().get(PATH).then().statusCode(403);
    }

    private static List<Integer> figures(JsonPath result, String side) {
        List<Integer> figures = new ArrayList<>();
        for (String name : List.of("orders", "served", "complete", "parts", "unplacedLines", "unplacedUnits")) {
            figures.add(result.getInt(side + ".figures." + name));
        }
        return figures;
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.api.Assertions.within(0.001);
    }

    /** A draft that looks at nothing but the distance and never splits; answers the question for it. */
    private static Map<String, Object> nearestAlone() {
        Map<String, Object> draft = Api.admin()
                .body(Map.of("nameLocalized", Map.of("en_US", "Nearest alone")))
                .post("/api/routing/strategies")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getMap("$");
        Map<String, Object> root = new HashMap<>(map(draft.get("rootNode")));
        Map<String, Object> config = new HashMap<>(map(root.get("config")));
        config.put(
                "ratings",
                List.of(Map.of(
                        "type", "StandardRating", "implementation", "GEO-DISTANCE", "active", true, "maxPenalty", 5)));
        Map<String, Object> split = new HashMap<>(map(config.get("orderSplit")));
        split.put("active", false);
        config.put("orderSplit", split);
        root.put("config", config);
        Api.admin()
                .body(Map.of(
                        "nameLocalized",
                        draft.get("nameLocalized"),
                        "globalConfiguration",
                        draft.get("globalConfiguration"),
                        "rootNode",
                        root,
                        "version",
                        draft.get("version")))
                .put("/api/routing/strategies/" + draft.get("id"))
                .then()
                .statusCode(200);
        return Map.of("strategyRef", draft.get("id"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static String ask(Instant from, Instant to, Map<String, Object> question) {
        return question(from, to, question).statusCode(202).extract().path("id");
    }

    private static void refused(Instant from, Instant to, Map<String, Object> question, String named) {
        question(from, to, question).statusCode(400).body("[0].summary", containsString(named));
    }

    private static ValidatableResponse question(Instant from, Instant to, Map<String, Object> question) {
        Map<String, Object> body = new HashMap<>(question);
        body.put("from", from.toString());
        body.put("to", to.toString());
        return Api.admin().body(body).post(PATH).then();
    }

    private static JsonPath done(String id) {
        JsonPath ended = eventually(
                () -> Api.admin()
                        .get(PATH + "/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                replay -> List.of("DONE", "FAILED").contains(replay.getString("status")));
        assertThat(ended.getString("error")).isNull();
        return ended;
    }
}
