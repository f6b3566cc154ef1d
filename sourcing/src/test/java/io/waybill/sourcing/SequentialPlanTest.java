package io.waybill.sourcing;

import static io.waybill.sourcing.SourcingConfiguration.AVOID_ZERO_STOCK;
import static io.waybill.sourcing.SourcingConfiguration.STOCK_AVAILABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.waybill.sourcing.Explanation.SplitDecision;
import io.waybill.sourcing.Explanation.SplitResult;
import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingDecision.NotRoutable;
import io.waybill.sourcing.SourcingDecision.NotRoutableReason;
import io.waybill.sourcing.SourcingDecision.PartLine;
import io.waybill.sourcing.SourcingDecision.Unplaced;
import io.waybill.sourcing.SourcingDecision.UnplacedReason;
import io.waybill.sourcing.SourcingDecision.Waiting;
import io.waybill.sourcing.SourcingDecision.WaitingReason;
import io.waybill.sourcing.SourcingRequest.Line;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequentialPlanTest {

    /** Nobody has everything: F1 has most, F2 and F3 have the rest between them. */
    private static Scenario threeStores() {
        return new Scenario()
                .line("A", 2)
                .line("B", 2)
                .line("C", 1)
                .facility("F1", 30)
                .facility("F2", 20)
                .facility("F3", 10)
                .stock("F1", "A", 2)
                .stock("F1", "B", 1)
                .stock("F2", "B", 1)
                .stock("F3", "C", 1)
                .ratings(RatingRule.of(STOCK_AVAILABILITY, 10));
    }

    @Test
    void the_best_facility_takes_what_it_has_and_the_rest_is_decided_again() {
        Scenario scenario = threeStores().split(OrderSplit.upTo(2));

        assertThat(scenario.parts())
                .containsExactly(
                        entry("F1", List.of("A x 2", "B x 1")),
                        entry("F3", List.of("C x 1")),
                        entry("F2", List.of("B x 1")));
        assertThat(scenario.routed().unplaced()).isEmpty();
        assertThat(splits(scenario))
                .extracting(SplitDecision::result)
                .containsExactly(
                        SplitResult.SPLIT,
                        SplitResult.SPLIT,
                        SplitResult.DO_NOT_SPLIT_BECAUSE_AVAILABILITY_USE_BEST_RATED);
        assertThat(splits(scenario).getFirst().splitOff())
                .containsExactly(new PartLine("B", "B", 1), new PartLine("C", "C", 1));
    }

    @Test
    void an_order_has_at_most_one_part_more_than_the_splits_allowed() {
        Scenario scenario = threeStores().split(OrderSplit.upTo(1));

        assertThat(scenario.parts()).containsOnlyKeys("F1", "F3");
        assertThat(scenario.routed().unplaced())
                .containsExactly(new Unplaced("B", "B", 1, UnplacedReason.NOT_SPLIT, false));
        assertThat(splits(scenario))
                .extracting(SplitDecision::result)
                .containsExactly(SplitResult.SPLIT, SplitResult.REASSIGN_TO_PARENT);
    }

    @Test
    void the_request_can_allow_fewer_parts_than_the_configuration() {
        assertThat(threeStores().split(OrderSplit.upTo(9)).maximumParts(2).parts())
                .hasSize(2);
    }

    @Test
    void without_split_the_best_rated_facility_takes_what_it_has() {
        Scenario scenario = threeStores();

        assertThat(scenario.parts()).containsOnlyKeys("F1");
        assertThat(scenario.routed().unplaced())
                .extracting(Unplaced::lineId, Unplaced::quantity, Unplaced::reason)
                .containsExactly(tuple("B", 1L, UnplacedReason.NOT_SPLIT), tuple("C", 1L, UnplacedReason.NOT_SPLIT));
        assertThat(splits(scenario)).extracting(SplitDecision::result).containsExactly(SplitResult.DO_NOT_SPLIT);
    }

    @Test
    void items_that_nobody_else_has_are_not_split_off() {
        Scenario scenario = threeStores().line("D", 4).split(OrderSplit.upTo(9));

        assertThat(scenario.parts()).hasSize(3);
        assertThat(scenario.routed().unplaced())
                .containsExactly(new Unplaced("D", "D", 4, UnplacedReason.NOT_AVAILABLE, false));
        SplitDecision first = splits(scenario).getFirst();
        assertThat(first.splitOff()).extracting(PartLine::lineId).containsExactly("B", "C");
        assertThat(first.leftOver()).containsExactly(new PartLine("D", "D", 4));
        assertThat(splits(scenario).getLast().result()).isEqualTo(SplitResult.REASSIGN_TO_PARENT_COMPLETELY);
    }

    @Test
    void a_same_day_order_is_split_only_when_that_is_switched_on() {
        Wishes sameDay = new Wishes(SourcingRequest.Channel.SHIPPING, null, Set.of(), ServiceLevel.SAMEDAY, List.of());

        assertThat(threeStores().wishes(sameDay).split(OrderSplit.upTo(2)).parts())
                .hasSize(1);
        assertThat(threeStores()
                        .wishes(sameDay)
                        .split(new OrderSplit(true, true, 2, false))
                        .parts())
                .hasSize(3);
    }

    @Test
    void a_bundle_stays_together_and_moves_on_as_a_whole() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .line(Line.of("B", "B", 1).inBundle("gift"))
                .line(Line.of("C", "C", 1).inBundle("gift"))
                .facility("F1", 1)
                .facility("F2", 2)
                .stock("F1", "A", 1)
                .stock("F1", "B", 1)
                .stock("F2", "B", 1)
                .stock("F2", "C", 1)
                .split(OrderSplit.upTo(1));

        assertThat(scenario.parts())
                .containsExactly(entry("F1", List.of("A x 1")), entry("F2", List.of("B x 1", "C x 1")));
    }

    @Test
    void a_bundle_that_nobody_has_whole_is_left_over() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .line(Line.of("B", "B", 1).inBundle("gift"))
                .line(Line.of("C", "C", 2).inBundle("gift"))
                .facility("F1", 1)
                .facility("F2", 2)
                .stock("F1", "A", 1)
                .stock("F1", "B", 1)
                .stock("F2", "C", 2)
                .split(OrderSplit.upTo(3));

        assertThat(scenario.parts()).containsOnlyKeys("F1");
        assertThat(scenario.routed().unplaced())
                .containsExactly(
                        new Unplaced("B", "B", 1, UnplacedReason.BUNDLE_INCOMPLETE, false),
                        new Unplaced("C", "C", 2, UnplacedReason.BUNDLE_INCOMPLETE, false));
    }

    @Test
    void lines_to_which_a_service_has_to_be_done_go_where_it_is_done_and_the_others_need_not() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .line(Line.of("B", "B", 2).inBundle("gift", Set.of("wrap")))
                .line(Line.of("C", "C", 1).inBundle("gift"))
                .facility("F1", 1)
                .facility("F2", 2)
                .doing("F2", "wrap", "engrave")
                .stock("F1", "A", 1)
                .stock("F1", "B", 2)
                .stock("F1", "C", 1)
                .stock("F2", "B", 2)
                .stock("F2", "C", 1)
                .split(OrderSplit.upTo(3));

        assertThat(scenario.parts())
                .containsExactly(entry("F1", List.of("A x 1")), entry("F2", List.of("B x 2", "C x 1")));
    }

    @Test
    void a_facility_that_does_not_do_the_service_is_no_candidate_for_what_needs_it() {
        Scenario scenario = new Scenario()
                .line(Line.of("B", "B", 2).inBundle("gift", Set.of("wrap")))
                .facility("F1", 1)
                .stock("F1", "B", 2);

        assertThat(scenario.decide().outcome()).isInstanceOf(NotRoutable.class);
        assertThat(scenario.firstRound().facilities())
                .extracting(Explanation.FacilityExplanation::candidacy)
                .containsExactly(Explanation.Candidacy.CUSTOM_SERVICE_NOT_OFFERED);
    }

    @Test
    void bundles_get_a_scarce_article_before_single_lines_and_single_lines_by_id() {
        Scenario scenario = new Scenario()
                .line(Line.of("2", "A", 1))
                .line(Line.of("1", "A", 1))
                .line(Line.of("3", "A", 1).inBundle("gift"))
                .facility("F1", 1)
                .stock("F1", "A", 2);

        assertThat(scenario.parts()).containsEntry("F1", List.of("1 x 1", "3 x 1"));
    }

    @Test
    void only_what_remains_of_a_line_is_placed() {
        Scenario scenario = new Scenario()
                .line(new Line("A", "A", 5, 2, null))
                .line(new Line("B", "B", 3, 0, null))
                .facility("F1", 1)
                .stock("F1", "A", 9)
                .stock("F1", "B", 9);

        assertThat(scenario.parts()).containsEntry("F1", List.of("A x 2"));
    }

    @Test
    void a_facility_without_anything_to_give_is_passed_over_even_when_it_is_rated_best() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("near", 1)
                .facility("far", 90)
                .stock("near", "A", 0)
                .stock("far", "A", 1)
                .ratings(RatingRule.of(SourcingConfiguration.GEO_DISTANCE, 10));

        assertThat(scenario.parts()).containsOnlyKeys("far");
        Explanation.Round round = scenario.firstRound();
        assertThat(round.bestRatedFacility()).isEqualTo("near");
        assertThat(round.bestAvailableFacility()).isEqualTo("far");
        assertThat(round.split().result()).isEqualTo(SplitResult.DO_NOT_SPLIT_USE_BEST_AVAILABLE);
    }

    @Test
    void an_order_of_which_nobody_has_anything_is_not_routable() {
        Scenario scenario = new Scenario().line("A", 1).facility("F1", 1).stock("F1", "A", 0);

        assertThat(scenario.outcome())
                .isEqualTo(new NotRoutable(
                        NotRoutableReason.NOTHING_AVAILABLE,
                        List.of(new Unplaced("A", "A", 1, UnplacedReason.NOT_AVAILABLE, false))));
        assertThat(splits(scenario)).extracting(SplitDecision::result).containsExactly(SplitResult.FAIL);
    }

    @Test
    void with_the_waiting_room_an_order_waits_for_what_somebody_offers_for_preorder() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("F1", 1)
                .stock("F1", "A", ListingState.PREORDER, 0)
                .fences(AVOID_ZERO_STOCK);

        assertThat(scenario.outcome()).isInstanceOf(NotRoutable.class);
        assertThat(scenario.split(new OrderSplit(true, false, 2, true)).outcome())
                .isEqualTo(new Waiting(
                        WaitingReason.PRE_OR_BACK_ORDER,
                        List.of(new Unplaced("A", "A", 1, UnplacedReason.NOT_AVAILABLE, true))));
    }

    @Test
    void with_the_waiting_room_the_rest_of_a_routed_order_is_parked() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .line("B", 1)
                .facility("F1", 1)
                .facility("F2", 2)
                .stock("F1", "A", 1)
                .stock("F2", "B", ListingState.BACKORDER, 0)
                .fences(AVOID_ZERO_STOCK)
                .split(new OrderSplit(true, false, 2, true));

        assertThat(scenario.parts()).containsOnlyKeys("F1");
        assertThat(scenario.routed().unplaced())
                .containsExactly(new Unplaced("B", "B", 1, UnplacedReason.NOT_AVAILABLE, true));
        assertThat(splits(scenario).getLast().result()).isEqualTo(SplitResult.PARK_IN_WAITING_ROOM);
    }

    @Test
    void equal_penalties_are_broken_by_distance_and_then_by_id() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("c", 5)
                .facility("b", 5)
                .facility("a", 6)
                .stock("a", "A", 1)
                .stock("b", "A", 1)
                .stock("c", "A", 1);

        assertThat(scenario.firstRound().facilities())
                .extracting(Explanation.FacilityExplanation::facilityId)
                .containsExactly("b", "c", "a");
    }

    @Test
    void a_lot_drawn_by_seed_spreads_equal_facilities_and_repeats_itself() {
        Scenario scenario = new Scenario().line("A", 1);
        for (int index = 0; index < 10; index++) {
            scenario.facility("F" + index, index).stock("F" + index, "A", 1);
        }
        Set<Set<String>> winners = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            Set<String> winner =
                    scenario.tieBreak(new TieBreak.ByLot(seed)).parts().keySet();
            assertThat(scenario.parts().keySet()).isEqualTo(winner);
            winners.add(winner);
        }

        assertThat(winners).hasSizeGreaterThan(5);
    }

    @Test
    void the_standard_configuration_prefers_one_complete_parcel_to_two_near_ones() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .line("B", 1)
                .facility("near", 5)
                .facility("complete", 600)
                .stock("near", "A", 1)
                .stock("complete", "A", 1)
                .stock("complete", "B", 1);

        SourcingDecision decision = SourcingEngine.standard()
                .decide(scenario.request(), scenario.snapshot(), SourcingConfiguration.standard());

        assertThat(decision.outcome())
                .isInstanceOfSatisfying(
                        SourcingDecision.Routed.class,
                        routed -> assertThat(routed.parts())
                                .extracting(SourcingDecision.Part::facilityId)
                                .containsExactly("complete"));
    }

    private static List<SplitDecision> splits(Scenario scenario) {
        return scenario.decide().explanation().rounds().stream()
                .map(Explanation.Round::split)
                .toList();
    }
}
