package io.waybill.platform.routing;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders that move together or not at all, because one needs what another frees; as stored and answered.
 *
 * @param number within its run, from 1; the one that saves most is the first
 * @param saving of all moves together, in points
 * @param reason why it was refused; null otherwise
 * @param description the reason in words, with what is in the way
 */
record PoolImprovement(
        int number,
        BigDecimal saving,
        Outcome outcome,
        @Nullable Refusal reason,
        @Nullable String description,
        List<Move> moves) {

    enum Outcome {
        /** Recorded only: the pool is a shadow. */
        FOUND,
        /** Not tried yet; or, of an interrupted run, never. */
        PENDING,
        APPLIED,
        /** Nothing was changed. */
        REFUSED
    }

    /** Why an improvement was not applied. */
    enum Refusal {
        /** A plan of one of the orders is another than was looked at. */
        PLANS_CHANGED,
        /** Somebody else is looked for already. */
        REROUTE_UNDER_WAY,
        /** Somebody has begun with it, or has ended it. */
        PICK_JOB_BEGUN,
        /** A facility that should get something is not there any more, not online, or does not list the articles. */
        FACILITY_UNAVAILABLE,
        /** A facility does not have everything any more. */
        STOCK_GONE,
        /** A facility has no place of picking capacity left. */
        CAPACITY_FULL,
        /** A fence of the plan's configuration does not let the new facility serve the order. */
        FENCE_REJECTS,
        /** A rule of another part of the platform is in the way. */
        RULE_BROKEN,
        /** An unexpected fault, which the log of the platform explains. */
        FAULT
    }

    /**
     * An order that goes elsewhere.
     *
     * @param costBefore points
     * @param costAfter points
     * @param saving points; negative for an order that makes room for another
     */
    record Move(
            String orderRef,
            @Nullable String tenantOrderId,
            String processRef,
            BigDecimal costBefore,
            BigDecimal costAfter,
            BigDecimal saving,
            List<Part> from,
            List<Part> to) {}

    /** @param routingPlanRef null for a part that is not planned yet */
    record Part(String facilityRef, @Nullable String routingPlanRef, List<PlanningLog.Line> lines) {}

    /** The move by which the plan came to be; null for none. */
    @Nullable
    Move moveTo(String planId) {
        return moves.stream()
                .filter(move -> move.to().stream().anyMatch(part -> planId.equals(part.routingPlanRef())))
                .findFirst()
                .orElse(null);
    }

    PoolImprovement refused(Refusal why, String inWords) {
        return new PoolImprovement(number, saving, Outcome.REFUSED, why, inWords, moves);
    }

    PoolImprovement applied(List<Move> done) {
        return new PoolImprovement(number, saving, Outcome.APPLIED, null, null, done);
    }
}
