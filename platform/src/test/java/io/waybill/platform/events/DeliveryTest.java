package io.waybill.platform.events;

import static io.waybill.platform.events.Backlog.await;
import static io.waybill.platform.events.Backlog.pause;
import static io.waybill.platform.test.Api.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeliveryTest {
    private static final String EVENT = "ZONE_CREATED";

    @Inject
    Database database;

    @Inject
    Outbox outbox;

    @Inject
    Deliveries deliveries;

    @Inject
    Subscriptions subscriptions;

    @Inject
    SubscriptionList list;

    @Inject
    DeliveryList deliveryList;

    @Inject
    WebhookSettings settings;

    @Inject
    EventRetention retention;

    @Inject
    Vertx vertx;

    @Inject
    Clock clock;

    private final List<String> made = new ArrayList<>();

    private Backlog backlog;

    @BeforeEach
    void readTheBacklog() {
        backlog = new Backlog(database);
    }

    @AfterEach
    void unsubscribe() {
        made.forEach(id -> admin().delete("/api/subscriptions/" + id));
    }

    @Test
    void an_event_arrives_in_its_envelope_with_the_subscribers_headers_and_a_signature_that_verifies()
            throws Exception {
        try (Sink sink = Sink.answering(204)) {
            String subscription = subscribe(EVENT, sink.url(), "Authorization", "Bearer of news");
            String secret = admin().get("/waybill/subscriptions/" + subscription + "/secret")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("secret");
            tell(EVENT, "entity-" + UUID.randomUUID(), 1, "");

            await(() -> sink.received.size() == 1);
            Sink.Received request = sink.received.getFirst();
            assertThat(request.json().fieldNames()).toIterable().containsExactly("event", "eventId", "payload");
            assertThat(request.json().get("event").textValue()).isEqualTo(EVENT);
            assertThat(request.header("Content-type")).isEqualTo("application/json");
            assertThat(request.header("Authorization")).isEqualTo("Bearer of news");
            assertThat(request.header("Webhook-id")).isEqualTo(request.eventId());
            String signed = request.eventId() + "." + request.header("Webhook-timestamp") + "." + request.body();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            assertThat(request.header("Webhook-signature"))
                    .isEqualTo("v1,"
                            + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
            await(() -> backlog.outstanding(subscription) == 0);
        }
    }

    @Test
    void a_target_that_fails_is_tried_again_and_redirects_are_failures_not_followed() {
        AtomicInteger calls = new AtomicInteger();
        try (Sink elsewhere = Sink.answering(200);
                Sink sink = new Sink((exchange, request) -> {
                    switch (calls.getAndIncrement()) {
                        case 0 -> exchange.sendResponseHeaders(500, -1);
                        case 1 -> {
                            exchange.getResponseHeaders().add("Location", elsewhere.url());
                            exchange.sendResponseHeaders(302, -1);
                        }
                        case 2 -> exchange.sendResponseHeaders(404, -1);
                        default -> exchange.sendResponseHeaders(202, -1);
                    }
                })) {
            String subscription = subscribe(EVENT, sink.url());
            tell(EVENT, "entity-" + UUID.randomUUID(), 1, "");
            await(() -> sink.received.size() == 4 && backlog.outstanding(subscription) == 0);
            assertThat(sink.received.stream().map(Sink.Received::eventId).distinct())
                    .hasSize(1);
            assertThat(elsewhere.received).isEmpty();
        }
    }

    @Test
    void retry_after_is_honoured() {
        AtomicInteger calls = new AtomicInteger();
        try (Sink sink = new Sink((exchange, request) -> {
            exchange.getResponseHeaders().add("Retry-After", "2");
            exchange.sendResponseHeaders(calls.getAndIncrement() == 0 ? 429 : 200, -1);
        })) {
            String subscription = subscribe(EVENT, sink.url());
            tell(EVENT, "entity-" + UUID.randomUUID(), 1, "");
            await(() -> sink.received.size() == 2 && backlog.outstanding(subscription) == 0);
            long waited = sink.received.get(1).nanos() - sink.received.get(0).nanos();
            assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(6));
        }
    }

    @Test
    void targets_that_hang_reset_or_lie_about_their_length_delay_nobody_else() throws Exception {
        try (RudeTarget hangs = new RudeTarget(socket -> sleepUntilClosed(socket));
                RudeTarget resets = new RudeTarget(socket -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                });
                RudeTarget nonsense = new RudeTarget(socket -> {
                    socket.getOutputStream().write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.close();
                });
                RudeTarget endless = new RudeTarget(socket -> {
                    byte[] junk = ("X-Junk: " + "x".repeat(1_000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                    for (int line = 0; line < 1_000; line++) {
                        socket.getOutputStream().write(junk);
                    }
                });
                Sink good = Sink.answering(200)) {
            String bad = "STOW_JOB_CREATED";
            List<String> rude = new ArrayList<>();
            for (RudeTarget target : List.of(hangs, resets, nonsense, endless)) {
                rude.add(subscribe(bad, target.url()));
            }
            for (int event = 0; event < 200; event++) {
                tell(bad, "entity-" + event, 1, "");
            }
            await(() -> hangs.connections.get() >= settings.parallelPerSubscription());

            String subscription = subscribe(EVENT, good.url());
            long begun = System.nanoTime();
            for (int event = 0; event < 50; event++) {
                tell(EVENT, "entity-" + event, 1, "");
            }
            await(() -> good.received.size() == 50 && backlog.outstanding(subscription) == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
            // None of the rude ones acknowledged anything, and every failure says what went wrong.
            for (String id : rude) {
                await(() -> backlog.failed(id) > 0);
                assertThat(backlog.outstanding(id)).isEqualTo(200);
            }
        }
    }

    @Test
    void an_acknowledgement_counts_even_when_the_body_behind_it_is_shorter_than_announced() throws Exception {
        try (RudeTarget liar = new RudeTarget(socket -> {
            socket.getInputStream().read(new byte[64 * 1024]);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort".getBytes(StandardCharsets.US_ASCII));
            socket.close();
        })) {
            String subscription = subscribe(EVENT, liar.url());
            tell(EVENT, "entity-" + UUID.randomUUID(), 1, "");
            await(() -> liar.connections.get() == 1 && backlog.outstanding(subscription) == 0);
        }
    }

    @Test
    void the_events_of_an_entity_arrive_in_order_however_often_attempts_fail() {
        Random random = new Random(20261124);
        Map<String, Integer> delivered = new ConcurrentHashMap<>();
        List<String> violations = new java.util.concurrent.CopyOnWriteArrayList<>();
        AtomicInteger done = new AtomicInteger();
        try (Sink sink = new Sink((exchange, request) -> {
            boolean fails;
            synchronized (random) {
                fails = random.nextInt(4) == 0;
            }
            int last = delivered.getOrDefault(request.entity(), 0);
            if (request.number() != last + 1) {
                violations.add(request.entity() + ": " + request.number() + " after " + last);
            }
            if (!fails) {
                delivered.put(request.entity(), request.number());
                done.incrementAndGet();
            }
            exchange.sendResponseHeaders(fails ? 503 : 200, -1);
        })) {
            subscribe(EVENT, sink.url());
            for (int number = 1; number <= 6; number++) {
                for (int entity = 0; entity < 25; entity++) {
                    tell(EVENT, "ordered-" + entity, number, "");
                }
            }
            await(() -> done.get() == 150);
            assertThat(violations).isEmpty();
        }
    }

    @Test
    void two_nodes_on_one_database_share_the_work_and_never_deliver_the_same_event_at_once() {
        Set<String> running = ConcurrentHashMap.newKeySet();
        List<String> twice = new java.util.concurrent.CopyOnWriteArrayList<>();
        try (Sink sink = new Sink((exchange, request) -> {
                    if (!running.add(request.eventId())) {
                        twice.add(request.eventId());
                    }
                    pause(5);
                    exchange.sendResponseHeaders(200, -1);
                });
                WebhookClient client = new WebhookClient(vertx, settings.timeout(), 64, clock);
                DeliveryLoop other = loop(client)) {
            other.start();
            String subscription = subscribe(EVENT, sink.url());
            other.subscriptionsChanged();
            for (int event = 0; event < 400; event++) {
                tell(EVENT, "entity-" + event, 1, "");
                other.wake();
            }
            await(() -> backlog.outstanding(subscription) == 0);
            assertThat(twice).isEmpty();
            assertThat(sink.received).hasSize(400);
        }
    }

    @Test
    void what_a_node_held_when_it_died_is_delivered_after_its_lease() {
        try (Sink sink = Sink.answering(200)) {
            // The event is claimed by a node that dies at once, before the living one can have it.
            String subscription = subscribe("ZONE_DELETED", sink.url());
            Instant longAgo = clock.instant().minusSeconds(5);
            database.inTransaction(transaction -> {
                outbox.record(transaction, event("ZONE_DELETED", "entity-" + UUID.randomUUID(), 1, ""));
                transaction.beforeCommit(() -> assertThat(deliveries.claim(
                                transaction.handle(),
                                List.of(new Deliveries.Room(subscription, 10)),
                                clock.instant(),
                                Duration.ofSeconds(2)))
                        .hasSize(1));
            });
            assertThat(sink.received).isEmpty();
            await(() -> sink.received.size() == 1 && backlog.outstanding(subscription) == 0);
            assertThat(longAgo).isBefore(clock.instant());
        }
    }

    @Test
    void a_late_settlement_of_a_delivery_that_was_taken_over_changes_nothing() {
        try (Sink sink = Sink.answering(500)) {
            String subscription = subscribe("ZONE_DELETED", sink.url());
            List<Deliveries.Claimed> stale = new ArrayList<>();
            database.inTransaction(transaction -> {
                outbox.record(transaction, event("ZONE_DELETED", "entity-" + UUID.randomUUID(), 1, ""));
                transaction.beforeCommit(() -> stale.addAll(deliveries.claim(
                        transaction.handle(),
                        List.of(new Deliveries.Room(subscription, 10)),
                        clock.instant(),
                        Duration.ofMillis(1))));
            });
            await(() -> sink.received.size() > 1);
            database.inTransaction(transaction -> deliveries.settle(
                    transaction.handle(),
                    List.of(new Deliveries.Settled.Acknowledged(stale.getFirst())),
                    clock.instant()));
            assertThat(backlog.outstanding(subscription)).isEqualTo(1);
        }
    }

    @Test
    void after_the_time_to_give_up_a_delivery_is_parked_listed_and_can_be_replayed_alone_or_with_all() {
        AtomicInteger status = new AtomicInteger(503);
        try (Sink sink = new Sink((exchange, request) -> exchange.sendResponseHeaders(status.get(), -1))) {
            String subscription = subscribe(EVENT, sink.url());
            for (int event = 0; event < 3; event++) {
                tell(EVENT, "entity-" + event, 1, "");
            }
            await(() -> backlog.failed(subscription) == 3);
            database.inTransaction(transaction -> transaction
                    .handle()
                    .createUpdate("update delivery set retry_since = retry_since - interval '8 days' "
                            + "where subscription_id = :id")
                    .bind("id", subscription)
                    .execute());
            await(() -> parked(subscription).size() == 3);
            admin().get("/waybill/deliveries?status=parked&subscriptionId=" + subscription)
                    .then()
                    .statusCode(200)
                    .body("deliveries[0].lastStatus", equalTo(503))
                    .body("deliveries[0].status", equalTo("parked"))
                    .body("deliveries[0].event", equalTo(EVENT));
            int before = sink.received.size();

            status.set(200);
            admin().post("/waybill/deliveries/" + parked(subscription).getFirst() + "/replay")
                    .then()
                    .statusCode(200)
                    .body("replayed", equalTo(1));
            await(() -> parked(subscription).size() == 2 && sink.received.size() == before + 1);
            admin().post("/waybill/deliveries/replay?subscriptionId=" + subscription)
                    .then()
                    .statusCode(200)
                    .body("replayed", equalTo(2));
            await(() -> backlog.outstanding(subscription) == 0);
            assertThat(sink.received).hasSize(before + 3);
            admin().post("/waybill/deliveries/none.such/replay").then().statusCode(404);
        }
    }

    @Test
    void the_last_ten_failed_attempts_are_kept_and_a_success_is_noted_at_the_subscription() {
        AtomicInteger calls = new AtomicInteger();
        try (Sink sink = new Sink((exchange, request) -> {
            int call = calls.incrementAndGet();
            exchange.getResponseHeaders().add("Retry-After", "0");
            byte[] words = ("attempt " + call).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(call > 12 ? 200 : 500, words.length);
            exchange.getResponseBody().write(words);
        })) {
            String subscription = subscribe(EVENT, sink.url());
            tell(EVENT, "entity-" + UUID.randomUUID(), 1, "");
            await(() -> attempts(subscription).stream()
                    .map(DeliveryAttempt::answer)
                    .toList()
                    .contains("attempt 12"));
            assertThat(attempts(subscription).stream().map(DeliveryAttempt::answer))
                    .hasSize(Deliveries.ATTEMPTS_KEPT)
                    .startsWith("attempt 3");
            assertThat(database.read(handle -> list.get(handle, subscription)).lastSuccess())
                    .isNull();
            await(() -> backlog.outstanding(subscription) == 0);
            assertThat(database.read(handle -> list.get(handle, subscription)).lastSuccess())
                    .isNotNull();
        }
    }

    private List<DeliveryAttempt> attempts(String subscription) {
        return database.read(handle ->
                deliveryList.page(handle, subscription, DeliveryState.RETRIED, null, 1).rows().stream()
                        .findFirst()
                        .map(row -> deliveryList.get(handle, row.id()).history())
                        .orElse(List.of()));
    }

    @Test
    void a_subscription_limited_to_a_facility_hears_of_that_facility_only() {
        String here = "facility-" + UUID.randomUUID();
        try (Sink sink = Sink.answering(200)) {
            String id = admin().body(Map.of(
                            "name",
                            "limited",
                            "event",
                            EVENT,
                            "target",
                            Map.of("type", "WEBHOOK", "callbackUrl", sink.url()),
                            "contexts",
                            List.of(Map.of("type", "FACILITY", "values", List.of(here)))))
                    .post("/api/subscriptions")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            made.add(id);
            tell(EVENT, "elsewhere", 1, "facility-elsewhere");
            tell(EVENT, "nowhere", 1, "");
            tell(EVENT, "here", 1, here);
            await(() -> sink.received.size() == 1);
            assertThat(sink.received.getFirst().entity()).isEqualTo("here");
            await(() -> backlog.outstanding(id) == 0);
        }
    }

    @Test
    void deleting_a_subscription_ends_its_deliveries() {
        try (Sink sink = Sink.answering(500)) {
            String subscription = subscribe(EVENT, sink.url());
            tell(EVENT, "entity-" + UUID.randomUUID(), 1, "");
            await(() -> backlog.failed(subscription) == 1);
            admin().delete("/api/subscriptions/" + subscription)
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(subscription));
            assertThat(backlog.outstanding(subscription)).isZero();
        }
    }

    @Test
    void the_feed_shows_every_event_once_and_none_slips_behind_a_position_by_committing_late() throws Exception {
        String start = lastPosition();
        String slow = "slow-" + UUID.randomUUID();
        String quick = "quick-" + UUID.randomUUID();
        Thread[] held = new Thread[1];
        java.util.concurrent.CountDownLatch begun = new java.util.concurrent.CountDownLatch(1);
        java.util.concurrent.CountDownLatch release = new java.util.concurrent.CountDownLatch(1);
        held[0] = Thread.ofVirtual()
                .start(() -> database.inTransaction(transaction -> {
                    transaction
                            .handle()
                            .createQuery("select pg_current_xact_id()::text")
                            .mapTo(String.class)
                            .one();
                    begun.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                    outbox.record(transaction, event(EVENT, slow, 1, ""));
                }));
        begun.await();
        tell(EVENT, quick, 1, "");
        List<String> seen = new ArrayList<>();
        String position = read(start, seen);
        assertThat(seen).as("an older transaction may still write").doesNotContain(quick, slow);
        release.countDown();
        held[0].join();
        String[] from = {position};
        await(() -> {
            from[0] = read(from[0], seen);
            return seen.contains(quick);
        });
        assertThat(seen.stream().filter(entity -> entity.equals(slow))).hasSize(1);
        assertThat(seen.stream().filter(entity -> entity.equals(quick))).hasSize(1);
        admin().get("/waybill/events?after=nonsense").then().statusCode(400);
        admin().get("/waybill/events?limit=0").then().statusCode(400);
    }

    @Test
    void events_older_than_they_are_kept_are_deleted_with_their_deliveries() {
        String old = "0170" + UUID.randomUUID().toString().substring(4, 14) + "7000-8000-000000000000";
        database.inTransaction(transaction -> {
            transaction
                    .handle()
                    .createUpdate("insert into event (id, name, entity_id, sequence, created, payload) "
                            + "values (:id, 'ZONE_CREATED', 'old', 1, now(), '{}')")
                    .bind("id", old)
                    .execute();
            transaction
                    .handle()
                    .createUpdate("insert into delivery (subscription_id, event_id, entity_id, sequence, created, due, "
                            + "retry_since) values ('gone', :id, 'old', 1, now(), now(), now())")
                    .bind("id", old)
                    .execute();
        });
        assertThat(retention.deleteBatch()).isPositive();
        long left = database.read(handle -> handle.createQuery(
                        "select (select count(*) from event where id = :id) + (select count(*) from delivery where event_id = :id)")
                .bind("id", old)
                .mapTo(Long.class)
                .one());
        assertThat(left).isZero();
        long kept = database.read(handle -> handle.createQuery("select count(*) from event")
                .mapTo(Long.class)
                .one());
        assertThat(kept).as("new events stay").isPositive();
    }

    @Test
    void a_thousand_deliveries_reach_a_local_sink_quickly() {
        AtomicInteger count = new AtomicInteger();
        try (Sink sink = new Sink((exchange, request) -> {
            exchange.sendResponseHeaders(200, -1);
            count.incrementAndGet();
        })) {
            String subscription = subscribe(EVENT, sink.url());
            long begun = System.nanoTime();
            for (int batch = 0; batch < 20; batch++) {
                int first = batch * 50;
                database.inTransaction(transaction -> {
                    for (int event = 0; event < 50; event++) {
                        outbox.record(transaction, event(EVENT, "entity-" + (first + event), 1, ""));
                    }
                });
            }
            await(() -> count.get() >= 1_000 && backlog.outstanding(subscription) == 0);
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf("1000 deliveries in %.2f s: %.0f/s%n", seconds, 1_000 / seconds);
            assertThat(seconds).isLessThan(10);
        }
    }

    private String read(String position, List<String> entities) {
        String at = position;
        boolean more = true;
        while (more) {
            var page = admin().queryParam("after", at == null ? "" : at)
                    .get("/waybill/events?limit=500")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            entities.addAll(page.getList("events.entityId", String.class));
            at = page.getString("next") == null ? at : page.getString("next");
            more = page.getBoolean("more");
        }
        return at;
    }

    private String lastPosition() {
        return read(null, new ArrayList<>());
    }

    private String subscribe(String event, String url, String... header) {
        Map<String, Object> target = new HashMap<>(Map.of("type", "WEBHOOK", "callbackUrl", url));
        if (header.length == 2) {
            target.put("headers", List.of(Map.of("key", header[0], "value", header[1])));
        }
        String id = admin().body(Map.of("name", "test", "event", event, "target", target))
                .post("/api/subscriptions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        made.add(id);
        return id;
    }

    private void tell(String name, String entity, int number, String facility) {
        database.inTransaction(transaction -> outbox.record(transaction, event(name, entity, number, facility)));
    }

    private static DomainEvent event(String name, String entity, int number, String facility) {
        return new DomainEvent(
                name, entity, number, facility, "{\"entity\":\"" + entity + "\",\"number\":" + number + "}");
    }

    private DeliveryLoop loop(WebhookClient client) {
        return new DeliveryLoop(
                database,
                deliveries,
                subscriptions,
                new WebhookTargets(true, InetAddress::getAllByName),
                client,
                settings,
                clock,
                new SimpleMeterRegistry());
    }

    private List<String> parked(String subscription) {
        return admin().get("/waybill/deliveries?status=parked&subscriptionId=" + subscription)
                .then()
                .statusCode(200)
                .extract()
                .path("deliveries.id");
    }

    private static void sleepUntilClosed(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // Reads the request and says nothing.
        }
    }
}
