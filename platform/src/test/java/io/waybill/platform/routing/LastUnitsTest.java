package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many orders that want the same few units, decided by 16 workers at once, each in transactions of its own. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LastUnitsTest {
    private static final int WORKERS = 16;
    private static final int ARTICLES = 3;
    private static final int ORDERS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Database database;

    @Inject
    Network network;

    @Inject
    RoutePlans routePlans;

    @Inject
    RoutingPlans plans;

    /** Which places have how much is drawn, and which orders want what; there is less than is wanted. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void noUnitIsSoldTwiceAndNoneIsLeftThatSomebodyWaitsFor(long seed) throws Exception {
        System.out.println("Last units with seed " + seed);
        Random random = new Random(seed);
        List<String> articles = new ArrayList<>();
        for (int article = 0; article < ARTICLES; article++) {
            articles.add("last-" + UUID.randomUUID());
        }
        Map<String, Integer> onTheShelves = stock(random, articles);

        place(random, articles);
        routeByAllWorkers();

        for (String article : articles) {
            int reserved = network.reserved(article).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            assertThat(network.balance(article)).containsExactly(onTheShelves.get(article), reserved);
            if (waiting(article) > 0) {
                assertThat(reserved).isEqualTo(onTheShelves.get(article));
            } else {
                assertThat(reserved).isLessThanOrEqualTo(onTheShelves.get(article));
            }
        }
        assertThat(oversoldPlaces(articles)).isEmpty();
    }

    private Map<String, Integer> stock(Random random, List<String> articles) {
        Map<String, Integer> onTheShelves = new LinkedHashMap<>();
        for (int facility = 0; facility < 4; facility++) {
            String id = network.store(48 + random.nextDouble() * 5, 7 + random.nextDouble() * 6);
            for (String article : articles) {
                int units = random.nextInt(9);
                network.stock(id, article, units);
                onTheShelves.merge(article, units, Integer::sum);
            }
        }
        return onTheShelves;
    }

    private void place(Random random, List<String> articles) throws Exception {
        List<Callable<Integer>> senders = new ArrayList<>();
        for (int order = 0; order < ORDERS; order++) {
            Map<String, Object> body = OrderJson.order(articles.get(random.nextInt(ARTICLES)), 1 + random.nextInt(3));
            if (random.nextBoolean()) {
                List<Object> lines = new ArrayList<>((List<?>) body.get("orderLineItems"));
                lines.add(OrderJson.line(articles.get(random.nextInt(ARTICLES)), 1 + random.nextInt(2)));
                body.put("orderLineItems", lines);
            }
            senders.add(() ->
                    Api.admin().body(body).post("/api/orders").then().extract().statusCode());
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (Future<Integer> sent : executor.invokeAll(senders)) {
                assertThat(sent.get()).isEqualTo(201);
            }
        }
    }

    /** The platform's own worker takes part; the plans are few per claim so that the workers really meet. */
    private void routeByAllWorkers() throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (ExecutorService executor = Executors.newFixedThreadPool(WORKERS)) {
            while (!database.read(handle -> plans.dueIds(handle, Instant.now(), 1))
                    .isEmpty()) {
                assertThat(Instant.now()).isBefore(deadline);
                executor.invokeAll(Collections.nCopies(WORKERS, this::routeSome));
            }
        }
    }

    private Integer routeSome() {
        List<String> due = database.read(handle -> plans.dueIds(handle, Instant.now(), 100));
        Collections.shuffle(due);
        int routed = 0;
        for (String plan : due) {
            routed += database.transaction(
                    transaction -> routePlans.route(transaction, plans.take(transaction.handle(), plan)));
        }
        return routed;
    }

    /** Units of the article in plans that no facility serves. */
    private int waiting(String article) {
        return database.read(handle -> handle.createQuery("""
                        select coalesce(sum((line ->> 'quantity')::int), 0)::int
                        from routing_plan, jsonb_array_elements(document -> 'orderLineItems') line
                        where line -> 'article' ->> 'tenantArticleId' = :article
                          and status in ('INITIAL', 'RETRYABLE', 'WAITING', 'NOT_ROUTABLE')
                        """)
                .bind("article", article)
                .mapTo(Integer.class)
                .one());
    }

    private List<String> oversoldPlaces(List<String> articles) {
        return database.read(handle -> handle.createQuery("""
                        select facility_id || ': ' || tenant_article_id from (
                            select facility_id, tenant_article_id, sum(quantity) reserved
                            from reservation where tenant_article_id = any(:articles)
                            group by facility_id, tenant_article_id) taken
                        where reserved > (select coalesce(sum(value), 0) from stock
                            where stock.facility_id = taken.facility_id
                              and stock.tenant_article_id = taken.tenant_article_id)
                        """)
                .bindArray("articles", String.class, articles)
                .mapTo(String.class)
                .list());
    }
}
