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
