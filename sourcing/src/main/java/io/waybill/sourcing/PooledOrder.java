package io.waybill.sourcing;

import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order of the pool with the facilities that may serve it; the plan changes, the rest does not. */
final class PooledOrder {

    /**
     * Where the units of an order are.
     *
     * @param places indexes of facilities in the snapshot
     * @param units by place and line of the request
     * @param cost in millionths
     */
    record Arrangement(int[] places, List<long[]> units, long unplaced, long cost) {}

    private final Pool.Order order;
    private final Situation situation;
    private final PlanProblem problem;
    private final int[] snapshotArticles;
    private final Arrangement before;
    private Arrangement now;

    PooledOrder(Pool.Order order, Evaluation whole, SourcingSnapshot snapshot) {
        this.order = order;
        this.situation = whole.situation();
        List<int[]> classes = PlanAssembly.classes(whole);
        // Facilities of a lower class of priority would have to come after those of the first; the pool leaves them
        // out.
        this.problem = PlanProblem.of(
                whole, whole.demand(), classes.getFirst(), whole.rules().maximumParts());
        this.snapshotArticles = new int[situation.articles()];
        for (int line = 0; line < situation.lines(); line++) {
            snapshotArticles[situation.articleOf(line)] =
                    snapshot.indexOfArticle(situation.line(line).articleId());
        }
        this.before = current(whole);
        this.now = before;
    }

    private Arrangement current(Evaluation whole) {
        List<long[]> units = new ArrayList<>();
        int[] places = new int[order.parts().size()];
        long placed = 0;
        long cost = 0;
        Objective objective = problem.objective();
        for (int index = 0; index < places.length; index++) {
            Part part = order.parts().get(index);
            int facility = situation.snapshot().indexOfFacility(part.facilityId());
            if (facility < 0) {
                throw new IllegalArgumentException(
                        "order " + order.id() + " is at " + part.facilityId() + ", which the snapshot does not hold");
            }
            long[] byLine = new long[situation.lines()];
            for (PartLine line : part.lines()) {
                byLine[lineIndex(line.lineId())] += line.quantity();
                placed += line.quantity();
            }
            places[index] = facility;
            units.add(byLine);
            cost = Millionths.plus(cost, whole.charge(facility));
            cost = Millionths.plus(cost, scarcity(facility, byLine));
        }
        long unplaced = whole.demand().units() - placed;
        cost = Millionths.plus(cost, objective.splits(Math.max(0, places.length - 1)));
        return new Arrangement(places, units, unplaced, Millionths.plus(cost, objective.shortage(unplaced)));
    }

    private long scarcity(int facility, long[] units) {
        long sum = 0;
        if (problem.priced()) {
            for (int line = 0; line < units.length; line++) {
                int article = situation.articleOf(line);
                long here = situation.available(facility, article);
                if (units[line] > 0 && here > 0) {
                    long price = problem.objective().priceOfUnit(here, situation.availableEverywhere(article));
                    sum = Millionths.plus(sum, Millionths.times(price, units[line]));
                }
            }
        }
        return sum;
    }

    private int lineIndex(String lineId) {
        for (int line = 0; line < situation.lines(); line++) {
            if (situation.line(line).id().equals(lineId)) {
                return line;
            }
        }
        throw new IllegalArgumentException("order " + order.id() + " has no line " + lineId);
    }

    String id() {
        return order.id();
    }

    long waitedSeconds() {
        return order.waitedSeconds();
    }

    Arrangement before() {
        return before;
    }

    Arrangement now() {
        return now;
    }

    void arrange(Arrangement arrangement) {
        this.now = arrangement;
    }

    /** Articles of the request, as indexes of the snapshot. */
    int[] articles() {
        return snapshotArticles;
    }

    /** Adds the units to place, by article of the snapshot. */
    void addDemand(double[] units) {
        for (int line = 0; line < situation.lines(); line++) {
            if (articleOf(line) >= 0) {
                units[articleOf(line)] += problem.open(line);
            }
        }
    }

    int articleOf(int line) {
        return snapshotArticles[situation.articleOf(line)];
    }

    /** The cheapest arrangement with the stock that is free for this order; null when nothing can be placed. */
    @Nullable
    Arrangement best(FreeStock free) {
        long[][] stock = new long[problem.candidates()][snapshotArticles.length];
        for (int candidate = 0; candidate < stock.length; candidate++) {
            for (int article = 0; article < snapshotArticles.length; article++) {
                stock[candidate][article] = Math.min(
                        problem.available(candidate, article),
                        Math.max(0, free.units(problem.facility(candidate), snapshotArticles[article])));
            }
        }
        ExactSearch.Result result = ExactSearch.search(problem.withStock(stock));
        if (result == null || result.allotment().candidates().isEmpty()) {
            return null;
        }
        Allotment allotment = result.allotment();
        return new Arrangement(
                allotment.candidates().stream().mapToInt(problem::facility).toArray(),
                allotment.taken(),
                allotment.unplaced(),
                allotment.cost());
    }

    List<Part> parts(Arrangement arrangement) {
        List<Part> parts = new ArrayList<>();
        for (int index = 0; index < arrangement.places().length; index++) {
            parts.add(new Part(
                    situation.facility(arrangement.places()[index]).id(),
                    Demand.partLines(situation, arrangement.units().get(index))));
        }
        return parts;
    }
}
