package io.waybill.platform.routing;

import java.util.Map;
import java.util.Set;

/**
 * What of the plans that are to be replaced can be taken from their facilities at this moment.
 *
 * @param plans those that can, by id; locked, with the work on them
 * @param busy ids of those that somebody else is at
 * @param others those that stay where they are, by id
 */
record MovablePlans(Map<String, RoutingPlan> plans, Set<String> busy, Map<String, RoutingPlan> others) {
    static final MovablePlans NONE = new MovablePlans(Map.of(), Set.of(), Map.of());
}
