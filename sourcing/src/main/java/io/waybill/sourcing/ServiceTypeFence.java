package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.SourcingFacility.Service;
import java.util.stream.Collectors;

/**
 * The facility offers the service that the channel needs: SHIP_FROM_STORE for shipping, same-day included, PICKUP for
 * click and collect (platform.md 6.3, FACILITY-BUSINESSTYPE).
 */
final class ServiceTypeFence implements Fence {

    @Override
    public String key() {
        return SourcingConfiguration.FACILITY_BUSINESSTYPE;
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        return demand.situation().facility(facility).services().contains(needed(demand))
                ? FenceResult.PASSED
                : FenceResult.FAILED;
    }

    @Override
    public String expected(Demand demand) {
        return needed(demand).name();
    }

    @Override
    public String actual(Demand demand, int facility) {
        return demand.situation().facility(facility).services().stream()
                .map(Service::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Service needed(Demand demand) {
        return demand.situation().request().wishes().service();
    }
}
