package io.waybill.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many requests a caller may send. Counted by each node for itself. */
@ConfigMapping(prefix = "waybill.rate-limit")
public interface RateLimitSettings {
    /** Whether requests are limited at all. */
    @WithDefault("false")
    boolean enabled();

    /** Requests a second that one caller may send in the long run. */
    @WithDefault("1000")
    int requestsPerSecond();

    /** Requests that one caller may send at once after a pause. */
    @WithDefault("2000")
    int burst();
}
