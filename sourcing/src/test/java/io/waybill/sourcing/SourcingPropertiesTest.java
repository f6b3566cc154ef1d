package io.waybill.sourcing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingDecision.Outcome;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import io.waybill.sourcing.SourcingDecision.Routed;
import io.waybill.sourcing.SourcingDecision.Unplaced;
import io.waybill.sourcing.SourcingFacility.Service;
import io.waybill.sourcing.SourcingFacility.Status;
import io.waybill.sourcing.SourcingRequest.Channel;
import io.waybill.sourcing.SourcingRequest.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** What holds for every decision. The expectations are worked out again here, from the scenario and not by the engine. */
class SourcingPropertiesTest {

    @Provide
    Arbitrary<Scenario> scenarios() {
        return RandomScenarios.all();
    }

    @Provide
    Arbitrary<Scenario> scenariosWithoutBundles() {
        return RandomScenarios.withoutBundles();
    }

    @Property
    void placed_and_unplaced_units_are_exactly_the_units_to_place(@ForAll("scenarios") Scenario scenario) {
        Outcome outcome = scenario.outcome();
        Map<String, Long> told = new HashMap<>();
        partLines(outcome).forEach(line -> told.merge(line.lineId(), line.quantity(), Long::sum));
        outcome.unplaced().forEach(line -> told.merge(line.lineId(), line.quantity(), Long::sum));

        assertThat(told)
                .isEqualTo(scenario.lines.stream()
                        .filter(line -> line.remaining() > 0)
                        .collect(toMap(Line::id, Line::remaining)));
    }

    @Property
    void no_facility_is_asked_for_more_than_it_has(@ForAll("scenarios") Scenario scenario) {
        for (Part part : parts(scenario.outcome())) {
            Map<String, Long> asked =
                    part.lines().stream().collect(groupingBy(PartLine::articleId, summingLong(PartLine::quantity)));
            asked.forEach((article, units) ->
                    assertThat(units).isBetween(1L, available(scenario, part.facilityId(), article)));
        }
    }

    @Property
    void no_part_goes_to_a_facility_that_was_excluded_or_failed_a_fence(@ForAll("scenarios") Scenario scenario) {
        for (Part part : parts(scenario.outcome())) {
            assertThat(allowed(scenario, part.facilityId())).isTrue();
        }
    }

    @Property
    void no_facility_gets_two_parts_and_no_order_more_parts_than_allowed(@ForAll("scenarios") Scenario scenario) {
        List<Part> parts = parts(scenario.outcome());
        boolean maySplit = scenario.split.active() && scenario.wishes.channel() == Channel.SHIPPING;

        assertThat(parts).extracting(Part::facilityId).doesNotHaveDuplicates();
        assertThat(parts)
                .hasSizeLessThanOrEqualTo(
                        Math.min(scenario.maximumParts, maySplit ? 1 + scenario.split.maxSplitCount() : 1));
    }

    @Property
    void a_bundle_is_never_torn(@ForAll("scenarios") Scenario scenario) {
        Map<String, Set<String>> placesOfBundle = new HashMap<>();
        Map<String, Line> lines = scenario.lines.stream().collect(toMap(Line::id, line -> line));
        Outcome outcome = scenario.outcome();
        for (Part part : parts(outcome)) {
            for (PartLine line : part.lines()) {
                note(placesOfBundle, lines.get(line.lineId()), part.facilityId());
            }
        }
        outcome.unplaced().forEach(line -> note(placesOfBundle, lines.get(line.lineId()), "nowhere"));

        assertThat(placesOfBundle.values())
                .allSatisfy(places -> assertThat(places).hasSize(1));
    }

    @Property
    void the_order_of_facilities_lines_and_stocks_does_not_matter(
            @ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        Scenario shuffled = scenario.shuffled(new Random(seed));

        assertThat(withoutOrderOfLines(shuffled.outcome())).isEqualTo(withoutOrderOfLines(scenario.outcome()));
        assertThat(shuffled.firstRound().facilities())
                .extracting(FacilityExplanation::facilityId, FacilityExplanation::totalPenalty)
                .isEqualTo(scenario.firstRound().facilities().stream()
                        .map(facility -> tuple(facility.facilityId(), facility.totalPenalty()))
                        .toList());
    }

    @Property
    void the_first_choice_is_the_one_that_trying_every_facility_finds(@ForAll("scenarios") Scenario scenario) {
        Optional<String> best = scenario.facilities.keySet().stream()
                .filter(id -> allowed(scenario, id) && canTakeSomething(scenario, id) && hasEnough(scenario, id))
                .min(Comparator.<String, BigDecimal>comparing(id -> penalty(scenario, id))
                        .thenComparing(id -> metres(scenario, id).orElse(Long.MAX_VALUE))
                        .thenComparing(id -> id));

        assertThat(parts(scenario.outcome()).stream().map(Part::facilityId).findFirst())
                .isEqualTo(best);
    }

    @Property
    void a_facility_that_gets_nothing_could_as_well_not_exist(@ForAll("scenarios") Scenario scenario) {
        List<Part> parts = parts(scenario.outcome());
        Set<String> chosen = parts.stream().map(Part::facilityId).collect(toSet());
        Scenario smaller = scenario.copy();
        smaller.facilities.keySet().retainAll(chosen);
        smaller.stocks.removeIf(stock -> !chosen.contains(stock.facility()));

        assertThat(parts(smaller.outcome())).isEqualTo(parts);
    }

    /**
     * Under the sequential planner more stock may change where the rest goes, and so the number of parts; what never
     * gets worse is the penalty of the first choice.
     */
    @Property
    void more_stock_never_makes_the_first_choice_cost_more(@ForAll("scenarios") Scenario scenario, @ForAll long seed) {
        Optional<BigDecimal> before = penaltyOfFirstChoice(scenario);
        Optional<BigDecimal> after = penaltyOfFirstChoice(withMoreStock(scenario, new Random(seed)));

        before.ifPresent(penalty ->
                assertThat(after).hasValueSatisfying(value -> assertThat(value).isLessThanOrEqualTo(penalty)));
    }

    /** With bundles or a limit of parts a greedy choice can block a later one; without them it cannot. */
    @Property
    void more_stock_never_leaves_more_units_unplaced_while_splits_are_free_and_there_are_no_bundles(
            @ForAll("scenariosWithoutBundles") Scenario scenario, @ForAll long seed) {
        Assume.that(scenario.wishes.channel() == Channel.SHIPPING);
        scenario.split(OrderSplit.upTo(scenario.facilities.size())).maximumParts(SourcingRequest.NO_LIMIT);

        assertThat(unplacedUnits(withMoreStock(scenario, new Random(seed))))
                .isLessThanOrEqualTo(unplacedUnits(scenario));
    }

    @Test
    void more_stock_can_mean_more_parts_when_the_rest_is_decided_only_after_the_first_choice() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .line("B", 2)
                .line("C", 1)
                .line("D", 1)
                .line("E", 1)
                .facility("F1", 1)
                .facility("F2", 2)
                .facility("F3", 3)
                .stock("F1", "A", 2)
                .stock("F1", "B", 1)
                .stock("F1", "D", 1)
                .stock("F2", "B", 2)
                .stock("F2", "C", 1)
                .stock("F2", "E", 1)
                .ratings(RatingRule.of(SourcingConfiguration.STOCK_AVAILABILITY, 10))
                .split(OrderSplit.upTo(5));
        assertThat(scenario.parts()).containsOnlyKeys("F1", "F2");

        scenario.stock("F3", "A", 1).stock("F3", "B", 2).stock("F3", "C", 1).stock("F3", "D", 1);
        assertThat(scenario.parts()).containsOnlyKeys("F3", "F1", "F2");
    }

    /** Guards the others: they say little about scenarios in which nothing happens. The shares are far above these. */
    @Property
    void random_scenarios_reach_every_kind_of_outcome(@ForAll("scenarios") Scenario scenario) {
        Outcome outcome = scenario.outcome();
        String kind = parts(outcome).size() > 1
                ? "several parts"
                : outcome.getClass().getSimpleName()
                        + (outcome instanceof Routed && outcome.unplaced().isEmpty() ? " completely" : "");

        Statistics.collect(kind);
        Statistics.coverage(coverage -> {
            coverage.check("several parts").count(count -> count >= 10);
            coverage.check("Routed completely").count(count -> count >= 10);
            coverage.check("Routed").count(count -> count >= 10);
            coverage.check("Waiting").count(count -> count >= 10);
            coverage.check("NotRoutable").count(count -> count >= 10);
        });
    }

    @Property
    void the_explanation_agrees_with_the_decision(@ForAll("scenarios") Scenario scenario) {
        SourcingDecision decision = scenario.decide();
        List<Part> parts = parts(decision.outcome());
        List<Explanation.Round> rounds = decision.explanation().rounds();

        assertThat(rounds.size()).isBetween(Math.max(1, parts.size()), parts.size() + 1);
        for (int index = 0; index < parts.size(); index++) {
            Explanation.Round round = rounds.get(index);
            assertThat(round.chosenFacility()).isEqualTo(parts.get(index).facilityId());
            assertThat(round.assigned()).isEqualTo(parts.get(index).lines());
        }
        assertThat(rounds.getLast().split().leftOver())
                .isEqualTo(decision.outcome().unplaced().stream()
                        .map(line -> new PartLine(line.lineId(), line.articleId(), line.quantity()))
                        .toList());
        for (Explanation.Round round : rounds) {
            assertThat(round.facilities()).hasSameSizeAs(scenario.facilities.keySet());
            for (FacilityExplanation facility : round.facilities()) {
                assertThat(round.facility(facility.facilityId())).isEqualTo(facility);
                assertThat(facility.isBestRated()).isEqualTo(facility.rank().orElse(0) == 1);
            }
        }
    }

    private static Scenario withMoreStock(Scenario scenario, Random random) {
        Scenario richer = scenario.copy();
        richer.stocks.replaceAll(stock -> new Scenario.Stock(
                stock.facility(), stock.article(), stock.listing(), stock.available() + random.nextInt(3)));
        return richer;
    }

    private static long unplacedUnits(Scenario scenario) {
        return scenario.outcome().unplaced().stream()
                .mapToLong(Unplaced::quantity)
                .sum();
    }

    private static Optional<BigDecimal> penaltyOfFirstChoice(Scenario scenario) {
        return parts(scenario.outcome()).stream().findFirst().map(part -> penalty(scenario, part.facilityId()));
    }

    private static void note(Map<String, Set<String>> placesOfBundle, Line line, String place) {
        if (line.bundleKey() != null) {
            placesOfBundle
                    .computeIfAbsent(line.bundleKey(), key -> new HashSet<>())
                    .add(place);
        }
    }

    private static List<Part> parts(Outcome outcome) {
        return outcome instanceof Routed(List<Part> parts, List<Unplaced> unplaced) ? parts : List.of();
    }

    private static List<PartLine> partLines(Outcome outcome) {
        return parts(outcome).stream().flatMap(part -> part.lines().stream()).toList();
    }

    private static List<Object> withoutOrderOfLines(Outcome outcome) {
        List<Object> facts = new ArrayList<>();
        facts.add(outcome.getClass());
        parts(outcome).forEach(part -> facts.add(Map.entry(part.facilityId(), Set.copyOf(part.lines()))));
        facts.add(Set.copyOf(outcome.unplaced()));
        return facts;
    }

    private static long available(Scenario scenario, String facility, String article) {
        return scenario.stocks.stream()
                .filter(stock -> stock.facility().equals(facility)
                        && stock.article().equals(article)
                        && stock.listing() != ListingState.NOT_ACTIVE)
                .mapToLong(Scenario.Stock::available)
                .sum();
    }

    private static boolean hasFence(Scenario scenario, String key) {
        return scenario.fences.stream().map(FenceRule::implementation).anyMatch(key::equals);
    }

    /** Status, exclusions, and the fences that do not look at stock. */
    private static boolean allowed(Scenario scenario, String id) {
        SourcingFacility facility = scenario.facilities.get(id);
        boolean collect = scenario.wishes.channel() == Channel.COLLECT;
        boolean serves = !hasFence(scenario, SourcingConfiguration.FACILITY_BUSINESSTYPE)
                || facility.services().contains(collect ? Service.PICKUP : Service.SHIP_FROM_STORE);
        boolean preselected = collect
                ? id.equals(scenario.wishes.collectFacility())
                : !hasFence(scenario, SourcingConfiguration.PRESELECTED_FACILITY)
                        || scenario.wishes.preselectedFacilities().isEmpty()
                        || scenario.wishes.preselectedFacilities().contains(id);
        return facility.status() == Status.ONLINE
                && !scenario.blackListed.contains(id)
                && !scenario.used.contains(id)
                && serves
                && preselected;
    }

    /** Complete stock where that is asked for. */
    private static boolean hasEnough(Scenario scenario, String id) {
        return scenario.wishes.channel() == Channel.COLLECT
                || !hasFence(scenario, SourcingConfiguration.STOCK_AVAILABILITY)
                || wantedByArticle(scenario.lines).entrySet().stream()
                                .allMatch(wanted -> available(scenario, id, wanted.getKey()) >= wanted.getValue())
                        && bundles(scenario)
                                .filter(bundle -> bundle.stream().anyMatch(line -> line.remaining() > 0))
                                .allMatch(bundle -> doesAllFor(scenario, id, bundle));
    }

    private static Stream<List<Line>> bundles(Scenario scenario) {
        return scenario.lines.stream()
                .filter(line -> line.bundleKey() != null)
                .collect(groupingBy(Line::bundleKey))
                .values()
                .stream();
    }

    private static boolean doesAllFor(Scenario scenario, String id, List<Line> bundle) {
        return bundle.stream()
                .allMatch(line -> scenario.facilities.get(id).customServices().containsAll(line.customServices()));
    }

    /** A single line of which one unit is there, or a bundle of which everything is. */
    private static boolean canTakeSomething(Scenario scenario, String id) {
        boolean single = scenario.lines.stream()
                .anyMatch(line -> line.bundleKey() == null
                        && line.remaining() > 0
                        && available(scenario, id, line.articleId()) > 0);
        return single
                || bundles(scenario)
                        .filter(bundle -> doesAllFor(scenario, id, bundle))
                        .filter(bundle -> bundle.stream().anyMatch(line -> line.remaining() > 0))
                        .anyMatch(bundle -> wantedByArticle(bundle).entrySet().stream()
                                .allMatch(wanted -> available(scenario, id, wanted.getKey()) >= wanted.getValue()));
    }

    private static Map<String, Long> wantedByArticle(List<Line> lines) {
        return lines.stream().collect(groupingBy(Line::articleId, summingLong(Line::remaining)));
    }

    private static Optional<Long> metres(Scenario scenario, String id) {
        return Optional.ofNullable(scenario.facilities.get(id).coordinates())
                .map(coordinates -> coordinates.metresTo(Scenario.CONSUMER));
    }

    private static BigDecimal penalty(Scenario scenario, String id) {
        BigDecimal sum = BigDecimal.ZERO;
        for (RatingRule rule : scenario.ratings) {
            BigDecimal share = rule.implementation().equals(SourcingConfiguration.GEO_DISTANCE)
                    ? BigDecimal.valueOf(
                            Math.min(1_000_000, metres(scenario, id).orElse(1_000_000L)), 6)
                    : missingShare(scenario, id);
            sum = sum.add(share.multiply(BigDecimal.valueOf(rule.maxPenalty())));
        }
        return sum;
    }

    private static BigDecimal missingShare(Scenario scenario, String id) {
        Map<String, Long> wanted = wantedByArticle(scenario.lines);
        long all = wanted.values().stream().mapToLong(Long::longValue).sum();
        long there = wanted.entrySet().stream()
                .mapToLong(entry -> Math.min(entry.getValue(), available(scenario, id, entry.getKey())))
                .sum();
        return BigDecimal.valueOf(all - there).divide(BigDecimal.valueOf(all), 6, RoundingMode.DOWN);
    }
}
