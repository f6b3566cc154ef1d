package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facility lies in the consumer's country (platform.md 6.3, FACILITY-COUNTRY). When the consumer's country is not
 * known there is nothing to compare, and every facility passes; a facility without a country fails.
 */
final class CountryFence implements Fence {

    @Override
    public String key() {
        return SourcingConfiguration.FACILITY_COUNTRY;
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        String wanted = wanted(demand);
        return wanted == null || wanted.equalsIgnoreCase(country(demand, facility))
                ? FenceResult.PASSED
                : FenceResult.FAILED;
    }

    @Override
    public String expected(Demand demand) {
        return Objects.requireNonNullElse(wanted(demand), "any country, the consumer's is not known");
    }

    @Override
    public String actual(Demand demand, int facility) {
        return Objects.requireNonNullElse(country(demand, facility), "not known");
    }

    private static @Nullable String wanted(Demand demand) {
        return demand.situation().request().destination().country();
    }

    private static @Nullable String country(Demand demand, int facility) {
        return demand.situation().facility(facility).country();
    }
}
