package io.waybill.platform.routing;

import io.waybill.sourcing.SourcingConfiguration;
import java.time.Duration;

/**
 * What of the strategy in use counts when plans are decided.
 *
 * @param stopAfter how long after its first attempt a plan is given up
 */
record ActiveStrategy(SourcingConfiguration configuration, Duration stopAfter) {

    /** How many facilities may serve one order. */
    int maximumParts() {
        SourcingConfiguration.OrderSplit split = configuration.orderSplit();
        return split.active() ? Math.addExact(split.maxSplitCount(), 1) : 1;
    }
}
