package io.waybill.platform.picking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from commands to a pick job.
 *
 * @param before the job as it was read
 * @param after the job as it shall be stored, still with the version of {@code before}
 * @param facts in the order in which they became true
 */
record PickDecision(PickJob before, PickJob after, List<PickFact> facts) {

    /**
     * @param event name on the wire
     * @param line the line it is about; null when it is about the job
     */
    record PickFact(String event, @Nullable PickLineItem line) {}

    boolean closes() {
        return before.status() != PickJobStatus.CLOSED && after.status() == PickJobStatus.CLOSED;
    }

    boolean aborts() {
        return before.status() != PickJobStatus.ABORTED && after.status() == PickJobStatus.ABORTED;
    }

    /** The job ends without goods for the next one. */
    boolean withdraws() {
        return before.status().isLive() && !after.status().isLive() && after.status() != PickJobStatus.CLOSED;
    }
}
