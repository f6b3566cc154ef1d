package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;

/**
 * Prefers the facility from which the delivery is cheaper (platform.md 6.4, DELIVERY-COSTS). Score: the least cost, in
 * hundredths of the currency, among the carriers that may serve the order there; the penalty grows up to 20.00.
 */
final class DeliveryCostsRating implements Rating {

    private static final Thresholds TWENTY = new Thresholds(0, 2_000);

    @Override
    public String key() {
        return SourcingConfiguration.DELIVERY_COSTS;
    }

    @Override
    public Thresholds thresholds() {
        return TWENTY;
    }

    @Override
    public String needs() {
        return "a carrier that the order may use, with delivery costs to the country of the destination";
    }

    @Override
    public long score(Demand demand, int facility) {
        return UsableCarriers.leastCost(demand, facility);
    }
}
