package io.waybill.platform.routing;

import io.waybill.platform.orders.Consumer;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.DeliveryPreferences;
import io.waybill.platform.orders.EntityStatus;
import io.waybill.platform.orders.ModuleEntity;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.ProcessChange;
import io.waybill.platform.orders.ProcessHistoryEntry;
import io.waybill.platform.orders.WorkflowInformation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a routing plan begins, and what it becomes (platform.md 6.2). Pure. */
final class PlanLifecycle {
    private PlanLifecycle() {}

    /** The undecided plan of a whole order. */
    static RoutingPlan initial(String id, Order order, Instant now) {
        DeliveryPreferences.Collect collection = order.collection();
        return new RoutingPlan(
                id,
                1,
                now,
                now,
                RoutingPlanStatus.INITIAL,
                "INITIAL",
                order.id(),
                order.tenantOrderId(),
                order.processId(),
                order.orderDate(),
                order.orderLineItems().stream().map(RoutingPlanLine::of).toList(),
                order.customServices(),
                order.deliveryPreferences(),
                target(order.consumer()),
                collection == null ? null : collection.provisioningTime(),
                order.created(),
                null,
                null,
                0,
                0,
                0,
                0,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                "DEFAULT",
                null,
                null,
                null,
                List.of(),
                List.of(new RoutingPlan.HistoryEntry(now, RoutingPlanStatus.INITIAL)),
                null,
                null,
                false,
                WorkflowInformation.NONE,
                null,
                null,
                null,
                null);
    }

    static @Nullable TargetAddress target(Consumer consumer) {
        ConsumerAddress address = consumer.deliveryAddress();
        return address == null ? null : TargetAddress.of(address, consumer.facilityRef(), consumer.tenantFacilityId());
    }

    /** A plan split off another one: other units of the same order. */
    static RoutingPlan child(String id, RoutingPlan parent, List<RoutingPlanLine> lines, Instant now) {
        return new RoutingPlan(
                id,
                1,
                now,
                now,
                RoutingPlanStatus.INITIAL,
                "INITIAL",
                parent.orderRef(),
                parent.tenantOrderId(),
                parent.processId(),
                parent.orderDate(),
                lines,
                parent.customServices(),
                parent.deliveryPreferences(),
                parent.targetAddress(),
                parent.provisioningTime(),
                parent.targetTimeBaseDate(),
                null,
                null,
                0,
                0,
                parent.splitCount() + 1,
                parent.priority(),
                parent.id(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                parent.reRouteReason(),
                parent.runType(),
                parent.runId(),
                parent.facilityBlackList(),
                parent.firstRoutingAttempt(),
                List.of(),
                List.of(new RoutingPlan.HistoryEntry(now, RoutingPlanStatus.INITIAL)),
                null,
                parent.activeConfig(),
                false,
                WorkflowInformation.NONE,
                null,
                null,
                null,
                null);
    }

    /**
     * The plan that comes in place of others, because their order was modified.
     *
     * @param replaced plans it comes in place of
     */
    static RoutingPlan replacement(String id, Order order, List<RoutingPlan> replaced, Instant now) {
        List<String> excluded = replaced.stream()
                .map(RoutingPlan::facilityBlackList)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .distinct()
                .toList();
        return initial(id, order, now)
                .change()
                .predecessorRerouteRoutingPlanRefs(
                        replaced.stream().map(RoutingPlan::id).toList())
                .reRouteReason("ORDERMODIFIED")
                .facilityBlackList(excluded.isEmpty() ? null : excluded)
                .runType("REROUTE")
                .activeConfig(replaced.stream()
                        .map(RoutingPlan::activeConfig)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .build();
    }

    /** The plan with what its order says now about where and when; its lines stay. */
    static RoutingPlan modified(RoutingPlan plan, Order order) {
        DeliveryPreferences.Collect collection = order.collection();
        return plan.change()
                .targetAddress(target(order.consumer()))
                .deliveryPreferences(order.deliveryPreferences())
                .provisioningTime(collection == null ? null : collection.provisioningTime())
                .build();
    }

    /** The plan with a new status, noted in its history; the same status is noted once. */
    static RoutingPlan in(RoutingPlan plan, RoutingPlanStatus status, Instant now) {
        if (plan.status() == status) {
            return plan;
        }
        List<RoutingPlan.HistoryEntry> history = new ArrayList<>(plan.history());
        history.add(new RoutingPlan.HistoryEntry(now, status));
        return plan.change()
                .status(status)
                .history(history)
                .consolidatedStatus(consolidated(plan, status))
                .build();
    }

    /** One word for where a plan stands and how it came there; one of the contract's 64. */
    private static String consolidated(RoutingPlan before, RoutingPlanStatus status) {
        boolean split = before.childRoutingPlanRef() != null;
        boolean waited = before.history().stream().anyMatch(entry -> entry.status() == RoutingPlanStatus.WAITING);
        return switch (status) {
            case ROUTED -> routed(before, split, waited);
            case LOCKED, PROMISED -> "LOCKED";
            case WAITING -> split ? "WAITING_AND_SPLIT" : "WAITING";
            case RETRYABLE -> "RETRYABLE";
            case NOT_ROUTABLE -> notRoutable(before, waited);
            case CANCELED ->
                before.status() != RoutingPlanStatus.ROUTED
                        ? "CANCELED"
                        : split ? "ROUTED_AND_SPLIT_THEN_CANCELED" : "ROUTED_THEN_CANCELED";
            case OBSOLETE -> before.status() == RoutingPlanStatus.ROUTED ? "OBSOLETE_WAS_ROUTED" : "OBSOLETE";
            case INITIAL -> "INITIAL";
            case FAILED_REROUTE -> "FAILED_REROUTE";
            case REROUTED -> "ROUTED_THEN_REROUTED";
            default -> "UNKNOWN";
        };
    }

    private static String routed(RoutingPlan before, boolean split, boolean waited) {
        if (before.runType().equals("PROCESS_MANUALASSIGNMENT")
                || before.runType().equals("MANUAL_ASSIGNMENT")) {
            return "FACILITY_MANUALLY_ASSIGNED_TO_PROCESS_THEN_ROUTED";
        }
        if (before.reRouteReason() != null) {
            return rerouted(RerouteReason.valueOf(before.reRouteReason()), before.runType(), split);
        }
        if (waited) {
            return split ? "WAITING_THEN_ROUTED_AND_SPLIT" : "WAITING_THEN_ROUTED";
        }
        return split ? "ROUTED_AND_SPLIT" : "ROUTED";
    }

    private static String rerouted(RerouteReason reason, String runType, boolean split) {
        if (runType.equals("ORDERSPLIT_ON_SHORTPICK")) {
            return "ROUTING_PLAN_SHORTPICKED_THEN_SPLIT";
        }
        return switch (reason) {
            case ORDERMODIFIED ->
                split
                        ? "PROCESS_ORDER_MODIFIED_REROUTED_THEN_REROUTED_AND_SPLIT"
                        : "PROCESS_ORDER_MODIFIED_REROUTED_THEN_ROUTED";
            case PROCESSREROUTE, MANUAL, RECALCULATION ->
                split ? "PROCESS_MANUAL_REROUTED_THEN_REROUTED_AND_SPLIT" : "PROCESS_MANUAL_REROUTED_THEN_ROUTED";
            case SHORTPICK ->
                split ? "ROUTING_PLAN_SHORTPICKED_THEN_REROUTED_AND_SPLIT" : "ROUTING_PLAN_SHORTPICKED_THEN_REROUTED";
            case TIMETRIGGERED ->
                split
                        ? "ROUTING_PLAN_REROUTE_TIMETRIGGERED_THEN_REROUTED_AND_SPLIT"
                        : "ROUTING_PLAN_REROUTE_TIMETRIGGERED_THEN_REROUTED";
            case STOCKZEROED ->
                split
                        ? "ROUTING_PLAN_REROUTE_STOCK_ZERO_THEN_REROUTED_AND_SPLIT"
                        : "ROUTING_PLAN_REROUTE_STOCK_ZERO_THEN_REROUTED";
            case ABORTED -> split ? "PICKJOB_REJECTED_THEN_ROUTED_AND_SPLIT" : "PICKJOB_REJECTED_THEN_REROUTED";
        };
    }

    private static String notRoutable(RoutingPlan before, boolean waited) {
        if ("ABORTED".equals(before.reRouteReason())) {
            return "PICKJOB_REJECTED_THEN_NOT_ROUTABLE";
        }
        if ("ORDERMODIFIED".equals(before.reRouteReason())) {
            return "PROCESS_ORDER_MODIFIED_REROUTED_THEN_NOT_ROUTABLE";
        }
        return waited ? "WAITING_THEN_NOT_ROUTABLE" : "NOT_ROUTABLE";
    }

    /** What the status of a plan means for its process. */
    static ProcessChange changeOf(RoutingPlan plan) {
        EntityStatus status = switch (plan.status()) {
            case ROUTED -> EntityStatus.FINISHED;
            case LOCKED, PROMISED -> EntityStatus.IN_PROGRESS;
            case WAITING, RETRYABLE -> EntityStatus.PENDING;
            case NOT_ROUTABLE, FAILED -> EntityStatus.STUCK;
            case CANCELED -> EntityStatus.CANCELED;
            case OBSOLETE, REROUTED, REDUNDANT_REROUTE, FAILED_REROUTE -> EntityStatus.OBSOLETE;
            default -> EntityStatus.CREATED;
        };
        return new ProcessChange(plan.processId(), ModuleEntity.ROUTING_PLAN, plan.id(), plan.facilityRef(), status);
    }

    /** What the history of its process says of a plan. */
    static ProcessHistoryEntry entry(RoutingPlan plan, String type) {
        return new ProcessHistoryEntry(
                plan.processId(),
                type,
                "ROUTING_PLAN",
                plan.id(),
                plan.status().name(),
                plan.version(),
                plan.reRouteReason(),
                null,
                null);
    }
}
