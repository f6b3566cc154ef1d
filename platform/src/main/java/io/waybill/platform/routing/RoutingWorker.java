package io.waybill.platform.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.QueueGauges;
import io.waybill.platform.kernel.QueueWorker;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the routing of this node going. */
@ApplicationScoped
class RoutingWorker {
    private final RoutingStrategies strategies;
    private final QueueWorker worker;
    private final boolean enabled;

    /**
     * @param enabled Whether this node decides routing plans. At least one node must.
     * @param pollInterval How often to look for plans that no wake-up announced.
     */
    RoutingWorker(
            RoutePlans routePlans,
            RoutingStrategies strategies,
            RoutingPlans plans,
            Database database,
            Clock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "waybill.routing.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "waybill.routing.poll-interval", defaultValue = "PT1S") Duration pollInterval) {
        this.strategies = strategies;
        this.enabled = enabled;
        this.worker = new QueueWorker("routing", pollInterval, routePlans::routeDue, metrics);
        new QueueGauges(database, clock, metrics)
                .register("routing", List.of("NEW", "PARKED"), (handle, now) -> plans.depths(handle));
    }

    /** There are plans to decide. */
    void wake() {
        worker.wake();
    }

    void start(@Observes @Priority(3000) StartupEvent event) {
        strategies.createStandard();
        if (enabled) {
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
