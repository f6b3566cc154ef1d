package io.waybill.platform.routing;

import io.waybill.sourcing.SourcingConfiguration;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a strategy counts for a plan: the configuration of the node that the plan's order leads to, and what holds for
 * the whole strategy. Immutable.
 *
 * @param stopAfter how long after its first attempt a plan is given up
 * @param reroute what becomes of a plan that was picked short
 * @param fallback who gets what nobody else can serve; null when it stays undecided
 * @param blacklistAssignedFacilities whether a facility a plan is taken away from may not get it again
 * @param timeTriggered when a pick job that is not done is taken away
 * @param timeTriggeredByContext what holds instead at some facilities; the lowest priority number first
 * @param pool whether orders that are routed and not begun are improved together; null when they are not
 */
record ActiveStrategy(
        SourcingConfiguration configuration,
        Duration stopAfter,
        Reroute reroute,
        @Nullable Fallback fallback,
        boolean blacklistAssignedFacilities,
        TimeTriggered timeTriggered,
        List<TimeTriggeredByContext> timeTriggeredByContext,
        NodePlanning.@Nullable Pool pool) {

    ActiveStrategy {
        timeTriggeredByContext = List.copyOf(timeTriggeredByContext);
    }

    private static final String PICKING_CAPACITY = "FACILITY-PICKING-TIME-CAPACITY";

    /** Whether a facility gets no more work than its picking capacity allows. */
    boolean keepsPickingCapacity() {
        return configuration.fences().stream()
                .anyMatch(fence -> fence.implementation().equals(PICKING_CAPACITY));
    }

    /** How many facilities may serve one order. */
    int maximumParts() {
        SourcingConfiguration.OrderSplit split = configuration.orderSplit();
        return split.active() ? Math.addExact(split.maxSplitCount(), 1) : 1;
    }

    /** The same with another planner. */
    ActiveStrategy plannedBy(String planner) {
        return new ActiveStrategy(
                configuration.plannedBy(planner),
                stopAfter,
                reroute,
                fallback,
                blacklistAssignedFacilities,
                timeTriggered,
                timeTriggeredByContext,
                pool);
    }

    /**
     * What becomes of a plan that was picked short (platform.md 6.8).
     *
     * @param zeroPicksOnly only where nothing at all was picked
     * @param manualReroute whether staff may ask for a reroute themselves
     */
    record Reroute(
            ShortPickReroute shipFromStore,
            ShortPickReroute clickAndCollect,
            boolean zeroPicksOnly,
            boolean manualReroute) {

        static final Reroute NONE = new Reroute(ShortPickReroute.NONE, ShortPickReroute.NONE, false, false);
    }

    /** @param type the whole plan, or only what was not picked */
    record ShortPickReroute(boolean active, RerouteType type) {

        static final ShortPickReroute NONE = new ShortPickReroute(false, RerouteType.REROUTE);
    }

    /** Names of the wire (RoutingStrategyRerouteType). */
    enum RerouteType {
        /** The whole plan goes elsewhere. */
        REROUTE,
        /** What was not picked goes elsewhere as a plan of its own. */
        ORDERSPLIT
    }

    /** @param after how long a plan has to have been without a facility */
    record Fallback(String facilityId, Duration after) {}

    /** When pick jobs that are not done are taken away, by what they are for. */
    record TimeTriggered(TimedReroute sfsDelivery, TimedReroute sfsSameday, TimedReroute clickAndCollect) {

        static final TimeTriggered NONE = new TimeTriggered(TimedReroute.NONE, TimedReroute.NONE, TimedReroute.NONE);
    }

    /**
     * When a pick job that is not done is taken away.
     *
     * @param afterMinutes minutes since it was created, at least 5
     * @param targetTimeHours only jobs whose target time is at most so many hours away, at least 1
     * @param startedJobs minutes, at least 60, after which jobs that were begun are taken away too; null when they are
     *     left alone
     */
    record TimedReroute(
            boolean active,
            long afterMinutes,
            long targetTimeHours,
            @Nullable Long startedJobs) {

        static final TimedReroute NONE = new TimedReroute(false, 1440, 48, null);
    }

    /**
     * Time triggers of some facilities.
     *
     * @param values ids of facilities, or of groups of facilities
     * @param priority the lowest number that fits a facility counts
     */
    record TimeTriggeredByContext(ContextType type, List<String> values, long priority, TimeTriggered timeTriggered) {

        TimeTriggeredByContext {
            values = List.copyOf(values);
        }
    }

    /** Names of the wire (TimeTriggeredConfigContextType). */
    enum ContextType {
        FACILITY,
        FACILITY_GROUP
    }
}
