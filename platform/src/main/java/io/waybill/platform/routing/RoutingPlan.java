package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.DeliveryPreferences;
import io.waybill.platform.orders.OrderedService;
import io.waybill.platform.orders.WorkflowInformation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one facility is to do, or may come to do, for an order; as stored and answered (platform.md 6.2).
 *
 * @param orderLineItems units of this plan, never of the whole order once that was split
 * @param customServices of the whole order; those without goods in this plan are done elsewhere
 * @param targetAddress where the goods go; null when they are collected by somebody without address
 * @param provisioningTime when the goods have to be ready for collection
 * @param facilityRef who serves it; null while undecided
 * @param routingRun how often the plan was decided; each has a decision log
 * @param splitCount splits of the order before this plan was made
 * @param parentRoutingPlanRef the plan this one was split off
 * @param childRoutingPlanRef the plan split off this one
 * @param facilityBlackList ids of facilities that must not be chosen
 * @param activeConfig what the plan is decided by: stored, the hash of a configuration of {@link PlanConfigurations}, so
 *     that a plan does not carry kilobytes that are the same in thousands; answered, that configuration. Null until the
 *     first decision
 * @param rerouteDescription what a person gave as the reason of the reroute this plan comes from
 * @param fallbackRoutingAfterTimeInSeconds how long after it is given up the plan goes to the fallback facility; null
 *     where there is none
 * @param targetTimeBaseDate from when on its facility has time to work on it; that of the order while undecided
 * @param earliestPickingStart null while undecided, and where no target time is known
 * @param latestPickingStart null as {@code earliestPickingStart}
 */
public record RoutingPlan(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        RoutingPlanStatus status,
        String consolidatedStatus,
        String orderRef,
        @Nullable String tenantOrderId,
        String processId,
        Instant orderDate,
        List<RoutingPlanLine> orderLineItems,
        @Nullable List<OrderedService> customServices,
        @Nullable DeliveryPreferences deliveryPreferences,
        @Nullable TargetAddress targetAddress,
        @Nullable Instant provisioningTime,
        @Nullable Instant targetTimeBaseDate,
        @Nullable String facilityRef,
        @Nullable String pickJobRef,
        int routingRun,
        int finalizeRun,
        int splitCount,
        int priority,
        @Nullable String parentRoutingPlanRef,
        @Nullable String childRoutingPlanRef,
        List<String> predecessorRerouteRoutingPlanRefs,
        List<String> successorRerouteRoutingPlanRefs,
        @Nullable String reRoutedFacilityRef,
        @Nullable String reRoutedPickJobRef,
        @Nullable String reRoutedRoutingPlanRef,
        @Nullable String reRouteReason,
        String runType,
        @Nullable String runId,
        @Nullable List<String> facilityBlackList,
        @Nullable Instant firstRoutingAttempt,
        List<DecisionLogRef> decisionLogs,
        List<HistoryEntry> history,
        @Nullable List<PlanStatusReason> statusReasons,
        @Nullable JsonNode activeConfig,
        boolean anonymized,
        WorkflowInformation workflowInformation,
        @Nullable JsonNode rerouteDescription,
        @Nullable Long fallbackRoutingAfterTimeInSeconds,
        @Nullable EarliestPickingStart earliestPickingStart,
        @Nullable LatestPickingStart latestPickingStart)
        implements Resource<RoutingPlan> {

    @Override
    public RoutingPlan touched(long newVersion, Instant modified) {
        return change().version(newVersion).lastModified(modified).build();
    }

    /** Whether the consumer collects the goods at the facility. */
    boolean isCollected() {
        return deliveryPreferences != null && deliveryPreferences.collection() != null;
    }

    /** The articles of its lines. */
    Set<String> articles() {
        return orderLineItems.stream()
                .map(line -> line.article().tenantArticleId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Units by article.
     *
     * @throws Rejection 422 when they are more than can be reserved
     */
    Map<String, Integer> quantities() {
        Map<String, Integer> quantities = new TreeMap<>();
        units().forEach((article, units) -> {
            if (units > Integer.MAX_VALUE) {
                throw Rejection.ruleBroken("Routing plan " + id + " has " + units + " units of article " + article
                        + "; no more than 2,147,483,647 can be reserved at one facility");
            }
            quantities.put(article, units.intValue());
        });
        return quantities;
    }

    /** Whether one facility can reserve everything: lines of one article may add up to more than any stock holds. */
    boolean isReservable() {
        return units().values().stream().allMatch(units -> units <= Integer.MAX_VALUE);
    }

    private Map<String, Long> units() {
        Map<String, Long> units = new TreeMap<>();
        orderLineItems.forEach(line -> units.merge(line.article().tenantArticleId(), line.quantity(), Math::addExact));
        return units;
    }

    /** Names its configuration; null until the first decision. */
    @Nullable
    String configurationHash() {
        return activeConfig == null || !activeConfig.isTextual() ? null : activeConfig.textValue();
    }

    RoutingPlanChange change() {
        return new RoutingPlanChange(this);
    }

    /**
     * When picking can begin.
     *
     * @param carrierRef whose cut-off the target time is; null where it is nobody's in particular
     */
    public record EarliestPickingStart(
            @Nullable String carrierRef, Instant targetTime, Instant earliestPickingStartDate) {}

    /** When picking has to begin for the target time. */
    public record LatestPickingStart(@Nullable String carrierRef, Instant targetTime, Instant latestPickingStartDate) {}

    /** Where the decision log of a run is found. */
    public record DecisionLogRef(int routingRun, int finalizeRun, String url) {}

    /** When the plan came into a status. */
    public record HistoryEntry(Instant created, RoutingPlanStatus status) {}

    /** Why the plan is obsolete; {@code status} is always OBSOLETE. */
    public record PlanStatusReason(String status, String reason) {}
}
