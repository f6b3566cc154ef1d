package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;

/**
 * Prefers the facility with fewer open pick jobs (platform.md 6.4, WORKLOAD-BALANCING). Score: pick jobs that are not
 * finished; the penalty grows up to a hundred.
 */
final class WorkloadBalancingRating implements Rating {

    private static final Thresholds HUNDRED_PICK_JOBS = new Thresholds(0, 100);

    @Override
    public String key() {
        return SourcingConfiguration.WORKLOAD_BALANCING;
    }

    @Override
    public Thresholds thresholds() {
        return HUNDRED_PICK_JOBS;
    }

    @Override
    public String needs() {
        return "the number of open pick jobs";
    }

    @Override
    public long score(Demand demand, int facility) {
        Long openPickJobs = demand.situation().facility(facility).operations().openPickJobs();
        return openPickJobs == null ? UNMEASURED : openPickJobs;
    }
}
