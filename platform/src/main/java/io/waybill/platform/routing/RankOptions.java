package io.waybill.platform.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds several ways to serve an order. The first is what routing would decide; each further one follows from a decision
 * that may not use a facility which an earlier one used, the most promising decision first. The same numbers give the same
 * ways. Two ways over the same facilities which share the units out differently are not both found. Pure.
 */
final class RankOptions {
    /** Most decisions for one request, so that an order of many parts stays affordable. */
    static final int MOST_DECISIONS = 200;

    private RankOptions() {}

    /**
     * A way to serve the order.
     *
     * @param without ids of the facilities it had to do without
     */
    record Ranked(Valuation valuation, Set<String> without) {}

    private static final Comparator<Ranked> PROMISING = Comparator.comparing(Ranked::valuation, Valuation.BEST_FIRST)
            .thenComparingInt(ranked -> ranked.without().size())
            .thenComparing(ranked -> String.join(" ", ranked.without()));

    /**
     * @param count how many are wanted, at least 1
     * @param decide what routing decides without these facilities
     * @return at most so many, all different; what routing would decide first, the others by {@link Valuation#BEST_FIRST}
     */
    static List<Ranked> rank(int count, Function<Set<String>, Valuation> decide) {
        PriorityQueue<Ranked> open = new PriorityQueue<>(PROMISING);
        Set<Set<String>> tried = new HashSet<>();
        Set<Map<String, Map<String, Long>>> known = new HashSet<>();
        List<Ranked> found = new ArrayList<>();
        open.add(new Ranked(decide.apply(Set.of()), Set.of()));
        tried.add(Set.of());
        while (found.size() < count && !open.isEmpty()) {
            Ranked next = open.remove();
            if (!next.valuation().isServed()) {
                continue;
            }
            if (known.add(next.valuation().assignment())) {
                found.add(next);
            }
            if (found.size() < count) {
                for (Valuation.ServedPart part : next.valuation().parts()) {
                    Set<String> without = new TreeSet<>(next.without());
                    without.add(part.part().facilityId());
                    if (tried.size() < MOST_DECISIONS && tried.add(without)) {
                        open.add(new Ranked(decide.apply(without), without));
                    }
                }
            }
        }
        if (found.size() > 2) {
            found.subList(1, found.size()).sort(PROMISING);
        }
        return found;
    }
}
