package io.waybill.platform.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the question where an order could be served from. */
@ConfigMapping(prefix = "waybill.sourcing-options")
interface SourcingOptionSettings {
    /** How long an order may name an option that was shown and be served so. */
    @WithDefault("PT30M")
    Duration validFor();
}
