package io.waybill.sourcing;

import static io.waybill.sourcing.SourcingConfiguration.AVOID_ZERO_STOCK;
import static io.waybill.sourcing.SourcingConfiguration.FACILITY_BUSINESSTYPE;
import static io.waybill.sourcing.SourcingConfiguration.PRESELECTED_FACILITY;
import static io.waybill.sourcing.SourcingConfiguration.STOCK_AVAILABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.waybill.sourcing.Explanation.Candidacy;
import io.waybill.sourcing.Explanation.FacilityExplanation;
import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.LineFence;
import io.waybill.sourcing.SourcingConfiguration.FenceRule;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingDecision.NotRoutable;
import io.waybill.sourcing.SourcingDecision.NotRoutableReason;
import io.waybill.sourcing.SourcingDecision.Unplaced;
import io.waybill.sourcing.SourcingDecision.UnplacedReason;
import io.waybill.sourcing.SourcingDecision.Waiting;
import io.waybill.sourcing.SourcingDecision.WaitingReason;
import io.waybill.sourcing.SourcingFacility.Service;
import io.waybill.sourcing.SourcingFacility.Status;
import io.waybill.sourcing.SourcingRequest.Line;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FencesTest {

    private static final FenceRule REACTIVE_COMPLETE_STOCK = new FenceRule(STOCK_AVAILABILITY, FenceMode.REACTIVE);

    @Test
    void only_online_facilities_that_are_not_excluded_and_offer_an_article_are_looked_at() {
        Set<Service> services = Set.of(Service.SHIP_FROM_STORE);
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("offline", 1, Status.OFFLINE, services)
                .facility("suspended", 2, Status.SUSPENDED, services)
                .facility("black", 3)
                .facility("used", 4)
                .facility("empty", 5)
                .facility("delisted", 6)
                .facility("open", 7)
                .blackListed("black")
                .used("used");
        for (String id : List.of("offline", "suspended", "black", "used", "open")) {
            scenario.stock(id, "A", 5);
        }
        scenario.stock("delisted", "A", ListingState.NOT_ACTIVE, 5);

        assertThat(scenario.parts()).containsOnlyKeys("open");
        Explanation.Round round = scenario.firstRound();
        assertThat(round.facilities())
                .extracting(FacilityExplanation::facilityId, FacilityExplanation::candidacy)
                .containsExactlyInAnyOrder(
                        tuple("offline", Candidacy.NOT_ONLINE),
                        tuple("suspended", Candidacy.NOT_ONLINE),
                        tuple("black", Candidacy.BLACK_LISTED),
                        tuple("used", Candidacy.ALREADY_USED),
                        tuple("empty", Candidacy.NO_ACTIVE_LISTING),
                        tuple("delisted", Candidacy.NO_ACTIVE_LISTING),
                        tuple("open", Candidacy.CANDIDATE));
    }

    @Test
    void without_any_candidate_the_order_is_not_routable() {
        assertThat(new Scenario().line("A", 1).facility("F1", 1).outcome())
                .isEqualTo(new NotRoutable(
                        NotRoutableReason.NO_CANDIDATE,
                        List.of(new Unplaced("A", "A", 1, UnplacedReason.NOT_AVAILABLE, false))));
    }

    @Test
    void shipping_needs_a_facility_that_ships_from_store() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("pickup-only", 1, Status.ONLINE, Set.of(Service.PICKUP))
                .facility("ships", 2, Status.ONLINE, Set.of(Service.SHIP_FROM_STORE))
                .stock("pickup-only", "A", 1)
                .stock("ships", "A", 1)
                .fences(FACILITY_BUSINESSTYPE);

        assertThat(scenario.parts()).containsOnlyKeys("ships");
        Explanation.FenceExplanation fence = fence(scenario, "pickup-only");
        assertThat(fence.result()).isEqualTo(FenceResult.FAILED);
        assertThat(fence.expected()).isEqualTo("SHIP_FROM_STORE");
        assertThat(fence.actual()).isEqualTo("PICKUP");
    }

    @Test
    void same_day_delivery_needs_a_facility_that_ships_from_store_too() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("pickup-only", 1, Status.ONLINE, Set.of(Service.PICKUP))
                .stock("pickup-only", "A", 1)
                .fences(FACILITY_BUSINESSTYPE)
                .wishes(new Wishes(SourcingRequest.Channel.SHIPPING, null, Set.of(), ServiceLevel.SAMEDAY, List.of()));

        assertThat(scenario.outcome())
                .isInstanceOfSatisfying(
                        NotRoutable.class,
                        outcome -> assertThat(outcome.reason())
                                .isEqualTo(NotRoutableReason.NO_CANDIDATE_PASSED_THE_FENCES));
    }

    @Test
    void click_and_collect_goes_straight_to_its_facility_however_far_and_whatever_other_fences_say() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .line("B", 1)
                .facility("near", 1)
                .facility("wanted", 700)
                .stock("near", "A", 9)
                .stock("near", "B", 9)
                .stock("wanted", "A", 2)
                .fences(FACILITY_BUSINESSTYPE, STOCK_AVAILABILITY)
                .split(SourcingConfiguration.OrderSplit.upTo(3))
                .wishes(Wishes.collectAt("wanted"));

        assertThat(scenario.parts()).containsOnlyKeys("wanted").containsEntry("wanted", List.of("A x 2"));
        assertThat(scenario.routed().unplaced())
                .containsExactly(new Unplaced("B", "B", 1, UnplacedReason.NOT_AVAILABLE, false));
        assertThat(Objects.requireNonNull(scenario.firstRound().facility("near"))
                        .candidacy())
                .isEqualTo(Candidacy.NOT_THE_COLLECT_FACILITY);
    }

    @Test
    void click_and_collect_needs_a_facility_with_pickup() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("ships-only", 1, Status.ONLINE, Set.of(Service.SHIP_FROM_STORE))
                .stock("ships-only", "A", 1)
                .fences(FACILITY_BUSINESSTYPE)
                .wishes(Wishes.collectAt("ships-only"));

        assertThat(scenario.outcome())
                .isInstanceOfSatisfying(
                        NotRoutable.class,
                        outcome -> assertThat(outcome.reason())
                                .isEqualTo(NotRoutableReason.NO_CANDIDATE_PASSED_THE_FENCES));
    }

    @Test
    void click_and_collect_at_an_unknown_facility_is_not_routable() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("F1", 1)
                .stock("F1", "A", 1)
                .wishes(Wishes.collectAt("elsewhere"));

        assertThat(scenario.outcome())
                .isInstanceOfSatisfying(
                        NotRoutable.class,
                        outcome -> assertThat(outcome.reason()).isEqualTo(NotRoutableReason.COLLECT_FACILITY_UNKNOWN));
    }

    @Test
    void only_preselected_facilities_pass_when_the_order_names_some() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("near", 1)
                .facility("named", 50)
                .stock("near", "A", 1)
                .stock("named", "A", 1)
                .fences(PRESELECTED_FACILITY);

        assertThat(scenario.parts()).containsOnlyKeys("near");
        assertThat(scenario.wishes(Wishes.shippingFrom(Set.of("named"))).parts())
                .containsOnlyKeys("named");
        assertThat(fence(scenario, "near").expected()).isEqualTo("one of named");
    }

    @Test
    void complete_stock_lets_only_facilities_pass_that_have_every_unit() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .line("B", 1)
                .facility("near", 1)
                .facility("complete", 90)
                .stock("near", "A", 1)
                .stock("near", "B", 1)
                .stock("complete", "A", 2)
                .stock("complete", "B", 1)
                .fences(STOCK_AVAILABILITY);

        assertThat(scenario.parts()).containsOnlyKeys("complete");
        assertThat(fence(scenario, "near").lines())
                .containsExactly(
                        new LineFence("A", "A", FenceResult.FAILED, "2", "1", null),
                        new LineFence("B", "B", FenceResult.PASSED, "1", "1", null));
    }

    @Test
    void complete_stock_counts_lines_of_the_same_article_together() {
        Scenario scenario = new Scenario()
                .line(Line.of("1", "A", 2))
                .line(Line.of("2", "A", 2))
                .facility("F1", 1)
                .stock("F1", "A", 3)
                .fences(STOCK_AVAILABILITY);

        assertThat(fence(scenario, "F1").result()).isEqualTo(FenceResult.FAILED);
    }

    @Test
    void complete_stock_failing_everywhere_in_static_mode_makes_the_order_not_routable() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .facility("F1", 1)
                .stock("F1", "A", ListingState.BACKORDER, 1)
                .fences(STOCK_AVAILABILITY);

        assertThat(scenario.outcome())
                .isEqualTo(new NotRoutable(
                        NotRoutableReason.NO_CANDIDATE_PASSED_THE_FENCES,
                        List.of(new Unplaced("A", "A", 2, UnplacedReason.NOT_SPLIT, true))));
    }

    @Test
    void complete_stock_in_reactive_mode_makes_the_order_wait_for_a_backorder_listing() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .line("B", 1)
                .facility("F1", 1)
                .stock("F1", "A", ListingState.BACKORDER, 0)
                .stock("F1", "B", 1)
                .fences(REACTIVE_COMPLETE_STOCK);

        assertThat(scenario.outcome())
                .isInstanceOfSatisfying(
                        Waiting.class, outcome -> assertThat(outcome.reason()).isEqualTo(WaitingReason.REACTIVE_FENCE));
        assertThat(fence(scenario, "F1").result()).isEqualTo(FenceResult.REACTIVE_PASSING_POSSIBLE);
        assertThat(fence(scenario, "F1").lines().getFirst().waitsFor()).isEqualTo(ListingState.BACKORDER);
        assertThat(scenario.firstRound().split().result()).isEqualTo(Explanation.SplitResult.PARK_IN_WAITING_ROOM);
    }

    @Test
    void complete_stock_in_reactive_mode_does_not_wait_for_an_article_that_is_not_offered_for_backorder() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .line("B", 1)
                .facility("F1", 1)
                .stock("F1", "A", ListingState.BACKORDER, 0)
                .stock("F1", "B", 0)
                .fences(REACTIVE_COMPLETE_STOCK);

        assertThat(scenario.outcome()).isInstanceOf(NotRoutable.class);
    }

    @Test
    void a_facility_that_has_everything_now_beats_one_to_wait_for() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .facility("near", 1)
                .facility("far", 900)
                .stock("near", "A", ListingState.PREORDER, 0)
                .stock("far", "A", 2)
                .fences(REACTIVE_COMPLETE_STOCK);

        assertThat(scenario.parts()).containsOnlyKeys("far");
    }

    @Test
    void a_static_fence_that_fails_outweighs_a_reactive_one_that_may_pass_later() {
        Scenario scenario = new Scenario()
                .line("A", 2)
                .facility("F1", 1, Status.ONLINE, Set.of(Service.PICKUP))
                .stock("F1", "A", ListingState.BACKORDER, 0)
                .fences(REACTIVE_COMPLETE_STOCK, FenceRule.of(FACILITY_BUSINESSTYPE));

        assertThat(scenario.outcome()).isInstanceOf(NotRoutable.class);
        assertThat(((NotRoutable) scenario.outcome()).unplaced())
                .containsExactly(new Unplaced("A", "A", 2, UnplacedReason.NOT_AVAILABLE, false));
    }

    @Test
    void minimum_stock_rejects_a_facility_that_has_nothing() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .line("B", 1)
                .facility("nothing", 1)
                .facility("something", 2)
                .stock("nothing", "A", 0)
                .stock("something", "B", 1)
                .fences(AVOID_ZERO_STOCK);

        assertThat(fence(scenario, "nothing").result()).isEqualTo(FenceResult.FAILED);
        assertThat(fence(scenario, "something").result()).isEqualTo(FenceResult.PASSED);
    }

    @Test
    void minimum_stock_takes_a_bundle_as_a_unit() {
        Scenario scenario = new Scenario()
                .line(Line.of("A", "A", 1).inBundle("gift"))
                .line(Line.of("B", "B", 1).inBundle("gift"))
                .facility("half", 1)
                .facility("whole", 2)
                .stock("half", "A", 9)
                .stock("whole", "A", 1)
                .stock("whole", "B", 1)
                .fences(AVOID_ZERO_STOCK);

        assertThat(fence(scenario, "half").result()).isEqualTo(FenceResult.FAILED);
        assertThat(scenario.parts()).containsOnlyKeys("whole");
    }

    @Test
    void every_fence_is_told_even_after_one_has_failed() {
        Scenario scenario = new Scenario()
                .line("A", 1)
                .facility("F1", 1, Status.ONLINE, Set.of(Service.PICKUP))
                .stock("F1", "A", 0)
                .fences(FACILITY_BUSINESSTYPE, PRESELECTED_FACILITY, AVOID_ZERO_STOCK);

        assertThat(Objects.requireNonNull(scenario.firstRound().facility("F1")).fences())
                .extracting(Explanation.FenceExplanation::result)
                .containsExactly(FenceResult.FAILED, FenceResult.PASSED, FenceResult.FAILED);
        assertThat(scenario.firstRound().fenceStatistics())
                .containsExactly(
                        new Explanation.FenceStatistic(FACILITY_BUSINESSTYPE, 0, 1),
                        new Explanation.FenceStatistic(PRESELECTED_FACILITY, 1, 0),
                        new Explanation.FenceStatistic(AVOID_ZERO_STOCK, 0, 1));
    }

    @Test
    void an_unknown_rule_is_refused_with_the_names_that_are_known() {
        Scenario scenario = new Scenario().line("A", 1).facility("F1", 1);

        assertThatThrownBy(() -> scenario.fences("ZERO-GRAVITY").decide())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no fence is called ZERO-GRAVITY; known: [AVOID-ZERO-STOCK, FACILITY-BUSINESSTYPE,"
                        + " FACILITY-CARRIERAVAILABILITY, FACILITY-COUNTRY, FACILITY-PICKING-TIME-CAPACITY,"
                        + " PRESELECTED-FACILITY, SAMEDAY-POSSIBLE, STOCK-AVAILABILITY]");
    }

    @Test
    void a_mode_or_threshold_that_a_rule_does_not_support_is_refused() {
        Scenario scenario = new Scenario().line("A", 1).facility("F1", 1);

        assertThatThrownBy(() -> scenario.fences(new FenceRule(PRESELECTED_FACILITY, FenceMode.REACTIVE))
                        .decide())
                .hasMessage("fence PRESELECTED-FACILITY has no mode reactive");
        assertThatThrownBy(() -> scenario.fences(new FenceRule[0])
                        .ratings(new RatingRule(STOCK_AVAILABILITY, 1, new Thresholds(0, 1)))
                        .decide())
                .hasMessage("rating STOCK-AVAILABILITY takes no thresholds");
    }

    private static Explanation.FenceExplanation fence(Scenario scenario, String facility) {
        return Objects.requireNonNull(scenario.firstRound().facility(facility))
                .fences()
                .getFirst();
    }
}
