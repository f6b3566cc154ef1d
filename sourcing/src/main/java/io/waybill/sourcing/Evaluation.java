package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.Candidacy;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Rules.ActiveFence;
import io.waybill.sourcing.Rules.ActivePriority;
import io.waybill.sourcing.Rules.ActiveRating;
import java.util.BitSet;

/**
 * Candidates, fences and ratings of every facility for one demand, in arrays by facility. All fences are judged even
 * when one has failed, so that the explanation is complete. Not changed after construction.
 */
final class Evaluation {

    private final Demand demand;
    private final Rules rules;
    private final Candidacy[] candidacy;
    private final FenceResult[][] fences;
    private final FenceResult[] verdicts;
    private final long[][] scores;
    private final long[][] shares;
    private final long[] penalties;
    private final long[][] priorityScores;
    private final long[][] priorityShares;
    private final long[][] priorityLevels;

    Evaluation(Demand demand, Rules rules, BitSet served) {
        int facilities = demand.situation().facilities();
        this.demand = demand;
        this.rules = rules;
        this.candidacy = new Candidacy[facilities];
        this.fences = new FenceResult[rules.fences().size()][facilities];
        this.verdicts = new FenceResult[facilities];
        this.scores = new long[rules.ratings().size()][facilities];
        this.shares = new long[rules.ratings().size()][facilities];
        this.penalties = new long[facilities];
        int priorities = rules.priorities().size();
        this.priorityScores = new long[priorities][facilities];
        this.priorityShares = new long[priorities][facilities];
        this.priorityLevels = new long
                [(int) rules.priorities().stream()
                        .mapToLong(active -> active.rule().priority())
                        .distinct()
                        .count()][facilities];
        for (int facility = 0; facility < facilities; facility++) {
            candidacy[facility] = rules.candidates().judge(demand, facility, served);
            verdicts[facility] = candidacy[facility] == Candidacy.CANDIDATE ? judge(facility) : FenceResult.FAILED;
            if (passed(facility)) {
                rate(facility);
                prioritise(facility);
            }
        }
    }

    private FenceResult judge(int facility) {
        FenceResult worst = FenceResult.PASSED;
        for (int index = 0; index < fences.length; index++) {
            ActiveFence active = rules.fences().get(index);
            FenceResult result =
                    active.fence().judge(demand, facility, active.rule().mode());
            fences[index][facility] = result;
            if (result == FenceResult.FAILED || worst == FenceResult.PASSED) {
                worst = result;
            }
        }
        return worst;
    }

    private void rate(int facility) {
        for (int index = 0; index < scores.length; index++) {
            ActiveRating active = rules.ratings().get(index);
            long score = active.rating().score(demand, facility);
            long share = share(active, score);
            scores[index][facility] = score;
            shares[index][facility] = share;
            penalties[facility] += share * active.rule().maxPenalty();
        }
    }

    private void prioritise(int facility) {
        int level = -1;
        for (int index = 0; index < priorityScores.length; index++) {
            ActivePriority active = rules.priorities().get(index);
            long score = active.rating().score(demand, facility);
            long share = score == Rating.UNMEASURED
                    ? Rating.WHOLE
                    : active.rating().share(demand, score, active.rule().thresholds());
            priorityScores[index][facility] = score;
            priorityShares[index][facility] = share;
            boolean opensLevel = index == 0
                    || rules.priorities().get(index - 1).rule().priority()
                            != active.rule().priority();
            level += opensLevel ? 1 : 0;
            priorityLevels[level][facility] += share;
        }
    }

    private long share(ActiveRating active, long score) {
        return score == Rating.UNMEASURED
                ? Rating.WHOLE
                : active.rating().share(demand, score, active.rule().thresholds());
    }

    Demand demand() {
        return demand;
    }

    Rules rules() {
        return rules;
    }

    Situation situation() {
        return demand.situation();
    }

    Candidacy candidacy(int facility) {
        return candidacy[facility];
    }

    boolean isCandidate(int facility) {
        return candidacy[facility] == Candidacy.CANDIDATE;
    }

    /** The fences taken together: FAILED beats REACTIVE_PASSING_POSSIBLE beats PASSED. */
    FenceResult verdict(int facility) {
        return verdicts[facility];
    }

    boolean passed(int facility) {
        return verdicts[facility] == FenceResult.PASSED;
    }

    FenceResult fence(int index, int facility) {
        return fences[index][facility];
    }

    /** A candidate that no fence rejects but those that look at stock. */
    boolean passedAllButStock(int facility) {
        if (!isCandidate(facility)) {
            return false;
        }
        for (int index = 0; index < fences.length; index++) {
            if (fences[index][facility] != FenceResult.PASSED
                    && !rules.fences().get(index).fence().looksAtStock()) {
                return false;
            }
        }
        return true;
    }

    long score(int index, int facility) {
        return scores[index][facility];
    }

    long share(int index, int facility) {
        return shares[index][facility];
    }

    /** Total penalty in millionths; meaningful for facilities that passed. */
    long penalty(int facility) {
        return penalties[facility];
    }

    long priorityScore(int index, int facility) {
        return priorityScores[index][facility];
    }

    long priorityShare(int index, int facility) {
        return priorityShares[index][facility];
    }

    /** Levels of priority, the most important first; none when no priority rating is active. */
    int priorityLevels() {
        return priorityLevels.length;
    }

    /** Whether the priority ratings do not tell the two facilities apart; both passed. */
    boolean samePriority(int one, int other) {
        for (long[] level : priorityLevels) {
            if (level[one] != level[other]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Total penalty in millionths, also of a facility that did not pass: one that passed only for the rest of an order is
     * rated here for the whole of it.
     */
    long charge(int facility) {
        if (passed(facility)) {
            return penalties[facility];
        }
        long sum = 0;
        for (ActiveRating active : rules.ratings()) {
            sum += share(active, active.rating().score(demand, facility))
                    * active.rule().maxPenalty();
        }
        return sum;
    }

    /**
     * By priority ratings, the most important level first, then least penalty, ties as configured; never 0 for two
     * different facilities.
     */
    int compare(int one, int other) {
        for (long[] level : priorityLevels) {
            if (level[one] != level[other]) {
                return Long.compare(level[one], level[other]);
            }
        }
        int byPenalty = Long.compare(penalties[one], penalties[other]);
        return byPenalty != 0 ? byPenalty : situation().compareTied(one, other);
    }

    /** The first by {@link #compare} of those that passed, or -1. */
    int bestRated() {
        int best = -1;
        for (int facility = 0; facility < penalties.length; facility++) {
            if (passed(facility) && (best < 0 || compare(facility, best) < 0)) {
                best = facility;
            }
        }
        return best;
    }

    /** The facility that passed and can give most units, the better rated one of equals, or -1. */
    int bestAvailable() {
        int best = -1;
        long most = -1;
        for (int facility = 0; facility < penalties.length; facility++) {
            if (passed(facility)) {
                long units = demand.unitsTakeableBy(facility);
                if (units > most || (units == most && compare(facility, best) < 0)) {
                    best = facility;
                    most = units;
                }
            }
        }
        return best;
    }

    /** The best rated facility that can take something, or -1. */
    int bestThatCanTake() {
        int best = -1;
        for (int facility = 0; facility < penalties.length; facility++) {
            if (passed(facility) && (best < 0 || compare(facility, best) < 0) && demand.unitsTakeableBy(facility) > 0) {
                best = facility;
            }
        }
        return best;
    }
}
