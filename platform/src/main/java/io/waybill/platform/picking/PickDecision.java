package io.waybill.platform.picking;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from commands to a pick job.
 *
 * @param before the job as it was read
 * @param after the job as it shall be stored, still with the version of {@code before}
 * @param facts in the order in which they became true
 * @param asItIs whether what is missing shall not be looked for elsewhere (the contract's CLOSE)
 */
record PickDecision(PickJob before, PickJob after, List<PickFact> facts, boolean asItIs) {

    PickDecision(PickJob before, PickJob after, List<PickFact> facts) {
        this(before, after, facts, false);
    }

    /**
     * @param event name on the wire
     * @param line the line it is about; null when it is about the job
     */
    record PickFact(String event, @Nullable PickLineItem line) {}

    boolean closes() {
        return before.status() != PickJobStatus.CLOSED && after.status() == PickJobStatus.CLOSED;
    }

    /** The result is known, and the goods have left the shelves. */
    boolean books() {
        return before.status() != PickJobStatus.PICKED && (closes() || holds());
    }

    /** The goods are picked, and wait until it is known whether somebody else serves all of the plan. */
    boolean holds() {
        return before.status() != PickJobStatus.PICKED && after.status() == PickJobStatus.PICKED;
    }

    /** The job ends with goods missing that a plan asked for. */
    boolean picksShort() {
        return (closes() || aborts())
                && after.routingPlanRef() != null
                && (after.subStatus() == PickJobSubStatus.SHORT_PICKED
                        || after.subStatus() == PickJobSubStatus.ZERO_PICKED);
    }

    /** The facility refused the job, other than by finding nothing. */
    boolean rejects() {
        boolean refused = after.status() == PickJobStatus.ABORTED || after.status() == PickJobStatus.REJECTED;
        return before.status() != after.status()
                && refused
                && after.routingPlanRef() != null
                && after.subStatus() != PickJobSubStatus.ZERO_PICKED;
    }

    boolean aborts() {
        return before.status() != PickJobStatus.ABORTED && after.status() == PickJobStatus.ABORTED;
    }

    /** The job ends without goods for the next one. */
    boolean withdraws() {
        return before.status().isLive() && !after.status().isLive() && after.status() != PickJobStatus.CLOSED;
    }
}
