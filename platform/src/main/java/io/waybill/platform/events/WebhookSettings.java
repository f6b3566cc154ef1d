package io.waybill.platform.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the delivery of events to webhooks. */
@ConfigMapping(prefix = "waybill.webhooks")
public interface WebhookSettings {
    /** Whether this node delivers. At least one node must. */
    @WithDefault("true")
    boolean enabled();

    /**
     * Whether targets may be on this machine or in a private network. Off by default, since whoever may subscribe could
     * otherwise make the platform call services that only it can reach.
     */
    @WithDefault("false")
    boolean allowLocalTargets();

    /** How long a target may take to answer. */
    @WithDefault("PT10S")
    Duration timeout();

    /** Wait after the first failure; doubles with each further one. */
    @WithDefault("PT20S")
    Duration firstBackoff();

    /** The longest wait between two attempts, unless the target asks for more with Retry-After. */
    @WithDefault("PT10M")
    Duration longestBackoff();

    /** How long a delivery is tried before it is parked. */
    @WithDefault("P7D")
    Duration giveUpAfter();

    /** How long a node may be busy with a delivery before another node takes it over. Longer than the timeout. */
    @WithDefault("PT30S")
    Duration lease();

    /** How often to look for work that no wake-up announced: other nodes' events, waits that ended. */
    @WithDefault("PT0.5S")
    Duration pollInterval();

    /** Deliveries in flight to one subscription, for each node. */
    @WithDefault("64")
    int parallelPerSubscription();

    /** How long events, and deliveries parked or pending, are kept. Also how far back the feed goes. */
    @WithDefault("P90D")
    Duration keepFor();
}
