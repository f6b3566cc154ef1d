package io.waybill.sourcing;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why it was decided so: one round per facility chosen, in the order of the parts, and a last one without a choice when
 * something was left that might have been placed. Complete enough to fill the platform's decision log (platform.md
 * 6.10). Built when asked for, so a decision nobody looks into costs nothing. Immutable and safe for use by many
 * threads.
 */
public interface Explanation {

    /** The rounds, at least one. The part with index i was chosen in the round with index i. */
    List<Round> rounds();

    /** One run of the stages over what was still to place. */
    interface Round {

        /** Of how many lines something was still to place. */
        int linesToPlace();

        /** Every facility of the snapshot: ranked ones by rank, then those that failed, by id. */
        List<FacilityExplanation> facilities();

        /** Those of {@link #facilities} that are ranked, each built when it is taken: who shows a few pays for a few. */
        Stream<FacilityExplanation> ranked();

        /** Those of {@link #facilities} that failed, each built when it is taken. */
        Stream<FacilityExplanation> failed();

        /** The one facility; null when the snapshot does not hold it. */
        @Nullable
        FacilityExplanation facility(String facilityId);

        /** Every facility in short, without building anything for it. */
        Verdicts verdicts();

        /** The facility nearest to the destination, whatever became of it, the first of equals; null when none is located. */
        @Nullable
        String nearestFacility();

        /** The facility with the least penalty; null when none passed the fences. */
        @Nullable
        String bestRatedFacility();

        /** The facility that passed and can give most of what was wanted; null when none passed. */
        @Nullable
        String bestAvailableFacility();

        /** Where this round's part went; null when nobody could take anything. */
        @Nullable
        String chosenFacility();

        /** What this round gave to the chosen facility. */
        List<SourcingDecision.PartLine> assigned();

        /** What happened to the rest. */
        SplitDecision split();

        /** Candidates passed and rejected by fence, in configured order. */
        List<FenceStatistic> fenceStatistics();

        /** Range of raw scores by rating, over the facilities that passed, in configured order. */
        List<RatingStatistic> ratingStatistics();

        /** The same for priority ratings, the most important first; their weight is 0. */
        List<RatingStatistic> priorityStatistics();
    }

    /**
     * What became of every facility in a round, by its position in the snapshot. The whole story of one of them tells
     * {@link Round#facility}.
     */
    interface Verdicts {

        /** How many facilities there are. */
        int facilities();

        String facilityId(int facility);

        /** Names of the fences in configured order. */
        List<String> fences();

        Candidacy candidacy(int facility);

        /** All fences together: FAILED unless a candidate. */
        FenceResult result(int facility);

        /** What one fence said of a candidate. */
        FenceResult fence(int fence, int facility);

        /** From 1; 0 unless the fences were passed. */
        int rank(int facility);

        /** Total penalty in millionths; meaningful where there is a rank. */
        long penalty(int facility);

        boolean isChosen(int facility);
    }

    /** Whether a facility was looked at in a round at all. */
    enum Candidacy {
        /** Looked at. */
        CANDIDATE,
        /** Suspended or offline. */
        NOT_ONLINE,
        /** Excluded by the request. */
        BLACK_LISTED,
        /** Already serves another part. */
        ALREADY_USED,
        /** Not where the consumer wants to collect. */
        NOT_THE_COLLECT_FACILITY,
        /** Offers none of the articles still to place. */
        NO_ACTIVE_LISTING,
        /** Offers articles still to place, but does not do what has to be done to any of them. */
        CUSTOM_SERVICE_NOT_OFFERED
    }

    /** What a fence said; names of the wire. */
    enum FenceResult {
        PASSED,
        FAILED,
        REACTIVE_PASSING_POSSIBLE
    }

    /**
     * A facility in a round.
     *
     * @param availabilities one per line still to place, in request order
     * @param fences in configured order; empty unless a candidate
     * @param ratings in configured order; empty unless the fences were passed
     * @param totalPenalty sum of the penalties; null unless the fences were passed
     * @param rank from 1; empty unless the fences were passed
     * @param distanceMetres bee-line to the destination; empty when one of both is not located
     * @param priorityRatings the most important first; empty unless the fences were passed
     */
    record FacilityExplanation(
            String facilityId,
            Candidacy candidacy,
            List<LineAvailability> availabilities,
            List<FenceExplanation> fences,
            List<RatingExplanation> ratings,
            @Nullable BigDecimal totalPenalty,
            OptionalInt rank,
            boolean isBestRated,
            boolean isBestAvailable,
            boolean isChosen,
            OptionalLong distanceMetres,
            List<PriorityExplanation> priorityRatings) {

        public FacilityExplanation {
            availabilities = List.copyOf(availabilities);
            fences = List.copyOf(fences);
            ratings = List.copyOf(ratings);
            priorityRatings = List.copyOf(priorityRatings);
        }
    }

    /**
     * An article at a facility, for a line.
     *
     * @param requested units of the line still to place
     * @param available units available for picking, 0 when not actively listed
     */
    record LineAvailability(
            String lineId,
            String articleId,
            long requested,
            long available,
            ListingState listing,
            @Nullable String bundleKey) {}

    /**
     * A fence at a facility.
     *
     * @param expected what the fence wanted to see, for people
     * @param actual what it saw, for people
     * @param lines one per line still to place when the fence judges line by line, else empty
     * @param toolkit how the custom rule was evaluated for the order as a whole; null for every other fence
     */
    record FenceExplanation(
            String name,
            FenceMode mode,
            FenceResult result,
            String expected,
            String actual,
            List<LineFence> lines,
            @Nullable RuleOutcome toolkit) {

        public FenceExplanation {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A fence at a facility, for a line.
     *
     * @param waitsFor BACKORDER or PREORDER when the result is REACTIVE_PASSING_POSSIBLE, else null
     * @param toolkit how the custom rule was evaluated for the line; null for every other fence
     */
    record LineFence(
            String lineId,
            String articleId,
            FenceResult result,
            String expected,
            String actual,
            @Nullable ListingState waitsFor,
            @Nullable RuleOutcome toolkit) {

        /** Of a fence that is no custom rule. */
        public LineFence(
                String lineId,
                String articleId,
                FenceResult result,
                String expected,
                String actual,
                @Nullable ListingState waitsFor) {
            this(lineId, articleId, result, expected, actual, waitsFor, null);
        }
    }

    /**
     * A rating at a facility.
     *
     * @param score raw, in the rating's own unit (metres, units); null when it could not be measured
     * @param normalizedScore share of the penalty that is charged, from 0 (best) to 1 (worst), six decimals
     * @param penalty normalizedScore times maxPenalty
     * @param missing what is not known, for people: without a score what would have to be, with one what was assumed in
     *     its place; null when everything is known
     * @param toolkit how the custom rule was evaluated, as a whole or line by line; empty for every other rating
     */
    record RatingExplanation(
            String name,
            @Nullable Long score,
            BigDecimal normalizedScore,
            int maxPenalty,
            BigDecimal penalty,
            @Nullable String missing,
            List<RuleOutcome.OfLine> toolkit) {

        public RatingExplanation {
            toolkit = List.copyOf(toolkit);
        }

        /** Of a rating that is no custom rule. */
        public RatingExplanation(
                String name,
                @Nullable Long score,
                BigDecimal normalizedScore,
                int maxPenalty,
                BigDecimal penalty,
                @Nullable String missing) {
            this(name, score, normalizedScore, maxPenalty, penalty, missing, List.of());
        }
    }

    /**
     * A priority rating at a facility.
     *
     * @param priority the lowest number decides first
     * @param score as in {@link RatingExplanation}
     * @param normalizedScore as in {@link RatingExplanation}; ratings of one priority are added up
     * @param missing as in {@link RatingExplanation}
     * @param toolkit as in {@link RatingExplanation}
     */
    record PriorityExplanation(
            String name,
            long priority,
            @Nullable Long score,
            BigDecimal normalizedScore,
            @Nullable String missing,
            List<RuleOutcome.OfLine> toolkit) {

        public PriorityExplanation {
            toolkit = List.copyOf(toolkit);
        }
    }

    /**
     * What happened to what the chosen facility could not take.
     *
     * @param splitOff units later rounds placed elsewhere
     * @param leftOver units nobody took
     */
    record SplitDecision(
            SplitResult result, List<SourcingDecision.PartLine> splitOff, List<SourcingDecision.PartLine> leftOver) {

        public SplitDecision {
            splitOff = List.copyOf(splitOff);
            leftOver = List.copyOf(leftOver);
        }
    }

    /** Names of the wire (SplitResultType). The meaning is Waybill's: the product does not document it. */
    enum SplitResult {
        /** Some of the rest went elsewhere. */
        SPLIT,
        /** Others have some of the rest, but the order may not be split. */
        DO_NOT_SPLIT,
        /** The best rated facility takes everything. */
        DO_NOT_SPLIT_BECAUSE_AVAILABILITY_USE_BEST_RATED,
        /** The best rated facility takes what it has; nobody else may or can take the rest. */
        DO_NOT_SPLIT_USE_BEST_RATED,
        /** The best rated facility has nothing; the best rated one that has something takes it. */
        DO_NOT_SPLIT_USE_BEST_AVAILABLE,
        /** After a split: some of what was split off is left over. */
        REASSIGN_TO_PARENT,
        /** After a split: nobody can take any of what was left. */
        REASSIGN_TO_PARENT_COMPLETELY,
        /** What is left waits for stock. */
        PARK_IN_WAITING_ROOM,
        /** Nobody can take anything. */
        FAIL,
        /** The rest could only go elsewhere if a bundle were torn. */
        INVALID_SPLIT
    }

    /** How many candidates a fence let through. REACTIVE_PASSING_POSSIBLE counts as rejected. */
    record FenceStatistic(String name, int passed, int rejected) {}

    /**
     * The range of a rating's raw scores.
     *
     * @param minScore null when nothing was rated or measured
     * @param maxScore null when nothing was rated or measured
     */
    record RatingStatistic(
            String name,
            int maxPenalty,
            @Nullable Long minScore,
            @Nullable Long maxScore) {}
}
