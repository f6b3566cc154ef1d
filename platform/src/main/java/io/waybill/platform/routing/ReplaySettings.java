package io.waybill.platform.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of replays: the orders of a period, decided again under another strategy. */
@ConfigMapping(prefix = "waybill.replays")
interface ReplaySettings {
    /** Whether this node runs replays. At least one node should. */
    @WithDefault("true")
    boolean enabled();

    /** Most orders of one replay; they and what is available of their articles are held in memory. */
    @WithDefault("10000")
    int maximumOrders();

    /** Most replays that may wait or run at a time. */
    @WithDefault("10")
    int maximumOpen();

    /** How often to look for replays that no wake-up announced. */
    @WithDefault("PT5S")
    Duration pollInterval();
}
