package io.waybill.platform.routing;

import io.waybill.platform.kernel.ClosedSchema;
import io.waybill.platform.kernel.Resource;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a period, decided again under two strategies on the same stock; as stored and answered.
 *
 * @param error why it failed; null otherwise
 * @param result once it is done
 */
record Replay(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        Status status,
        Question question,
        Progress progress,
        @Nullable String error,
        @Nullable Result result)
        implements Resource<Replay> {

    enum Status {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * What is asked.
     *
     * @param from the first moment at which an order may have been placed
     * @param to the first moment at which it may not any more
     * @param strategyRef the candidate; null means the strategy in use
     * @param planner key of the candidate's planner; null means that of its strategy
     * @param againstStrategyRef the baseline, with its own planner; null means the strategy in use
     * @param maximumOrders how many orders at most, the earliest first; null means as many as the platform allows
     */
    @ClosedSchema
    record Question(
            @NotNull Instant from,
            @NotNull Instant to,
            @Nullable @Size(max = 256) String strategyRef,
            @Nullable @Size(max = 256) String planner,
            @Nullable @Size(max = 256) String againstStrategyRef,
            @Nullable @Min(1) @Max(1_000_000) Integer maximumOrders) {}

    /** Orders decided, of those to decide; both 0 until they are counted. */
    record Progress(int orders, int of) {}

    /** @param ordersInPeriod active ones; more than were replayed when there are more than allowed */
    record Result(long ordersInPeriod, Side baseline, Side candidate, Differences differences) {}

    /** One of the two. */
    record Side(String strategyRef, @Nullable String strategyName, String planner, Figures figures) {}

    /**
     * What the orders came to.
     *
     * @param orders that were replayed
     * @param served of which at least one unit was placed
     * @param complete of which every unit was placed
     * @param parts over all orders
     * @param partsPerOrder over those that were served; three decimals
     * @param distanceMetres bee-line, summed over the parts of which it is known
     * @param partsWithoutDistance those of which it is not
     * @param cost points, summed over all orders
     */
    record Figures(
            long orders,
            long served,
            long complete,
            long parts,
            BigDecimal partsPerOrder,
            long unplacedLines,
            long unplacedUnits,
            long distanceMetres,
            long partsWithoutDistance,
            BigDecimal cost) {}

    /** Orders that come to something else; the list is bounded, the total is not. */
    record Differences(long total, List<Difference> orders) {}

    record Difference(String orderRef, @Nullable String tenantOrderId, Outcome baseline, Outcome candidate) {}

    record Outcome(List<ReplayedPart> parts, long unplacedUnits, long distanceMetres, BigDecimal cost) {}

    record ReplayedPart(String facilityRef, String facilityName, List<Units> articles) {}

    record Units(String tenantArticleId, long quantity) {}

    @Override
    public Replay touched(long newVersion, Instant modified) {
        return new Replay(id, newVersion, created, modified, status, question, progress, error, result);
    }

    static Replay queued(String id, Question question, Instant now) {
        return new Replay(id, 1, now, now, Status.QUEUED, question, new Progress(0, 0), null, null);
    }

    Replay running(int orders, int of) {
        return new Replay(
                id, version, created, lastModified, Status.RUNNING, question, new Progress(orders, of), null, null);
    }

    Replay done(Result found) {
        return new Replay(id, version, created, lastModified, Status.DONE, question, progress, null, found);
    }

    Replay failed(String why) {
        return new Replay(id, version, created, lastModified, Status.FAILED, question, progress, why, null);
    }
}
