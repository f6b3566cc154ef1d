package io.waybill.platform.console;

import io.waybill.platform.facilities.FacilityServiceType;
import io.waybill.platform.facilities.FacilityStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is shown of one facility, ready to be read.
 *
 * @param tenantId empty where the tenant gave none
 * @param coordinates null where they are not known
 * @param now the time on its clock
 * @param pickingTimes by weekday; empty for a supplier
 * @param standardTimes whether they are the tenant's, because it has none of its own
 * @param limited whether its picking times take a limited number of jobs
 * @param slots of today and the days after
 * @param cost of an order there; null where none is known
 * @param buffer minutes from order to ready; null for a supplier
 * @param others the statuses it can be given
 * @param movable pick jobs that nobody has begun, so that somebody else can get them
 */
record FacilityDetails(
        String id,
        long version,
        String name,
        String tenantId,
        FacilityKind kind,
        FacilityStatus status,
        List<String> address,
        @Nullable String coordinates,
        String zone,
        String now,
        List<FacilityServiceType> services,
        List<Day> pickingTimes,
        boolean standardTimes,
        boolean limited,
        List<Slot> slots,
        List<Closing> closingDays,
        List<Carrier> carriers,
        @Nullable String cost,
        @Nullable String buffer,
        Work work,
        List<Job> jobs,
        List<FacilityStatus> others,
        String movable,
        boolean canMove) {

    /** Whether it gets new orders. */
    public boolean online() {
        return status == FacilityStatus.ONLINE;
    }

    /** Whether people work there. */
    public boolean managed() {
        return kind != FacilityKind.SUPPLIER;
    }

    /** Picking times of a weekday; no ranges on a day without picking. */
    record Day(String name, List<String> ranges) {}

    /**
     * A slot of picking time.
     *
     * @param capacity null where there is no limit
     */
    record Slot(
            String day,
            String range,
            String taken,
            @Nullable String capacity,
            boolean full) {}

    /** A day without picking. */
    record Closing(String date, String reason, boolean yearly) {}

    /**
     * A carrier.
     *
     * @param usable whether it and its connection to the facility are active
     * @param cutoffs until when it takes parcels; empty where it names no time
     */
    record Carrier(String name, boolean usable, String cutoffs) {}

    /** What is going on. */
    record Work(
            String waiting,
            String begun,
            String late,
            boolean isLate,
            String toPack,
            String toHandOver,
            String reserved) {}

    /**
     * A pick job.
     *
     * @param orderId null where it is of no order
     */
    record Job(
            String id,
            String shortId,
            String due,
            boolean late,
            @Nullable String orderId,
            String order) {}
}
