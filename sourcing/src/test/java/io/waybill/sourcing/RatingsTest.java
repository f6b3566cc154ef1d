package io.waybill.sourcing;

import static io.waybill.sourcing.SourcingConfiguration.GEO_DISTANCE;
import static io.waybill.sourcing.SourcingConfiguration.STOCK_AVAILABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.Explanation.RatingExplanation;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RatingsTest {

    /** platform.md 6.4: order A9 B6 C3; F1 4/5/1, F2 9/5/1, F3 6/0/20. */
    private static Scenario workedExample() {
        return new Scenario()
                .line("A", 9)
                .line("B", 6)
                .line("C", 3)
                .facility("F1", 10)
                .facility("F2", 20)
                .facility("F3", 30)
                .stock("F1", "A", 4)
                .stock("F1", "B", 5)
                .stock("F1", "C", 1)
                .stock("F2", "A", 9)
                .stock("F2", "B", 5)
                .stock("F2", "C", 1)
                .stock("F3", "A", 6)
                .stock("F3", "B", 0)
                .stock("F3", "C", 20)
                .ratings(RatingRule.of(STOCK_AVAILABILITY, 6));
    }

    @Test
    void the_worked_example_of_the_product_ranks_F2_before_F1_before_F3() {
        List<FacilityExplanation> facilities = workedExample().firstRound().facilities();

        assertThat(facilities).extracting(FacilityExplanation::facilityId).containsExactly("F2", "F1", "F3");
        assertThat(facilities)
                .extracting(facility -> facility.ratings().getFirst().score())
                .containsExactly(15L, 10L, 9L);
        assertThat(facilities)
                .extracting(facility -> facility.rank().getAsInt())
                .containsExactly(1, 2, 3);
    }

    @Test
    void the_penalty_for_missing_stock_is_the_missing_share_of_the_weight() {
        RatingExplanation third =
                workedExample().firstRound().facilities().getLast().ratings().getFirst();

        assertThat(third)
                .isEqualTo(new RatingExplanation(
                        STOCK_AVAILABILITY, 9L, new BigDecimal("0.500000"), 6, new BigDecimal("3.000000"), null));
    }

    @Test
    void lines_of_the_same_article_share_its_stock_in_the_score() {
        Scenario scenario = new Scenario()
                .line(SourcingRequest.Line.of("1", "A", 3))
                .line(SourcingRequest.Line.of("2", "A", 3))
                .facility("F1", 10)
                .stock("F1", "A", 4)
                .ratings(RatingRule.of(STOCK_AVAILABILITY, 1));

        assertThat(rating(scenario, "F1").score()).isEqualTo(4);
    }

    @Test
    void stock_without_an_active_listing_counts_as_none() {
        Scenario scenario = new Scenario()
                .line("A", 3)
                .line("B", 1)
                .facility("F1", 10)
                .stock("F1", "A", ListingState.NOT_ACTIVE, 3)
                .stock("F1", "B", 1)
                .ratings(RatingRule.of(STOCK_AVAILABILITY, 4));

        assertThat(rating(scenario, "F1").score()).isEqualTo(1);
        assertThat(scenario.parts()).containsEntry("F1", List.of("B x 1"));
    }

    @Test
    void the_nearer_facility_is_charged_less_and_wins() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("far", 500)
                .facility("near", 250)
                .stock("far", "A", 1)
                .stock("near", "A", 1)
                .ratings(RatingRule.of(GEO_DISTANCE, 10));

        assertThat(scenario.parts()).containsOnlyKeys("near");
        assertThat(rating(scenario, "near").penalty().doubleValue()).isCloseTo(2.5, within(0.01));
        assertThat(rating(scenario, "far").penalty().doubleValue()).isCloseTo(5.0, within(0.01));
    }

    @Test
    void beyond_a_thousand_kilometres_the_penalty_is_full_and_distance_breaks_the_tie() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("a-farther", 1_300)
                .facility("b-nearer", 1_200)
                .stock("a-farther", "A", 1)
                .stock("b-nearer", "A", 1)
                .ratings(RatingRule.of(GEO_DISTANCE, 10));

        assertThat(rating(scenario, "a-farther").penalty()).isEqualByComparingTo("10");
        assertThat(rating(scenario, "b-nearer").penalty()).isEqualByComparingTo("10");
        assertThat(scenario.parts()).containsOnlyKeys("b-nearer");
    }

    @Test
    void thresholds_of_the_configuration_bend_the_penalty_for_distance() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("F1", 30)
                .stock("F1", "A", 1)
                .ratings(new RatingRule(GEO_DISTANCE, 10, new Thresholds(20_000, 40_000)));

        assertThat(rating(scenario, "F1").normalizedScore().doubleValue()).isCloseTo(0.5, within(0.01));
    }

    @Test
    void a_facility_that_is_not_located_is_charged_the_whole_distance_penalty() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facilityNowhere("a-nowhere")
                .facility("b-far", 900)
                .stock("a-nowhere", "A", 1)
                .stock("b-far", "A", 1)
                .ratings(RatingRule.of(GEO_DISTANCE, 10));

        assertThat(rating(scenario, "a-nowhere").score()).isNull();
        assertThat(rating(scenario, "a-nowhere").penalty()).isEqualByComparingTo("10");
        assertThat(scenario.parts()).containsOnlyKeys("b-far");
    }

    @Test
    void distance_does_not_tell_facilities_apart_when_the_consumer_is_not_located() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("b", 1)
                .facility("a", 900)
                .stock("a", "A", 1)
                .stock("b", "A", 1)
                .ratings(RatingRule.of(GEO_DISTANCE, 10))
                .destination(null);

        assertThat(scenario.parts()).containsOnlyKeys("a");
        assertThat(scenario.firstRound().facility("b").distanceMetres()).isEmpty();
    }

    @Test
    void weights_decide_between_near_and_complete() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .facility("near-half", 0)
                .facility("far-complete", 400)
                .stock("near-half", "A", 1)
                .stock("far-complete", "A", 2);

        scenario.ratings(RatingRule.of(GEO_DISTANCE, 1), RatingRule.of(STOCK_AVAILABILITY, 1));
        assertThat(scenario.parts()).containsOnlyKeys("far-complete");

        scenario.ratings(RatingRule.of(GEO_DISTANCE, 2), RatingRule.of(STOCK_AVAILABILITY, 1));
        assertThat(scenario.parts()).containsOnlyKeys("near-half");
    }

    @Test
    void the_total_is_the_exact_sum_of_the_penalties() {
        FacilityExplanation facility = workedExample()
                .ratings(RatingRule.of(STOCK_AVAILABILITY, 7), RatingRule.of(GEO_DISTANCE, 3))
                .firstRound()
                .facility("F1");

        assertThat(facility.totalPenalty())
                .isEqualTo(facility.ratings().stream()
                        .map(RatingExplanation::penalty)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void distances_between_known_cities_are_right() {
        Coordinates berlin = new Coordinates(52.5200, 13.4050);
        Coordinates munich = new Coordinates(48.1374, 11.5755);

        assertThat(berlin.metresTo(munich)).isCloseTo(504_000, within(1_500L)).isEqualTo(munich.metresTo(berlin));
        assertThat(berlin.metresTo(berlin)).isZero();
    }

    private static RatingExplanation rating(Scenario scenario, String facility) {
        return Objects.requireNonNull(scenario.firstRound().facility(facility))
                .ratings()
                .getFirst();
    }
}
