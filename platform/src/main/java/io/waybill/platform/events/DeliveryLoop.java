package io.waybill.platform.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.DatabaseUnavailable;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers events. One thread settles what came back and claims what is due, as sets; each claimed delivery is
 * attempted on its own virtual thread. Each subscription has its own room, so one that hangs or fails takes nothing
 * from the others. Thread-safe.
 */
final class DeliveryLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);
    private static final Duration REREAD_SUBSCRIPTIONS = Duration.ofSeconds(1);
    /** A subscription that just failed is looked at no more often than this, so that its backlog costs little. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private static final int LONGEST_ERROR = 500;

    private final Database database;
    private final Deliveries deliveries;
    private final Subscriptions subscriptions;
    private final WebhookTargets targets;
    private final WebhookClient client;
    private final WebhookSettings settings;
    private final Clock clock;
    private final Backoff backoff;
    private final Counter acknowledged;
    private final Counter failures;
    private final Counter parked;
    private final Timer lag;

    private final ConcurrentLinkedQueue<Deliveries.Settled> settled = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<String, Integer> inFlight = new ConcurrentHashMap<>();
    private final Map<String, Instant> pausedUntil = new HashMap<>();
    private final AtomicBoolean work = new AtomicBoolean();
    private Map<String, Subscriptions.Subscribed> known = Map.of();
    private Instant readAt = Instant.EPOCH;
    private volatile boolean reread = true;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    DeliveryLoop(
            Database database,
            Deliveries deliveries,
            Subscriptions subscriptions,
            WebhookTargets targets,
            WebhookClient client,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.database = database;
        this.deliveries = deliveries;
        this.subscriptions = subscriptions;
        this.targets = targets;
        this.client = client;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(settings.firstBackoff(), settings.longestBackoff());
        this.acknowledged = metrics.counter("waybill.queue.taken", "queue", "deliveries");
        this.failures = metrics.counter("waybill.queue.failures", "queue", "deliveries");
        this.parked = metrics.counter("waybill.deliveries.parked");
        this.lag = Timer.builder("waybill.deliveries.lag")
                .description("From the event to its acknowledgement, for first attempts")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    void start() {
        thread = Thread.ofVirtual().name("deliveries").start(this::run);
    }

    /** There may be something to deliver. Cheap. */
    void wake() {
        if (!work.getAndSet(true)) {
            LockSupport.unpark(thread);
        }
    }

    /** The subscriptions changed. */
    void subscriptionsChanged() {
        reread = true;
        wake();
    }

    /** Claims nothing more and settles what has come back; what is still in flight is taken over after its lease. */
    @Override
    public void close() {
        stopping = true;
        wake();
        Thread running = thread;
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(5));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        List<Deliveries.Settled> unsettled = new ArrayList<>();
        while (true) {
            work.set(false);
            int claimed = 0;
            try {
                settle(unsettled);
                if (stopping) {
                    return;
                }
                claimed = claim();
            } catch (DatabaseUnavailable away) {
                failures.increment();
                LOG.debug("Deliveries wait for the database", away);
                if (stopping) {
                    return;
                }
                LockSupport.parkNanos(settings.pollInterval().toNanos());
            } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError failure) {
                failures.increment();
                LOG.error("Deliveries could not be claimed or settled; trying again", failure);
                if (stopping) {
                    return;
                }
                LockSupport.parkNanos(settings.pollInterval().toNanos());
            }
            if (claimed == 0 && !work.get() && settled.isEmpty() && !stopping) {
                LockSupport.parkNanos(settings.pollInterval().toNanos());
            }
        }
    }

    private void settle(List<Deliveries.Settled> unsettled) {
        for (Deliveries.Settled next = settled.poll(); next != null; next = settled.poll()) {
            unsettled.add(next);
        }
        if (unsettled.isEmpty()) {
            return;
        }
        database.inTransaction(transaction -> deliveries.settle(transaction.handle(), unsettled));
        Instant now = clock.instant();
        for (Deliveries.Settled attempt : unsettled) {
            String subscription = attempt.delivery().subscriptionId();
            switch (attempt) {
                case Deliveries.Settled.Acknowledged done -> {
                    acknowledged.increment();
                    pausedUntil.remove(subscription);
                    if (done.delivery().attempts() == 0) {
                        lag.record(Duration.between(done.delivery().created(), now));
                    }
                }
                case Deliveries.Settled.Failed failed -> {
                    failures.increment();
                    pausedUntil.put(subscription, now.plus(PAUSE_AFTER_FAILURE));
                    if (failed.parked()) {
                        parked.increment();
                        LOG.warnf(
                                "Event %s could not be delivered to subscription %s and is parked: %s",
                                failed.delivery().eventId(), subscription, failed.error());
                    }
                }
            }
        }
        unsettled.clear();
    }

    private int claim() {
        Instant now = clock.instant();
        if (reread || readAt.plus(REREAD_SUBSCRIPTIONS).isBefore(now)) {
            reread = false;
            Map<String, Subscriptions.Subscribed> read = new LinkedHashMap<>();
            database.read(subscriptions::all)
                    .forEach(subscribed -> read.put(subscribed.subscription().id(), subscribed));
            known = read;
            readAt = now;
            pausedUntil.keySet().retainAll(read.keySet());
        }
        List<Deliveries.Room> rooms = new ArrayList<>();
        for (String id : known.keySet()) {
            int room = settings.parallelPerSubscription() - inFlight.getOrDefault(id, 0);
            Instant paused = pausedUntil.get(id);
            if (room > 0 && (paused == null || !paused.isAfter(now))) {
                rooms.add(new Deliveries.Room(id, room));
            }
        }
        if (rooms.isEmpty()) {
            return 0;
        }
        List<Deliveries.Claimed> claimed = database.transaction(
                transaction -> deliveries.claim(transaction.handle(), rooms, now, settings.lease()));
        for (Deliveries.Claimed delivery : claimed) {
            Subscriptions.Subscribed subscribed = known.get(delivery.subscriptionId());
            if (subscribed != null) {
                inFlight.merge(delivery.subscriptionId(), 1, Integer::sum);
                Thread.ofVirtual().name("delivery").start(() -> attempt(delivery, subscribed));
            }
        }
        return claimed.size();
    }

    private void attempt(Deliveries.Claimed delivery, Subscriptions.Subscribed subscribed) {
        try {
            settled.add(result(delivery, send(delivery, subscribed)));
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Event %s could not be sent", delivery.eventId());
            settled.add(result(
                    delivery,
                    new WebhookClient.Answer.None(
                            "internal: " + failure.getClass().getName())));
        } finally {
            inFlight.merge(delivery.subscriptionId(), -1, Integer::sum);
            wake();
        }
    }

    private WebhookClient.Answer send(Deliveries.Claimed delivery, Subscriptions.Subscribed subscribed) {
        Subscription subscription = subscribed.subscription();
        WebhookTargets.Checked target;
        try {
            target = targets.check(subscription.callbackUrl());
        } catch (WebhookTargets.Refused refused) {
            return new WebhookClient.Answer.None("The target " + refused.getMessage());
        } catch (UnknownHostException unknown) {
            return new WebhookClient.Answer.None("The target's host is unknown");
        }
        String body = "{\"event\":\"" + delivery.event() + "\",\"eventId\":\"" + delivery.eventId() + "\",\"payload\":"
                + delivery.payload() + "}";
        Map<String, String> headers = new LinkedHashMap<>();
        if (subscription.headers() != null) {
            subscription.headers().forEach(header -> headers.put(header.key(), header.value()));
        }
        long timestamp = clock.instant().getEpochSecond();
        headers.put("webhook-id", delivery.eventId());
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put(
                "webhook-signature", WebhookSignature.sign(subscribed.secret(), delivery.eventId(), timestamp, body));
        return client.post(target, headers, body);
    }

    private Deliveries.Settled result(Deliveries.Claimed delivery, WebhookClient.Answer answer) {
        return switch (answer) {
            case WebhookClient.Answer.Status status
            when status.acknowledges() -> new Deliveries.Settled.Acknowledged(delivery);
            case WebhookClient.Answer.Status status ->
                failed(delivery, status.status(), status.retryAfter(), "answered with HTTP status " + status.status());
            case WebhookClient.Answer.None none -> failed(delivery, null, null, none.reason());
        };
    }

    private Deliveries.Settled failed(
            Deliveries.Claimed delivery, @Nullable Integer status, @Nullable Duration retryAfter, String error) {
        Instant now = clock.instant();
        Instant end = delivery.retrySince().plus(settings.giveUpAfter());
        Instant next = now.plus(backoff.after(
                delivery.attempts() + 1, retryAfter, ThreadLocalRandom.current().nextDouble()));
        String shortened = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
        // The last attempt falls on the end of the time, not before it.
        return new Deliveries.Settled.Failed(
                delivery, !now.isBefore(end), next.isAfter(end) ? end : next, status, shortened);
    }
}
