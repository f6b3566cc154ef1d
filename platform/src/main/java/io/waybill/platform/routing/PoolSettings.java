package io.waybill.platform.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of pools: orders that are routed and not begun, improved together. */
@ConfigMapping(prefix = "waybill.pool")
interface PoolSettings {
    /**
     * Whether pools are looked at by themselves. Any node may do it, so switch it off on all of them; whoever asks for a run
     * still gets one.
     */
    @WithDefault("true")
    boolean enabled();

    /** Most orders of one run, the latest first; they and what is available of their articles are held in memory. */
    @WithDefault("500")
    int maximumOrders();
}
