package io.waybill.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.sourcing.PoolResult.Improvement;
import io.waybill.sourcing.PoolResult.Move;
import io.waybill.sourcing.PoolResult.Place;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import io.waybill.sourcing.SourcingDecision.Routed;
import io.waybill.sourcing.SourcingRequest.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class PoolPlannerTest {

    /** Orders of one network that were routed one after the other, each with what those before it left. */
    private record Routing(Scenario network, List<Pool.Order> orders, SourcingSnapshot snapshot) {

        Pool pool(Pool.Settings settings) {
            return new Pool(orders, snapshot, settings);
        }
    }

    @Provide
    Arbitrary<Routing> routings() {
        return Arbitraries.longs().map(seed -> routing(new Random(seed)));
    }

    @Property(tries = 300)
    void the_pool_never_costs_more_and_every_improvement_saves_more_than_the_threshold(
            @ForAll("routings") Routing routing) {
        Pool.Settings settings = new Pool.Settings(500_000, 1_800, 4, 2_000);
        PoolResult result = PoolPlanner.standard().improve(routing.pool(settings));

        assertThat(result.costBefore() - result.costAfter())
                .isEqualTo(result.improvements().stream()
                        .mapToLong(Improvement::saving)
                        .sum());
        assertThat(result.improvements()).allSatisfy(each -> {
            assertThat(each.saving()).isGreaterThan(500_000);
            assertThat(each.moves().stream().mapToLong(Move::saving).sum()).isEqualTo(each.saving());
        });
        boolean together =
                result.improvements().stream().anyMatch(each -> each.moves().size() > 1);
        Statistics.collect(result.improvements().isEmpty() ? "none" : together ? "together" : "alone");
        Statistics.coverage(coverage -> {
            coverage.check("together").count(count -> count > 3);
            coverage.check("alone").count(count -> count > 3);
        });
    }

    @Property(tries = 300)
    void any_choice_of_improvements_needs_no_more_than_there_is(
            @ForAll("routings") Routing routing, @ForAll long seed) {
        PoolResult result = PoolPlanner.standard().improve(routing.pool(new Pool.Settings(0, 1_800, 4, 2_000)));
        List<Improvement> chosen = new ArrayList<>(result.improvements());
        Random random = new Random(seed);
        Collections.shuffle(chosen, random);
        chosen = chosen.subList(0, random.nextInt(chosen.size() + 1));
        Map<String, List<Part>> parts = new HashMap<>();
        routing.orders().forEach(order -> parts.put(order.id(), order.parts()));

        nothingOversold(routing, parts);
        for (Improvement improvement : chosen) {
            for (Move move : improvement.moves()) {
                assertThat(parts.put(move.orderId(), move.to())).isEqualTo(move.from());
            }
            nothingOversold(routing, parts);
        }
    }

    @Property(tries = 300)
    void an_order_that_moves_keeps_its_units_and_one_that_waited_too_long_stays(@ForAll("routings") Routing routing) {
        PoolResult result = PoolPlanner.standard().improve(routing.pool(new Pool.Settings(0, 1_800, 4, 2_000)));
        Map<String, Pool.Order> orders = new HashMap<>();
        routing.orders().forEach(order -> orders.put(order.id(), order));

        for (Improvement improvement : result.improvements()) {
            for (Move move : improvement.moves()) {
                Pool.Order order = orders.get(move.orderId());
                assertThat(order.waitedSeconds()).isLessThanOrEqualTo(1_800);
                assertThat(units(move.to())).isGreaterThanOrEqualTo(units(move.from()));
                Map<String, Long> byLine = new HashMap<>();
                move.to()
                        .forEach(part ->
                                part.lines().forEach(line -> byLine.merge(line.lineId(), line.quantity(), Long::sum)));
                order.request()
                        .lines()
                        .forEach(line ->
                                assertThat(byLine.getOrDefault(line.id(), 0L)).isLessThanOrEqualTo(line.remaining()));
            }
        }
        assertThat(result.left()).isEqualTo((int) routing.orders().stream()
                .filter(order -> order.waitedSeconds() > 1_800)
                .count());
    }

    @Property(tries = 100)
    void the_order_in_which_orders_are_told_does_not_matter(@ForAll("routings") Routing routing, @ForAll long seed) {
        List<Pool.Order> shuffled = new ArrayList<>(routing.orders());
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(PoolPlanner.standard().improve(new Pool(shuffled, routing.snapshot(), Pool.Settings.STANDARD)))
                .isEqualTo(PoolPlanner.standard().improve(routing.pool(Pool.Settings.STANDARD)));
    }

    /** The first order took the last lamp at the place where the second finds everything else. */
    @Test
    void an_order_makes_room_for_another_that_would_have_to_be_split() {
        PoolResult result = PoolPlanner.standard().improve(lampsAndRugs(0));

        assertThat(result.improvements()).hasSize(1);
        Improvement improvement = result.improvements().getFirst();
        assertThat(improvement.moves()).extracting(Move::orderId).containsExactly("first", "second");
        assertThat(improvement.moves().getFirst().to())
                .containsExactly(new Part("south", List.of(new PartLine("lamp", "lamp", 1))));
        assertThat(improvement.moves().getFirst().saving()).isNegative();
        assertThat(improvement.moves().getLast().to())
                .containsExactly(
                        new Part("north", List.of(new PartLine("lamp", "lamp", 1), new PartLine("rug", "rug", 1))));
        assertThat(improvement.needs()).as("they exchange two lamps").isEmpty();
    }

    @Test
    void an_order_that_waited_longer_than_the_cap_makes_no_room() {
        PoolResult result = PoolPlanner.standard().improve(lampsAndRugs(1_801));

        assertThat(result.improvements()).isEmpty();
        assertThat(result.left()).isEqualTo(1);
    }

    @Test
    void an_order_at_a_facility_that_the_snapshot_does_not_hold_is_refused() {
        Pool pool = lampsAndRugs(0);
        Pool.Order order = pool.orders().getFirst();
        Pool.Order elsewhere = new Pool.Order(
                "third",
                order.request(),
                order.configuration(),
                List.of(new Part("nowhere", List.of(new PartLine("lamp", "lamp", 1)))),
                0);

        assertThatThrownBy(() -> PoolPlanner.standard()
                        .improve(new Pool(List.of(elsewhere), pool.snapshot(), Pool.Settings.STANDARD)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }

    private static Pool lampsAndRugs(long waited) {
        Scenario network = new Scenario()
                .facility("north", 100)
                .facility("south", 200)
                .stock("north", "lamp", 1)
                .stock("north", "rug", 1)
                .stock("south", "lamp", 1)
                .ratings(RatingRule.of(SourcingConfiguration.GEO_DISTANCE, 5))
                .split(OrderSplit.upTo(2));
        SourcingRequest lamp = network.copy().line("lamp", 1).request();
        SourcingRequest lampAndRug =
                network.copy().line("lamp", 1).line("rug", 1).request();
        Part firstPart = new Part("north", List.of(new PartLine("lamp", "lamp", 1)));
        List<Part> secondParts = List.of(
                new Part("north", List.of(new PartLine("rug", "rug", 1))),
                new Part("south", List.of(new PartLine("lamp", "lamp", 1))));
        return new Pool(
                List.of(
                        new Pool.Order("first", lamp, network.configuration(), List.of(firstPart), waited),
                        new Pool.Order("second", lampAndRug, network.configuration(), secondParts, 0)),
                network.snapshot(),
                Pool.Settings.STANDARD);
    }

    private static Routing routing(Random random) {
        Scenario network = new Scenario()
                .ratings(
                        RatingRule.of(SourcingConfiguration.GEO_DISTANCE, 5),
                        RatingRule.of(SourcingConfiguration.STOCK_AVAILABILITY, random.nextInt(3)))
                .split(OrderSplit.upTo(2));
        int facilities = 2 + random.nextInt(4);
        for (int facility = 0; facility < facilities; facility++) {
            network.facility("F" + facility, random.nextInt(10) * 100.0);
            for (int article = 0; article < 4; article++) {
                network.stock("F" + facility, "A" + article, random.nextInt(3));
            }
        }
        SourcingSnapshot snapshot = network.snapshot();
        Scenario left = network.copy();
        List<Pool.Order> orders = new ArrayList<>();
        int count = 2 + random.nextInt(5);
        for (int number = 0; number < count; number++) {
            Scenario order = left.copy();
            int lines = 1 + random.nextInt(3);
            for (int line = 0; line < lines; line++) {
                String bundle = random.nextInt(6) == 0 ? "B" : null;
                order.line(new Line("L" + line, "A" + random.nextInt(4), 2, 1 + random.nextInt(2), bundle));
            }
            if (order.outcome() instanceof Routed(List<Part> parts, var unplaced)) {
                orders.add(new Pool.Order(
                        "O" + number,
                        order.request(),
                        order.configuration(),
                        parts,
                        random.nextInt(5) == 0 ? 1_900 : random.nextInt(1_800)));
                parts.forEach(part -> part.lines().forEach(line -> take(left, part.facilityId(), line)));
            }
        }
        return new Routing(network, orders, snapshot);
    }

    private static void take(Scenario left, String facility, PartLine line) {
        left.stocks.replaceAll(stock -> stock.facility().equals(facility)
                        && stock.article().equals(line.articleId())
                ? new Scenario.Stock(facility, stock.article(), stock.listing(), stock.available() - line.quantity())
                : stock);
    }

    private static void nothingOversold(Routing routing, Map<String, List<Part>> parts) {
        Map<Place, Long> held = new HashMap<>();
        parts.values()
                .forEach(each -> each.forEach(part -> part.lines()
                        .forEach(line -> held.merge(
                                new Place(part.facilityId(), line.articleId()), line.quantity(), Long::sum))));
        held.forEach((place, units) -> assertThat(units)
                .isLessThanOrEqualTo(routing.snapshot().available(place.facilityId(), place.articleId())));
    }

    private static long units(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> part.lines().stream())
                .mapToLong(PartLine::quantity)
                .sum();
    }
}
