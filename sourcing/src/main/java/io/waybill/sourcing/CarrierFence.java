package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.SourcingFacility.Carrier;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One of the carriers that the order names can be used at the facility; every facility passes when it names none
 * (platform.md 6.3, FACILITY-CARRIERAVAILABILITY; 3.5: active for the tenant and connected actively).
 */
final class CarrierFence implements Fence {

    @Override
    public String key() {
        return SourcingConfiguration.FACILITY_CARRIERAVAILABILITY;
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        Wishes wishes = demand.situation().request().wishes();
        if (wishes.carriers().isEmpty()) {
            return FenceResult.PASSED;
        }
        for (Carrier carrier : carriers(demand, facility)) {
            if (UsableCarriers.isWanted(wishes, carrier)) {
                return FenceResult.PASSED;
            }
        }
        return FenceResult.FAILED;
    }

    @Override
    public String expected(Demand demand) {
        List<String> wanted = demand.situation().request().wishes().carriers();
        return wanted.isEmpty() ? "any carrier or none" : "one of " + String.join(", ", wanted);
    }

    @Override
    public String actual(Demand demand, int facility) {
        List<Carrier> carriers = carriers(demand, facility);
        return carriers.isEmpty()
                ? "no active carrier"
                : carriers.stream().map(Carrier::key).sorted().collect(Collectors.joining(", "));
    }

    private static List<Carrier> carriers(Demand demand, int facility) {
        return demand.situation().facility(facility).operations().carriers();
    }
}
