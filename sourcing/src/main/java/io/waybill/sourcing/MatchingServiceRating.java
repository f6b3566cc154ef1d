package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingFacility.Service;
import java.util.Set;

/**
 * Prefers facilities specialised in the service that is wanted (platform.md 6.4, MATCHING-BUSINESSTYPE). Score: 0 when
 * the facility offers this service only, 1 when it offers others too, 2 when it does not offer it.
 */
final class MatchingServiceRating implements Rating {

    private static final Thresholds ONLY_THIS_TO_WITHOUT_IT = new Thresholds(0, 2);

    @Override
    public String key() {
        return SourcingConfiguration.MATCHING_BUSINESSTYPE;
    }

    @Override
    public Thresholds thresholds() {
        return ONLY_THIS_TO_WITHOUT_IT;
    }

    @Override
    public String needs() {
        return "the services of the facility";
    }

    @Override
    public long score(Demand demand, int facility) {
        Set<Service> services = demand.situation().facility(facility).services();
        if (!services.contains(demand.situation().request().wishes().service())) {
            return 2;
        }
        return services.size() == 1 ? 0 : 1;
    }
}
