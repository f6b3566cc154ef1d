package io.waybill.sourcing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order and the facilities that may serve it, in numbers: which set of facilities costs least? Facilities are
 * candidates here, cheapest first, and what is wanted are items: the units of single lines by article, and each bundle. A
 * candidate supplies an item up to what is wanted of it, a bundle completely or not at all (and only if its facility does
 * the custom services that the bundle asks for). While no bundle shares an
 * article with another item ({@link #contended}), what a set of candidates can supply of each item together is the sum of
 * what each can, at most what is wanted; otherwise that is an upper bound. Not changed after construction.
 */
final class PlanProblem {

    private final Situation situation;
    private final Objective objective;
    private final int maximumParts;
    private final long[] open;
    private final int[] facilities;
    private final long[] charges;
    private final long[][] available;
    private final long @Nullable [][] prices;
    private final int[] singleArticles;
    private final int[][] bundles;
    private final long[][] bundleNeeds;
    private final boolean[] contendedBundles;
    private final long[] wanted;
    private final long[] wantedOfArticle;
    private final long[][] supply;

    private PlanProblem(
            Situation situation,
            Objective objective,
            int maximumParts,
            long[] open,
            int[] facilities,
            long[] charges,
            long[][] available,
            long @Nullable [][] prices) {
        this.situation = situation;
        this.objective = objective;
        this.maximumParts = maximumParts;
        this.open = open;
        this.facilities = facilities;
        this.charges = charges;
        this.available = available;
        this.prices = prices;
        long[] single = new long[situation.articles()];
        List<int[]> openBundles = new ArrayList<>();
        for (int[] pack : situation.packs()) {
            if (situation.line(pack[0]).bundleKey() == null) {
                single[situation.articleOf(pack[0])] += open[pack[0]];
            } else if (Arrays.stream(pack).anyMatch(line -> open[line] > 0)) {
                openBundles.add(pack);
            }
        }
        this.bundles = openBundles.toArray(int[][]::new);
        this.bundleNeeds = new long[bundles.length][situation.articles()];
        int[] users = new int[situation.articles()];
        for (int bundle = 0; bundle < bundles.length; bundle++) {
            for (int line : bundles[bundle]) {
                bundleNeeds[bundle][situation.articleOf(line)] += open[line];
            }
            for (int article = 0; article < users.length; article++) {
                users[article] += bundleNeeds[bundle][article] > 0 ? 1 : 0;
            }
        }
        for (int article = 0; article < users.length; article++) {
            users[article] += single[article] > 0 ? 1 : 0;
        }
        this.contendedBundles = new boolean[bundles.length];
        for (int bundle = 0; bundle < bundles.length; bundle++) {
            for (int article = 0; article < users.length; article++) {
                contendedBundles[bundle] |= bundleNeeds[bundle][article] > 0 && users[article] > 1;
            }
        }
        this.singleArticles = IntStream.range(0, single.length)
                .filter(article -> single[article] > 0)
                .toArray();
        this.wanted = new long[singleArticles.length + bundles.length];
        for (int item = 0; item < singleArticles.length; item++) {
            wanted[item] = single[singleArticles[item]];
        }
        for (int bundle = 0; bundle < bundles.length; bundle++) {
            wanted[singleArticles.length + bundle] =
                    Arrays.stream(bundleNeeds[bundle]).sum();
        }
        this.wantedOfArticle = single.clone();
        for (long[] needs : bundleNeeds) {
            for (int article = 0; article < needs.length; article++) {
                wantedOfArticle[article] += needs[article];
            }
        }
        this.supply = new long[facilities.length][];
        for (int candidate = 0; candidate < facilities.length; candidate++) {
            supply[candidate] = supply(candidate);
        }
    }

    private long[] supply(int candidate) {
        long[] stock = available[candidate];
        long[] units = new long[wanted.length];
        for (int item = 0; item < singleArticles.length; item++) {
            units[item] = Math.min(wanted[item], stock[singleArticles[item]]);
        }
        for (int bundle = 0; bundle < bundles.length; bundle++) {
            int item = singleArticles.length + bundle;
            units[item] = bundleFits(bundle, candidate, stock) ? wanted[item] : 0;
        }
        return units;
    }

    /**
     * The problem of placing what is open with facilities that passed.
     *
     * @param among indexes of facilities that passed; those that can supply nothing are left out
     */
    static PlanProblem of(Evaluation whole, Demand open, int[] among, int maximumParts) {
        Situation situation = whole.situation();
        Integer[] sorted = Arrays.stream(among)
                .filter(facility -> open.unitsTakeableBy(facility) > 0)
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(sorted, (one, other) -> {
            int byCharge = Long.compare(whole.penalty(one), whole.penalty(other));
            return byCharge != 0 ? byCharge : whole.compare(one, other);
        });
        int[] facilities = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        long[][] available = new long[facilities.length][situation.articles()];
        for (int candidate = 0; candidate < facilities.length; candidate++) {
            for (int article = 0; article < situation.articles(); article++) {
                available[candidate][article] = situation.available(facilities[candidate], article);
            }
        }
        long[] units = new long[situation.lines()];
        for (int line = 0; line < units.length; line++) {
            units[line] = open.units(line);
        }
        Objective objective = whole.rules().objective();
        return new PlanProblem(
                situation,
                objective,
                maximumParts,
                units,
                facilities,
                Arrays.stream(facilities).mapToLong(whole::penalty).toArray(),
                available,
                objective.scarcityPrice() == 0 ? null : prices(situation, objective, available));
    }

    private static long[][] prices(Situation situation, Objective objective, long[][] available) {
        long[][] prices = new long[available.length][situation.articles()];
        for (int article = 0; article < situation.articles(); article++) {
            long everywhere = situation.availableEverywhere(article);
            for (int candidate = 0; candidate < available.length; candidate++) {
                if (available[candidate][article] > 0) {
                    prices[candidate][article] = objective.priceOfUnit(available[candidate][article], everywhere);
                }
            }
        }
        return prices;
    }

    /** The same order with some of the candidates, given in ascending order. */
    PlanProblem with(int[] candidates) {
        return new PlanProblem(
                situation,
                objective,
                maximumParts,
                open,
                Arrays.stream(candidates).map(this::facility).toArray(),
                Arrays.stream(candidates).mapToLong(this::charge).toArray(),
                Arrays.stream(candidates).mapToObj(each -> available[each]).toArray(long[][]::new),
                prices == null ? null : pricesOf(prices, candidates));
    }

    /**
     * The same order and charges with other stock.
     *
     * @param otherAvailable units by candidate and article
     */
    PlanProblem withStock(long[][] otherAvailable) {
        return new PlanProblem(situation, objective, maximumParts, open, facilities, charges, otherAvailable, prices);
    }

    private static long[][] pricesOf(long[][] prices, int[] candidates) {
        return Arrays.stream(candidates).mapToObj(each -> prices[each]).toArray(long[][]::new);
    }

    private boolean fits(int bundle, long[] stock) {
        for (int article = 0; article < stock.length; article++) {
            if (stock[article] < bundleNeeds[bundle][article]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the candidate can take the bundle.
     *
     * @param stock what is left of the candidate's stock, by article
     */
    boolean bundleFits(int bundle, int candidate, long[] stock) {
        return serves(candidate, bundle) && fits(bundle, stock);
    }

    /** Whether the candidate does the custom services that the bundle asks for. */
    boolean serves(int candidate, int bundle) {
        return situation.serves(facilities[candidate], bundles[bundle]);
    }

    Situation situation() {
        return situation;
    }

    Objective objective() {
        return objective;
    }

    int maximumParts() {
        return maximumParts;
    }

    int candidates() {
        return facilities.length;
    }

    /** Index of the candidate's facility in the situation. */
    int facility(int candidate) {
        return facilities[candidate];
    }

    long charge(int candidate) {
        return charges[candidate];
    }

    long open(int line) {
        return open[line];
    }

    long available(int candidate, int article) {
        return available[candidate][article];
    }

    /** A copy of the candidate's stock by article. */
    long[] stock(int candidate) {
        return available[candidate].clone();
    }

    boolean priced() {
        return prices != null;
    }

    /** Price of a unit; 0 while nothing has a price. */
    long price(int candidate, int article) {
        return prices == null ? 0 : prices[candidate][article];
    }

    /** Items that are units of single lines; item i is of this article. */
    int[] singleArticles() {
        return singleArticles;
    }

    /** Lines of the bundles that are open; bundle b is item number of singles plus b. */
    int[][] bundles() {
        return bundles;
    }

    long need(int bundle, int article) {
        return bundleNeeds[bundle][article];
    }

    boolean contended(int bundle) {
        return contendedBundles[bundle];
    }

    /** Whether a bundle shares an article with another item. */
    boolean contended() {
        for (boolean each : contendedBundles) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    int items() {
        return wanted.length;
    }

    /** Units wanted, by item. */
    long[] wanted() {
        return wanted.clone();
    }

    /** Units wanted of the item. */
    long wanted(int item) {
        return wanted[item];
    }

    /** Units wanted of the article, by single lines and bundles together. */
    long wantedOf(int article) {
        return wantedOfArticle[article];
    }

    /** Units the candidate has of the item, at most what is wanted; of a bundle all or none. */
    long supply(int candidate, int item) {
        return supply[candidate][item];
    }
}
