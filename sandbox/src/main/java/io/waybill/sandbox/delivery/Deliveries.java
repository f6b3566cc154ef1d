package io.waybill.sandbox.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.project.Fact;
import io.waybill.sandbox.wire.Json;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Delivers notifications to push endpoints, at least once and in no guaranteed order: an answer of 200, 201, 202 or 204
 * in time acknowledges, everything else is tried again with growing pauses until it is acknowledged. A notification of
 * a topic without an endpoint waits until there is one. Thread-safe.
 */
public final class Deliveries implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Deliveries.class.getName());

    /** The real queue keeps a notification for seven days; this one is bounded by number instead. */
    private static final int MOST_UNDELIVERED = 100_000;

    private static final Set<Integer> ACKNOWLEDGED = Set.of(200, 201, 202, 204);

    private final String projectKey;
    private final InstantSource clock;
    private final Map<String, URI> endpoints = new ConcurrentHashMap<>();
    private final Map<String, Notification> undelivered = new LinkedHashMap<>();
    private final Set<String> withoutEndpoint = new HashSet<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-deliveries").factory());
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final AtomicLong lastMessageId = new AtomicLong();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private volatile Flow flow;

    /** The settings and what depends on them; replaced as a whole. */
    private record Flow(DeliverySettings settings, Semaphore permits, Random random) {
        static Flow of(DeliverySettings settings) {
            return new Flow(settings, new Semaphore(settings.concurrency(), true), new Random(settings.seed()));
        }
    }

    public Deliveries(String projectKey, InstantSource clock, Map<String, URI> endpoints, DeliverySettings settings) {
        this.projectKey = projectKey;
        this.clock = clock;
        this.endpoints.putAll(endpoints);
        this.flow = Flow.of(settings);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .executor(attempts)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Takes the facts of a write; returns at once. */
    public void accept(List<Fact> facts, List<ObjectNode> subscriptions) {
        timer.execute(() -> publish(facts, subscriptions));
    }

    /** Sends the test notification of a new or redirected subscription. */
    public void test(ObjectNode subscription) {
        ObjectNode payload = Payloads.test(projectKey, subscription);
        Fact fact = new Fact.ResourceChange("subscription", payload);
        timer.execute(() -> enqueue(subscription, Payloads.of(fact, subscription, 0), "test notification"));
    }

    /** Where the notifications of a topic go from now on, the waiting ones included. */
    public void pushTo(String topic, URI endpoint) {
        List<Notification> waiting;
        synchronized (undelivered) {
            endpoints.put(topic, endpoint);
            waiting = undelivered.values().stream()
                    .filter(n -> n.topic().equals(topic) && withoutEndpoint.remove(n.messageId()))
                    .toList();
        }
        waiting.forEach(notification -> attempts.execute(() -> attempt(notification)));
    }

    /** The notifications of the topic wait from now on. */
    public void hold(String topic) {
        endpoints.remove(topic);
    }

    public Map<String, URI> endpoints() {
        return Map.copyOf(endpoints);
    }

    public DeliverySettings settings() {
        return flow.settings();
    }

    /** Applies to notifications from now on; starts the seeded choices anew. */
    public void change(DeliverySettings settings) {
        flow = Flow.of(settings);
    }

    /** Drops everything that is on its way; what is just being sent may still arrive. */
    public void forgetAll() {
        catchUp();
        synchronized (undelivered) {
            undelivered.clear();
            withoutEndpoint.clear();
        }
    }

    /** Drops what is on its way for a subscription that is gone. */
    public void forget(String subscriptionId) {
        catchUp();
        synchronized (undelivered) {
            undelivered.values().removeIf(n -> n.subscriptionId().equals(subscriptionId));
            withoutEndpoint.retainAll(undelivered.keySet());
        }
    }

    /** What is not acknowledged yet, oldest first; includes everything that was written before the call. */
    public List<ObjectNode> undelivered() {
        catchUp();
        synchronized (undelivered) {
            return undelivered.values().stream().map(Notification::summary).toList();
        }
    }

    public ObjectNode counters() {
        catchUp();
        ObjectNode counters = Json.object().put("delivered", delivered.sum());
        counters.put("failedAttempts", failed.sum()).put("dropped", dropped.sum());
        synchronized (undelivered) {
            return counters.put("undelivered", undelivered.size());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        attempts.shutdownNow();
        client.shutdownNow();
    }

    /** Waits until the facts accepted so far are enqueued, so that a caller sees the consequences of its own writes. */
    private void catchUp() {
        try {
            timer.submit(() -> {}).get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            // closed: nothing more will be enqueued
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The publisher of notifications does not answer", e);
        }
    }

    private void publish(List<Fact> facts, List<ObjectNode> subscriptions) {
        for (Fact fact : facts) {
            for (ObjectNode subscription : subscriptions) {
                if (wants(subscription, fact)) {
                    byte[] payload = Payloads.of(fact, subscription, settings().payloadLimitBytes());
                    enqueue(subscription, payload, subject(fact));
                }
            }
        }
    }

    private static boolean wants(ObjectNode subscription, Fact fact) {
        String wanted = fact instanceof Fact.Message ? "messages" : "changes";
        for (JsonNode entry : subscription.path(wanted)) {
            if (entry.path("resourceTypeId").asText().equals(fact.resourceTypeId())) {
                return !(fact instanceof Fact.Message message) || namesType(entry.path("types"), message.type());
            }
        }
        return false;
    }

    private static boolean namesType(JsonNode types, String type) {
        if (types.isEmpty()) {
            return true;
        }
        for (JsonNode candidate : types) {
            if (candidate.asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static String subject(Fact fact) {
        String id = fact.notification().path("resource").path("id").asText();
        return switch (fact) {
            case Fact.Message message -> message.type() + " " + message.resourceTypeId() + " " + id;
            case Fact.ResourceChange change ->
                change.notification().path("notificationType").asText() + " " + change.resourceTypeId() + " " + id;
        };
    }

    private void enqueue(ObjectNode subscription, byte[] payload, String subject) {
        Flow now = flow;
        String topic = topic(subscription.path("destination"));
        String messageId = String.valueOf(1_000_000 + lastMessageId.incrementAndGet());
        byte[] body = Payloads.envelope(messageId, clock.instant().toString(), topic, payload);
        Notification notification =
                new Notification(messageId, topic, subscription.path("id").asText(), subject, body, 0, null);
        synchronized (undelivered) {
            undelivered.put(messageId, notification);
            if (undelivered.size() > MOST_UNDELIVERED) {
                String oldest = undelivered.keySet().iterator().next();
                undelivered.remove(oldest);
                withoutEndpoint.remove(oldest);
                dropped.increment();
            }
        }
        boolean duplicate = now.random().nextDouble() < now.settings().duplicates();
        boolean heldBack = now.random().nextDouble() < now.settings().reordered();
        long most = now.settings().reorderMost().toMillis();
        long pause = heldBack && most > 0 ? now.random().nextLong(most) + 1 : 0;
        schedule(notification, pause);
        if (duplicate) {
            attempts.execute(() -> send(notification));
        }
    }

    /** The name a push endpoint is configured for: the topic, or what comes closest to one. */
    private static String topic(JsonNode destination) {
        for (String field : List.of("topic", "topicArn", "queueUrl", "uri", "accountId", "connectionString")) {
            String name = Json.text(destination, field);
            if (name != null) {
                return name;
            }
        }
        return "";
    }

    private void schedule(Notification notification, long pauseMillis) {
        if (!timer.isShutdown()) {
            timer.schedule(() -> attempts.execute(() -> attempt(notification)), pauseMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void attempt(Notification notification) {
        synchronized (undelivered) {
            if (!undelivered.containsKey(notification.messageId())) {
                return;
            }
            if (!endpoints.containsKey(notification.topic())) {
                withoutEndpoint.add(notification.messageId());
                return;
            }
        }
        String failure = send(notification);
        synchronized (undelivered) {
            if (failure == null) {
                undelivered.remove(notification.messageId());
                delivered.increment();
                return;
            }
        }
        failed.increment();
        retry(notification.failed(failure));
    }

    private void retry(Notification notification) {
        synchronized (undelivered) {
            if (undelivered.replace(notification.messageId(), notification) == null) {
                return;
            }
        }
        Flow now = flow;
        long base = now.settings().retryBase().toMillis();
        long pause = Math.min(
                base << Math.min(notification.attempts() - 1, 20),
                now.settings().retryMost().toMillis());
        schedule(notification, Math.max(1, (long) (pause * (0.5 + now.random().nextDouble() / 2))));
    }

    /** One attempt; null if it was acknowledged, otherwise what went wrong. */
    private @Nullable String send(Notification notification) {
        URI endpoint = endpoints.get(notification.topic());
        if (endpoint == null) {
            return "no push endpoint";
        }
        Flow now = flow;
        try {
            now.permits().acquire();
            try {
                return post(endpoint, notification.body(), now.settings().ackTimeout());
            } finally {
                now.permits().release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private @Nullable String post(URI endpoint, byte[] body, Duration timeout) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("User-Agent", "CloudPubSub-Google")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        var answer = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            return ACKNOWLEDGED.contains(status) ? null : "status " + status;
        } catch (TimeoutException e) {
            answer.cancel(true);
            return "no answer within " + timeout.toMillis() + " ms";
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!(cause instanceof IOException)) {
                LOG.log(Level.WARNING, "Delivery to " + endpoint + " failed", cause);
            }
            return cause.toString();
        }
    }
}
