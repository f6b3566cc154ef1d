package io.waybill.sourcing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sourcing.PlanSummary.Reason;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import io.waybill.sourcing.SourcingRequest.Channel;
import io.waybill.sourcing.SourcingRequest.Line;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** What holds for the plans of {@code exact} and {@code cover}, held against trying everything. */
class PlannersPropertiesTest {

    private static final List<String> PLANNERS =
            List.of(SourcingConfiguration.SEQUENTIAL, SourcingConfiguration.COVER, SourcingConfiguration.EXACT);

    @Provide
    Arbitrary<Scenario> scenarios() {
        return costed(RandomScenarios.all());
    }

    @Provide
    Arbitrary<Scenario> scenariosWithoutBundles() {
        return costed(RandomScenarios.withoutBundles());
    }

    /** Any weights, among them none at all, and shortages that are worth less than a part. */
    private static Arbitrary<Scenario> costed(Arbitrary<Scenario> scenarios) {
        return Combinators.combine(
                        scenarios, Arbitraries.of(0, 1, 10), Arbitraries.of(0, 1, 3, 1_000), Arbitraries.of(0, 0, 1))
                .as((scenario, split, shortage, scarcity) ->
                        scenario.costing(split, shortage, Math.min(scarcity, shortage)));
    }

    @Property(tries = 3_000)
    void exact_costs_what_the_best_of_all_plans_costs(@ForAll("scenarios") Scenario scenario) {
        PlanSummary plan = plan(scenario, SourcingConfiguration.EXACT);

        assertThat(plan.reason()).isEqualTo(Reason.PROVEN_CHEAPEST);
        assertThat(plan.cost().total()).isEqualTo(BruteForce.leastCost(scenario, maximumParts(scenario)));
    }

    @Property
    void no_planner_costs_less_than_exact_and_cover_costs_no_more_than_sequential(
            @ForAll("scenarios") Scenario scenario) {
        long exact = plan(scenario, SourcingConfiguration.EXACT).cost().total();
        long cover = plan(scenario, SourcingConfiguration.COVER).cost().total();
        long sequential =
                plan(scenario, SourcingConfiguration.SEQUENTIAL).cost().total();

        assertThat(exact).isLessThanOrEqualTo(cover);
        assertThat(cover).isLessThanOrEqualTo(sequential);
        Statistics.collect(exact < cover ? "exact < " : "exact = ", cover < sequential ? "cover <" : "cover =");
        Statistics.coverage(coverage -> coverage.check("exact = ", "cover <").count(count -> count > 0));
    }

    /** The classic bound of the greedy cover, with each part charged its split and no limit of parts. */
    @Property
    void cover_costs_at_most_one_plus_ln_q_times_the_best_plan(@ForAll("scenariosWithoutBundles") Scenario scenario) {
        Assume.that(scenario.wishes.channel() == Channel.SHIPPING);
        scenario.split(OrderSplit.upTo(scenario.facilities.size())).maximumParts(SourcingRequest.NO_LIMIT);
        scenario.wishes(SourcingRequest.Wishes.shipping());
        scenario.costing(scenario.objective.splitPenalty(), scenario.objective.shortagePenalty(), 0);
        long extra = scenario.objective.splitPenalty() * 1_000_000L;
        long best = BruteForce.leastCost(scenario, scenario.facilities.size()) + extra;
        long units = scenario.lines.stream().mapToLong(Line::remaining).sum();

        assertThat((double) plan(scenario, SourcingConfiguration.COVER).cost().total() + extra)
                .isLessThanOrEqualTo((1 + Math.log(units)) * best + 1);
    }

    @Property
    void every_unit_is_placed_once_or_left_over_and_nobody_gives_what_he_has_not(
            @ForAll("scenarios") Scenario scenario) {
        for (String planner : PLANNERS) {
            PlanSummary plan = plan(scenario, planner);
            Map<String, Long> placed = new HashMap<>();
            for (Part part : plan.parts()) {
                assertThat(part.lines()).isNotEmpty();
                part.lines().forEach(line -> placed.merge(line.lineId(), line.quantity(), Long::sum));
                part.lines().stream()
                        .collect(groupingBy(PartLine::articleId, summingLong(PartLine::quantity)))
                        .forEach((article, units) -> assertThat(units)
                                .isBetween(1L, scenario.snapshot().available(part.facilityId(), article)));
            }
            long wanted = scenario.lines.stream().mapToLong(Line::remaining).sum();
            assertThat(placed.values().stream().mapToLong(Long::longValue).sum() + plan.unplacedUnits())
                    .isEqualTo(wanted);
            scenario.lines.forEach(
                    line -> assertThat(placed.getOrDefault(line.id(), 0L)).isBetween(0L, line.remaining()));
            assertThat(plan.parts()).extracting(Part::facilityId).doesNotHaveDuplicates();
            assertThat(plan.parts()).hasSizeLessThanOrEqualTo(maximumParts(scenario));
            noBundleIsTorn(scenario, plan);
        }
    }

    @Property
    void the_order_of_facilities_lines_and_stocks_does_not_matter(
            @ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        Scenario shuffled = scenario.shuffled(new Random(seed));

        for (String planner : PLANNERS) {
            assertThat(facts(plan(shuffled, planner))).isEqualTo(facts(plan(scenario, planner)));
        }
    }

    /** With a price on scarcity it may: where more lies elsewhere, what lies here counts as scarcer. */
    @Property
    void more_stock_never_costs_more_under_exact(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        scenario.costing(scenario.objective.splitPenalty(), scenario.objective.shortagePenalty(), 0);
        Random random = new Random(seed);
        Scenario richer = scenario.copy();
        richer.stocks.replaceAll(stock -> new Scenario.Stock(
                stock.facility(), stock.article(), stock.listing(), stock.available() + random.nextInt(3)));
        PlanSummary before = plan(scenario, SourcingConfiguration.EXACT);
        if (before.parts().isEmpty()) {
            // More stock may then place something, which may cost more than the shortage.
            return;
        }

        assertThat(plan(richer, SourcingConfiguration.EXACT).cost().total())
                .isLessThanOrEqualTo(before.cost().total());
    }

    @Property
    void no_plan_with_fewer_parts_places_as_much_where_a_split_costs_more_than_all_else(
            @ForAll("scenarios") Scenario scenario) {
        scenario.costing(1_000, 1_000_000, 0);
        PlanSummary plan = plan(scenario, SourcingConfiguration.EXACT);
        Statistics.collect(plan.parts().size() > 1);
        Statistics.coverage(coverage -> coverage.check(true).count(count -> count >= 10));
        if (plan.parts().size() < 2) {
            return;
        }

        long fewer = BruteForce.leastCost(scenario, plan.parts().size() - 1);

        assertThat(fewer).isGreaterThanOrEqualTo((plan.unplacedUnits() + 1) * 1_000_000L * 1_000_000L);
    }

    @Property
    void a_shadow_tells_its_plan_and_changes_nothing(@ForAll("scenarios") Scenario scenario) {
        SourcingDecision alone = scenario.decide();
        SourcingDecision shadowed = scenario.copy()
                .shadowedBy(SourcingConfiguration.EXACT, SourcingConfiguration.COVER)
                .decide();

        assertThat(shadowed.outcome()).isEqualTo(alone.outcome());
        assertThat(shadowed.plan()).isEqualTo(alone.plan());
        assertThat(shadowed.shadows())
                .containsExactly(
                        plan(scenario, SourcingConfiguration.EXACT), plan(scenario, SourcingConfiguration.COVER));
    }

    @Property
    void the_outcome_and_the_explanation_tell_the_plan(@ForAll("scenarios") Scenario scenario) {
        for (String planner : PLANNERS) {
            SourcingDecision decision = scenario.plannedBy(planner).decide();
            List<Part> parts = decision.outcome() instanceof SourcingDecision.Routed(var routed, var unplaced)
                    ? routed
                    : List.of();
            assertThat(parts).isEqualTo(decision.plan().parts());
            List<Explanation.Round> rounds = decision.explanation().rounds();
            for (int index = 0; index < parts.size(); index++) {
                assertThat(rounds.get(index).chosenFacility())
                        .isEqualTo(parts.get(index).facilityId());
                assertThat(rounds.get(index).assigned())
                        .isEqualTo(parts.get(index).lines());
                assertThat(rounds.get(index).facilities()).hasSameSizeAs(scenario.facilities.keySet());
            }
            assertThat(rounds.getLast().split().leftOver())
                    .isEqualTo(decision.outcome().unplaced().stream()
                            .map(line -> new PartLine(line.lineId(), line.articleId(), line.quantity()))
                            .toList());
        }
    }

    private static void noBundleIsTorn(Scenario scenario, PlanSummary plan) {
        Map<String, Line> lines = scenario.lines.stream().collect(toMap(Line::id, line -> line));
        Map<String, Set<String>> places = new HashMap<>();
        Map<String, Long> placed = new HashMap<>();
        for (Part part : plan.parts()) {
            for (PartLine line : part.lines()) {
                String bundle = lines.get(line.lineId()).bundleKey();
                assertThat(scenario.facilities.get(part.facilityId()).customServices())
                        .containsAll(lines.get(line.lineId()).customServices());
                if (bundle != null) {
                    places.computeIfAbsent(bundle, key -> new HashSet<>()).add(part.facilityId());
                    placed.merge(bundle, line.quantity(), Long::sum);
                }
            }
        }
        assertThat(places.values())
                .allSatisfy(facilities -> assertThat(facilities).hasSize(1));
        placed.forEach((bundle, units) -> assertThat(units)
                .isEqualTo(scenario.lines.stream()
                        .filter(line -> bundle.equals(line.bundleKey()))
                        .mapToLong(Line::remaining)
                        .sum()));
    }

    private static PlanSummary plan(Scenario scenario, String planner) {
        return scenario.plannedBy(planner).decide().plan();
    }

    private static List<Object> facts(PlanSummary plan) {
        List<Object> facts = new ArrayList<>(List.of(plan.madeBy(), plan.reason(), plan.unplacedUnits(), plan.cost()));
        plan.parts().forEach(part -> facts.add(Map.entry(part.facilityId(), Set.copyOf(part.lines()))));
        return facts;
    }

    private static int maximumParts(Scenario scenario) {
        boolean sameDay = scenario.wishes.serviceLevel() == ServiceLevel.SAMEDAY;
        boolean maySplit = scenario.wishes.channel() == Channel.SHIPPING
                && scenario.split.active()
                && (!sameDay || scenario.split.activeForSameDay());
        return Math.min(scenario.maximumParts, maySplit ? 1 + scenario.split.maxSplitCount() : 1);
    }
}
