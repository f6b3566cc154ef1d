package io.waybill.platform.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waybill.platform.kernel.QueueWorker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Keeps the replays of this node going, one at a time. */
@ApplicationScoped
class ReplayWorker {
    private final QueueWorker worker;
    private final boolean enabled;

    ReplayWorker(RunReplay runReplay, ReplaySettings settings, MeterRegistry metrics) {
        this.worker = new QueueWorker("replays", settings.pollInterval(), runReplay::runNext, metrics);
        this.enabled = settings.enabled();
    }

    /** There is a replay to run. */
    void wake() {
        worker.wake();
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            worker.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        worker.close();
    }
}
