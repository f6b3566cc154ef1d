package io.waybill.platform.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the routing journal, as stored and answered.
 *
 * @param runId the decision all the plans came from
 * @param routingPlanRefs the plans that were assigned by it
 * @param sourcingOptionRef which sourcing option the order named and what became of it; null when it named none
 */
record RoutingJournal(
        String id,
        Instant created,
        RoutingChange changeType,
        String orderRef,
        String processRef,
        String runId,
        List<String> routingPlanRefs,
        List<BlacklistedFacility> blacklistedFacilityData,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable OptionUse sourcingOptionRef) {

    record BlacklistedFacility(String facilityRef) {}

    /** @param plans of one order, from one decision; at least one */
    static RoutingJournal of(
            String id,
            RoutingChange change,
            List<RoutingPlan> plans,
            String runId,
            @Nullable OptionUse option,
            Instant now) {
        RoutingPlan first = plans.getFirst();
        return new RoutingJournal(
                id,
                now,
                change,
                first.orderRef(),
                first.processId(),
                runId,
                plans.stream().map(RoutingPlan::id).toList(),
                plans.stream()
                        .map(RoutingPlan::facilityBlackList)
                        .filter(Objects::nonNull)
                        .flatMap(List::stream)
                        .distinct()
                        .map(BlacklistedFacility::new)
                        .toList(),
                option);
    }
}
