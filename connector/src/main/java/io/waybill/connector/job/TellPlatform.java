package io.waybill.connector.job;

import io.waybill.client.FulfilmentRejectedException;
import io.waybill.client.http.Deadline;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.report.ReportToPlatform;
import java.time.Clock;
import java.time.Duration;

/** Tells the platform what the run found, as its last step, and replays what somebody asked for there. */
final class TellPlatform implements Step {
    private static final String NAME = "asked";

    private final ReportToPlatform report;
    private final ConnectorMetrics metrics;
    private final Clock clock;

    TellPlatform(ReportToPlatform report, ConnectorMetrics metrics, Clock clock) {
        this.report = report;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public void run(Progress progress, Deadline deadline) {
        Duration took = Duration.between(progress.begin(), clock.instant());
        try {
            report.reconciled(progress.report(), progress.subscriptions(), took, deadline)
                    .forEach(replayed -> {
                        progress.settled(NAME, replayed.outcome());
                        metrics.handledParked(replayed.outcome().name());
                    });
        } catch (FulfilmentRejectedException refused) {
            progress.finding("the platform refuses to be told how the connector is: " + refused.answer());
        }
    }
}
