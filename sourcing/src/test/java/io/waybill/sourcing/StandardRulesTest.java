package io.waybill.sourcing;

import static io.waybill.sourcing.SourcingConfiguration.CAPACITY;
import static io.waybill.sourcing.SourcingConfiguration.COST_COMPONENTS;
import static io.waybill.sourcing.SourcingConfiguration.DELIVERY_COSTS;
import static io.waybill.sourcing.SourcingConfiguration.DELIVERY_TIME;
import static io.waybill.sourcing.SourcingConfiguration.EXPIRY_DATE;
import static io.waybill.sourcing.SourcingConfiguration.FACILITY_CARRIERAVAILABILITY;
import static io.waybill.sourcing.SourcingConfiguration.FACILITY_COUNTRY;
import static io.waybill.sourcing.SourcingConfiguration.FACILITY_PICKING_TIME_CAPACITY;
import static io.waybill.sourcing.SourcingConfiguration.GEO_DISTANCE;
import static io.waybill.sourcing.SourcingConfiguration.MATCHING_BUSINESSTYPE;
import static io.waybill.sourcing.SourcingConfiguration.NUMBER_OF_DELIVERIES;
import static io.waybill.sourcing.SourcingConfiguration.PREFER_STORE;
import static io.waybill.sourcing.SourcingConfiguration.PREFER_WAREHOUSE;
import static io.waybill.sourcing.SourcingConfiguration.SAMEDAY_POSSIBLE;
import static io.waybill.sourcing.SourcingConfiguration.STOCK_AVAILABILITY;
import static io.waybill.sourcing.SourcingConfiguration.STOCK_BALANCING;
import static io.waybill.sourcing.SourcingConfiguration.TURNOVER;
import static io.waybill.sourcing.SourcingConfiguration.WORKLOAD_BALANCING;
import static io.waybill.sourcing.SourcingConfiguration.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.sourcing.Explanation.FenceExplanation;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.RatingExplanation;
import io.waybill.sourcing.SourcingConfiguration.CostComponents;
import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.PriorityRule;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingFacility.Carrier;
import io.waybill.sourcing.SourcingFacility.Delivery;
import io.waybill.sourcing.SourcingFacility.LocationType;
import io.waybill.sourcing.SourcingFacility.Operations;
import io.waybill.sourcing.SourcingFacility.Service;
import io.waybill.sourcing.SourcingFacility.Status;
import io.waybill.sourcing.SourcingRequest.Channel;
import io.waybill.sourcing.SourcingRequest.Destination;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import io.waybill.sourcing.SourcingSnapshot.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Each fence and rating that looks at more than stock and distance, and what holds for all of them together. */
class StandardRulesTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final List<String> RATINGS = List.of(
            GEO_DISTANCE,
            STOCK_AVAILABILITY,
            STOCK_BALANCING,
            TURNOVER,
            WORKLOAD_BALANCING,
            MATCHING_BUSINESSTYPE,
            PREFER_STORE,
            PREFER_WAREHOUSE,
            ZONE,
            EXPIRY_DATE,
            CAPACITY,
            DELIVERY_COSTS,
            DELIVERY_TIME,
            COST_COMPONENTS,
            NUMBER_OF_DELIVERIES);

    private final Scenario scenario =
            new Scenario().line("A", 2).facility("F1", 10).stock("F1", "A", 4).now(NOON);

    @Test
    void the_engine_knows_every_standard_fence_and_rating() {
        assertThat(SourcingEngine.standard().ratings()).containsExactlyInAnyOrderElementsOf(RATINGS);
        assertThat(SourcingEngine.standard().fences()).hasSize(8);
    }

    @Test
    void a_carrier_that_the_order_names_has_to_be_active_at_the_facility() {
        scenario.fences(FACILITY_CARRIERAVAILABILITY);
        assertThat(fence().result()).isEqualTo(FenceResult.PASSED);

        scenario.wishes(wishes(ServiceLevel.DELIVERY, "DHL", "UPS"));
        assertThat(fence())
                .extracting(FenceExplanation::result, FenceExplanation::expected, FenceExplanation::actual)
                .containsExactly(FenceResult.FAILED, "one of DHL, UPS", "no active carrier");

        scenario.operations("F1", carriers(carrier("GLS", false, null)));
        assertThat(fence().actual()).isEqualTo("GLS");

        scenario.operations("F1", carriers(carrier("UPS", false, null)));
        assertThat(fence().result()).isEqualTo(FenceResult.PASSED);
    }

    @Test
    void a_same_day_order_needs_a_same_day_carrier_whose_cut_off_can_still_be_met() {
        scenario.fences(SAMEDAY_POSSIBLE);
        assertThat(fence().result()).isEqualTo(FenceResult.PASSED);

        scenario.wishes(wishes(ServiceLevel.SAMEDAY)).fences(new FenceRule(SAMEDAY_POSSIBLE, FenceMode.REACTIVE));
        assertThat(fence())
                .extracting(FenceExplanation::result, FenceExplanation::actual)
                .containsExactly(FenceResult.FAILED, "no active same-day carrier");

        scenario.operations("F1", carriers(carrier("BIKE", true, NOON)));
        assertThat(fence().result()).isEqualTo(FenceResult.REACTIVE_PASSING_POSSIBLE);
        assertThat(scenario.outcome()).isInstanceOf(SourcingDecision.Waiting.class);

        scenario.fences(SAMEDAY_POSSIBLE);
        assertThat(fence().result()).isEqualTo(FenceResult.FAILED);

        scenario.operations("F1", carriers(carrier("BIKE", true, NOON.plusSeconds(1))));
        assertThat(fence().result()).isEqualTo(FenceResult.PASSED);
    }

    @Test
    void the_facility_has_to_lie_in_the_country_of_the_consumer() {
        scenario.fences(FACILITY_COUNTRY);
        assertThat(fence().result()).isEqualTo(FenceResult.PASSED);

        scenario.destination = new Destination(Scenario.CONSUMER, "AT", null);
        assertThat(fence())
                .extracting(FenceExplanation::result, FenceExplanation::expected, FenceExplanation::actual)
                .containsExactly(FenceResult.FAILED, "AT", "DE");

        scenario.destination = new Destination(Scenario.CONSUMER, null, null);
        assertThat(fence().result()).isEqualTo(FenceResult.PASSED);
    }

    @Test
    void a_full_facility_fails_or_is_waited_for_and_one_without_limit_passes() {
        scenario.fences(FACILITY_PICKING_TIME_CAPACITY);
        assertThat(fence().result()).isEqualTo(FenceResult.PASSED);

        scenario.operations("F1", new Operations(List.of(), null, 0L));
        assertThat(fence().result()).isEqualTo(FenceResult.FAILED);

        scenario.fences(new FenceRule(FACILITY_PICKING_TIME_CAPACITY, FenceMode.REACTIVE));
        assertThat(fence().result()).isEqualTo(FenceResult.REACTIVE_PASSING_POSSIBLE);

        scenario.operations("F1", new Operations(List.of(), null, 1L));
        assertThat(fence().result()).isEqualTo(FenceResult.PASSED);
    }

    @Test
    void stock_is_compared_with_ten_times_what_is_ordered() {
        rated(STOCK_BALANCING, 200, "0.800000");
        scenario.stocks.clear();
        scenario.stock("F1", "A", 1_000);
        rated(STOCK_BALANCING, 1_000, "0.000000");
    }

    @Test
    void turnover_is_what_was_picked_by_what_is_there() {
        unmeasured(TURNOVER);
        scenario.measure(Measure.UNITS_PICKED, "F1", "A", 1);
        rated(TURNOVER, 25, "0.250000");
        scenario.measure(Measure.UNITS_PICKED, "F1", "A", 900);
        rated(TURNOVER, 22_500, "1.000000");
    }

    @Test
    void workload_counts_open_pick_jobs_up_to_a_hundred() {
        unmeasured(WORKLOAD_BALANCING);
        scenario.operations("F1", new Operations(List.of(), 30L, null));
        rated(WORKLOAD_BALANCING, 30, "0.300000");
    }

    @Test
    void a_facility_that_does_only_what_is_wanted_matches_best() {
        rated(MATCHING_BUSINESSTYPE, 1, "0.500000");
        scenario.facility("F1", 10, Status.ONLINE, Set.of(Service.SHIP_FROM_STORE));
        rated(MATCHING_BUSINESSTYPE, 0, "0.000000");
        scenario.facility("F1", 10, Status.ONLINE, Set.of(Service.PICKUP));
        rated(MATCHING_BUSINESSTYPE, 2, "1.000000");
    }

    @Test
    void stores_and_warehouses_are_told_apart() {
        rated(PREFER_STORE, 0, "0.000000");
        rated(PREFER_WAREHOUSE, 1, "1.000000");
        scenario.facilities.compute("F1", (id, place) -> place(place, null));
        unmeasured(PREFER_WAREHOUSE);
    }

    @Test
    void the_better_zone_is_the_one_with_the_higher_score() {
        unmeasured(ZONE);
        scenario.measure(Measure.ZONE_SCORE, "F1", "A", 75);
        rated(ZONE, 75, "0.250000");
    }

    @Test
    void what_expires_sooner_goes_first() {
        unmeasured(EXPIRY_DATE);
        scenario.measure(Measure.EARLIEST_EXPIRY, "F1", "A", NOON.getEpochSecond() + 876 * 3_600);
        rated(EXPIRY_DATE, 876, "0.100000");
        scenario.measure(Measure.EARLIEST_EXPIRY, "F1", "A", NOON.getEpochSecond() - 9);
        rated(EXPIRY_DATE, 0, "0.000000");
    }

    @Test
    void free_capacity_counts_up_to_a_hundred_and_no_limit_is_best() {
        rated(CAPACITY, CapacityRating.UNLIMITED, "0.000000");
        scenario.operations("F1", new Operations(List.of(), null, 40L));
        rated(CAPACITY, 40, "0.600000");
    }

    @Test
    void the_cheapest_and_the_fastest_usable_carrier_to_the_country_count() {
        unmeasured(DELIVERY_COSTS);
        scenario.operations(
                "F1",
                carriers(
                        new Carrier("SLOW", false, null, Map.of("DE", new Delivery(5, 400L))),
                        new Carrier("FAST", false, null, Map.of("DE", new Delivery(1, 1_000L))),
                        new Carrier("ELSEWHERE", false, null, Map.of("FR", new Delivery(0, 0L)))));
        rated(DELIVERY_COSTS, 400, "0.200000");
        rated(DELIVERY_TIME, 1, "0.142857");
        scenario.wishes(wishes(ServiceLevel.DELIVERY, "FAST"));
        rated(DELIVERY_COSTS, 1_000, "0.500000");
    }

    @Test
    void an_offer_for_the_very_postal_code_comes_before_that_for_the_whole_country() {
        scenario.destination("DE", "25999")
                .operations(
                        "F1",
                        carriers(new Carrier(
                                "C",
                                false,
                                null,
                                List.of(
                                        offer(Set.of(), Set.of(), new Delivery(1, 400L)),
                                        offer(Set.of("25999", "25980"), Set.of(), new Delivery(4, 1_600L)),
                                        offer(Set.of("80331"), Set.of(), new Delivery(0, 100L))))));
        rated(DELIVERY_COSTS, 1_600, "0.800000");
        rated(DELIVERY_TIME, 4, "0.571428");
        scenario.destination("DE", "50667");
        rated(DELIVERY_COSTS, 400, "0.200000");
        scenario.destination("DE", null);
        rated(DELIVERY_COSTS, 400, "0.200000");
    }

    @Test
    void only_the_product_that_the_order_asks_for_counts() {
        scenario.operations(
                "F1",
                carriers(new Carrier(
                        "C",
                        false,
                        null,
                        List.of(
                                offer(Set.of(), Set.of("PARCEL"), new Delivery(3, 400L)),
                                offer(Set.of(), Set.of("EXPRESS"), new Delivery(1, 1_400L))))));
        rated(DELIVERY_COSTS, 400, "0.200000");
        scenario.wishes(asking(Map.of("C", "EXPRESS"), null));
        rated(DELIVERY_COSTS, 1_400, "0.700000");
        scenario.wishes(asking(Map.of("C", "LETTER"), null));
        unmeasured(DELIVERY_COSTS);
        scenario.wishes(asking(Map.of(), "EXPRESS"));
        rated(DELIVERY_COSTS, 400, "0.200000");
    }

    @Test
    void costs_in_another_currency_than_that_of_the_destination_are_not_compared() {
        scenario.operations(
                "F1",
                carriers(
                        new Carrier("SWISS", false, null, Map.of("DE", new Delivery(1, 10L, "CHF"))),
                        new Carrier("GERMAN", false, null, Map.of("DE", new Delivery(1, 500L, "EUR")))));
        rated(DELIVERY_COSTS, 500, "0.250000");
        scenario.operations(
                "F1", carriers(new Carrier("SWISS", false, null, Map.of("DE", new Delivery(1, 10L, "CHF")))));
        unmeasured(DELIVERY_COSTS);
        assertThat(rating().missing()).isEqualTo("no cost known in EUR: carriers name costs in CHF");
    }

    @Test
    void an_article_without_a_price_costs_the_default_price_and_the_explanation_says_so() {
        scenario.ratings(new RatingRule(COST_COMPONENTS, 1, null, new CostComponents(true, false, 1_050L)));
        assertThat(rating().score()).isEqualTo(2_100);
        assertThat(rating().missing()).isEqualTo("no price of 1 article: the default price of 10.50 was taken");
        scenario.measure(Measure.SALES_PRICE, "F1", "A", 300);
        assertThat(rating().score()).isEqualTo(600);
        assertThat(rating().missing()).isNull();
    }

    private static SourcingFacility.Offer offer(Set<String> postalCodes, Set<String> products, Delivery delivery) {
        return new SourcingFacility.Offer("DE", postalCodes, products, null, delivery);
    }

    private static Wishes asking(Map<String, String> products, String category) {
        return new Wishes(Channel.SHIPPING, null, Set.of(), ServiceLevel.DELIVERY, List.of(), products, category);
    }

    @Test
    void cost_components_add_up_what_is_configured_and_a_missing_one_spoils_the_sum() {
        scenario.measure(Measure.SALES_PRICE, "F1", "A", 10_000)
                .ratings(new RatingRule(COST_COMPONENTS, 1, null, new CostComponents(true, false)));
        assertThat(rating().score()).isEqualTo(20_000);

        scenario.ratings(new RatingRule(COST_COMPONENTS, 1, null, new CostComponents(true, true)));
        assertThat(rating().score()).isNull();

        scenario.operations("F1", carriers(new Carrier("C", false, null, Map.of("DE", new Delivery(null, 5_000L)))));
        assertThat(rating())
                .extracting(RatingExplanation::score, RatingExplanation::normalizedScore)
                .containsExactly(25_000L, new BigDecimal("0.250000"));

        assertThatThrownBy(() ->
                        scenario.ratings(RatingRule.of(COST_COMPONENTS, 1)).decide())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deliveries_are_those_before_this_one_and_one_more_for_a_rest() {
        rated(NUMBER_OF_DELIVERIES, 1, "0.000000");
        scenario.line("B", 1);
        rated(NUMBER_OF_DELIVERIES, 2, "0.500000");
        scenario.used("F9");
        rated(NUMBER_OF_DELIVERIES, 3, "1.000000");
    }

    @Test
    void a_priority_rating_decides_before_all_weights_and_the_lower_number_first() {
        scenario.facility("F2", 500)
                .stock("F2", "A", 4)
                .operations("F1", new Operations(List.of(), 9L, null))
                .operations("F2", new Operations(List.of(), 3L, null))
                .ratings(RatingRule.of(GEO_DISTANCE, 10));
        assertThat(scenario.parts()).containsOnlyKeys("F1");

        scenario.priorities(PriorityRule.of(WORKLOAD_BALANCING, 5));
        assertThat(scenario.parts()).containsOnlyKeys("F2");
        assertThat(Objects.requireNonNull(scenario.firstRound().facility("F2")).priorityRatings())
                .singleElement()
                .satisfies(rating -> {
                    assertThat(rating.score()).isEqualTo(3);
                    assertThat(rating.priority()).isEqualTo(5);
                });
        assertThat(scenario.firstRound().priorityStatistics())
                .containsExactly(new Explanation.RatingStatistic(WORKLOAD_BALANCING, 0, 3L, 9L));

        scenario.priorities(PriorityRule.of(WORKLOAD_BALANCING, 5), PriorityRule.of(GEO_DISTANCE, 1));
        assertThat(scenario.parts()).containsOnlyKeys("F1");

        scenario.priorities(PriorityRule.of(PREFER_STORE, 1));
        assertThat(scenario.parts()).containsOnlyKeys("F1");
    }

    @Test
    void thresholds_have_to_point_the_way_of_the_rating() {
        scenario.ratings(new RatingRule(CAPACITY, 1, new Thresholds(10, 0)))
                .operations("F1", new Operations(List.of(), null, 5L));
        assertThat(rating().normalizedScore()).isEqualByComparingTo("0.5");

        assertThatThrownBy(() -> scenario.ratings(new RatingRule(CAPACITY, 1, new Thresholds(0, 10)))
                        .decide())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rating CAPACITY needs thresholds with free above full");
    }

    @Property(tries = 300)
    void with_every_rule_active_penalties_are_exact_and_in_range_and_order_does_not_matter(@ForAll long seed) {
        Random random = new Random(seed);
        Scenario all = everything(random);

        for (Explanation.FacilityExplanation facility : all.firstRound().facilities()) {
            for (RatingExplanation rating : facility.ratings()) {
                assertThat(rating.normalizedScore()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
                assertThat(rating.normalizedScore().scale()).isEqualTo(6);
                assertThat(rating.missing() == null).isEqualTo(rating.score() != null);
                if (rating.score() == null) {
                    assertThat(rating.normalizedScore()).isEqualByComparingTo("1");
                }
            }
        }
        assertThat(all.shuffled(random).firstRound().facilities())
                .extracting(Explanation.FacilityExplanation::facilityId, Explanation.FacilityExplanation::totalPenalty)
                .isEqualTo(all.firstRound().facilities().stream()
                        .map(facility ->
                                org.assertj.core.api.Assertions.tuple(facility.facilityId(), facility.totalPenalty()))
                        .toList());
    }

    @Property(tries = 300)
    void more_stock_never_raises_what_the_stock_ratings_charge(@ForAll long seed) {
        Random random = new Random(seed);
        Scenario before = everything(random)
                .fences(new String[0])
                .ratings(RatingRule.of(STOCK_AVAILABILITY, 7), RatingRule.of(STOCK_BALANCING, 5));
        Scenario after = before.copy();
        after.stocks.replaceAll(stock -> new Scenario.Stock(
                stock.facility(), stock.article(), stock.listing(), stock.available() + random.nextInt(20)));

        before.firstRound().facilities().forEach(facility -> {
            if (facility.totalPenalty() != null) {
                assertThat(Objects.requireNonNull(after.firstRound().facility(facility.facilityId()))
                                .totalPenalty())
                        .isLessThanOrEqualTo(facility.totalPenalty());
            }
        });
    }

    /** A small network in which anything may be missing, with every rule active. */
    private static Scenario everything(Random random) {
        Scenario all = new Scenario()
                .now(NOON)
                .wishes(wishes(
                        random.nextBoolean() ? ServiceLevel.SAMEDAY : ServiceLevel.DELIVERY,
                        random.nextBoolean() ? new String[] {"C0"} : new String[0]));
        for (int index = 0; index < 4; index++) {
            String id = "F" + index;
            if (random.nextInt(5) == 0) {
                all.facilityNowhere(id);
            } else {
                all.facility(id, random.nextInt(1_500));
            }
            all.operations(
                    id,
                    new Operations(
                            random.nextInt(3) == 0
                                    ? List.of()
                                    : List.of(new Carrier(
                                            "C" + random.nextInt(2),
                                            random.nextBoolean(),
                                            random.nextBoolean() ? NOON.plusSeconds(random.nextInt(9) - 4) : null,
                                            Map.of(
                                                    "DE",
                                                    new Delivery(
                                                            random.nextBoolean() ? random.nextInt(9) : null,
                                                            random.nextBoolean()
                                                                    ? (long) random.nextInt(3_000)
                                                                    : null)))),
                            random.nextBoolean() ? (long) random.nextInt(200) : null,
                            random.nextBoolean() ? (long) random.nextInt(4) : null));
            for (int article = 0; article < 3; article++) {
                all.stock(id, "A" + article, random.nextInt(6));
                for (Measure measure : Measure.values()) {
                    if (random.nextBoolean()) {
                        all.measure(measure, id, "A" + article, random.nextInt(2_000_000_000));
                    }
                }
            }
        }
        for (int line = 0; line < 3; line++) {
            all.line(SourcingRequest.Line.of("L" + line, "A" + random.nextInt(3), 1 + random.nextInt(4)));
        }
        List<FenceRule> fences = new ArrayList<>();
        for (String fence : SourcingEngine.standard().fences()) {
            if (random.nextInt(3) == 0) {
                List<FenceMode> modes =
                        SourcingEngine.standard().modes(fence).stream().sorted().toList();
                fences.add(new FenceRule(fence, modes.get(random.nextInt(modes.size()))));
            }
        }
        all.fences(fences.toArray(FenceRule[]::new));
        all.ratings(RATINGS.stream()
                .map(key -> new RatingRule(
                        key,
                        random.nextInt(10),
                        null,
                        key.equals(COST_COMPONENTS) ? new CostComponents(true, random.nextBoolean()) : null))
                .toArray(RatingRule[]::new));
        all.priorities(PriorityRule.of(RATINGS.get(random.nextInt(5)), random.nextInt(3)));
        return all;
    }

    private void rated(String key, long score, String share) {
        scenario.ratings(RatingRule.of(key, 4));
        assertThat(rating())
                .extracting(RatingExplanation::score, RatingExplanation::normalizedScore)
                .containsExactly(score, new BigDecimal(share));
    }

    private void unmeasured(String key) {
        scenario.ratings(RatingRule.of(key, 4));
        assertThat(rating().score()).isNull();
        assertThat(rating().missing()).isNotBlank();
        assertThat(rating().penalty()).isEqualByComparingTo("4");
    }

    private RatingExplanation rating() {
        return Objects.requireNonNull(scenario.firstRound().facility("F1"))
                .ratings()
                .getFirst();
    }

    private FenceExplanation fence() {
        return Objects.requireNonNull(scenario.firstRound().facility("F1"))
                .fences()
                .getFirst();
    }

    private static Wishes wishes(ServiceLevel level, String... carriers) {
        return new Wishes(Channel.SHIPPING, null, Set.of(), level, List.of(carriers));
    }

    private static Operations carriers(Carrier... carriers) {
        return new Operations(List.of(carriers), null, null);
    }

    private static Carrier carrier(String key, boolean sameDay, Instant until) {
        return new Carrier(key, sameDay, until, Map.of());
    }

    private static SourcingFacility place(SourcingFacility place, LocationType type) {
        return new SourcingFacility(
                place.id(),
                null,
                place.status(),
                place.type(),
                type,
                place.services(),
                place.coordinates(),
                place.country());
    }
}
