package io.waybill.platform.routing;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The strategy in use with a pool of its own, so that what other tests left does not matter, and its runs. */
final class PooledOrders implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final AtomicInteger POOLS = new AtomicInteger();

    private final Map<String, Object> pool;

    /** @param everySeconds so long that nobody but the test asks for a run */
    PooledOrders(String mode, int everySeconds, int dwellMinutes) {
        pool = Map.of("mode", mode, "everySeconds", everySeconds, "dwellMinutes", dwellMinutes);
        plan(Map.of("pool", pool, "splitPenalty", 50)).then().statusCode(200);
    }

    PooledOrders(String mode) {
        this(mode, 86_400 - POOLS.incrementAndGet(), 1_440);
    }

    /** Says how the strategy in use plans. */
    static Response plan(Map<String, Object> root) {
        JsonPath used = Api.admin()
                .get("/api/routing/strategies?size=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String id = used.getString("routingStrategies.find { it.inUse }.id");
        String node = used.getString("routingStrategies.find { it.inUse }.rootNode.id");
        Map<String, Object> nodes = root.isEmpty() ? Map.of() : Map.of(node, root);
        return Api.admin()
                .body(Map.of("version", used.getInt("routingStrategies.find { it.inUse }.version"), "nodes", nodes))
                .put("/waybill/routing/strategies/" + id + "/planning");
    }

    NodePlanning.Pool settings() {
        return new NodePlanning.Pool(
                NodePlanning.PoolMode.valueOf((String) pool.get("mode")), (Integer) pool.get("everySeconds"), (Integer)
                        pool.get("dwellMinutes"));
    }

    /** Places an order of one of each, and waits until it is routed. */
    JsonPath order(String... articles) {
        Map<String, Object> body = OrderJson.order();
        body.put(
                "orderLineItems",
                Arrays.stream(articles)
                        .map(article -> OrderJson.line(article, 1))
                        .toList());
        JsonPath order = PlacedOrders.place(body);
        PlacedOrders.routed(order);
        return order;
    }

    /** Units by facility of those plans of the order that are in force. */
    static Map<String, Integer> served(JsonPath order) {
        JsonPath plans = plans(order);
        Map<String, Integer> units = new TreeMap<>();
        List<Map<String, Object>> routed = plans.getList("routingPlans.findAll { it.status == 'ROUTED' }");
        for (Map<String, Object> plan : routed) {
            List<?> lines = (List<?>) plan.get("orderLineItems");
            int sum = lines.stream()
                    .mapToInt(line -> (Integer) ((Map<?, ?>) line).get("quantity"))
                    .sum();
            units.merge((String) plan.get("facilityRef"), sum, Integer::sum);
        }
        return units;
    }

    static JsonPath plans(JsonPath order) {
        return Api.admin()
                .queryParam("orderRef", order.getString("id"))
                .get("/api/routingplans")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Has all pools looked at; answers the run of this one, with its improvements. */
    JsonPath run() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            Response answer = Api.admin().post("/waybill/routing/pool/runs");
            if (answer.statusCode() == 201) {
                String id = answer.jsonPath()
                        .getString("poolRuns.find { it.pool.everySeconds == " + pool.get("everySeconds") + " }.id");
                return Api.admin()
                        .get("/waybill/routing/pool/runs/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
            }
            if (answer.statusCode() != 422 || Instant.now().isAfter(deadline)) {
                throw new AssertionError(answer.statusLine() + answer.asString());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() {
        plan(Map.of()).then().statusCode(200);
    }
}
