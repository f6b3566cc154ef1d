package io.waybill.platform.routing;

import io.waybill.platform.kernel.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One look at a pool; as stored and answered.
 *
 * @param pool the settings that its orders share
 * @param strategyRefs strategies that its orders were decided by
 * @param orders that were planned again
 * @param routingPlans the plans of these that could be moved
 * @param leftOut orders that were in the pool and not planned again, by reason
 * @param costBefore of all orders together, in points
 * @param costAfter the same, if every improvement is applied
 * @param searches how many times an order was planned
 * @param exhausted whether more searches might have found more
 * @param improvements what became of the improvements that were found
 * @param ended null while improvements are being applied
 * @param error why it failed; null otherwise
 */
record PoolRun(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        Status status,
        NodePlanning.Pool pool,
        List<String> strategyRefs,
        int orders,
        int routingPlans,
        Map<LeftOut, Integer> leftOut,
        BigDecimal costBefore,
        BigDecimal costAfter,
        int searches,
        boolean exhausted,
        Tally improvements,
        @Nullable Instant ended,
        @Nullable String error)
        implements Resource<PoolRun> {

    enum Status {
        /** Improvements are being applied. */
        RUNNING,
        DONE,
        /** Nothing was found out; nothing was changed that is not told as applied. */
        FAILED,
        /** The node went down. What is applied is applied completely, the rest not at all. */
        INTERRUPTED
    }

    /** Why an order of a pool stays where it is. */
    enum LeftOut {
        /** It was routed too long ago. */
        PAST_THE_DWELL_CAP,
        /** A person chose its facility. */
        ASSIGNED_BY_HAND,
        /** It is at the fallback facility, whatever costs less. */
        AT_THE_FALLBACK_FACILITY,
        /** The consumer was shown where it comes from. */
        NAMES_A_SOURCING_OPTION,
        /** Somebody else is looked for already. */
        REROUTE_UNDER_WAY,
        /** Its parts have different configurations or black lists. */
        PARTS_DECIDED_DIFFERENTLY
    }

    /** @param saved points, by the improvements that were applied */
    record Tally(int found, int applied, int refused, BigDecimal saved) {
        static final Tally NONE = new Tally(0, 0, 0, BigDecimal.ZERO);
    }

    @Override
    public PoolRun touched(long newVersion, Instant modified) {
        return new PoolRun(
                id,
                newVersion,
                created,
                modified,
                status,
                pool,
                strategyRefs,
                orders,
                routingPlans,
                leftOut,
                costBefore,
                costAfter,
                searches,
                exhausted,
                improvements,
                ended,
                error);
    }

    /** The run as it ends. */
    PoolRun over(Status how, Tally tally, @Nullable String why, Instant now) {
        return new PoolRun(
                id,
                version,
                created,
                lastModified,
                how,
                pool,
                strategyRefs,
                orders,
                routingPlans,
                leftOut,
                costBefore,
                costAfter,
                searches,
                exhausted,
                tally,
                now,
                why);
    }

    /** A run that found out nothing. */
    static PoolRun failed(String id, NodePlanning.Pool pool, String why, Instant now) {
        return new PoolRun(
                id,
                1,
                now,
                now,
                Status.FAILED,
                pool,
                List.of(),
                0,
                0,
                Map.of(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                false,
                Tally.NONE,
                now,
                why);
    }
}
