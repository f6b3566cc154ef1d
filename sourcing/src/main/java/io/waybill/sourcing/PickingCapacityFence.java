package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import java.util.Set;

/**
 * The facility has free picking capacity within the planning time frame (platform.md 6.3,
 * FACILITY-PICKING-TIME-CAPACITY). One without a limit passes. In reactive mode a full facility may pass later, when
 * work is done or the time frame has moved on.
 */
final class PickingCapacityFence implements Fence {

    @Override
    public String key() {
        return SourcingConfiguration.FACILITY_PICKING_TIME_CAPACITY;
    }

    @Override
    public Set<FenceMode> modes() {
        return Set.of(FenceMode.STATIC, FenceMode.REACTIVE);
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        Long free = demand.situation().facility(facility).operations().freeCapacity();
        if (free == null || free > 0) {
            return FenceResult.PASSED;
        }
        return mode == FenceMode.REACTIVE ? FenceResult.REACTIVE_PASSING_POSSIBLE : FenceResult.FAILED;
    }

    @Override
    public String expected(Demand demand) {
        return "at least 1 free";
    }

    @Override
    public String actual(Demand demand, int facility) {
        Long free = demand.situation().facility(facility).operations().freeCapacity();
        return free == null ? "no limit" : free + " free";
    }
}
