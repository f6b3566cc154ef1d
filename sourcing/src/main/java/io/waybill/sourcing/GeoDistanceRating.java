package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;

/**
 * Prefers the facility nearest to the consumer. Score: bee-line in metres; the penalty grows from 0 to 1,000 km
 * (platform.md 6.4, GEO-DISTANCE and its thresholds; the product has a table of postal codes for Germany, Waybill
 * measures the bee-line everywhere).
 */
final class GeoDistanceRating implements Rating {

    private static final Thresholds THOUSAND_KILOMETRES = new Thresholds(0, 1_000_000);

    @Override
    public String key() {
        return SourcingConfiguration.GEO_DISTANCE;
    }

    @Override
    public Thresholds thresholds() {
        return THOUSAND_KILOMETRES;
    }

    @Override
    public String needs() {
        return "coordinates of the facility and of the destination";
    }

    @Override
    public long score(Demand demand, int facility) {
        long metres = demand.situation().metres(facility);
        return metres == Situation.UNKNOWN_DISTANCE ? UNMEASURED : metres;
    }
}
