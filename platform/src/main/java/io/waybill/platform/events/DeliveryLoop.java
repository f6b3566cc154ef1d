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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers events. One thread settles what came back and claims what is due, as sets in one transaction; each claimed
 * delivery is attempted on its own virtual thread. Each subscription has its own room, so one that hangs or fails takes nothing
 * from the others. Thread-safe.
 */
final class DeliveryLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);
    private static final Duration REREAD_SUBSCRIPTIONS = Duration.ofSeconds(1);
    /** A subscription that just failed is looked at no more often than this, so that its backlog costs little. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    /** While more is in flight, what came back waits for so much or so long, so that a transaction is worth it. */
    private static final int WORTH_SETTLING = 16;

    private static final Duration LONGEST_UNSETTLED = Duration.ofMillis(5);

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
    private final AtomicInteger cameBack = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> inFlight = new ConcurrentHashMap<>();
    private final AtomicInteger allInFlight = new AtomicInteger();
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
            try {
                settleAndClaim(unsettled);
                if (stopping) {
                    return;
                }
            } catch (DatabaseUnavailable away) {
                failures.increment();
                reread = true;
                LOG.debug("Deliveries wait for the database", away);
                if (stopping) {
                    return;
                }
                LockSupport.parkNanos(settings.pollInterval().toNanos());
                continue;
            } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError failure) {
                failures.increment();
                LOG.error("Deliveries could not be claimed or settled; trying again", failure);
                if (stopping) {
                    return;
                }
                LockSupport.parkNanos(settings.pollInterval().toNanos());
                continue;
            }
            rest();
        }
    }

    /**
     * Waits for the next round: until there may be something new, something came back, or it is time to look. Nothing
     * that could be claimed is left behind by a round, other than what finds no room, and that follows what comes back.
     */
    private void rest() {
        long end = System.nanoTime() + settings.pollInterval().toNanos();
        boolean someCameBack = false;
        while (!work.get() && !stopping) {
            int waiting = cameBack.get();
            if (waiting > 0 && !someCameBack) {
                someCameBack = true;
                end = Math.min(end, System.nanoTime() + LONGEST_UNSETTLED.toNanos());
            }
            long left = end - System.nanoTime();
            if (left <= 0 || waiting >= WORTH_SETTLING || (waiting > 0 && allInFlight.get() == 0)) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    private void settleAndClaim(List<Deliveries.Settled> unsettled) {
        for (Deliveries.Settled next = settled.poll(); next != null; next = settled.poll()) {
            cameBack.decrementAndGet();
            unsettled.add(next);
        }
        Instant now = clock.instant();
        pauseAfterFailures(unsettled, now);
        List<Deliveries.Room> rooms = stopping ? List.of() : rooms(now);
        if (unsettled.isEmpty() && rooms.isEmpty()) {
            return;
        }
        List<Deliveries.Claimed> claimed = database.transaction(transaction -> {
            deliveries.settle(transaction.handle(), unsettled, now);
            return rooms.isEmpty() ? List.of() : deliveries.claim(transaction.handle(), rooms, now, settings.lease());
        });
        unsettled.forEach(attempt -> count(attempt, now));
        unsettled.clear();
        claimed.forEach(this::begin);
    }

    private void pauseAfterFailures(List<Deliveries.Settled> unsettled, Instant now) {
        for (Deliveries.Settled attempt : unsettled) {
            String subscription = attempt.delivery().subscriptionId();
            switch (attempt) {
                case Deliveries.Settled.Acknowledged done -> pausedUntil.remove(subscription);
                case Deliveries.Settled.Failed failed -> pausedUntil.put(subscription, now.plus(PAUSE_AFTER_FAILURE));
            }
        }
    }

    private void count(Deliveries.Settled attempt, Instant now) {
        switch (attempt) {
            case Deliveries.Settled.Acknowledged done -> {
                acknowledged.increment();
                if (done.delivery().attempts() == 0) {
                    lag.record(Duration.between(done.delivery().created(), now));
                }
            }
            case Deliveries.Settled.Failed failed -> {
                failures.increment();
                if (failed.parked()) {
                    parked.increment();
                    LOG.warnf(
                            "Event %s could not be delivered to subscription %s and is parked: %s",
                            failed.delivery().eventId(),
                            failed.delivery().subscriptionId(),
                            failed.attempt().error());
                }
            }
        }
    }

    /** How much each subscription can take now. */
    private List<Deliveries.Room> rooms(Instant now) {
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
        return rooms;
    }

    private void begin(Deliveries.Claimed delivery) {
        Subscriptions.Subscribed subscribed = known.get(delivery.subscriptionId());
        if (subscribed != null) {
            inFlight.merge(delivery.subscriptionId(), 1, Integer::sum);
            allInFlight.incrementAndGet();
            Thread.ofVirtual().name("delivery").start(() -> attempt(delivery, subscribed));
        }
    }

    private void attempt(Deliveries.Claimed delivery, Subscriptions.Subscribed subscribed) {
        Instant began = clock.instant();
        long begun = System.nanoTime();
        WebhookClient.Answer answer;
        try {
            answer = send(delivery, subscribed);
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Event %s could not be sent", delivery.eventId());
            answer = new WebhookClient.Answer.None(
                    "internal: " + failure.getClass().getName());
        }
        long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        cameBack(result(delivery, subscribed.subscription(), answer, began, millis));
    }

    /** The first that comes back starts the wait for others, which ends with enough of them or with the last. */
    private void cameBack(Deliveries.Settled attempt) {
        settled.add(attempt);
        inFlight.merge(attempt.delivery().subscriptionId(), -1, Integer::sum);
        int left = allInFlight.decrementAndGet();
        int waiting = cameBack.incrementAndGet();
        if (waiting == 1 || waiting >= WORTH_SETTLING || left == 0) {
            LockSupport.unpark(thread);
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

    private Deliveries.Settled result(
            Deliveries.Claimed delivery,
            Subscription subscription,
            WebhookClient.Answer answer,
            Instant began,
            long millis) {
        return switch (answer) {
            case WebhookClient.Answer.Status status
            when status.acknowledges() -> new Deliveries.Settled.Acknowledged(delivery);
            case WebhookClient.Answer.Status status -> {
                String words = AnswerText.of(
                        status.beginning(), Objects.requireNonNullElse(subscription.headers(), List.of()));
                yield failed(
                        delivery,
                        status.retryAfter(),
                        new DeliveryAttempt(
                                began,
                                millis,
                                status.status(),
                                "answered with HTTP status " + status.status(),
                                words.isEmpty() ? null : words));
            }
            case WebhookClient.Answer.None none -> {
                String reason = none.reason();
                yield failed(
                        delivery,
                        null,
                        new DeliveryAttempt(
                                began,
                                millis,
                                null,
                                reason.length() > LONGEST_ERROR ? reason.substring(0, LONGEST_ERROR) : reason,
                                null));
            }
        };
    }

    private Deliveries.Settled failed(
            Deliveries.Claimed delivery, @Nullable Duration retryAfter, DeliveryAttempt attempt) {
        Instant now = clock.instant();
        Instant end = delivery.retrySince().plus(settings.giveUpAfter());
        Instant next = now.plus(backoff.after(
                delivery.attempts() + 1, retryAfter, ThreadLocalRandom.current().nextDouble()));
        // The last attempt falls on the end of the time, not before it.
        return new Deliveries.Settled.Failed(delivery, !now.isBefore(end), next.isAfter(end) ? end : next, attempt);
    }
}
