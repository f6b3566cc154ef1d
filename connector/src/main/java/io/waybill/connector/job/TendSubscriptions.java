package io.waybill.connector.job;

import io.waybill.client.http.Deadline;
import io.waybill.connector.metrics.ConnectorMetrics;
import io.waybill.connector.registration.PlatformSubscriptions;
import io.waybill.connector.registration.ShopSubscriptions;
import io.waybill.connector.registration.SubscriptionHealth;
import java.util.List;

/**
 * Looks whether both sides still send, and puts right what it may: the connector's own subscriptions. Tokens of the
 * platform's subscriptions are renewed when half of their life is over.
 */
final class TendSubscriptions implements Step {
    private static final String NAME = "subscriptions";

    private final ShopSubscriptions shop;
    private final PlatformSubscriptions platform;
    private final boolean platformNeeded;
    private final ConnectorMetrics metrics;

    /** @param platformNeeded whether the platform has to send anything at all */
    TendSubscriptions(
            ShopSubscriptions shop, PlatformSubscriptions platform, boolean platformNeeded, ConnectorMetrics metrics) {
        this.shop = shop;
        this.platform = platform;
        this.platformNeeded = platformNeeded;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Progress progress, Deadline deadline) {
        report("SHOP", shop.tend(deadline), progress);
        if (platformNeeded) {
            report("PLATFORM", platform.tend(deadline), progress);
        }
    }

    private void report(String side, List<SubscriptionHealth> all, Progress progress) {
        progress.subscriptions(side, all);
        for (SubscriptionHealth each : all) {
            progress.count(NAME, each.healthy() ? "healthy" : "unhealthy", 1);
            metrics.subscription(each.name(), each.healthy());
            each.healed().ifPresent(progress::healed);
            each.problem().ifPresent(progress::finding);
        }
    }
}
