package io.waybill.platform.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waybill.platform.database.Database;
import io.waybill.platform.faults.RawHttp.Answer;
import io.waybill.platform.orders.OrderJson;
import io.waybill.platform.routing.Network;
import io.waybill.platform.test.Api;
import io.waybill.platform.test.MovableClock;
import io.waybill.platform.test.PostgresTestResource;
import io.waybill.platform.test.RestartablePostgres;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database goes away while orders are placed, routed and told of, and comes back. The platform's process stays.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DatabaseOutageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(11);
    private static final int SENDERS = 4;
    private static final int ENOUGH = 40;

    enum End {
        SHUT_DOWN,
        CRASH
    }

    @TestHTTPResource("/")
    URI root;

    @Inject
    Database database;

    @Inject
    Network network;

    @Inject
    MovableClock clock;

    RestartablePostgres postgres;

    private final String article = "article-" + UUID.randomUUID();
    private final String consumer = "consumer-" + UUID.randomUUID();
    private final List<String> subscriptions = new ArrayList<>();

    @AfterEach
    void tidyUp() {
        clock.setAhead(Duration.ZERO);
        subscriptions.forEach(id -> Api.admin().delete("/api/subscriptions/" + id));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasAnsweredIsThereAfterwardsAndEverythingGoesOnByItself(End end) throws Exception {
        String store = network.store(50.94, 6.96);
        network.stock(store, article, 100_000);
        RawHttp http = new RawHttp(root, Api.login(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD));
        String promised = promisedOrder(http);
        Sent sent = new Sent();
        AtomicBoolean enough = new AtomicBoolean();
        try (Ear ear = new Ear();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            subscribe("ORDER_CREATED", ear.url());
            subscribe("PICK_JOB_CREATED", ear.url());
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                sending.add(senders.submit(() -> {
                    Instant latest = Instant.now().plus(PATIENCE.multipliedBy(2));
                    while (!enough.get() && Instant.now().isBefore(latest)) {
                        place(http, sent);
                    }
                }));
            }
            await(() -> sent.accepted.size() >= ENOUGH);

            switch (end) {
                case SHUT_DOWN -> postgres.shutDown();
                case CRASH -> postgres.crash();
            }
            try {
                await(() -> sent.refused.size() >= ENOUGH);
                assertThat(http.get("/q/health/ready").status()).isEqualTo(503);
                assertThat(http.get("/q/health/live").status()).isEqualTo(200);
                assertThat(http.get("/api/status").json().path("status").asText())
                        .isEqualTo("DOWN");
                assertThat(http.get("/api/health").json().path("status").asText())
                        .isEqualTo("DOWN");
            } finally {
                postgres.start();
            }

            int before = sent.accepted.size();
            await(() -> sent.accepted.size() >= before + ENOUGH);
            enough.set(true);
            for (Future<?> each : sending) {
                each.get();
            }
            assertThat(sent.faults).isEmpty();
            assertThat(http.get("/q/health/ready").status()).isEqualTo(200);
            assertThat(http.get("/api/status").json().path("status").asText()).isEqualTo("UP");

            Set<String> stored = stored();
            assertThat(stored).containsAll(sent.accepted);
            Set<String> expectable = ConcurrentHashMap.newKeySet();
            expectable.addAll(sent.accepted);
            expectable.addAll(sent.unknown);
            assertThat(expectable)
                    .as("what was refused as not stored, is not stored")
                    .containsAll(stored);

            await(() -> number("select count(*) from pick_job j join orders o on j.document ->> 'orderRef' = o.id "
                            + "where o.document #>> '{consumer,consumerId}' = :consumer")
                    == stored.size());
            assertThat(number("select count(distinct j.document ->> 'orderRef') from pick_job j join orders o "
                            + "on j.document ->> 'orderRef' = o.id "
                            + "where o.document #>> '{consumer,consumerId}' = :consumer"))
                    .as("one pick job for each order")
                    .isEqualTo(stored.size());
            assertThat(network.balance(article)).containsExactly(100_000, stored.size());

            await(() -> ear.ordersOf("ORDER_CREATED").containsAll(stored)
                    && ear.ordersOf("PICK_JOB_CREATED").containsAll(stored));
            assertThat(ear.eventsOf("ORDER_CREATED", stored))
                    .as("one event for each order")
                    .hasSize(stored.size());
            assertThat(ear.eventsOf("PICK_JOB_CREATED", stored)).hasSize(stored.size());
        }
        clock.setAhead(Duration.ofMinutes(3));
        await(() -> http.get("/api/orders/" + promised)
                .json()
                .path("status")
                .asText()
                .equals("CANCELLED"));
    }

    @Test
    void aDatabaseThatSaysNothingAnyMoreHoldsNobodyForLong() throws Exception {
        RawHttp http = new RawHttp(root, Api.login(Api.ADMINISTRATOR, Api.ADMINISTRATOR_PASSWORD));
        assertThat(http.get("/api/orders?size=1").status()).isEqualTo(200);
        Sent sent = new Sent();
        postgres.freeze();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> requests = new ArrayList<>();
            for (int request = 0; request < 40; request++) {
                requests.add(request % 2 == 0 ? () -> place(http, sent) : () -> read(http, sent));
            }
            for (Future<Void> answer : senders.invokeAll(requests)) {
                answer.get();
            }
        } finally {
            postgres.thaw();
        }
        assertThat(sent.faults).isEmpty();
        assertThat(sent.accepted).isEmpty();
        await(() -> {
            place(http, sent);
            return !sent.accepted.isEmpty();
        });
        assertThat(stored()).containsAll(sent.accepted);
    }

    private String promisedOrder(RawHttp http) {
        Map<String, Object> order = order();
        order.put("status", "PROMISED");
        order.put(
                "promisesOptions",
                Map.of("validUntil", Instant.now().plusSeconds(100).toString()));
        order.put("consumer", Map.of("addresses", List.of(OrderJson.address())));
        order.put("orderLineItems", List.of(OrderJson.line("article-" + UUID.randomUUID(), 1)));
        return http.send("POST", "/api/orders", bytes(order)).json().path("id").asText();
    }

    private Void place(RawHttp http, Sent sent) {
        Map<String, Object> order = order();
        String tenantOrderId = (String) order.get("tenantOrderId");
        long begun = System.nanoTime();
        Answer answer = http.send("POST", "/api/orders", bytes(order));
        sent.took(begun);
        if (answer.status() == 201) {
            sent.accepted.add(tenantOrderId);
        } else {
            sent.refusal(answer);
            if (answer.body().contains("may have taken effect")) {
                sent.unknown.add(tenantOrderId);
            }
        }
        return null;
    }

    private static Void read(RawHttp http, Sent sent) {
        long begun = System.nanoTime();
        Answer answer = http.get("/api/orders?size=1");
        sent.took(begun);
        sent.refusal(answer);
        return null;
    }

    private Map<String, Object> order() {
        Map<String, Object> order = OrderJson.order(article, 1);
        order.put("consumer", Map.of("consumerId", consumer, "addresses", List.of(OrderJson.address())));
        return order;
    }

    private Set<String> stored() {
        return Set.copyOf(database.read(handle -> handle.createQuery("select document ->> 'tenantOrderId' from orders "
                        + "where document #>> '{consumer,consumerId}' = :consumer")
                .bind("consumer", consumer)
                .mapTo(String.class)
                .list()));
    }

    private long number(String sql) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("consumer", consumer)
                .mapTo(Long.class)
                .one());
    }

    private void subscribe(String event, String url) {
        subscriptions.add(Api.admin()
                .body(Map.of("name", "outage", "event", event, "callbackUrl", url))
                .post("/api/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static byte[] bytes(Map<String, Object> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited %s", PATIENCE).isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /** What senders were told. */
    private static final class Sent {
        final Set<String> accepted = ConcurrentHashMap.newKeySet();
        final Set<String> unknown = ConcurrentHashMap.newKeySet();
        final Queue<Answer> refused = new ConcurrentLinkedQueue<>();
        final Queue<String> faults = new ConcurrentLinkedQueue<>();

        void refusal(Answer answer) {
            refused.add(answer);
            if (answer.status() != 503
                    || !answer.contentType().startsWith("application/json")
                    || answer.json().path(0).path("summary").asText().isBlank()
                    || answer.retryAfter().isEmpty()) {
                faults.add(answer.toString());
            }
        }

        void took(long begun) {
            Duration duration = Duration.ofNanos(System.nanoTime() - begun);
            if (duration.compareTo(LONGEST_ANSWER) > 0) {
                faults.add("an answer took " + duration);
            }
        }
    }

    /** A receiver of events that writes down of which orders it heard. */
    private static final class Ear implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        private final Map<String, JsonNode> heard = new ConcurrentHashMap<>();

        Ear() throws IOException {
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
                heard.put(event.path("eventId").asText(), event);
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        Set<String> ordersOf(String event) {
            Set<String> orders = ConcurrentHashMap.newKeySet();
            heard.values().stream()
                    .filter(each -> each.path("event").asText().equals(event))
                    .forEach(each -> orders.add(
                            each.path("payload").path("tenantOrderId").asText()));
            return orders;
        }

        List<JsonNode> eventsOf(String event, Set<String> orders) {
            return heard.values().stream()
                    .filter(each -> each.path("event").asText().equals(event)
                            && orders.contains(
                                    each.path("payload").path("tenantOrderId").asText()))
                    .toList();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
