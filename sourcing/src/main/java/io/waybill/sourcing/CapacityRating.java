package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;

/**
 * Prefers the facility with more free picking capacity (platform.md 6.4, CAPACITY). Score: free capacity within the
 * planning time frame; a facility without a limit counts as {@link #UNLIMITED}. The penalty falls until a hundred are
 * free.
 */
final class CapacityRating implements Rating {

    /** Score of a facility whose capacity has no limit. */
    static final long UNLIMITED = 1_000_000;

    private static final Thresholds HUNDRED_FREE = new Thresholds(100, 0);

    @Override
    public String key() {
        return SourcingConfiguration.CAPACITY;
    }

    @Override
    public Thresholds thresholds() {
        return HUNDRED_FREE;
    }

    @Override
    public String needs() {
        return "the free capacity";
    }

    @Override
    public long score(Demand demand, int facility) {
        Long free = demand.situation().facility(facility).operations().freeCapacity();
        return free == null ? UNLIMITED : Math.min(free, UNLIMITED);
    }
}
