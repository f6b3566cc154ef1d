package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facility;
import io.waybill.sourcing.Explanation;
import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.ListingState;
import io.waybill.sourcing.RuleOutcome;
import io.waybill.sourcing.SourcingDecision.PartLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a plan was decided as it was, in the words of the contract (platform.md 6.10). Of the facilities it shows those one
 * would ask about: the chosen one, the ones the order names, the nearest, the best ranked, and some of those that failed.
 * {@link RunVerdicts} tells of all, the statistics count all.
 */
record DecisionLog(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String routingPlanRef,
        int routingRun,
        List<FacilityDecision> facilityDecisions,
        @Nullable SplitDecision orderSplitDecision,
        Results results,
        Statistics statistics) {

    private static final int RANKED_SHOWN = 8;
    private static final int FAILED_SHOWN = 4;

    /** So many lines, and everything is shown of fewer facilities, so that a log does not grow with their product. */
    private static final int LINES_SHOWN_IN_FULL = 12;

    private static final int LEAST_SHOWN = 3;

    /** Of the facilities that an order names. */
    private static final int NAMED_SHOWN = 8;

    /** Stands where a fence would, for what decided before all fences. */
    static final String CANDIDACY = "CANDIDACY";

    record FacilityInfo(String facilityRef, String name) {}

    record LineAvailability(
            @Nullable String articleTitle,
            String tenantArticleId,
            long available,
            long requestedQuantity,
            boolean isBackOrderable) {}

    record Detail(String decisionType, @Nullable String actualValue, String expectedValue) {}

    record FenceDecision(String name, String decision, List<Object> details) {}

    record LineFenceDecisions(String name, List<LineFenceDecision> orderLineItems) {}

    record LineFenceDecision(String articleTitle, String tenantArticleId, String decision, List<Object> details) {}

    record RatingDecision(
            String name,
            int maxPenalty,
            BigDecimal normalizedScore,
            @Nullable Long score,
            @Nullable List<ToolkitDetails> details) {}

    record FacilityDecision(
            FacilityInfo facility,
            List<LineAvailability> availabilities,
            List<FenceDecision> orderFences,
            List<LineFenceDecisions> orderLineItemFences,
            List<Object> orderLineItemRatings,
            List<RatingDecision> orderRatings,
            @Nullable BigDecimal totalPenalty,
            @Nullable Integer rank,
            boolean isBestRated,
            boolean isBestAvailable,
            WorkingTimes.@Nullable LatestStartInformation latestPickingStartInformation) {}

    record AssignmentItem(@Nullable String articleTitle, String tenantArticleId, long quantity) {}

    record Split(int splitCount, List<AssignmentItem> splittedItems, String targetRoutingPlanRef) {}

    record SplitDecision(String splitType, @Nullable Split split) {}

    record Results(
            List<AssignmentItem> assignedItems,
            @Nullable FacilityInfo bestRatedFacility,
            @Nullable FacilityInfo bestAvailableFacility,
            RoutingPlanStatus routingPlanStatus) {}

    record FenceStatistic(
            String name, int passedAmount, int rejectedAmount, BigDecimal passedPercentage, long durationMs) {}

    record RatingStatistic(
            String name,
            int maxPenalty,
            @Nullable Long minScore,
            @Nullable Long maxScore,
            long durationMs) {}

    record Statistics(
            List<FenceStatistic> fenceStatistics,
            List<Object> lineItemFenceStatistics,
            List<RatingStatistic> ratingStatistics) {}

    /** @param facilities by id, for their names */
    static DecisionLog of(
            String id,
            RoutingBatch.Run run,
            RoutingPlan plan,
            Map<String, Facility> facilities,
            WorkingTimes times,
            Instant now) {
        Names names = Names.of(plan, facilities);
        Explanation.Round round = run.round();
        return new DecisionLog(
                id,
                1,
                now,
                now,
                run.planId(),
                run.routingRun(),
                shown(round, plan)
                        .map(facility -> decision(facility, names, times.information(plan, facility.facilityId())))
                        .toList(),
                split(run, plan, names),
                new Results(
                        names.items(round.assigned()),
                        names.info(round.bestRatedFacility()),
                        names.info(round.bestAvailableFacility()),
                        plan.status()),
                statistics(round));
    }

    /** Ranked ones by rank, then the others. */
    private static Stream<FacilityExplanation> shown(Explanation.Round round, RoutingPlan plan) {
        int lines = round.linesToPlace();
        Map<String, FacilityExplanation> shown = new LinkedHashMap<>();
        round.ranked()
                .limit(shown(RANKED_SHOWN, lines))
                .forEach(facility -> shown.put(facility.facilityId(), facility));
        Stream.concat(
                        Stream.of(round.chosenFacility(), round.bestAvailableFacility(), round.nearestFacility()),
                        PlanRequests.namedFacilities(plan).stream().limit(NAMED_SHOWN))
                .filter(Objects::nonNull)
                .forEach(id -> show(id, round, shown));
        rejected(round, shown(FAILED_SHOWN, lines)).forEach(id -> show(id, round, shown));
        return shown.values().stream()
                .sorted(Comparator.comparingInt(facility -> facility.rank().orElse(Integer.MAX_VALUE)));
    }

    private static int shown(int most, int lines) {
        return lines <= LINES_SHOWN_IN_FULL ? most : Math.max(LEAST_SHOWN, most * LINES_SHOWN_IN_FULL / lines);
    }

    private static void show(String facilityId, Explanation.Round round, Map<String, FacilityExplanation> shown) {
        if (!shown.containsKey(facilityId)) {
            FacilityExplanation facility = round.facility(facilityId);
            if (facility != null) {
                shown.put(facilityId, facility);
            }
        }
    }

    /** Of the candidates that a fence kept out, some. */
    private static List<String> rejected(Explanation.Round round, int most) {
        Explanation.Verdicts verdicts = round.verdicts();
        return IntStream.range(0, verdicts.facilities())
                .filter(facility ->
                        verdicts.candidacy(facility) == Explanation.Candidacy.CANDIDATE && verdicts.rank(facility) == 0)
                .limit(most)
                .mapToObj(verdicts::facilityId)
                .toList();
    }

    private static FacilityDecision decision(
            FacilityExplanation facility,
            Names names,
            WorkingTimes.@Nullable LatestStartInformation latestPickingStart) {
        return new FacilityDecision(
                names.known(facility.facilityId()),
                facility.availabilities().stream()
                        .map(line -> new LineAvailability(
                                names.title(line.articleId()),
                                line.articleId(),
                                line.available(),
                                line.requested(),
                                line.listing() == ListingState.BACKORDER))
                        .toList(),
                orderFences(facility),
                facility.fences().stream()
                        .filter(fence -> !fence.lines().isEmpty())
                        .map(fence -> lineFences(fence, names))
                        .toList(),
                List.of(),
                ratings(facility),
                facility.totalPenalty(),
                facility.rank().isPresent() ? facility.rank().getAsInt() : null,
                facility.isBestRated(),
                facility.isBestAvailable(),
                latestPickingStart);
    }

    private static List<FenceDecision> orderFences(FacilityExplanation facility) {
        if (facility.candidacy() != Explanation.Candidacy.CANDIDATE) {
            return List.of(new FenceDecision(
                    CANDIDACY,
                    Explanation.FenceResult.FAILED.name(),
                    details(null, facility.candidacy().name(), Explanation.Candidacy.CANDIDATE.name())));
        }
        return facility.fences().stream()
                .filter(fence -> fence.lines().isEmpty())
                .map(fence -> new FenceDecision(
                        fence.name(),
                        fence.result().name(),
                        details(fence.toolkit(), fence.actual(), fence.expected())))
                .toList();
    }

    /** Priority ratings first; what they charge is not part of the total penalty, so their weight is shown as 0. */
    private static List<RatingDecision> ratings(FacilityExplanation facility) {
        return Stream.concat(
                        facility.priorityRatings().stream()
                                .map(rating -> new RatingDecision(
                                        rating.name(),
                                        0,
                                        rating.normalizedScore(),
                                        rating.score(),
                                        details(rating.toolkit()))),
                        facility.ratings().stream()
                                .map(rating -> new RatingDecision(
                                        rating.name(),
                                        rating.maxPenalty(),
                                        rating.normalizedScore(),
                                        rating.score(),
                                        details(rating.toolkit()))))
                .toList();
    }

    /** What a custom rule saw, or else what was expected and found. */
    private static List<Object> details(@Nullable RuleOutcome toolkit, String actual, String expected) {
        return List.of(toolkit == null ? new Detail("FENCE", actual, expected) : ToolkitDetails.of(toolkit));
    }

    private static @Nullable List<ToolkitDetails> details(List<RuleOutcome.OfLine> toolkit) {
        return toolkit.isEmpty()
                ? null
                : toolkit.stream()
                        .map(line -> ToolkitDetails.of(line.outcome()))
                        .toList();
    }

    private static LineFenceDecisions lineFences(Explanation.FenceExplanation fence, Names names) {
        return new LineFenceDecisions(
                fence.name(),
                fence.lines().stream()
                        .map(line -> new LineFenceDecision(
                                names.title(line.articleId()),
                                line.articleId(),
                                line.result().name(),
                                details(line.toolkit(), line.actual(), line.expected())))
                        .toList());
    }

    private static SplitDecision split(RoutingBatch.Run run, RoutingPlan plan, Names names) {
        Explanation.SplitDecision decision = run.round().split();
        List<PartLine> moved = Stream.concat(decision.splitOff().stream(), decision.leftOver().stream())
                .toList();
        String target = run.splitOffPlanId();
        return new SplitDecision(
                decision.result().name(),
                target == null ? null : new Split(plan.splitCount() + 1, names.items(moved), target));
    }

    private static Statistics statistics(Explanation.Round round) {
        return new Statistics(
                round.fenceStatistics().stream()
                        .map(fence -> new FenceStatistic(
                                fence.name(),
                                fence.passed(),
                                fence.rejected(),
                                percentage(fence.passed(), fence.rejected()),
                                0))
                        .toList(),
                List.of(),
                Stream.concat(round.priorityStatistics().stream(), round.ratingStatistics().stream())
                        .map(rating -> new RatingStatistic(
                                rating.name(), rating.maxPenalty(), rating.minScore(), rating.maxScore(), 0))
                        .toList());
    }

    private static BigDecimal percentage(int passed, int rejected) {
        int all = passed + rejected;
        return all == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(1000L * passed / all, 1);
    }

    /** Names of articles and facilities. */
    private record Names(Map<String, String> titles, Map<String, Facility> facilities) {

        static Names of(RoutingPlan plan, Map<String, Facility> facilities) {
            Map<String, String> titles = new HashMap<>();
            plan.orderLineItems()
                    .forEach(line -> titles.putIfAbsent(
                            line.article().tenantArticleId(), line.article().title()));
            return new Names(titles, facilities);
        }

        String title(String articleId) {
            return titles.getOrDefault(articleId, articleId);
        }

        FacilityInfo known(String facilityId) {
            Facility facility = facilities.get(facilityId);
            return new FacilityInfo(facilityId, facility == null ? facilityId : facility.name());
        }

        @Nullable
        FacilityInfo info(@Nullable String facilityId) {
            return facilityId == null ? null : known(facilityId);
        }

        List<AssignmentItem> items(List<PartLine> lines) {
            return lines.stream()
                    .map(line -> new AssignmentItem(title(line.articleId()), line.articleId(), line.quantity()))
                    .toList();
        }
    }
}
