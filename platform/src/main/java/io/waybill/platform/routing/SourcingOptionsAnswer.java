package io.waybill.platform.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link SourcingOptionsRequest}, as stored and answered.
 *
 * @param calculationHints only when asked for; the contract leaves their form open
 */
record SourcingOptionsAnswer(
        String id, Result result, @Nullable CalculationHints calculationHints) {

    /** @param options what routing would decide first, then by rank; empty when nobody can serve the order */
    record Result(List<SourcingOption> options) {}

    /**
     * How the options were found.
     *
     * @param outcome ROUTED, WAITING or NOT_ROUTABLE: what routing would make of the order now
     * @param reason why it waits or cannot be routed
     * @param decisions how often the engine was asked
     * @param unplaced what the first decision leaves over, and why
     * @param without by option: the facilities that it had to do without
     */
    record CalculationHints(
            Instant calculated,
            String routingStrategyRef,
            String planner,
            String outcome,
            @Nullable String reason,
            int decisions,
            List<Unplaced> unplaced,
            Map<String, List<String>> without,
            List<Fence> fences) {}

    record Unplaced(String tenantArticleId, long quantity, String reason, boolean mayWait) {}

    record Fence(String name, int passed, int rejected) {}
}
