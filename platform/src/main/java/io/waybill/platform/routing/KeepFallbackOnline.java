package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityChangeRequested;
import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.facilities.FacilityStatus;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Whoever is the last resort is there: the fallback facility of the strategy in use stays online. */
@ApplicationScoped
public class KeepFallbackOnline {
    private final RoutingStrategies strategies;
    private final Facilities facilities;

    KeepFallbackOnline(RoutingStrategies strategies, Facilities facilities) {
        this.strategies = strategies;
        this.facilities = facilities;
    }

    /**
     * @param facilityIds where a strategy falls back to
     * @throws Rejection 400 when one of them is not online
     */
    void require(Handle handle, Set<String> facilityIds) {
        if (facilityIds.isEmpty()) {
            return;
        }
        facilities.hold(handle, List.copyOf(facilityIds));
        for (Facility facility : facilities.byIds(handle, facilityIds).values()) {
            if (!facility.isManaged() || facility.status() != FacilityStatus.ONLINE) {
                throw Rejection.invalid("fallbackFacility.facilityRefs: facility " + facility.id() + " must be ONLINE");
            }
        }
    }

    void on(@Observes FacilityChangeRequested fact) {
        if (fact.before().status() == FacilityStatus.ONLINE
                && fact.after().status() != FacilityStatus.ONLINE
                && isFallback(fact.transaction().handle(), fact.before().id())) {
            throw Rejection.invalid("status must stay ONLINE: facility "
                    + fact.before().id() + " is the fallback facility of the routing strategy in use");
        }
    }

    void on(@Observes FacilityDeletionRequested fact) {
        if (isFallback(fact.transaction().handle(), fact.facility().id())) {
            fact.inTheWay(
                    "routing strategies in use that fall back to it",
                    List.of(strategies
                            .inUse(fact.transaction().handle())
                            .strategy()
                            .id()));
        }
    }

    /** Whether the strategy in use falls back to the facility, so that it has to stay online. */
    public boolean isFallback(Handle handle, String facilityId) {
        return strategies.inUse(handle).fallbackFacilities().contains(facilityId);
    }
}
