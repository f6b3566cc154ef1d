package io.waybill.platform.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long is kept what explains routing. What is older is deleted in batches, every few minutes. */
@ConfigMapping(prefix = "waybill.routing-retention")
interface RoutingRetentionSettings {
    /** How long decision logs are kept; also of orders that are not done yet. */
    @WithDefault("P90D")
    Duration decisionLogs();

    /** How long entries of the routing journal are kept. */
    @WithDefault("P365D")
    Duration journals();

    /** How long answers with sourcing options are kept; at least as long as options are valid. */
    @WithDefault("P7D")
    Duration sourcingOptions();

    /** How long replays that have ended are kept. */
    @WithDefault("P30D")
    Duration replays();

    /** How long is kept what pool runs found and what became of it. */
    @WithDefault("P30D")
    Duration poolRuns();
}
