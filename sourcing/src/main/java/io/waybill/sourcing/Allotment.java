package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Units of an order given to a set of candidates, and what that costs.
 *
 * @param candidates ascending; each gets something
 * @param taken units by candidate, in the order of candidates, and line
 * @param unplaced units nobody was given
 * @param cost in millionths
 * @param best whether no other way to hand out the units to these candidates costs less
 */
record Allotment(List<Integer> candidates, List<long[]> taken, long unplaced, long cost, boolean best) {

    private static final int MOST_WAYS = 50_000;

    /** Hands out the units so that most are placed, and at the least price. Gives up the proof where bundles compete. */
    static Allotment of(PlanProblem problem, int[] candidates) {
        return new Handout(problem, candidates).allotment();
    }

    /** Tries where each bundle that competes for stock may go; the rest follows. */
    private static final class Handout {

        private final PlanProblem problem;
        private final int[] candidates;
        private final long[][] stock;
        private final int[] placeOfBundle;
        private final List<Integer> contested = new ArrayList<>();
        private int[] bestPlaces = new int[0];
        private long bestCost = Long.MAX_VALUE;

        Handout(PlanProblem problem, int[] candidates) {
            this.problem = problem;
            this.candidates = candidates;
            this.stock = Arrays.stream(candidates).mapToObj(problem::stock).toArray(long[][]::new);
            this.placeOfBundle = new int[problem.bundles().length];
            Arrays.fill(placeOfBundle, -1);
        }

        Allotment allotment() {
            for (int bundle = 0; bundle < placeOfBundle.length; bundle++) {
                if (problem.contended(bundle)) {
                    contested.add(bundle);
                } else {
                    placeUncontested(bundle);
                }
            }
            boolean tryAll = Math.pow(candidates.length + 1.0, contested.size()) <= MOST_WAYS;
            if (tryAll) {
                tryPlaces(0);
            } else {
                contested.forEach(this::placeFirst);
                bestPlaces = placeOfBundle.clone();
                contested.forEach(bundle -> move(bundle, placeOfBundle[bundle], 1));
            }
            return handedOut(tryAll);
        }

        private void placeUncontested(int bundle) {
            int cheapest = -1;
            long least = Long.MAX_VALUE;
            for (int place = 0; place < candidates.length; place++) {
                long price = priceOf(bundle, place);
                if (problem.bundleFits(bundle, candidates[place], stock[place]) && price < least) {
                    cheapest = place;
                    least = price;
                }
            }
            placeOfBundle[bundle] = cheapest;
            move(bundle, cheapest, -1);
        }

        private void placeFirst(int bundle) {
            for (int place = 0; place < candidates.length && placeOfBundle[bundle] < 0; place++) {
                if (problem.bundleFits(bundle, candidates[place], stock[place])) {
                    placeOfBundle[bundle] = place;
                    move(bundle, place, -1);
                }
            }
        }

        private void tryPlaces(int index) {
            if (index == contested.size()) {
                long cost = variableCost();
                if (cost < bestCost) {
                    bestCost = cost;
                    bestPlaces = placeOfBundle.clone();
                }
                return;
            }
            int bundle = contested.get(index);
            for (int place = 0; place < candidates.length; place++) {
                if (problem.bundleFits(bundle, candidates[place], stock[place])) {
                    placeOfBundle[bundle] = place;
                    move(bundle, place, -1);
                    tryPlaces(index + 1);
                    move(bundle, place, 1);
                }
            }
            placeOfBundle[bundle] = -1;
            tryPlaces(index + 1);
        }

        private void move(int bundle, int place, int sign) {
            if (place >= 0) {
                for (int article = 0; article < stock[place].length; article++) {
                    stock[place][article] += sign * problem.need(bundle, article);
                }
            }
        }

        private long priceOf(int bundle, int place) {
            long sum = 0;
            if (problem.priced()) {
                for (int article = 0; article < stock[place].length; article++) {
                    long price = problem.price(candidates[place], article);
                    sum = Millionths.plus(sum, Millionths.times(price, problem.need(bundle, article)));
                }
            }
            return sum;
        }

        /** Prices and shortage, the bundles being placed. */
        private long variableCost() {
            long prices = 0;
            long missing = 0;
            for (int bundle = 0; bundle < placeOfBundle.length; bundle++) {
                if (placeOfBundle[bundle] < 0) {
                    missing += problem.wanted(problem.singleArticles().length + bundle);
                } else {
                    prices = Millionths.plus(prices, priceOf(bundle, placeOfBundle[bundle]));
                }
            }
            long[][] singles = singles();
            for (int item = 0; item < singles.length; item++) {
                missing += problem.wanted(item) - Arrays.stream(singles[item]).sum();
                for (int place = 0; place < candidates.length; place++) {
                    long price = problem.price(candidates[place], problem.singleArticles()[item]);
                    prices = Millionths.plus(prices, Millionths.times(price, singles[item][place]));
                }
            }
            return Millionths.plus(prices, problem.objective().shortage(missing));
        }

        /** Units by single item and place, cheapest places first. */
        private long[][] singles() {
            int[] articles = problem.singleArticles();
            long[] wanted = problem.wanted();
            long[][] units = new long[articles.length][candidates.length];
            for (int item = 0; item < articles.length; item++) {
                long left = wanted[item];
                boolean[] asked = new boolean[candidates.length];
                for (int turn = 0; turn < candidates.length && left > 0; turn++) {
                    int place = cheapest(articles[item], asked);
                    asked[place] = true;
                    units[item][place] = Math.min(left, stock[place][articles[item]]);
                    left -= units[item][place];
                }
            }
            return units;
        }

        private int cheapest(int article, boolean[] asked) {
            int cheapest = -1;
            for (int place = 0; place < candidates.length; place++) {
                if (!asked[place]
                        && (cheapest < 0
                                || problem.price(candidates[place], article)
                                        < problem.price(candidates[cheapest], article))) {
                    cheapest = place;
                }
            }
            return cheapest;
        }

        private Allotment handedOut(boolean best) {
            for (int bundle : contested) {
                placeOfBundle[bundle] = bestPlaces[bundle];
                move(bundle, bestPlaces[bundle], -1);
            }
            long variable = variableCost();
            long[][] singles = singles();
            long[][] taken = new long[candidates.length][problem.situation().lines()];
            for (int bundle = 0; bundle < placeOfBundle.length; bundle++) {
                if (placeOfBundle[bundle] >= 0) {
                    for (int line : problem.bundles()[bundle]) {
                        taken[placeOfBundle[bundle]][line] = problem.open(line);
                    }
                }
            }
            giveToLines(singles, taken);
            return allotment(taken, variable, best);
        }

        private void giveToLines(long[][] singles, long[][] taken) {
            Situation situation = problem.situation();
            int[] itemOfArticle = new int[situation.articles()];
            for (int item = 0; item < singles.length; item++) {
                itemOfArticle[problem.singleArticles()[item]] = item;
            }
            for (int[] pack : situation.packs()) {
                int line = pack[0];
                if (situation.line(line).bundleKey() == null && problem.open(line) > 0) {
                    long left = problem.open(line);
                    long[] units = singles[itemOfArticle[situation.articleOf(line)]];
                    for (int place = 0; place < candidates.length; place++) {
                        taken[place][line] = Math.min(left, units[place]);
                        units[place] -= taken[place][line];
                        left -= taken[place][line];
                    }
                }
            }
        }

        private Allotment allotment(long[][] taken, long variable, boolean best) {
            List<Integer> used = new ArrayList<>();
            List<long[]> units = new ArrayList<>();
            long placed = 0;
            long cost = variable;
            for (int place = 0; place < candidates.length; place++) {
                long sum = Arrays.stream(taken[place]).sum();
                if (sum > 0) {
                    used.add(candidates[place]);
                    units.add(taken[place]);
                    placed += sum;
                    cost = Millionths.plus(cost, problem.charge(candidates[place]));
                }
            }
            cost = Millionths.plus(cost, problem.objective().splits(Math.max(0, used.size() - 1)));
            return new Allotment(used, units, Arrays.stream(problem.wanted()).sum() - placed, cost, best);
        }
    }
}
