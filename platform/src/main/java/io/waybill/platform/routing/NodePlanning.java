package io.waybill.platform.routing;

import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the plan of an order is made that a node's configuration holds for. What is null is taken from the node above, at
 * the root from the engine.
 *
 * @param planner key of the planner that decides
 * @param shadowPlanners keys of planners that plan too, without effect
 * @param splitPenalty points for each part after the first
 * @param shortagePenalty points for each unit that nobody is given
 * @param scarcityPrice points for a unit taken from where little of the stock lies; at most the shortage penalty
 * @param pool whether orders that are routed and not begun are improved together
 */
@ClosedSchema
public record NodePlanning(
        @Nullable @Size(min = 1, max = 100) String planner,
        @Nullable @Size(max = 10) List<@NotNull @Size(min = 1, max = 100) String> shadowPlanners,
        @Nullable @Min(0) @Max(MOST_POINTS) Integer splitPenalty,
        @Nullable @Min(0) @Max(MOST_POINTS) Integer shortagePenalty,
        @Nullable @Min(0) @Max(MOST_POINTS) Integer scarcityPrice,
        @Nullable @Valid Pool pool) {

    private static final long MOST_POINTS = 1_000_000;

    /** Says nothing. */
    static final NodePlanning INHERITED = new NodePlanning(null, null, null, null, null, null);

    /** What this says, and for the rest what the node above does. */
    NodePlanning over(NodePlanning above) {
        return new NodePlanning(
                planner == null ? above.planner : planner,
                shadowPlanners == null ? above.shadowPlanners : shadowPlanners,
                splitPenalty == null ? above.splitPenalty : splitPenalty,
                shortagePenalty == null ? above.shortagePenalty : shortagePenalty,
                scarcityPrice == null ? above.scarcityPrice : scarcityPrice,
                pool == null ? above.pool : pool);
    }

    /**
     * Whether orders that are routed and not begun are improved together.
     *
     * @param everySeconds how often they are looked at
     * @param dwellMinutes how long after an order was routed for the first time it may still be moved
     */
    @ClosedSchema
    public record Pool(
            @NotNull PoolMode mode,
            @NotNull @Min(60) @Max(86_400) Integer everySeconds,
            @NotNull @Min(1) @Max(10_080) Integer dwellMinutes) {

        Duration dwell() {
            return Duration.ofMinutes(dwellMinutes);
        }

        /** Orders with the same settings are one pool; this is its name. */
        String key() {
            return mode + "/" + everySeconds + "/" + dwellMinutes;
        }
    }

    /** Whether the pool has an effect. */
    public enum PoolMode {
        OFF,
        /** What would be moved is recorded, nothing is moved. */
        SHADOW,
        ON
    }
}
