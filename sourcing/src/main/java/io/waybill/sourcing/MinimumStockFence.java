package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;

/**
 * The facility has something to pick: at least one unit of a single line, or one whole bundle (platform.md 6.3,
 * AVOID-ZERO-STOCK).
 */
final class MinimumStockFence implements Fence {

    @Override
    public String key() {
        return SourcingConfiguration.AVOID_ZERO_STOCK;
    }

    @Override
    public boolean looksAtStock() {
        return true;
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        return demand.unitsTakeableBy(facility) > 0 ? FenceResult.PASSED : FenceResult.FAILED;
    }

    @Override
    public String expected(Demand demand) {
        return "at least 1 unit";
    }

    @Override
    public String actual(Demand demand, int facility) {
        return demand.unitsTakeableBy(facility) + " units";
    }
}
