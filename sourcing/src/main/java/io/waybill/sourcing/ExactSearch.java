package io.waybill.sourcing;

import io.waybill.sourcing.PlanSummary.Reason;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound over sets of candidates, by size: first one, then two, up to four. A branch is left when what is
 * chosen, the cheapest candidates that may follow, and the shortage that even the best of them leave, cost as much as the
 * best set found. Of sets that cost the same, the one with fewer candidates wins, then the one with the cheaper.
 */
final class ExactSearch {

    static final int MOST_CANDIDATES = 60;
    static final int MOST_PARTS = 4;
    static final long MOST_BRANCHES = 3_000_000;

    private final PlanProblem problem;
    private final Objective objective;
    private final boolean plain;
    private final int candidates;
    private final int items;
    private final long[][] open;
    private final long[][] suffixSupply;
    private final long[] suffixMost;
    private final int[] chosen = new int[MOST_PARTS];
    private int size;
    private long branches;
    private boolean gaveUp;
    private long least;
    private int @Nullable [] best;

    private ExactSearch(PlanProblem problem, long atMost) {
        this.problem = problem;
        this.objective = problem.objective();
        this.plain = !problem.contended() && !problem.priced();
        this.candidates = problem.candidates();
        this.items = problem.items();
        this.least = Millionths.plus(atMost, 1);
        this.open = new long[MOST_PARTS + 1][items];
        open[0] = problem.wanted();
        this.suffixSupply = new long[candidates + 1][items];
        this.suffixMost = new long[candidates + 1];
        for (int candidate = candidates - 1; candidate >= 0; candidate--) {
            long sum = 0;
            for (int item = 0; item < items; item++) {
                long supply = problem.supply(candidate, item);
                suffixSupply[candidate][item] = Math.min(open[0][item], suffixSupply[candidate + 1][item] + supply);
                sum += supply;
            }
            suffixMost[candidate] = Math.max(suffixMost[candidate + 1], sum);
        }
    }

    /**
     * The best allotment found.
     *
     * @param unproven why a better one may exist; null when none does
     */
    record Result(Allotment allotment, @Nullable Reason unproven) {}

    /**
     * Searches.
     *
     * @return null when there is no candidate
     */
    static @Nullable Result search(PlanProblem all) {
        int[] kept = undominated(all);
        PlanProblem problem = kept.length == all.candidates() ? all : all.with(kept);
        Allotment cover = CoverSearch.search(problem);
        if (cover == null) {
            return null;
        }
        if (kept.length > MOST_CANDIDATES) {
            return new Result(cover, Reason.TOO_MANY_FACILITIES);
        }
        ExactSearch search = new ExactSearch(problem, cover.cost());
        search.run();
        Allotment found = search.best == null ? cover : Allotment.of(problem, search.best);
        Allotment best = translated(found, kept);
        if (search.gaveUp || !found.best()) {
            return new Result(best, Reason.SEARCH_LIMIT);
        }
        return new Result(best, morePartsMayCostLess(all, found.cost()) ? Reason.TOO_MANY_PARTS : null);
    }

    private static Allotment translated(Allotment found, int[] kept) {
        return new Allotment(
                found.candidates().stream().map(each -> kept[each]).toList(),
                found.taken(),
                found.unplaced(),
                found.cost(),
                found.best());
    }

    /**
     * Candidates that a best set may need. One is left out when a cheaper or equal one before it has as much of
     * everything and either all that is wanted of what the later one has, so that the later one adds nothing to it; or
     * when there are as many of those before it as a set may hold, so that one is always free to take its place. Stops
     * when too many are kept.
     */
    private static int[] undominated(PlanProblem problem) {
        int parts = Math.min(MOST_PARTS, problem.maximumParts());
        int[] kept = new int[problem.candidates()];
        int count = 0;
        for (int candidate = 0; candidate < problem.candidates(); candidate++) {
            int better = 0;
            for (int index = 0; index < count && better < parts; index++) {
                if (hasAsMuch(problem, kept[index], candidate)) {
                    better = hasAllOf(problem, kept[index], candidate) ? parts : better + 1;
                }
            }
            if (better < parts) {
                kept[count++] = candidate;
            }
            if (count > MOST_CANDIDATES) {
                return IntStream.range(0, problem.candidates()).toArray();
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static boolean hasAsMuch(PlanProblem problem, int one, int other) {
        for (int article = 0; article < problem.situation().articles(); article++) {
            long compared = problem.priced() ? Long.MAX_VALUE : problem.wantedOf(article);
            if (Math.min(compared, problem.available(one, article))
                    < Math.min(compared, problem.available(other, article))) {
                return false;
            }
        }
        for (int bundle = 0; bundle < problem.bundles().length; bundle++) {
            if (problem.serves(other, bundle) && !problem.serves(one, bundle)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasAllOf(PlanProblem problem, int one, int other) {
        for (int article = 0; article < problem.situation().articles(); article++) {
            if (problem.available(other, article) > 0 && problem.available(one, article) < problem.wantedOf(article)) {
                return false;
            }
        }
        return true;
    }

    private void run() {
        int most = Math.min(Math.min(MOST_PARTS, problem.maximumParts()), candidates);
        for (size = 1; size <= most && !gaveUp; size++) {
            choose(0, 0, objective.splits(size - 1L));
        }
    }

    private void choose(int depth, int from, long cost) {
        int missing = size - depth;
        for (int candidate = from; candidate <= candidates - missing; candidate++) {
            if (++branches > MOST_BRANCHES) {
                gaveUp = true;
                return;
            }
            // Charges ascend and what the rest can cover falls, so a later candidate's bound is no lower.
            if (bound(depth, candidate, cost, missing) >= least) {
                return;
            }
            if (!take(depth, candidate) && plain) {
                continue;
            }
            chosen[depth] = candidate;
            long charged = Millionths.plus(cost, problem.charge(candidate));
            if (missing == 1) {
                consider(charged);
            } else if (bound(depth + 1, candidate + 1, charged, missing - 1) < least) {
                choose(depth + 1, candidate + 1, charged);
            }
            if (gaveUp) {
                return;
            }
        }
    }

    private boolean take(int depth, int candidate) {
        boolean any = false;
        for (int item = 0; item < items; item++) {
            long taken = Math.min(open[depth][item], problem.supply(candidate, item));
            open[depth + 1][item] = open[depth][item] - taken;
            any |= taken > 0;
        }
        return any;
    }

    /** No set with what is chosen and so many more of the candidates from here on costs less. */
    private long bound(int depth, int from, long cost, int more) {
        long sum = cost;
        for (int candidate = from; candidate < from + more; candidate++) {
            sum = Millionths.plus(sum, candidate < candidates ? problem.charge(candidate) : Millionths.MOST);
        }
        if (sum >= least) {
            return sum;
        }
        long left = 0;
        long out = 0;
        for (int item = 0; item < items; item++) {
            left += open[depth][item];
            out += Math.max(0, open[depth][item] - suffixSupply[from][item]);
        }
        long coverable = Millionths.times(suffixMost[from], more);
        return Millionths.plus(sum, objective.shortage(Math.max(out, left - coverable)));
    }

    private void consider(long charged) {
        long cost = Millionths.plus(
                charged, objective.shortage(Arrays.stream(open[size]).sum()));
        if (cost >= least) {
            return;
        }
        int[] set = Arrays.copyOf(chosen, size);
        if (!plain) {
            Allotment allotment = Allotment.of(problem, set);
            branches += 100;
            gaveUp |= !allotment.best();
            cost = allotment.cost();
        }
        if (cost < least) {
            least = cost;
            best = set;
        }
    }

    /** Whether a set larger than those searched may cost less than the best one found. */
    private static boolean morePartsMayCostLess(PlanProblem all, long cost) {
        int more = MOST_PARTS + 1;
        if (all.maximumParts() < more || all.candidates() < more) {
            return false;
        }
        long bound = all.objective().splits(MOST_PARTS);
        for (int candidate = 0; candidate < more; candidate++) {
            bound = Millionths.plus(bound, all.charge(candidate));
        }
        long out = 0;
        for (int item = 0; item < all.items(); item++) {
            long left = all.wanted(item);
            for (int candidate = 0; candidate < all.candidates() && left > 0; candidate++) {
                left -= Math.min(left, all.supply(candidate, item));
            }
            out += left;
        }
        return Millionths.plus(bound, all.objective().shortage(out)) < cost;
    }
}
