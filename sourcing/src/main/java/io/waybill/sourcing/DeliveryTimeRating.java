package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;

/**
 * Prefers the facility from which the delivery is faster (platform.md 6.4, DELIVERY-TIME). Score: the fewest days of
 * transit among the carriers that may serve the order there; the penalty grows up to a week.
 */
final class DeliveryTimeRating implements Rating {

    private static final Thresholds A_WEEK_IN_DAYS = new Thresholds(0, 7);

    @Override
    public String key() {
        return SourcingConfiguration.DELIVERY_TIME;
    }

    @Override
    public Thresholds thresholds() {
        return A_WEEK_IN_DAYS;
    }

    @Override
    public String needs() {
        return "a carrier that the order may use, with transit days to the country of the destination";
    }

    @Override
    public long score(Demand demand, int facility) {
        return UsableCarriers.leastDays(demand, facility);
    }
}
