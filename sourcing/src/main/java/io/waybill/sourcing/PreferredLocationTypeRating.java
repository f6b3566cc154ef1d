package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingFacility.LocationType;

/**
 * Prefers facilities of one kind (platform.md 6.4, PREFER-STORE and PREFER-WAREHOUSE). Score: 0 for that kind, 1 for any
 * other.
 */
final class PreferredLocationTypeRating implements Rating {

    private static final Thresholds THIS_OR_ANOTHER = new Thresholds(0, 1);

    private final String key;
    private final LocationType preferred;

    PreferredLocationTypeRating(String key, LocationType preferred) {
        this.key = key;
        this.preferred = preferred;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Thresholds thresholds() {
        return THIS_OR_ANOTHER;
    }

    @Override
    public String needs() {
        return "the location type of the facility";
    }

    @Override
    public long score(Demand demand, int facility) {
        LocationType type = demand.situation().facility(facility).locationType();
        if (type == null) {
            return UNMEASURED;
        }
        return type == preferred ? 0 : 1;
    }
}
