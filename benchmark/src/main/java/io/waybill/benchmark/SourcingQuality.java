package io.waybill.benchmark;

import io.waybill.sourcing.Objective;
import io.waybill.sourcing.PlanSummary;
import io.waybill.sourcing.Pool;
import io.waybill.sourcing.PoolPlanner;
import io.waybill.sourcing.PoolResult;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingDecision;
import io.waybill.sourcing.SourcingDecision.Routed;
import io.waybill.sourcing.SourcingEngine;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How good the plans are, on {@link SourcingNetwork}. Every run has a seed of its own, so its runs show the spread. */
final class SourcingQuality {

    private static final List<String> PLANNERS =
            List.of(SourcingConfiguration.SEQUENTIAL, SourcingConfiguration.COVER, SourcingConfiguration.EXACT);
    private static final double POINT = 1_000_000;

    private final Settings settings;
    private final SourcingEngine engine = SourcingEngine.standard();

    SourcingQuality(Settings settings) {
        this.settings = settings;
    }

    private int seeds() {
        return settings.quick() ? 2 : 10;
    }

    void measure(Report report) {
        againstTrying(report);
        againstLinearProgram(report);
        pool(report);
    }

    /** Small enough to try every set of up to four of 16 facilities. */
    private void againstTrying(Report report) {
        Figures figures = new Figures("quality: 5 lines, 16 facilities, against trying everything");
        for (int seed = 1; seed <= seeds(); seed++) {
            SourcingNetwork network = new SourcingNetwork(seed, 16, 40, 0.25);
            SourcingSnapshot snapshot = network.snapshot();
            Sums sums = new Sums();
            double least = 0;
            int same = 0;
            int orders = settings.quick() ? 20 : 200;
            for (int number = 0; number < orders; number++) {
                SourcingRequest request = network.order(5);
                Map<String, PlanSummary> plans = plans(request, snapshot, 4, sums);
                long best = bound(request, snapshot, 4).leastByTrying(4);
                least += best;
                same += exact(plans).cost().total() == best ? 1 : 0;
            }
            sums.add(figures, orders);
            figures.add("penalty of the best of all plans", least / POINT / orders, "");
            figures.add("orders for which exact is the best of all plans", 100.0 * same / orders, " %");
        }
        figures.report(report);
    }

    /** Too large for trying, and partly for exact. */
    private void againstLinearProgram(Report report) {
        for (int lines : new int[] {8, 25}) {
            Figures figures = new Figures("quality: " + lines + " lines, 150 facilities, against a linear program");
            for (int seed = 1; seed <= Math.min(seeds(), 5); seed++) {
                SourcingNetwork network = new SourcingNetwork(seed, 150, 80, 0.2);
                SourcingSnapshot snapshot = network.snapshot();
                Sums sums = new Sums();
                double bound = 0;
                int orders = settings.quick() ? 2 : 20;
                for (int number = 0; number < orders; number++) {
                    SourcingRequest request = network.order(lines);
                    plans(request, snapshot, 6, sums);
                    bound += bound(request, snapshot, 6).leastByLinearProgram();
                }
                sums.add(figures, orders);
                figures.add("penalty of the linear program (no plan costs less)", bound / POINT / orders, "");
                figures.add("orders for which exact proves its plan", 100.0 * sums.proven / orders, " %");
            }
            figures.report(report);
        }
    }

    private Map<String, PlanSummary> plans(SourcingRequest request, SourcingSnapshot snapshot, int parts, Sums sums) {
        Map<String, PlanSummary> plans = new LinkedHashMap<>();
        for (String planner : PLANNERS) {
            PlanSummary plan = engine.decide(request, snapshot, SourcingNetwork.configuration(planner, parts))
                    .plan();
            plans.put(planner, plan);
            sums.penalty.merge(planner, plan.cost().total() / POINT, Double::sum);
            sums.parts.merge(planner, (double) plan.parts().size(), Double::sum);
        }
        sums.proven += exact(plans).reason() == PlanSummary.Reason.PROVEN_CHEAPEST ? 1 : 0;
        return plans;
    }

    private static PlanSummary exact(Map<String, PlanSummary> plans) {
        return Objects.requireNonNull(plans.get(SourcingConfiguration.EXACT));
    }

    private PlanBound bound(SourcingRequest request, SourcingSnapshot snapshot, int parts) {
        SourcingDecision decision = engine.decide(
                request, snapshot, SourcingNetwork.configuration(SourcingConfiguration.SEQUENTIAL, parts));
        return new PlanBound(
                request,
                snapshot,
                Objective.STANDARD,
                decision.explanation().rounds().getFirst().ranked().toList());
    }

    /** Orders routed one after the other until stock is short, then improved together. */
    private void pool(Report report) {
        Figures figures = new Figures("quality: pool of orders, 30 facilities, each run another seed");
        for (int seed = 1; seed <= seeds(); seed++) {
            for (String planner : List.of(SourcingConfiguration.SEQUENTIAL, SourcingConfiguration.EXACT)) {
                poolRoutedBy(planner, seed, figures);
            }
        }
        figures.report(report);
    }

    private void poolRoutedBy(String planner, int seed, Figures figures) {
        SourcingNetwork network = new SourcingNetwork(seed, 30, 60, 0.2);
        SourcingSnapshot before = network.snapshot();
        SourcingConfiguration configuration = SourcingNetwork.configuration(planner, 4);
        List<Pool.Order> orders = new ArrayList<>();
        int wanted = settings.quick() ? 60 : 120;
        for (int number = 0; number < wanted; number++) {
            SourcingRequest request = network.orderOfUpTo(4);
            SourcingDecision decision = engine.decide(request, network.snapshot(), configuration);
            if (decision.outcome() instanceof Routed routed) {
                routed.parts()
                        .forEach(part -> part.lines()
                                .forEach(line -> network.take(part.facilityId(), line.articleId(), line.quantity())));
                orders.add(new Pool.Order("order-" + number, request, configuration, routed.parts(), 0));
            }
        }
        long start = System.nanoTime();
        PoolResult result = PoolPlanner.standard().improve(new Pool(orders, before, Pool.Settings.STANDARD));
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Integer> partsOf = new LinkedHashMap<>();
        orders.forEach(order -> partsOf.put(order.id(), order.parts().size()));
        double partsBefore =
                partsOf.values().stream().mapToInt(Integer::intValue).sum();
        result.improvements()
                .forEach(improvement -> improvement
                        .moves()
                        .forEach(move -> partsOf.put(move.orderId(), move.to().size())));
        double partsAfter =
                partsOf.values().stream().mapToInt(Integer::intValue).sum();
        long newlyPlaced = result.improvements().stream()
                .flatMap(improvement -> improvement.moves().stream())
                .mapToLong(move -> units(move.to()) - units(move.from()))
                .sum();
        long unplaced = orders.stream()
                .mapToLong(order -> order.request().lines().stream()
                                .mapToLong(SourcingRequest.Line::remaining)
                                .sum()
                        - units(order.parts()))
                .sum();
        int count = orders.size();
        figures.add("routed by " + planner + ": parts per order", partsBefore / count, "");
        figures.add("routed by " + planner + ": parts per order after the pool", partsAfter / count, "");
        figures.add("routed by " + planner + ": units of routed orders left over", (double) unplaced, "");
        figures.add("routed by " + planner + ": of these placed by the pool", (double) newlyPlaced, "");
        // The shortage would hide everything else, and is told above in units.
        double shortage = (double) unplaced * Objective.STANDARD.shortagePenalty();
        double costBefore = result.costBefore() / POINT - shortage;
        double costAfter =
                result.costAfter() / POINT - shortage + (double) newlyPlaced * Objective.STANDARD.shortagePenalty();
        figures.add("routed by " + planner + ": penalty per order, shortage aside", costBefore / count, "");
        figures.add("routed by " + planner + ": the same after the pool", costAfter / count, "");
        figures.add(
                "routed by " + planner + ": penalty saved by the pool",
                100 * (costBefore - costAfter) / costBefore,
                " %");
        figures.add("routed by " + planner + ": time of the pool", seconds, " s");
    }

    private static long units(List<SourcingDecision.Part> parts) {
        return parts.stream()
                .flatMap(part -> part.lines().stream())
                .mapToLong(SourcingDecision.PartLine::quantity)
                .sum();
    }

    /** Sums over the orders of a seed. */
    private static final class Sums {
        final Map<String, Double> penalty = new LinkedHashMap<>();
        final Map<String, Double> parts = new LinkedHashMap<>();
        int proven;

        void add(Figures figures, int orders) {
            parts.forEach((planner, sum) -> figures.add("parts per order, " + planner, sum / orders, ""));
            penalty.forEach((planner, sum) -> figures.add("penalty per order, " + planner, sum / orders, ""));
        }
    }

    /** Figures that get a run for every seed. */
    static final class Figures {
        private final String scenario;
        private final Map<String, List<Double>> runs = new LinkedHashMap<>();
        private final Map<String, String> units = new LinkedHashMap<>();

        Figures(String scenario) {
            this.scenario = scenario;
        }

        void add(String name, double value, String unit) {
            runs.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            units.put(name, unit);
        }

        void report(Report report) {
            runs.forEach((name, values) -> report.add(Figure.of(scenario, name, values, units.getOrDefault(name, ""))));
        }
    }
}
