package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.sourcing.RuleProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the custom fences and ratings of a batch look at, read once for all of its plans. Not changed after it was read. */
final class RuleFacts {
    /** For batches without custom rules. */
    static final RuleFacts NONE = new RuleFacts(RuleProperties.NONE, Map.of());

    private record Asked(
            @Nullable Object order, @Nullable Object orderingFacility, List<Object> orderingFacilityGroups) {}

    private final RuleProperties network;
    private final Map<String, Asked> orders;

    private RuleFacts(RuleProperties network, Map<String, Asked> orders) {
        this.network = network;
        this.orders = orders;
    }

    /**
     * @param orders in the shape of the contract, by id
     * @param facilities trees of facilities by their ids and, as a URN of its own, by the tenant's; empty when no rule
     *     asks for them
     * @param groups trees of groups of facilities by id of the facility; empty when no rule asks for them
     */
    static RuleFacts of(
            RuleProperties network,
            Map<String, JsonNode> orders,
            Map<String, JsonNode> facilities,
            Map<String, List<Object>> groups) {
        Map<String, Asked> asked = new HashMap<>();
        orders.forEach((id, order) -> {
            JsonNode consumer = order.path("consumer");
            JsonNode facility = facilities.get(consumer.path("facilityRef").asText());
            if (facility == null) {
                facility = facilities.get(
                        tenantKey(consumer.path("tenantFacilityId").asText()));
            }
            asked.put(
                    id,
                    new Asked(
                            ToolkitRules.tree(order),
                            ToolkitRules.tree(facility),
                            facility == null
                                    ? List.of()
                                    : groups.getOrDefault(facility.path("id").asText(), List.of())));
        });
        return new RuleFacts(network, asked);
    }

    static String tenantKey(String tenantFacilityId) {
        return "urn:fft:facility:tenantFacilityId:" + tenantFacilityId;
    }

    /** What the rules see when this plan is decided. */
    RuleProperties of(RoutingPlan plan) {
        Asked asked = orders.get(plan.orderRef());
        return asked == null
                ? network
                : network.of(asked.order(), asked.orderingFacility(), asked.orderingFacilityGroups());
    }
}
