package io.waybill.platform.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.waybill.platform.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** This node's delivery of events: starts and stops with the application, and is woken after commits. */
@ApplicationScoped
class DeliveryWorker {
    private static final Duration GAUGE_AGE = Duration.ofSeconds(5);

    private final WebhookSettings settings;
    private final WebhookTargets targets;
    private final WebhookClient client;
    private final DeliveryLoop loop;
    private final Database database;
    private final Deliveries deliveries;
    private final Clock clock;
    private final AtomicReference<Measured> measured = new AtomicReference<>(new Measured(List.of(), Instant.EPOCH));

    DeliveryWorker(
            Database database,
            Deliveries deliveries,
            Subscriptions subscriptions,
            WebhookSettings settings,
            Vertx vertx,
            Clock clock,
            MeterRegistry metrics) {
        this.settings = settings;
        this.database = database;
        this.deliveries = deliveries;
        this.clock = clock;
        this.targets = new WebhookTargets(settings.allowLocalTargets(), InetAddress::getAllByName);
        this.client = new WebhookClient(vertx, settings.timeout(), settings.parallelPerSubscription(), clock);
        this.loop = new DeliveryLoop(database, deliveries, subscriptions, targets, client, settings, clock, metrics);
        for (String state : List.of("PENDING", "PARKED")) {
            Gauge.builder("waybill.queue.depth", () -> depth(state))
                    .tags("queue", "deliveries", "state", state)
                    .register(metrics);
            Gauge.builder("waybill.queue.age", () -> ageInSeconds(state))
                    .tags("queue", "deliveries", "state", state)
                    .baseUnit("seconds")
                    .register(metrics);
        }
    }

    void onStart(@Observes StartupEvent start) {
        if (settings.enabled()) {
            loop.start();
        }
    }

    void onStop(@Observes ShutdownEvent stop) {
        loop.close();
        client.close();
    }

    void wake() {
        loop.wake();
    }

    void subscriptionsChanged() {
        loop.subscriptionsChanged();
    }

    WebhookTargets targets() {
        return targets;
    }

    private double depth(String state) {
        return depths().stream()
                .filter(depth -> depth.state().equals(state))
                .mapToDouble(Deliveries.Depth::deliveries)
                .sum();
    }

    private double ageInSeconds(String state) {
        Instant now = clock.instant();
        return depths().stream()
                .filter(depth -> depth.state().equals(state) && depth.oldest() != null)
                .mapToDouble(depth -> Duration.between(depth.oldest(), now).toMillis() / 1000.0)
                .sum();
    }

    /** Several gauges share one look at the table. */
    private List<Deliveries.Depth> depths() {
        Instant now = clock.instant();
        Measured last = Objects.requireNonNull(measured.get());
        if (last.at().plus(GAUGE_AGE).isBefore(now)) {
            last = new Measured(database.read(deliveries::depths), now);
            measured.set(last);
        }
        return last.depths();
    }

    private record Measured(List<Deliveries.Depth> depths, Instant at) {}
}
