package io.waybill.platform.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision and the options it had, in the words of the contract (platform.md 6.10): of a plan, the one way that was
 * taken; of a question for sourcing options, all that were answered.
 */
record RoutingDecisionLog(
        String id,
        Instant created,
        Instant lastModified,
        ExecutionResults executionResults,
        RelatedRefs relatedRefs,
        List<SourcingOption> sourcingOptions) {

    record ExecutionResults(List<TotalRatingResult> totalRatingResults) {}

    /** The range of a rating's penalty over the options. */
    record TotalRatingResult(String id, BigDecimal minPenalty, BigDecimal maxPenalty, BigDecimal avgPenalty) {}

    record RelatedRefs(
            @Nullable String orderRef,
            @Nullable String processRef,
            @Nullable List<String> routingPlanRefs,
            @Nullable String runId,
            @Nullable List<String> sourcingOptionRefs,
            @Nullable String sourcingOptionsRef,
            @Nullable String tenantOrderId) {}

    static RoutingDecisionLog of(String id, Instant created, RelatedRefs refs, List<SourcingOption> options) {
        Map<String, List<BigDecimal>> penalties = new LinkedHashMap<>();
        options.forEach(option -> option.ratingResults()
                .forEach(rating -> penalties
                        .computeIfAbsent(rating.id(), ignored -> new ArrayList<>())
                        .add(rating.penalty())));
        List<TotalRatingResult> totals = penalties.entrySet().stream()
                .map(rating -> total(rating.getKey(), rating.getValue()))
                .toList();
        return new RoutingDecisionLog(id, created, created, new ExecutionResults(totals), refs, options);
    }

    private static TotalRatingResult total(String id, List<BigDecimal> penalties) {
        BigDecimal sum = penalties.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new TotalRatingResult(
                id,
                penalties.stream().reduce(BigDecimal::min).orElse(BigDecimal.ZERO),
                penalties.stream().reduce(BigDecimal::max).orElse(BigDecimal.ZERO),
                sum.divide(BigDecimal.valueOf(penalties.size()), 6, RoundingMode.HALF_UP));
    }
}
