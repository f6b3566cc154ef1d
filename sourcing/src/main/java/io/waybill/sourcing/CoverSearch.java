package io.waybill.sourcing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Greedy set cover: again and again the candidate with the least cost per unit that it adds (at most 1 + ln of the most
 * units one candidate covers times the best cost, while nothing but the cost limits the choice); then candidates are
 * dropped, two exchanged for one, one for another, or one added, while that makes the plan cheaper. Bounded work, counted
 * in items looked at, so that the result is the same everywhere.
 */
final class CoverSearch {

    private static final long MOST_WORK = 30_000_000;

    private final PlanProblem problem;
    private final Objective objective;
    private final boolean plain;
    private long work;

    private CoverSearch(PlanProblem problem) {
        this.problem = problem;
        this.objective = problem.objective();
        this.plain = !problem.contended() && !problem.priced();
    }

    /** The cover; null when there is no candidate. */
    static @Nullable Allotment search(PlanProblem problem) {
        return problem.candidates() == 0 ? null : new CoverSearch(problem).cover();
    }

    private Allotment cover() {
        int[] set = greedy();
        long cost = cost(set);
        while (work < MOST_WORK) {
            int @Nullable [] better = better(set, cost);
            if (better == null) {
                break;
            }
            set = better;
            cost = cost(set);
        }
        return Allotment.of(problem, set);
    }

    private int[] greedy() {
        int[] set = new int[0];
        long[] open = problem.wanted();
        while (set.length < problem.maximumParts()) {
            int best = -1;
            long bestGain = 0;
            for (int candidate = 0; candidate < problem.candidates(); candidate++) {
                long gain = contains(set, candidate) ? 0 : gain(open, candidate);
                if (gain > 0
                        && (best < 0 || Millionths.compareRatio(price(candidate), gain, price(best), bestGain) < 0)) {
                    best = candidate;
                    bestGain = gain;
                }
            }
            boolean dearerThanShortage = best >= 0 && set.length > 0 && price(best) >= objective.shortage(bestGain);
            if (best < 0 || dearerThanShortage) {
                break;
            }
            set = with(set, best);
            take(open, best);
        }
        return set;
    }

    private long price(int candidate) {
        return problem.charge(candidate) + objective.splits(1);
    }

    private long gain(long[] open, int candidate) {
        work += open.length;
        long gain = 0;
        for (int item = 0; item < open.length; item++) {
            gain += Math.min(open[item], problem.supply(candidate, item));
        }
        return gain;
    }

    private void take(long[] open, int candidate) {
        for (int item = 0; item < open.length; item++) {
            open[item] -= Math.min(open[item], problem.supply(candidate, item));
        }
    }

    private int @Nullable [] better(int[] set, long cost) {
        if (set.length > 1) {
            for (int index = 0; index < set.length; index++) {
                int[] smaller = without(set, index);
                if (cost(smaller) < cost) {
                    return smaller;
                }
            }
        }
        for (int one = 0; one < set.length; one++) {
            for (int other = one + 1; other < set.length; other++) {
                int @Nullable [] exchanged = bestAddition(without(without(set, other), one), cost);
                if (exchanged != null) {
                    return exchanged;
                }
            }
        }
        for (int index = 0; index < set.length; index++) {
            int @Nullable [] exchanged = bestAddition(without(set, index), cost);
            if (exchanged != null) {
                return exchanged;
            }
        }
        return set.length < problem.maximumParts() ? bestAddition(set, cost) : null;
    }

    /** The set with the candidate that makes it cheapest, if that is cheaper than the cost given. */
    private int @Nullable [] bestAddition(int[] set, long cost) {
        long[] open = problem.wanted();
        long fixed = objective.splits(set.length);
        for (int candidate : set) {
            take(open, candidate);
            fixed = Millionths.plus(fixed, problem.charge(candidate));
        }
        long left = Arrays.stream(open).sum();
        int best = -1;
        long least = cost;
        for (int candidate = 0; candidate < problem.candidates() && work < MOST_WORK; candidate++) {
            if (Millionths.plus(fixed, problem.charge(candidate)) >= least) {
                break;
            }
            long gain = gain(open, candidate);
            long bound =
                    Millionths.plus(Millionths.plus(fixed, problem.charge(candidate)), objective.shortage(left - gain));
            if (bound < least && !contains(set, candidate)) {
                long total = plain ? bound : cost(with(set, candidate));
                if (total < least) {
                    best = candidate;
                    least = total;
                }
            }
        }
        return best < 0 ? null : with(set, best);
    }

    private long cost(int[] set) {
        if (!plain) {
            work += (long) problem.items() * set.length * 100;
            return Allotment.of(problem, set).cost();
        }
        long[] open = problem.wanted();
        long cost = objective.splits(Math.max(0, set.length - 1));
        for (int candidate : set) {
            take(open, candidate);
            cost = Millionths.plus(cost, problem.charge(candidate));
        }
        work += (long) open.length * set.length;
        return Millionths.plus(cost, objective.shortage(Arrays.stream(open).sum()));
    }

    private static boolean contains(int[] set, int candidate) {
        return Arrays.binarySearch(set, candidate) >= 0;
    }

    private static int[] with(int[] set, int candidate) {
        int[] larger = Arrays.copyOf(set, set.length + 1);
        larger[set.length] = candidate;
        Arrays.sort(larger);
        return larger;
    }

    private static int[] without(int[] set, int index) {
        int[] smaller = new int[set.length - 1];
        System.arraycopy(set, 0, smaller, 0, index);
        System.arraycopy(set, index + 1, smaller, index, smaller.length - index);
        return smaller;
    }
}
