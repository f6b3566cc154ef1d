package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.DeliveryPreferences;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A routing plan on its way to its next state: copies what is not set. Used by one thread, for one change. */
final class RoutingPlanChange {
    private final RoutingPlan before;
    private long version;
    private Instant lastModified;
    private RoutingPlanStatus status;
    private String consolidatedStatus;
    private @Nullable String tenantOrderId;
    private List<RoutingPlanLine> orderLineItems;
    private @Nullable DeliveryPreferences deliveryPreferences;
    private @Nullable TargetAddress targetAddress;
    private @Nullable Instant provisioningTime;
    private @Nullable Instant targetTimeBaseDate;
    private @Nullable String facilityRef;
    private @Nullable String pickJobRef;
    private int routingRun;
    private int finalizeRun;
    private int splitCount;
    private int priority;
    private @Nullable String parentRoutingPlanRef;
    private @Nullable String childRoutingPlanRef;
    private List<String> predecessorRerouteRoutingPlanRefs;
    private List<String> successorRerouteRoutingPlanRefs;
    private @Nullable String reRoutedFacilityRef;
    private @Nullable String reRoutedPickJobRef;
    private @Nullable String reRoutedRoutingPlanRef;
    private @Nullable String reRouteReason;
    private String runType;
    private @Nullable String runId;
    private @Nullable List<String> facilityBlackList;
    private @Nullable Instant firstRoutingAttempt;
    private List<RoutingPlan.DecisionLogRef> decisionLogs;
    private List<RoutingPlan.HistoryEntry> history;
    private @Nullable List<RoutingPlan.PlanStatusReason> statusReasons;
    private @Nullable JsonNode activeConfig;
    private @Nullable JsonNode rerouteDescription;
    private @Nullable Long fallbackRoutingAfterTimeInSeconds;
    private RoutingPlan.@Nullable EarliestPickingStart earliestPickingStart;
    private RoutingPlan.@Nullable LatestPickingStart latestPickingStart;

    RoutingPlanChange(RoutingPlan before) {
        this.before = before;
        this.version = before.version();
        this.lastModified = before.lastModified();
        this.status = before.status();
        this.consolidatedStatus = before.consolidatedStatus();
        this.tenantOrderId = before.tenantOrderId();
        this.orderLineItems = before.orderLineItems();
        this.deliveryPreferences = before.deliveryPreferences();
        this.targetAddress = before.targetAddress();
        this.provisioningTime = before.provisioningTime();
        this.targetTimeBaseDate = before.targetTimeBaseDate();
        this.facilityRef = before.facilityRef();
        this.pickJobRef = before.pickJobRef();
        this.routingRun = before.routingRun();
        this.finalizeRun = before.finalizeRun();
        this.splitCount = before.splitCount();
        this.priority = before.priority();
        this.parentRoutingPlanRef = before.parentRoutingPlanRef();
        this.childRoutingPlanRef = before.childRoutingPlanRef();
        this.predecessorRerouteRoutingPlanRefs = before.predecessorRerouteRoutingPlanRefs();
        this.successorRerouteRoutingPlanRefs = before.successorRerouteRoutingPlanRefs();
        this.reRoutedFacilityRef = before.reRoutedFacilityRef();
        this.reRoutedPickJobRef = before.reRoutedPickJobRef();
        this.reRoutedRoutingPlanRef = before.reRoutedRoutingPlanRef();
        this.reRouteReason = before.reRouteReason();
        this.runType = before.runType();
        this.runId = before.runId();
        this.facilityBlackList = before.facilityBlackList();
        this.firstRoutingAttempt = before.firstRoutingAttempt();
        this.decisionLogs = before.decisionLogs();
        this.history = before.history();
        this.statusReasons = before.statusReasons();
        this.activeConfig = before.activeConfig();
        this.rerouteDescription = before.rerouteDescription();
        this.fallbackRoutingAfterTimeInSeconds = before.fallbackRoutingAfterTimeInSeconds();
        this.earliestPickingStart = before.earliestPickingStart();
        this.latestPickingStart = before.latestPickingStart();
    }

    RoutingPlanChange version(long value) {
        this.version = value;
        return this;
    }

    RoutingPlanChange lastModified(Instant value) {
        this.lastModified = value;
        return this;
    }

    RoutingPlanChange status(RoutingPlanStatus value) {
        this.status = value;
        return this;
    }

    RoutingPlanChange consolidatedStatus(String value) {
        this.consolidatedStatus = value;
        return this;
    }

    RoutingPlanChange tenantOrderId(@Nullable String value) {
        this.tenantOrderId = value;
        return this;
    }

    RoutingPlanChange orderLineItems(List<RoutingPlanLine> value) {
        this.orderLineItems = value;
        return this;
    }

    RoutingPlanChange deliveryPreferences(@Nullable DeliveryPreferences value) {
        this.deliveryPreferences = value;
        return this;
    }

    RoutingPlanChange targetAddress(@Nullable TargetAddress value) {
        this.targetAddress = value;
        return this;
    }

    RoutingPlanChange provisioningTime(@Nullable Instant value) {
        this.provisioningTime = value;
        return this;
    }

    RoutingPlanChange targetTimeBaseDate(@Nullable Instant value) {
        this.targetTimeBaseDate = value;
        return this;
    }

    RoutingPlanChange facilityRef(@Nullable String value) {
        this.facilityRef = value;
        return this;
    }

    RoutingPlanChange pickJobRef(@Nullable String value) {
        this.pickJobRef = value;
        return this;
    }

    RoutingPlanChange routingRun(int value) {
        this.routingRun = value;
        return this;
    }

    RoutingPlanChange finalizeRun(int value) {
        this.finalizeRun = value;
        return this;
    }

    RoutingPlanChange splitCount(int value) {
        this.splitCount = value;
        return this;
    }

    RoutingPlanChange priority(int value) {
        this.priority = value;
        return this;
    }

    RoutingPlanChange parentRoutingPlanRef(@Nullable String value) {
        this.parentRoutingPlanRef = value;
        return this;
    }

    RoutingPlanChange childRoutingPlanRef(@Nullable String value) {
        this.childRoutingPlanRef = value;
        return this;
    }

    RoutingPlanChange predecessorRerouteRoutingPlanRefs(List<String> value) {
        this.predecessorRerouteRoutingPlanRefs = value;
        return this;
    }

    RoutingPlanChange successorRerouteRoutingPlanRefs(List<String> value) {
        this.successorRerouteRoutingPlanRefs = value;
        return this;
    }

    RoutingPlanChange reRoutedFacilityRef(@Nullable String value) {
        this.reRoutedFacilityRef = value;
        return this;
    }

    RoutingPlanChange reRoutedPickJobRef(@Nullable String value) {
        this.reRoutedPickJobRef = value;
        return this;
    }

    RoutingPlanChange reRoutedRoutingPlanRef(@Nullable String value) {
        this.reRoutedRoutingPlanRef = value;
        return this;
    }

    RoutingPlanChange reRouteReason(@Nullable String value) {
        this.reRouteReason = value;
        return this;
    }

    RoutingPlanChange runType(String value) {
        this.runType = value;
        return this;
    }

    RoutingPlanChange runId(String value) {
        this.runId = value;
        return this;
    }

    RoutingPlanChange facilityBlackList(@Nullable List<String> value) {
        this.facilityBlackList = value;
        return this;
    }

    RoutingPlanChange firstRoutingAttempt(@Nullable Instant value) {
        this.firstRoutingAttempt = value;
        return this;
    }

    RoutingPlanChange decisionLogs(List<RoutingPlan.DecisionLogRef> value) {
        this.decisionLogs = value;
        return this;
    }

    RoutingPlanChange history(List<RoutingPlan.HistoryEntry> value) {
        this.history = value;
        return this;
    }

    RoutingPlanChange statusReasons(@Nullable List<RoutingPlan.PlanStatusReason> value) {
        this.statusReasons = value;
        return this;
    }

    RoutingPlanChange activeConfig(@Nullable JsonNode value) {
        this.activeConfig = value;
        return this;
    }

    RoutingPlanChange rerouteDescription(@Nullable JsonNode value) {
        this.rerouteDescription = value;
        return this;
    }

    RoutingPlanChange fallbackRoutingAfterTimeInSeconds(@Nullable Long value) {
        this.fallbackRoutingAfterTimeInSeconds = value;
        return this;
    }

    RoutingPlanChange earliestPickingStart(RoutingPlan.@Nullable EarliestPickingStart value) {
        this.earliestPickingStart = value;
        return this;
    }

    RoutingPlanChange latestPickingStart(RoutingPlan.@Nullable LatestPickingStart value) {
        this.latestPickingStart = value;
        return this;
    }

    RoutingPlan build() {
        return new RoutingPlan(
                before.id(),
                version,
                before.created(),
                lastModified,
                status,
                consolidatedStatus,
                before.orderRef(),
                tenantOrderId,
                before.processId(),
                before.orderDate(),
                orderLineItems,
                before.customServices(),
                deliveryPreferences,
                targetAddress,
                provisioningTime,
                targetTimeBaseDate,
                facilityRef,
                pickJobRef,
                routingRun,
                finalizeRun,
                splitCount,
                priority,
                parentRoutingPlanRef,
                childRoutingPlanRef,
                predecessorRerouteRoutingPlanRefs,
                successorRerouteRoutingPlanRefs,
                reRoutedFacilityRef,
                reRoutedPickJobRef,
                reRoutedRoutingPlanRef,
                reRouteReason,
                runType,
                runId,
                facilityBlackList,
                firstRoutingAttempt,
                decisionLogs,
                history,
                statusReasons,
                activeConfig,
                before.anonymized(),
                before.workflowInformation(),
                rerouteDescription,
                fallbackRoutingAfterTimeInSeconds,
                earliestPickingStart,
                latestPickingStart);
    }
}
