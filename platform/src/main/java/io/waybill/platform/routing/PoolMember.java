package io.waybill.platform.routing;

import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An order of a pool. Immutable.
 *
 * @param plans those that may be moved, at least one; by id
 * @param whole one plan of everything that they serve, its target located
 * @param partsElsewhere facilities that serve parts of the order which stay where they are
 * @param versions of all plans of the order that hold stock, by id, as they were read
 */
record PoolMember(
        List<RoutingPlan> plans,
        RoutingPlan whole,
        ActiveStrategy strategy,
        int partsElsewhere,
        Map<String, Long> versions) {

    PoolMember {
        plans = List.copyOf(plans);
        versions = Map.copyOf(versions);
    }

    String orderRef() {
        return whole.orderRef();
    }

    /** How many facilities may serve what is in the pool. */
    int maximumParts() {
        return Math.max(1, strategy.maximumParts() - partsElsewhere);
    }

    /** Where the order is: one part for each plan, in their order. */
    List<Part> parts() {
        return plans.stream().map(PoolMember::part).toList();
    }

    static Part part(RoutingPlan plan) {
        return new Part(
                Objects.requireNonNull(plan.facilityRef()),
                plan.orderLineItems().stream()
                        .map(line -> new PartLine(line.id(), line.article().tenantArticleId(), line.quantity()))
                        .toList());
    }

    /** Each line once, with the units of all plans. */
    static List<RoutingPlanLine> lines(List<RoutingPlan> plans) {
        Map<String, RoutingPlanLine> lines = new LinkedHashMap<>();
        plans.forEach(plan -> plan.orderLineItems()
                .forEach(line -> lines.merge(
                        line.id(),
                        line.with(line.quantity(), null),
                        (one, other) -> one.with(Math.addExact(one.quantity(), other.quantity()), null))));
        return new ArrayList<>(lines.values());
    }
}
