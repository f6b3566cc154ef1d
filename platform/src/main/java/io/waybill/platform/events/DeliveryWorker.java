package io.waybill.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.QueueGauges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;

/** This node's delivery of events: starts and stops with the application, and is woken after commits. */
@ApplicationScoped
class DeliveryWorker {
    private final WebhookSettings settings;
    private final WebhookTargets targets;
    private final WebhookClient client;
    private final DeliveryLoop loop;

    DeliveryWorker(
            Database database,
            Deliveries deliveries,
            Subscriptions subscriptions,
            WebhookSettings settings,
            Vertx vertx,
            Clock clock,
            MeterRegistry metrics) {
        this.settings = settings;
        this.targets = new WebhookTargets(settings.allowLocalTargets(), InetAddress::getAllByName);
        this.client = new WebhookClient(vertx, settings.timeout(), settings.parallelPerSubscription(), clock);
        this.loop = new DeliveryLoop(database, deliveries, subscriptions, targets, client, settings, clock, metrics);
        new QueueGauges(database, clock, metrics)
                .register("deliveries", List.of("PENDING", "PARKED"), (handle, now) -> deliveries.depths(handle));
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
}
