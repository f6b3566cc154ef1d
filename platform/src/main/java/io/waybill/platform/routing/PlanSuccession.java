package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of a plan that is to go elsewhere, and of the plan that comes in its place (platform.md 6.8). Pure. */
final class PlanSuccession {
    private PlanSuccession() {}

    /**
     * The plan that is to come in place of another one.
     *
     * @param blacklistAssigned whether facilities that had the plan may not get it again
     * @param description what a person gave as the reason; null for none
     */
    static RoutingPlan successor(
            String id,
            RoutingPlan old,
            RerouteReason reason,
            boolean blacklistAssigned,
            @Nullable JsonNode description,
            Instant now) {
        return fresh(id, old, old.orderLineItems(), reason, blacklistAssigned, now)
                .change()
                .splitCount(old.splitCount())
                .parentRoutingPlanRef(null)
                .predecessorRerouteRoutingPlanRefs(List.of(old.id()))
                .reRoutedRoutingPlanRef(old.id())
                .rerouteDescription(description)
                .runType("REROUTE")
                .build();
    }

    /** The plan of what was not picked, split off the plan that was picked short. */
    static RoutingPlan rest(String id, RoutingPlan old, Map<String, Long> missing, Instant now) {
        List<RoutingPlanLine> lines = new ArrayList<>();
        old.orderLineItems().forEach(line -> {
            long units = missing.getOrDefault(line.id(), 0L);
            if (units > 0) {
                lines.add(line.with(units, null));
            }
        });
        return fresh(id, old, lines, RerouteReason.SHORTPICK, true, now)
                .change()
                .runType("ORDERSPLIT_ON_SHORTPICK")
                .build();
    }

    private static RoutingPlan fresh(
            String id,
            RoutingPlan old,
            List<RoutingPlanLine> lines,
            RerouteReason reason,
            boolean blacklistAssigned,
            Instant now) {
        return PlanLifecycle.child(
                        id,
                        old,
                        lines.stream()
                                .map(line -> line.with(line.quantity(), null))
                                .toList(),
                        now)
                .change()
                .reRouteReason(reason.name())
                .reRoutedFacilityRef(old.facilityRef())
                .reRoutedPickJobRef(old.pickJobRef())
                .facilityBlackList(blackList(old, blacklistAssigned || reason.excludesItsFacility()))
                .firstRoutingAttempt(null)
                .build();
    }

    /** Grows from one reroute to the next. Who collects at a facility can get nothing from another one. */
    private static @Nullable List<String> blackList(RoutingPlan old, boolean withItsFacility) {
        Set<String> excluded =
                new LinkedHashSet<>(old.facilityBlackList() == null ? List.of() : old.facilityBlackList());
        if (withItsFacility && old.facilityRef() != null) {
            excluded.add(old.facilityRef());
        }
        return excluded.isEmpty() ? null : List.copyOf(excluded);
    }

    /** The plan that others came in place of. */
    static RoutingPlan superseded(RoutingPlan old, List<String> successors, RerouteReason reason, Instant now) {
        String because = switch (reason) {
            case SHORTPICK -> "REROUTE_AFTER_SHORTPICK";
            case PROCESSREROUTE, MANUAL -> "MANUALLY_REROUTED";
            case ORDERMODIFIED -> "ORDER_MODIFIED";
            default -> null;
        };
        return superseded(old, successors, because, now);
    }

    /** The plan that a person gave to another facility. */
    static RoutingPlan reassigned(RoutingPlan old, String successor, Instant now) {
        return superseded(old, List.of(successor), "MANUALLY_ASSIGNED", now);
    }

    private static RoutingPlan superseded(
            RoutingPlan old, List<String> successors, @Nullable String because, Instant now) {
        RoutingPlanStatus status = because == null ? RoutingPlanStatus.REROUTED : RoutingPlanStatus.OBSOLETE;
        return PlanLifecycle.in(old, status, now)
                .change()
                .consolidatedStatus(
                        because == null
                                ? "ROUTED_THEN_REROUTED"
                                : switch (because) {
                                    case "REROUTE_AFTER_SHORTPICK" -> "OBSOLETE_WAS_SHORTPICKED";
                                    case "MANUALLY_REROUTED" -> "OBSOLETE_WAS_MANUALLY_REROUTED";
                                    case "MANUALLY_ASSIGNED" -> "OBSOLETE_WAS_MANUALLY_ASSIGNED";
                                    default -> "OBSOLETE_WAS_ROUTED";
                                })
                .statusReasons(
                        because == null
                                ? old.statusReasons()
                                : List.of(new RoutingPlan.PlanStatusReason("OBSOLETE", because)))
                .successorRerouteRoutingPlanRefs(successors)
                .build();
    }

    /** The successor for which nobody was found: the plan it was for stays where it is. */
    static RoutingPlan failed(RoutingPlan successor, Instant now) {
        return PlanLifecycle.in(successor, RoutingPlanStatus.FAILED_REROUTE, now);
    }

    /** The successor that nobody needs: the facility of the plan it was for is still the best, or that plan has moved on. */
    static RoutingPlan redundant(RoutingPlan successor, boolean sameFacility, Instant now) {
        RoutingPlan redundant = PlanLifecycle.in(successor, RoutingPlanStatus.REDUNDANT_REROUTE, now);
        if (!sameFacility) {
            return redundant;
        }
        String reason = successor.reRouteReason();
        return redundant
                .change()
                .consolidatedStatus(
                        "STOCKZEROED".equals(reason)
                                ? "ROUTING_PLAN_REROUTE_STOCK_ZERO_THEN_REROUTED_TO_SAME_FACILITY"
                                : "SHORTPICK".equals(reason)
                                        ? "ROUTING_PLAN_SHORTPICKED_THEN_ROUTED_TO_SAME_FACILITY"
                                        : "ROUTING_PLAN_REROUTED_THEN_ROUTED_TO_SAME_FACILITY")
                .build();
    }
}
