package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Only the facilities that the order names; every facility passes when it names none. Shipping only (platform.md 6.3,
 * PRESELECTED-FACILITY).
 */
final class PreselectedFacilityFence implements Fence {

    @Override
    public String key() {
        return SourcingConfiguration.PRESELECTED_FACILITY;
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        Set<String> wanted = wanted(demand);
        return wanted.isEmpty()
                        || wanted.contains(demand.situation().facility(facility).id())
                ? FenceResult.PASSED
                : FenceResult.FAILED;
    }

    @Override
    public String expected(Demand demand) {
        Set<String> wanted = wanted(demand);
        return wanted.isEmpty()
                ? "any facility"
                : wanted.stream().sorted().collect(Collectors.joining(", ", "one of ", ""));
    }

    @Override
    public String actual(Demand demand, int facility) {
        return demand.situation().facility(facility).id();
    }

    private static Set<String> wanted(Demand demand) {
        return demand.situation().request().wishes().preselectedFacilities();
    }
}
