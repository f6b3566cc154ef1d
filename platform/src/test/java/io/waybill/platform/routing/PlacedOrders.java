package io.waybill.platform.routing;

import io.restassured.path.json.JsonPath;
import io.waybill.platform.test.Api;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Orders that tests place, and what becomes of them. */
public final class PlacedOrders {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private PlacedOrders() {}

    public static JsonPath place(Map<String, Object> order) {
        return Api.admin()
                .body(order)
                .post("/api/orders")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** The plans of the order, once they are as expected. */
    static JsonPath plansOf(JsonPath order, Predicate<JsonPath> expected) {
        return eventually(
                () -> Api.admin()
                        .queryParam("orderRef", order.getString("id"))
                        .get("/api/routingplans")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                expected);
    }

    /** The facilities that serve the order, once all of its plans are routed: units by facility. */
    public static Map<String, Integer> routed(JsonPath order) {
        JsonPath plans = plansOf(
                order,
                found -> found.getList("routingPlans.status").stream()
                        .allMatch(status -> status.equals("ROUTED") || status.equals("LOCKED")));
        Map<String, Integer> units = new TreeMap<>();
        for (int plan = 0; plan < plans.getList("routingPlans").size(); plan++) {
            List<Integer> quantities = plans.getList("routingPlans[" + plan + "].orderLineItems.quantity");
            units.put(
                    plans.getString("routingPlans[" + plan + "].facilityRef"),
                    quantities.stream().mapToInt(Integer::intValue).sum());
        }
        return units;
    }

    /** Asks again and again until the answer is as expected, or patience ends. */
    static JsonPath eventually(Supplier<JsonPath> question, Predicate<JsonPath> expected) {
        return eventually(question, expected, JsonPath::prettify);
    }

    /** Looks again and again until it is so, or patience ends. */
    public static void await(BooleanSupplier condition) {
        eventually(condition::getAsBoolean, Boolean::booleanValue, String::valueOf);
    }

    private static <T> T eventually(Supplier<T> question, Predicate<T> expected, Function<T, String> told) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            T answer = question.get();
            if (expected.test(answer)) {
                return answer;
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Not as expected within " + PATIENCE + ": " + told.apply(answer));
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
