package io.waybill.platform.routing;

import static io.waybill.platform.routing.PlacedOrders.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.waybill.platform.database.Database;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pool runs while eight workers place, cancel and begin orders that share scarce articles. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PoolBesideWorkersTest {
    private static final int WORKERS = 8;
    private static final int ARTICLES = 4;
    private static final int FIRST_ORDERS = 16;
    private static final int DEEDS = 32;

    @Inject
    Database database;

    @Inject
    Network network;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void everyUnitOfAnOrderIsAtExactlyOneFacilityAndNoneIsSoldTwice(long seed) throws Exception {
        System.out.println("Pool beside workers with seed " + seed);
        Random random = new Random(seed);
        List<String> articles = new ArrayList<>();
        for (int article = 0; article < ARTICLES; article++) {
            articles.add("pooled-" + UUID.randomUUID());
        }
        Map<String, Integer> onTheShelves = stock(random, articles);
        try (PooledOrders pool = new PooledOrders("ON")) {
            List<JsonPath> orders = new ArrayList<>();
            for (int order = 0; order < FIRST_ORDERS; order++) {
                orders.add(PlacedOrders.place(body(random, articles)));
            }
            awaitRouted();
            List<String> all = new ArrayList<>(articles);
            all.addAll(improvable(pool, onTheShelves));

            int applied = besideWorkers(random, articles, orders, pool);

            awaitRouted();
            assertThat(applied).as("improvements applied, seed %d", seed).isPositive();
            for (String article : all) {
                int reserved = network.reserved(article).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                assertThat(network.balance(article))
                        .as("seed %d", seed)
                        .containsExactly(onTheShelves.get(article), reserved);
            }
            assertThat(strings(OVERSOLD, all)).as("oversold, seed %d", seed).isEmpty();
            assertThat(strings(WRONGLY_RESERVED, all))
                    .as("plans and reservations, seed %d", seed)
                    .isEmpty();
            assertThat(strings(WRONG_JOBS, all))
                    .as("plans and jobs, seed %d", seed)
                    .isEmpty();
            assertThat(strings(UNITS_LOST, all))
                    .as("units of orders, seed %d", seed)
                    .isEmpty();
        }
    }

    private Map<String, Integer> stock(Random random, List<String> articles) {
        Map<String, Integer> onTheShelves = new LinkedHashMap<>();
        for (int facility = 0; facility < 5; facility++) {
            String id = network.store(49 + random.nextDouble() * 3, 7 + random.nextDouble() * 4);
            for (String article : articles) {
                int units = random.nextInt(3) * (1 + random.nextInt(6));
                network.stock(id, article, units);
                onTheShelves.merge(article, units, Integer::sum);
            }
        }
        return onTheShelves;
    }

    /**
     * Two orders that no worker touches, the first with the last lamp of the only shop that could serve the second
     * whole: whatever becomes of the others, there is something to improve.
     */
    private List<String> improvable(PooledOrders pool, Map<String, Integer> onTheShelves) {
        String lamp = "lamp-" + UUID.randomUUID();
        String rug = "rug-" + UUID.randomUUID();
        String everything = network.store(50.94, 6.96);
        network.stock(everything, lamp, 1);
        network.stock(everything, rug, 1);
        network.stock(network.store(51.45, 7.01), lamp, 5);
        network.stock(network.store(51.22, 6.78), rug, 5);
        onTheShelves.put(lamp, 6);
        onTheShelves.put(rug, 6);
        pool.order(lamp);
        pool.order(lamp, rug);
        return List.of(lamp, rug);
    }

    private static Map<String, Object> body(Random random, List<String> articles) {
        Map<String, Object> body = OrderJson.order();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String article : articles) {
            if (random.nextInt(5) < 2) {
                lines.add(OrderJson.line(article, 1));
            }
        }
        if (lines.isEmpty()) {
            lines.add(OrderJson.line(articles.getFirst(), 1));
        }
        body.put("orderLineItems", lines);
        return body;
    }

    /** Answers how many improvements were applied. */
    private static int besideWorkers(Random random, List<String> articles, List<JsonPath> orders, PooledOrders pool)
            throws Exception {
        List<Callable<Integer>> deeds = new ArrayList<>();
        for (int deed = 0; deed < DEEDS; deed++) {
            JsonPath order = orders.get(random.nextInt(orders.size()));
            Map<String, Object> body = body(random, articles);
            int what = random.nextInt(4);
            deeds.add(() -> switch (what) {
                case 0 -> cancel(order);
                case 1 -> start(order);
                default ->
                    Api.admin().body(body).post("/api/orders").then().extract().statusCode();
            });
        }
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS + 1)) {
            Future<Integer> pools = workers.submit(() -> {
                int applied = 0;
                boolean last;
                do {
                    last = over.get();
                    applied += pool.run().getInt("run.improvements.applied");
                } while (!last);
                return applied;
            });
            try {
                for (Future<Integer> deed : workers.invokeAll(deeds)) {
                    assertThat(deed.get()).isIn(0, 200, 201, 400, 409, 422);
                }
            } finally {
                over.set(true);
            }
            return pools.get();
        }
    }

    private static int cancel(JsonPath order) {
        int version = Api.admin().get("/api/orders/" + order.getString("id")).path("version");
        return Api.admin()
                .body(Map.of("name", "CANCEL", "version", version))
                .post("/api/orders/" + order.getString("id") + "/actions")
                .statusCode();
    }

    private static int start(JsonPath order) {
        List<String> jobs =
                PooledOrders.plans(order).getList("routingPlans.findAll { it.status == 'ROUTED' }.pickJobRef");
        return jobs.isEmpty()
                ? 0
                : Api.admin()
                        .body(Map.of("name", "START", "version", 1))
                        .post("/api/pickjobs/" + jobs.getFirst() + "/actions")
                        .statusCode();
    }

    private void awaitRouted() {
        await(() -> database.read(
                handle -> handle.createQuery("select not exists (select from routing_queue q join routing_plan p "
                                + "on p.id = q.plan_id where p.status = 'INITIAL')")
                        .mapTo(Boolean.class)
                        .one()));
    }

    private List<String> strings(String query, List<String> articles) {
        return database.read(handle -> handle.createQuery(query)
                .bindArray("articles", String.class, articles)
                .mapTo(String.class)
                .list());
    }

    private static final String LINES = """
            with lines as (
                select p.id, p.order_ref, p.status, p.document ->> 'facilityRef' facility, line ->> 'id' line,
                       line -> 'article' ->> 'tenantArticleId' article, (line ->> 'quantity')::int quantity
                from routing_plan p, jsonb_array_elements(p.document -> 'orderLineItems') line
                where line -> 'article' ->> 'tenantArticleId' = any(:articles))
            """;

    private static final String OVERSOLD = """
            select facility_id || ': ' || tenant_article_id from (
                select facility_id, tenant_article_id, sum(quantity) reserved from reservation
                where tenant_article_id = any(:articles) group by 1, 2) taken
            where reserved > (select coalesce(sum(value), 0) from stock
                where stock.facility_id = taken.facility_id and stock.tenant_article_id = taken.tenant_article_id)
            """;

    /** What plans in force say and what is reserved for them are the same. */
    private static final String WRONGLY_RESERVED = LINES + """
            , planned as (select id, facility, article, sum(quantity) units from lines where status = 'ROUTED' group by 1, 2, 3),
            held as (select routing_plan_id id, facility_id facility, tenant_article_id article, sum(quantity) units
                     from reservation where tenant_article_id = any(:articles) group by 1, 2, 3)
            (select 'planned ' || planned::text from (table planned except table held) planned)
            union all (select 'held ' || held::text from (table held except table planned) held)
            """;

    /** Each plan in force has one job that is alive, at its facility; no other plan has one. */
    private static final String WRONG_JOBS = LINES + """
            select p.id || ' ' || p.status || ' ' || jobs.alive from (select distinct id, status, facility from lines) p
            cross join lateral (select count(*) filter (where j.facility_ref = p.facility) here, count(*) alive
                from pick_job j where j.routing_plan = p.id and j.status in ('OPEN', 'WAITING_FOR_INPUT', 'IN_PROGRESS')) jobs
            where jobs.alive <> (p.status = 'ROUTED')::int or jobs.here <> jobs.alive
            """;

    /** Of each line of an order, the plans that count serve or await what was ordered; of a cancelled one nothing. */
    private static final String UNITS_LOST = LINES + """
            , counted as (select order_ref, line, sum(quantity) filter (where status in
                ('ROUTED', 'INITIAL', 'RETRYABLE', 'WAITING', 'NOT_ROUTABLE')) units from lines group by 1, 2)
            select c.order_ref || ' ' || c.line || ' ' || coalesce(c.units, 0) from counted c join orders o on o.id = c.order_ref
            cross join lateral jsonb_array_elements(o.document -> 'orderLineItems') ordered
            where ordered ->> 'id' = c.line and coalesce(c.units, 0) <>
                case when o.document ->> 'status' = 'CANCELLED' then 0 else (ordered ->> 'quantity')::int end
            """;
}
