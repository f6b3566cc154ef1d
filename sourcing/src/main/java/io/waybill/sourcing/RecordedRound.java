package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.Explanation.FenceExplanation;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.FenceStatistic;
import io.waybill.sourcing.Explanation.LineAvailability;
import io.waybill.sourcing.Explanation.PriorityExplanation;
import io.waybill.sourcing.Explanation.RatingExplanation;
import io.waybill.sourcing.Explanation.RatingStatistic;
import io.waybill.sourcing.Explanation.SplitDecision;
import io.waybill.sourcing.Rules.ActiveFence;
import io.waybill.sourcing.Rules.ActivePriority;
import io.waybill.sourcing.Rules.ActiveRating;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step of a plan, told facility by facility. */
final class RecordedRound implements Explanation.Round {

    private static final int DECIMALS = 6;

    private final Step step;
    private final Evaluation evaluation;
    private final Situation situation;
    private final SplitDecision split;
    private @Nullable Ranking ranking;

    RecordedRound(Step step, SplitDecision split) {
        this.step = step;
        this.evaluation = step.evaluation();
        this.situation = evaluation.situation();
        this.split = split;
    }

    @Override
    public int linesToPlace() {
        return (int) IntStream.range(0, situation.lines())
                .filter(line -> evaluation.demand().units(line) > 0)
                .count();
    }

    @Override
    public List<FacilityExplanation> facilities() {
        return Stream.concat(ranked(), failed()).toList();
    }

    @Override
    public Stream<FacilityExplanation> ranked() {
        return IntStream.of(ranking().order()).mapToObj(this::explain);
    }

    @Override
    public Stream<FacilityExplanation> failed() {
        return IntStream.range(0, situation.facilities())
                .filter(facility -> !evaluation.passed(facility))
                .boxed()
                .sorted(Comparator.comparing(
                        facility -> situation.facility(facility).id()))
                .map(this::explain);
    }

    @Override
    public @Nullable FacilityExplanation facility(String facilityId) {
        int facility = situation.snapshot().indexOfFacility(facilityId);
        return facility < 0 ? null : explain(facility);
    }

    @Override
    public Explanation.Verdicts verdicts() {
        return new RecordedVerdicts(step, ranking().ranks());
    }

    @Override
    public @Nullable String nearestFacility() {
        int nearest = -1;
        long least = Situation.UNKNOWN_DISTANCE;
        for (int facility = 0; facility < situation.facilities(); facility++) {
            if (situation.metres(facility) < least) {
                nearest = facility;
                least = situation.metres(facility);
            }
        }
        return idOf(nearest);
    }

    @Override
    public @Nullable String bestRatedFacility() {
        return idOf(ranking().bestRated());
    }

    @Override
    public @Nullable String bestAvailableFacility() {
        return idOf(ranking().bestAvailable());
    }

    @Override
    public @Nullable String chosenFacility() {
        return idOf(step.chosen());
    }

    @Override
    public List<SourcingDecision.PartLine> assigned() {
        return step.assigned();
    }

    @Override
    public SplitDecision split() {
        return split;
    }

    @Override
    public List<FenceStatistic> fenceStatistics() {
        List<FenceStatistic> statistics = new ArrayList<>();
        for (int index = 0; index < evaluation.rules().fences().size(); index++) {
            int passed = 0;
            int rejected = 0;
            for (int facility = 0; facility < situation.facilities(); facility++) {
                if (evaluation.isCandidate(facility)) {
                    if (evaluation.fence(index, facility) == FenceResult.PASSED) {
                        passed++;
                    } else {
                        rejected++;
                    }
                }
            }
            ActiveFence active = evaluation.rules().fences().get(index);
            statistics.add(new FenceStatistic(active.fence().key(), passed, rejected));
        }
        return List.copyOf(statistics);
    }

    @Override
    public List<RatingStatistic> ratingStatistics() {
        List<RatingStatistic> statistics = new ArrayList<>();
        for (int index = 0; index < evaluation.rules().ratings().size(); index++) {
            int rating = index;
            ActiveRating active = evaluation.rules().ratings().get(index);
            statistics.add(statistic(
                    active.rating(), active.rule().maxPenalty(), facility -> evaluation.score(rating, facility)));
        }
        return List.copyOf(statistics);
    }

    @Override
    public List<RatingStatistic> priorityStatistics() {
        List<RatingStatistic> statistics = new ArrayList<>();
        for (int index = 0; index < evaluation.rules().priorities().size(); index++) {
            int rating = index;
            ActivePriority active = evaluation.rules().priorities().get(index);
            statistics.add(statistic(active.rating(), 0, facility -> evaluation.priorityScore(rating, facility)));
        }
        return List.copyOf(statistics);
    }

    private RatingStatistic statistic(Rating rating, int maxPenalty, IntToLongFunction scoreOf) {
        LongSummaryStatistics scores = IntStream.range(0, situation.facilities())
                .filter(evaluation::passed)
                .mapToLong(scoreOf)
                .filter(score -> score != Rating.UNMEASURED)
                .summaryStatistics();
        boolean measured = scores.getCount() > 0;
        return new RatingStatistic(
                rating.key(), maxPenalty, measured ? scores.getMin() : null, measured ? scores.getMax() : null);
    }

    /**
     * Who passed, in which order.
     *
     * @param order the best first
     * @param ranks by facility, from 1; 0 for those that did not pass
     * @param bestAvailable or -1
     */
    private record Ranking(int[] order, int[] ranks, int bestAvailable) {

        static Ranking of(Evaluation evaluation) {
            int[] order = IntStream.range(0, evaluation.situation().facilities())
                    .filter(evaluation::passed)
                    .boxed()
                    .sorted(evaluation::compare)
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] ranks = new int[evaluation.situation().facilities()];
            for (int position = 0; position < order.length; position++) {
                ranks[order[position]] = position + 1;
            }
            return new Ranking(order, ranks, evaluation.bestAvailable());
        }

        int bestRated() {
            return order.length == 0 ? -1 : order[0];
        }
    }

    /** Made once; two threads that ask at the same time make it twice, and come to the same. */
    private Ranking ranking() {
        Ranking known = ranking;
        if (known == null) {
            known = Ranking.of(evaluation);
            ranking = known;
        }
        return known;
    }

    private @Nullable String idOf(int facility) {
        return facility < 0 ? null : situation.facility(facility).id();
    }

    private FacilityExplanation explain(int facility) {
        int rank = ranking().ranks()[facility];
        boolean passed = evaluation.passed(facility);
        long metres = situation.metres(facility);
        return new FacilityExplanation(
                situation.facility(facility).id(),
                evaluation.candidacy(facility),
                availabilities(facility),
                evaluation.isCandidate(facility) ? fences(facility) : List.of(),
                passed ? ratings(facility) : List.of(),
                passed ? BigDecimal.valueOf(evaluation.penalty(facility), DECIMALS) : null,
                rank == 0 ? OptionalInt.empty() : OptionalInt.of(rank),
                facility == ranking().bestRated(),
                facility == ranking().bestAvailable(),
                facility == step.chosen(),
                metres == Situation.UNKNOWN_DISTANCE ? OptionalLong.empty() : OptionalLong.of(metres),
                passed ? priorities(facility) : List.of());
    }

    private List<LineAvailability> availabilities(int facility) {
        Demand demand = evaluation.demand();
        List<LineAvailability> availabilities = new ArrayList<>();
        for (int line = 0; line < situation.lines(); line++) {
            if (demand.units(line) > 0) {
                SourcingRequest.Line wanted = situation.line(line);
                int article = situation.articleOf(line);
                availabilities.add(new LineAvailability(
                        wanted.id(),
                        wanted.articleId(),
                        demand.units(line),
                        situation.available(facility, article),
                        situation.listing(facility, article),
                        wanted.bundleKey()));
            }
        }
        return availabilities;
    }

    private List<FenceExplanation> fences(int facility) {
        List<FenceExplanation> fences = new ArrayList<>();
        for (int index = 0; index < evaluation.rules().fences().size(); index++) {
            Fence fence = evaluation.rules().fences().get(index).fence();
            FenceMode mode = evaluation.rules().fences().get(index).rule().mode();
            fences.add(new FenceExplanation(
                    fence.key(),
                    mode,
                    evaluation.fence(index, facility),
                    fence.expected(evaluation.demand()),
                    fence.actual(evaluation.demand(), facility),
                    fence.lines(evaluation.demand(), facility, mode),
                    fence.toolkit(evaluation.demand(), facility)));
        }
        return fences;
    }

    private List<RatingExplanation> ratings(int facility) {
        List<RatingExplanation> ratings = new ArrayList<>();
        for (int index = 0; index < evaluation.rules().ratings().size(); index++) {
            ActiveRating active = evaluation.rules().ratings().get(index);
            long score = evaluation.score(index, facility);
            long share = evaluation.share(index, facility);
            int maxPenalty = active.rule().maxPenalty();
            ratings.add(new RatingExplanation(
                    active.rating().key(),
                    score == Rating.UNMEASURED ? null : score,
                    BigDecimal.valueOf(share, DECIMALS),
                    maxPenalty,
                    BigDecimal.valueOf(share * maxPenalty, DECIMALS),
                    active.rating().unknown(evaluation.demand(), facility, score),
                    active.rating().toolkit(evaluation.demand(), facility)));
        }
        return ratings;
    }

    private List<PriorityExplanation> priorities(int facility) {
        List<PriorityExplanation> priorities = new ArrayList<>();
        for (int index = 0; index < evaluation.rules().priorities().size(); index++) {
            ActivePriority active = evaluation.rules().priorities().get(index);
            long score = evaluation.priorityScore(index, facility);
            priorities.add(new PriorityExplanation(
                    active.rating().key(),
                    active.rule().priority(),
                    score == Rating.UNMEASURED ? null : score,
                    BigDecimal.valueOf(evaluation.priorityShare(index, facility), DECIMALS),
                    active.rating().unknown(evaluation.demand(), facility, evaluation.priorityScore(index, facility)),
                    active.rating().toolkit(evaluation.demand(), facility)));
        }
        return priorities;
    }
}
