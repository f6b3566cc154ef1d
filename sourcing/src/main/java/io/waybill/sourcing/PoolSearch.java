package io.waybill.sourcing;

import io.waybill.sourcing.PoolResult.Improvement;
import io.waybill.sourcing.PoolResult.Move;
import io.waybill.sourcing.PooledOrder.Arrangement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Large-neighbourhood search. First every order is planned again alone. Then, scarce articles first, an order that could
 * be cheaper if others made room is taken together with orders that share its scarce articles: all of them give back what
 * they hold and are planned again one after the other, each of them once as the first. What is cheaper in sum by more than
 * the threshold stays. Until nothing changes or no more plans are allowed.
 */
final class PoolSearch {

    private final Pool.Settings settings;
    private final List<PooledOrder> orders = new ArrayList<>();
    private final List<PooledOrder> fixed = new ArrayList<>();
    private final FreeStock free;
    private final FreeStock initiallyFree;
    private final int articles;
    private final int[] groups;
    private final long[] ideal;
    private final List<List<Integer>> ordersOfArticle;
    private final double[] scarcity;
    private int plans;

    PoolSearch(Pool pool) {
        this.settings = pool.settings();
        SourcingSnapshot snapshot = pool.snapshot();
        this.articles = snapshot.articles();
        this.free = new FreeStock(snapshot, articles);
        FreeStock unheld = free.copy();
        StagedSourcingEngine engine = (StagedSourcingEngine) SourcingEngine.standard();
        pool.orders().stream().sorted(Comparator.comparing(Pool.Order::id)).forEach(order -> {
            PooledOrder pooled =
                    new PooledOrder(order, engine.evaluate(order.request(), snapshot, order.configuration()), snapshot);
            free.take(pooled, pooled.now());
            if (order.waitedSeconds() > settings.dwellCapSeconds()) {
                fixed.add(pooled);
                unheld.take(pooled, pooled.now());
            } else {
                orders.add(pooled);
            }
        });
        this.initiallyFree = free.copy();
        this.groups = new int[orders.size()];
        this.ordersOfArticle = new ArrayList<>();
        for (int article = 0; article < articles; article++) {
            ordersOfArticle.add(new ArrayList<>());
        }
        for (int index = 0; index < groups.length; index++) {
            groups[index] = index;
            for (int article : orders.get(index).articles()) {
                if (article >= 0) {
                    ordersOfArticle.get(article).add(index);
                }
            }
        }
        this.scarcity = scarcity(snapshot);
        this.ideal = new long[orders.size()];
        for (int index = 0; index < ideal.length; index++) {
            Arrangement best = mayPlan() ? plan(orders.get(index), unheld) : null;
            ideal[index] = best == null ? orders.get(index).now().cost() : best.cost();
        }
    }

    /** Units the pool wants of an article for each unit there is. */
    private double[] scarcity(SourcingSnapshot snapshot) {
        double[] wanted = new double[articles];
        for (PooledOrder order : orders) {
            order.addDemand(wanted);
        }
        for (int article = 0; article < articles; article++) {
            double there = 0;
            for (int facility = 0; facility < snapshot.facilities().size(); facility++) {
                there += snapshot.available(facility, article);
            }
            wanted[article] = there == 0 ? 0 : wanted[article] / there;
        }
        return wanted;
    }

    PoolResult result() {
        long before = cost();
        boolean changed = true;
        while (changed && mayPlan()) {
            changed = improveAlone();
            changed |= improveTogether();
        }
        return new PoolResult(improvements(), before, cost(), fixed.size(), plans, !mayPlan());
    }

    private long cost() {
        long sum = 0;
        for (PooledOrder order : orders) {
            sum = Millionths.plus(sum, order.now().cost());
        }
        for (PooledOrder order : fixed) {
            sum = Millionths.plus(sum, order.now().cost());
        }
        return sum;
    }

    private boolean mayPlan() {
        return plans < settings.mostPlans();
    }

    private @Nullable Arrangement plan(PooledOrder order, FreeStock stock) {
        plans++;
        Arrangement best = order.best(stock);
        return best == null || best.unplaced() > order.before().unplaced() ? null : best;
    }

    /** What an order might save at most. */
    private long potential(int index) {
        return orders.get(index).now().cost() - ideal[index];
    }

    private boolean improveAlone() {
        boolean changed = false;
        for (int index : byPotential(range())) {
            changed |= potential(index) > settings.thresholdMillionths()
                    && mayPlan()
                    && rearrange(List.of(index), List.of(List.of(index)));
        }
        return changed;
    }

    private boolean improveTogether() {
        boolean changed = false;
        Integer[] scarceFirst = new Integer[articles];
        Arrays.setAll(scarceFirst, article -> article);
        Arrays.sort(scarceFirst, Comparator.comparingDouble((Integer article) -> -scarcity[article]));
        BitSet tried = new BitSet();
        for (int article : scarceFirst) {
            for (int index : byPotential(ordersOfArticle.get(article))) {
                if (!tried.get(index) && mayPlan() && potential(index) > settings.thresholdMillionths()) {
                    tried.set(index);
                    List<Integer> together = neighbourhood(index);
                    changed |= together.size() > 1 && rearrange(together, turns(together));
                }
            }
        }
        return changed;
    }

    /** The order and those that share articles with it, the scarcest shared article first, then the most potential. */
    private List<Integer> neighbourhood(int index) {
        Map<Integer, Double> shared = new HashMap<>();
        for (int article : orders.get(index).articles()) {
            if (article >= 0) {
                for (int other : ordersOfArticle.get(article)) {
                    if (other != index) {
                        shared.merge(other, scarcity[article], Math::max);
                    }
                }
            }
        }
        List<Integer> together = new ArrayList<>(List.of(index));
        shared.keySet().stream()
                .sorted(Comparator.comparing((Integer other) -> -shared.getOrDefault(other, 0.0))
                        .thenComparing(other -> -holdsOfIdeal(other, index))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(settings.neighbourhood() - 1L)
                .forEach(together::add);
        return together;
    }

    /** How many facilities that have little left for the one order the other holds units at. */
    private int holdsOfIdeal(int other, int index) {
        int count = 0;
        Arrangement held = orders.get(other).now();
        for (int place = 0; place < held.places().length; place++) {
            for (int article : orders.get(index).articles()) {
                if (article >= 0 && free.units(held.places()[place], article) <= 0) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Every order once the first, the others after it. */
    private static List<List<Integer>> turns(List<Integer> together) {
        List<List<Integer>> turns = new ArrayList<>();
        for (int first : together) {
            List<Integer> turn = new ArrayList<>(together);
            turn.remove((Integer) first);
            turn.addFirst(first);
            turns.add(turn);
        }
        return turns;
    }

    /** Plans the orders again in each of the sequences, and keeps the cheapest outcome if it saves enough. */
    private boolean rearrange(List<Integer> together, List<List<Integer>> sequences) {
        long now = 0;
        for (int index : together) {
            free.release(orders.get(index), orders.get(index).now());
            now += orders.get(index).now().cost();
        }
        long least = now - settings.thresholdMillionths();
        Map<Integer, Arrangement> best = Map.of();
        for (List<Integer> sequence : sequences) {
            Map<Integer, Arrangement> found = inSequence(sequence, least);
            if (!found.isEmpty()) {
                best = found;
                least = found.values().stream().mapToLong(Arrangement::cost).sum();
            }
        }
        for (int index : together) {
            orders.get(index).arrange(best.getOrDefault(index, orders.get(index).now()));
            free.take(orders.get(index), orders.get(index).now());
        }
        if (best.isEmpty()) {
            return false;
        }
        together.forEach(index -> unite(together.getFirst(), index));
        return true;
    }

    /** The arrangements, or none when they cost no less than given, or an order has nowhere to go. */
    private Map<Integer, Arrangement> inSequence(List<Integer> sequence, long below) {
        Map<Integer, Arrangement> found = new HashMap<>();
        long sum = 0;
        for (int index : sequence) {
            Arrangement best = sum < below && mayPlan() ? plan(orders.get(index), free) : null;
            if (best == null) {
                break;
            }
            sum += best.cost();
            found.put(index, best);
            free.take(orders.get(index), best);
        }
        found.forEach((index, arrangement) -> free.release(orders.get(index), arrangement));
        return found.size() == sequence.size() && sum < below ? found : Map.of();
    }

    private List<Integer> range() {
        List<Integer> all = new ArrayList<>();
        for (int index = 0; index < orders.size(); index++) {
            all.add(index);
        }
        return all;
    }

    private List<Integer> byPotential(List<Integer> indexes) {
        return indexes.stream()
                .sorted(Comparator.comparing((Integer index) -> -potential(index))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private int group(int index) {
        int root = index;
        while (groups[root] != root) {
            root = groups[root];
        }
        return root;
    }

    private void unite(int one, int other) {
        groups[Math.max(group(one), group(other))] = Math.min(group(one), group(other));
    }

    /** Orders that moved, grouped so that each group needs nothing that another one frees. */
    private List<Improvement> improvements() {
        uniteWhoShareWhatIsShort();
        Map<Integer, List<Move>> moves = new HashMap<>();
        for (int index = 0; index < orders.size(); index++) {
            PooledOrder order = orders.get(index);
            List<SourcingDecision.Part> from = order.parts(order.before());
            List<SourcingDecision.Part> to = order.parts(order.now());
            // The same parts in another sequence are no move.
            if (!Set.copyOf(from).equals(Set.copyOf(to))) {
                moves.computeIfAbsent(group(index), root -> new ArrayList<>())
                        .add(new Move(
                                order.id(),
                                from,
                                to,
                                order.before().cost(),
                                order.now().cost()));
            }
        }
        return moves.values().stream()
                .map(each -> new Improvement(
                        each, each.stream().mapToLong(Move::saving).sum()))
                .sorted(Comparator.comparing((Improvement each) -> -each.saving())
                        .thenComparing(each -> each.moves().getFirst().orderId()))
                .toList();
    }

    /** Where the orders that moved take more of an article than was free at first, they need each other. */
    private void uniteWhoShareWhatIsShort() {
        FreeStock needed = initiallyFree.copy();
        for (PooledOrder order : orders) {
            if (order.now() != order.before()) {
                needed.take(order, order.now());
            }
        }
        Map<Long, Integer> touched = new HashMap<>();
        for (int index = 0; index < orders.size(); index++) {
            PooledOrder order = orders.get(index);
            if (order.now() != order.before()) {
                for (Arrangement arrangement : List.of(order.before(), order.now())) {
                    for (int place : arrangement.places()) {
                        for (int article : order.articles()) {
                            if (article >= 0 && needed.units(place, article) < 0) {
                                Integer other = touched.putIfAbsent((long) place * articles + article, index);
                                unite(other == null ? index : other, index);
                            }
                        }
                    }
                }
            }
        }
    }
}
