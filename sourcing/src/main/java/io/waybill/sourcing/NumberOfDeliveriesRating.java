package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;

/**
 * Prefers the facility that leaves fewer deliveries (platform.md 6.4, NUMBER-OF-DELIVERIES, thresholds 1 to 3). Score: the
 * least number of deliveries the order can still come to: those decided already, this one, and one more when the
 * facility cannot give everything.
 */
final class NumberOfDeliveriesRating implements Rating {

    private static final Thresholds ONE_TO_THREE = new Thresholds(1, 3);

    @Override
    public String key() {
        return SourcingConfiguration.NUMBER_OF_DELIVERIES;
    }

    @Override
    public Thresholds thresholds() {
        return ONE_TO_THREE;
    }

    @Override
    public String needs() {
        return "stock";
    }

    @Override
    public long score(Demand demand, int facility) {
        boolean leavesARest = demand.unitsTakeableBy(facility) < demand.units();
        return demand.partsBefore() + 1L + (leavesARest ? 1 : 0);
    }
}
