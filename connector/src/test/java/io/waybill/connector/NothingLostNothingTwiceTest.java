package io.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.connector.settings.ConnectorSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two instances in processes of their own, each killed once in the middle of its work and started again, between a shop
 * and a platform that refuse, fail, keep silent or reset, some of it after having done the work. Every message comes once
 * or twice, to either instance, and again until it is acknowledged. In the end nothing is lost and nothing is there twice.
 */
class NothingLostNothingTwiceTest {
    private static final double SPOILED = 0.07;
    private static final int QUEUES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What the queue waits for; the job may take its time with a thousand orders. */
    private static final Duration ACKNOWLEDGED = Duration.ofSeconds(10);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void two_instances_that_are_killed_between_failing_systems_lose_nothing_and_do_nothing_twice() {
        new Run(20_261_130L, 60).runs();
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nor_do_they_with_a_thousand_orders(long seed) {
        new Run(seed, 1_000).runs();
    }

    /** A message on its way, due at a time. */
    private record Delivery(int order, String path, String body, long dueNanos) implements Delayed {
        Delivery later(long milliseconds) {
            return new Delivery(order, path, body, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds));
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(dueNanos, ((Delivery) other).dueNanos);
        }
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final Scene scene = new Scene();
        private final ChaosGate shop;
        private final ChaosGate platform;
        private final List<JsonNode> orders = new ArrayList<>();
        private final Map<Integer, ObjectNode> handovers = new ConcurrentHashMap<>();
        private final DelayQueue<Delivery> queue = new DelayQueue<>();
        private final AtomicInteger outstanding = new AtomicInteger();
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final AtomicInteger again = new AtomicInteger();
        private final AtomicReferenceArray<ConnectorProcess> instances = new AtomicReferenceArray<>(2);
        private final Map<String, String> settings;
        private final String token;

        Run(long seed, int count) {
            this.seed = seed;
            this.random = new Random(seed);
            this.shop = new ChaosGate(scene.sandbox.baseUri(), seed, SPOILED);
            this.platform = new ChaosGate(scene.platform.baseUri(), seed + 1, SPOILED);
            scene.configureType();
            for (int number = 0; number < count; number++) {
                orders.add(scene.order("N-" + number, "Confirmed"));
            }
            settings = new HashMap<>(scene.settings());
            settings.put("CTP_API_URL", shop.baseUri().toString());
            settings.put("CTP_AUTH_URL", shop.baseUri().toString());
            settings.put("FFT_API_URL", platform.baseUri().toString());
            settings.put("FFT_LOGIN_URL", platform.baseUri() + "/v1/accounts:signInWithPassword");
            settings.put("FFT_REFRESH_URL", platform.baseUri() + "/v1/token");
            settings.put("HTTP_REQUEST_TIMEOUT_MS", "600");
            settings.put("EVENT_BUDGET_MS", "2500");
            try (Connector any = Connector.of(ConnectorSettings.from(settings))) {
                token = any.token(Duration.ofHours(2));
            }
        }

        void runs() {
            try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
                start(0);
                start(1);
                int expected = orders.size() * 7;
                for (int number = 0; number < orders.size(); number++) {
                    put(number, "/event", push(Scene.message(orders.get(number), "OrderCreated")));
                }
                for (int worker = 0; worker < QUEUES; worker++) {
                    Random own = new Random(seed * 31 + worker);
                    workers.submit(() -> deliver(own));
                }
                killOnceAcknowledged(expected / 4, 0);
                killOnceAcknowledged(expected / 2, 1);
                await(0);
                shop.calmDown();
                platform.calmDown();
                workers.shutdownNow();
                check();
            } finally {
                for (int instance = 0; instance < 2; instance++) {
                    ConnectorProcess process = instances.get(instance);
                    if (process != null) {
                        process.close();
                    }
                }
                shop.close();
                platform.close();
                scene.close();
            }
        }

        private void start(int instance) {
            ConnectorProcess process = new ConnectorProcess(settings);
            process.address();
            instances.set(instance, process);
        }

        private void killOnceAcknowledged(int messages, int instance) {
            await(messages);
            instances.get(instance).kill();
            start(instance);
        }

        /** Waits until so many are acknowledged, or none is left. */
        private void await(int messages) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (outstanding.get() > 0 && (messages == 0 || acknowledged.get() < messages)) {
                assertThat(System.nanoTime())
                        .as("seed %d: %d messages are not acknowledged", seed, outstanding.get())
                        .isLessThan(end);
                pause(20);
            }
        }

        private void put(int order, String path, String body) {
            int times;
            synchronized (random) {
                times = 1 + random.nextInt(2);
            }
            for (int time = 0; time < times; time++) {
                outstanding.incrementAndGet();
                queue.add(new Delivery(order, path, body, System.nanoTime()));
            }
        }

        private void deliver(Random own) {
            try {
                while (true) {
                    Delivery delivery = queue.take();
                    int status = send(
                            instances.get(own.nextInt(2)).address(), delivery.path(), delivery.body(), ACKNOWLEDGED);
                    if (status / 100 == 2) {
                        if (delivery.path().equals("/event")) {
                            fulfil(delivery.order());
                        }
                        acknowledged.incrementAndGet();
                        outstanding.decrementAndGet();
                    } else {
                        again.incrementAndGet();
                        queue.add(delivery.later(100 + own.nextInt(300)));
                    }
                }
            } catch (InterruptedException done) {
                Thread.currentThread().interrupt();
            }
        }

        /** The platform picks and hands over what it was given, and tells of it out of order. */
        private void fulfil(int number) {
            JsonNode order = orders.get(number);
            List<ObjectNode> found = scene.platform.ordersOf(order.path("id").asText());
            if (found.isEmpty()) {
                return; // acknowledged without effect: the check will say so
            }
            ObjectNode placed = found.getFirst();
            List<Runnable> told = new ArrayList<>();
            synchronized (handovers) {
                if (handovers.containsKey(number)) {
                    return;
                }
                ObjectNode pick = scene.platform.pickJob(placed, "f" + number, 3);
                ObjectNode picked = scene.platform.picked(pick, 3);
                ObjectNode handover = scene.platform.handoverJob(placed, picked, "TRACK-" + number);
                ObjectNode gone = scene.platform.set("handoverjobs", handover, "status", "HANDED_OVER");
                handovers.put(number, gone);
                told.add(() -> tell(number, "/order/created", "ORDER_CREATED", placed));
                told.add(() -> tell(number, "/pickjob/created", "PICK_JOB_CREATED", pick));
                told.add(() -> tell(number, "/pickjob/finished", "PICK_JOB_PICKING_FINISHED", picked));
                told.add(() -> tell(number, "/handoverjob/created", "HANDOVERJOB_CREATED", handover));
                told.add(() -> tell(number, "/handoverjob/handedover", "HANDOVERJOB_HANDED_OVER", gone));
                Collections.shuffle(told, new Random(seed + number));
            }
            told.forEach(Runnable::run);
        }

        private void tell(int number, String path, String event, JsonNode payload) {
            put(number, "/service" + path, Scene.envelope(event, payload));
        }

        private static String push(JsonNode notification) {
            return "{\"message\":{\"messageId\":\"1\",\"data\":\""
                    + Base64.getEncoder().encodeToString(notification.toString().getBytes(StandardCharsets.UTF_8))
                    + "\"}}";
        }

        private int send(String address, String path, String body, Duration within) throws InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                    .timeout(within)
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                return HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException killedOrSilent) {
                return 0;
            }
        }

        private void check() {
            String about =
                    "seed %d, %d orders, %d messages acknowledged, %d deliveries repeated, spoiled: shop %s, platform %s"
                            .formatted(
                                    seed,
                                    orders.size(),
                                    acknowledged.get(),
                                    again.get(),
                                    shop.spoiled(),
                                    platform.spoiled());
            assertThat(instances.get(0).log().stream().filter(line -> line.contains("\"exception\"")))
                    .as("failures that nobody expected; %s", about)
                    .isEmpty();
            assertThat(instances.get(1).log().stream().filter(line -> line.contains("\"exception\"")))
                    .as("failures that nobody expected; %s", about)
                    .isEmpty();
            assertThat(scene.platform.all("orders"))
                    .as("orders on the platform; %s", about)
                    .hasSize(orders.size());
            assertThat(handovers)
                    .as("orders that were acknowledged and are there; %s", about)
                    .hasSize(orders.size());
            assertThat(parked()).as("parked messages; %s", about).isEmpty();
            for (int number = 0; number < orders.size(); number++) {
                check(number, about);
            }

            reconcile();

            assertThat(scene.platform.all("orders"))
                    .as("orders on the platform after reconciliation; %s", about)
                    .hasSize(orders.size());
            assertThat(parked())
                    .as("parked messages after reconciliation; %s", about)
                    .isEmpty();
            System.out.println("nothing lost, nothing twice: " + about);
        }

        private void check(int number, String about) {
            JsonNode order = scene.order(orders.get(number));
            assertThat(scene.platform.ordersOf(order.path("id").asText()))
                    .as("order %d on the platform; %s", number, about)
                    .hasSize(1);
            JsonNode deliveries = order.path("shippingInfo").path("deliveries");
            assertThat(deliveries)
                    .as("deliveries of order %d; %s", number, about)
                    .hasSize(1);
            JsonNode delivery = deliveries.path(0);
            assertThat(delivery.path("key").asText())
                    .isEqualTo(handovers.get(number).path("id").asText());
            assertThat(delivery.path("items")).hasSize(1);
            assertThat(delivery.path("items").path(0).path("quantity").asInt()).isEqualTo(3);
            assertThat(delivery.path("parcels")).hasSize(1);
            assertThat(order.path("shipmentState").asText()).isEqualTo("Shipped");
        }

        private List<String> parked() {
            List<String> parked = new ArrayList<>();
            scene.shop
                    .get("/custom-objects/waybill-parked?limit=500")
                    .path("results")
                    .forEach(object -> parked.add(object.path("value").toString()));
            return parked;
        }

        private void reconcile() {
            try {
                assertThat(send(instances.get(0).address(), "/job", "", PATIENCE))
                        .isEqualTo(200);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        private static void pause(long milliseconds) {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
