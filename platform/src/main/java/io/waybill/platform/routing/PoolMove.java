package io.waybill.platform.routing;

import io.waybill.sourcing.PlanCost;
import io.waybill.sourcing.PoolResult;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An order of a pool that goes elsewhere, in the words of its plans: those whose part is as it was stay, the others end,
 * and for every other part there is a new plan. Pure.
 *
 * @param staying plans that are not touched
 * @param leaving plans that end
 * @param arriving parts that get a new plan
 * @param available units that the facilities of these had of the articles when the move was planned
 */
record PoolMove(
        PoolMember member,
        PoolResult.Move found,
        List<RoutingPlan> staying,
        List<RoutingPlan> leaving,
        List<Part> arriving,
        BiFunction<String, String, Long> available) {

    static PoolMove of(PoolMember member, PoolResult.Move found, BiFunction<String, String, Long> available) {
        List<RoutingPlan> leaving = new ArrayList<>(member.plans());
        List<RoutingPlan> staying = new ArrayList<>();
        List<Part> arriving = new ArrayList<>();
        for (Part part : found.to()) {
            RoutingPlan same = leaving.stream()
                    .filter(plan -> isSame(PoolMember.part(plan), part))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                arriving.add(part);
            } else {
                leaving.remove(same);
                staying.add(same);
            }
        }
        return new PoolMove(member, found, staying, leaving, arriving, available);
    }

    private static boolean isSame(Part one, Part other) {
        return one.facilityId().equals(other.facilityId())
                && Set.copyOf(one.lines()).equals(Set.copyOf(other.lines()));
    }

    /**
     * What becomes of the plans.
     *
     * @param created those that come, as routed: the first is the successor of all that end, the others are split off it
     * @param ended those that go
     */
    record Succession(List<RoutingPlan> created, List<RoutingPlan> ended) {

        /** The ids of those that others were split off. */
        Set<String> split() {
            return created.stream()
                    .filter(plan -> plan.childRoutingPlanRef() != null)
                    .map(RoutingPlan::id)
                    .collect(Collectors.toSet());
        }
    }

    /** @param runId of the run that found the move */
    Succession succession(String runId, Supplier<String> ids, Instant now) {
        Map<String, RoutingPlanLine> lines =
                member.whole().orderLineItems().stream().collect(Collectors.toMap(RoutingPlanLine::id, line -> line));
        RoutingPlan first = leaving.getFirst();
        List<String> created = arriving.stream().map(part -> ids.get()).toList();
        List<RoutingPlan> plans = new ArrayList<>();
        RoutingPlan parent = PlanSuccession.successor(
                        created.getFirst(), first, RerouteReason.RECALCULATION, false, null, now)
                .change()
                .predecessorRerouteRoutingPlanRefs(
                        leaving.stream().map(RoutingPlan::id).toList())
                .facilityBlackList(blackList(first))
                .targetAddress(member.whole().targetAddress())
                .runId(runId)
                .build();
        for (int index = 0; index < arriving.size(); index++) {
            List<RoutingPlanLine> partLines = lines(lines, arriving.get(index));
            RoutingPlan plan = index == 0
                    ? parent.change().orderLineItems(partLines).build()
                    : PlanLifecycle.child(created.get(index), plans.getLast(), partLines, now);
            plans.add(
                    index + 1 < arriving.size()
                            ? plan.change()
                                    .childRoutingPlanRef(created.get(index + 1))
                                    .build()
                            : plan);
        }
        List<RoutingPlan> routed = new ArrayList<>();
        for (int index = 0; index < plans.size(); index++) {
            routed.add(PlanLifecycle.in(plans.get(index), RoutingPlanStatus.ROUTED, now)
                    .change()
                    .facilityRef(arriving.get(index).facilityId())
                    .pickJobRef(ids.get())
                    .build());
        }
        return new Succession(
                routed,
                leaving.stream()
                        .map(plan -> PlanSuccession.superseded(plan, created, RerouteReason.RECALCULATION, now))
                        .toList());
    }

    /** As any reroute, but a facility that serves the order still is not excluded. */
    private @Nullable List<String> blackList(RoutingPlan first) {
        List<String> excluded =
                new ArrayList<>(first.facilityBlackList() == null ? List.of() : first.facilityBlackList());
        if (member.strategy().blacklistAssignedFacilities()) {
            Set<String> serving = new HashSet<>();
            found.to().forEach(part -> serving.add(part.facilityId()));
            leaving.stream()
                    .map(plan -> Objects.requireNonNull(plan.facilityRef()))
                    .filter(facility -> !serving.contains(facility) && !excluded.contains(facility))
                    .distinct()
                    .forEach(excluded::add);
        }
        return excluded.isEmpty() ? null : List.copyOf(excluded);
    }

    private List<RoutingPlanLine> lines(Map<String, RoutingPlanLine> lines, Part part) {
        return part.lines().stream()
                .map(line -> Objects.requireNonNull(lines.get(line.lineId()))
                        .with(line.quantity(), available.apply(part.facilityId(), line.articleId())))
                .toList();
    }

    /** The move as it is recorded; {@code created} are the ids of the new plans, none before there are any. */
    PoolImprovement.Move told(List<String> created) {
        List<RoutingPlan> stayed = new ArrayList<>(staying);
        List<PoolImprovement.Part> to = new ArrayList<>();
        int next = 0;
        for (Part part : found.to()) {
            RoutingPlan same = arriving.contains(part)
                    ? null
                    : stayed.stream()
                            .filter(plan -> isSame(PoolMember.part(plan), part))
                            .findFirst()
                            .orElse(null);
            String plan = null;
            if (same != null) {
                stayed.remove(same);
                plan = same.id();
            } else if (next < created.size()) {
                plan = created.get(next++);
            }
            to.add(told(part, plan));
        }
        return new PoolImprovement.Move(
                member.orderRef(),
                member.whole().tenantOrderId(),
                member.whole().processId(),
                PlanCost.points(found.costBefore()),
                PlanCost.points(found.costAfter()),
                PlanCost.points(found.saving()),
                member.plans().stream()
                        .map(plan -> told(PoolMember.part(plan), plan.id()))
                        .toList(),
                to);
    }

    private static PoolImprovement.Part told(Part part, @Nullable String plan) {
        return new PoolImprovement.Part(
                part.facilityId(),
                plan,
                part.lines().stream().map(PoolMove::told).toList());
    }

    private static PlanningLog.Line told(PartLine line) {
        return new PlanningLog.Line(line.lineId(), line.articleId(), line.quantity());
    }
}
