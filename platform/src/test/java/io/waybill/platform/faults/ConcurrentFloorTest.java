package io.waybill.platform.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers cancel and staff pick, abort and restart the same orders at the same time. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConcurrentFloorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ORDERS = 10;
    private static final int UNITS = 100;

    @Inject
    Network network;

    @ParameterizedTest
    @ValueSource(longs = 1)
    void whateverPeopleDoAtOnceUnitsAreConservedAndACancelledOrderHoldsNothing(long seed) throws Exception {
        work(seed);
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 5, 8, 13, 21, 34, 55})
    void whateverPeopleDoAtOnceUnitsAreConservedAndACancelledOrderHoldsNothingReally(long seed) throws Exception {
        work(seed);
    }

    private void work(long seed) throws Exception {
        System.out.println("people at work with seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        String article = "article-" + UUID.randomUUID();
        String facility = network.store(50.9, 7.0);
        network.stock(facility, article, UNITS);
        List<String> orders = new ArrayList<>();
        List<Callable<Integer>> deeds = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            int quantity = random.nextInt(1, 4);
            String id = Api.admin()
                    .body(OrderJson.order(article, quantity))
                    .post("/api/orders")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            orders.add(id);
            for (int deed = random.nextInt(3, 6); deed > 0; deed--) {
                int what = random.nextInt(5);
                int picked = random.nextInt(quantity + 1);
                int delay = random.nextInt(40);
                deeds.add(() -> {
                    LockSupport.parkNanos(Duration.ofMillis(delay).toNanos());
                    return what < 2 ? cancel(id) : what < 4 ? pick(id, picked) : abort(id);
                });
            }
        }
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> status : people.invokeAll(deeds)) {
                assertThat(status.get()).as("seed %d", seed).isIn(0, 200, 400, 404, 409, 422);
            }
        }

        Instant deadline = Instant.now().plus(PATIENCE);
        List<String> violations = violations(article, orders);
        while (!violations.isEmpty() && Instant.now().isBefore(deadline)) {
            // Orders that nobody touched may still have been on their way to a facility.
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            violations = violations(article, orders);
        }
        assertThat(violations).as("seed %d", seed).isEmpty();
    }

    private List<String> violations(String article, List<String> orders) {
        List<String> violations = new ArrayList<>();
        int picked = 0;
        int meantForPicking = 0;
        for (String order : orders) {
            boolean cancelled =
                    Api.admin().get("/api/orders/" + order).path("status").equals("CANCELLED");
            for (JsonPath job : jobs(order)) {
                String status = job.getString("status");
                int taken = job.getInt("pickLineItems[0].picked");
                if (status.equals("CLOSED")) {
                    picked += taken;
                } else if (status.equals("OPEN") || status.equals("IN_PROGRESS")) {
                    meantForPicking += job.getInt("pickLineItems[0].quantity");
                }
                if (cancelled && !List.of("CANCELED", "ABORTED", "OBSOLETE").contains(status)) {
                    violations.add("order " + order + " is cancelled, its pick job is " + status);
                }
            }
        }
        List<Integer> balance = network.balance(article);
        if (balance.get(0) + picked != UNITS) {
            violations.add("on the shelf " + balance.get(0) + ", picked " + picked + ", of " + UNITS);
        }
        if (balance.get(1) != meantForPicking) {
            violations.add("reserved " + balance.get(1) + ", in open pick jobs " + meantForPicking);
        }
        int rows = network.reserved(article).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        if (rows != balance.get(1)) {
            violations.add("the balance says " + balance.get(1) + " reserved, the reservations " + rows);
        }
        return violations;
    }

    private static List<JsonPath> jobs(String order) {
        List<String> ids = Api.admin().get("/api/pickjobs?orderRef=" + order).path("pickjobs.id");
        return ids.stream()
                .map(id -> Api.admin().get("/api/pickjobs/" + id).jsonPath())
                .toList();
    }

    private static int cancel(String order) {
        int version = Api.admin().get("/api/orders/" + order).path("version");
        return Api.admin()
                .body(Map.of("name", "CANCEL", "version", version))
                .post("/api/orders/" + order + "/actions")
                .statusCode();
    }

    /** 0 while there is nothing to pick. */
    private static int pick(String order, int units) {
        return onTheJob(
                order,
                job -> Map.of(
                        "name", "PICK",
                        "version", job.getLong("version"),
                        "lineItems", List.of(Map.of("id", job.getString("pickLineItems[0].id"), "picked", units))));
    }

    private static int abort(String order) {
        return onTheJob(order, job -> Map.of("name", "ABORT", "version", job.getLong("version")));
    }

    private static int onTheJob(String order, java.util.function.Function<JsonPath, Map<String, Object>> action) {
        Instant deadline = Instant.now().plusSeconds(2);
        List<JsonPath> jobs = jobs(order);
        while (jobs.isEmpty() && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            jobs = jobs(order);
        }
        if (jobs.isEmpty()) {
            return 0;
        }
        Response answer = Api.admin()
                .body(action.apply(jobs.getFirst()))
                .post("/api/pickjobs/" + jobs.getFirst().getString("id") + "/actions");
        return answer.statusCode();
    }
}
