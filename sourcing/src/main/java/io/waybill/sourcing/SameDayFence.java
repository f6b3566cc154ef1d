package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.SourcingFacility.Carrier;
import io.waybill.sourcing.SourcingFacility.Service;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A same-day order can leave today: the facility ships, and a same-day carrier that the order may use still takes
 * parcels once the buffer of the facility has passed (platform.md 6.3, SAMEDAY-POSSIBLE). Orders that are not same-day
 * pass. In reactive mode a facility that is only too late for today may pass on another day.
 */
final class SameDayFence implements Fence {

    @Override
    public String key() {
        return SourcingConfiguration.SAMEDAY_POSSIBLE;
    }

    @Override
    public Set<FenceMode> modes() {
        return Set.of(FenceMode.STATIC, FenceMode.REACTIVE);
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        if (!isSameDay(demand)) {
            return FenceResult.PASSED;
        }
        if (!ships(demand, facility) || !hasCarrier(demand, facility)) {
            return FenceResult.FAILED;
        }
        Instant until = latest(demand, facility);
        if (until != null && demand.situation().request().now().isBefore(until)) {
            return FenceResult.PASSED;
        }
        return mode == FenceMode.REACTIVE ? FenceResult.REACTIVE_PASSING_POSSIBLE : FenceResult.FAILED;
    }

    @Override
    public String expected(Demand demand) {
        return isSameDay(demand)
                ? "SHIP_FROM_STORE and a same-day carrier after "
                        + demand.situation().request().now()
                : "nothing, the order is not same-day";
    }

    @Override
    public String actual(Demand demand, int facility) {
        if (!isSameDay(demand)) {
            return "not same-day";
        }
        if (!ships(demand, facility)) {
            return "no SHIP_FROM_STORE";
        }
        if (!hasCarrier(demand, facility)) {
            return "no active same-day carrier";
        }
        Instant until = latest(demand, facility);
        return until == null ? "no cut-off left today" : "possible until " + until;
    }

    private static boolean isSameDay(Demand demand) {
        return demand.situation().request().wishes().serviceLevel() == ServiceLevel.SAMEDAY;
    }

    private static boolean ships(Demand demand, int facility) {
        return demand.situation().facility(facility).services().contains(Service.SHIP_FROM_STORE);
    }

    private static boolean hasCarrier(Demand demand, int facility) {
        Wishes wishes = demand.situation().request().wishes();
        for (Carrier carrier :
                demand.situation().facility(facility).operations().carriers()) {
            if (UsableCarriers.isUsable(wishes, carrier)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Instant latest(Demand demand, int facility) {
        Wishes wishes = demand.situation().request().wishes();
        Instant latest = null;
        for (Carrier carrier :
                demand.situation().facility(facility).operations().carriers()) {
            Instant until = carrier.sameDayUntil();
            if (until != null
                    && UsableCarriers.isUsable(wishes, carrier)
                    && (latest == null || until.isAfter(latest))) {
                latest = until;
            }
        }
        return latest;
    }
}
