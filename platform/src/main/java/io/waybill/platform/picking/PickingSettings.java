package io.waybill.platform.picking;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the picking configuration decides for the rules.
 *
 * @param restartActive pick jobs can be restarted; the contract's default is true
 * @param releaseLead how long before its latest start a job is released to be picked; null when jobs do not wait
 */
record PickingSettings(boolean restartActive, @Nullable Duration releaseLead) {
    static final PickingSettings DEFAULT = new PickingSettings(true, null);
}
