package io.waybill.sourcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.sourcing.SourcingConfiguration.OrderSplit;
import io.waybill.sourcing.SourcingConfiguration.RatingRule;
import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingRequest.Channel;
import io.waybill.sourcing.SourcingRequest.Line;
import io.waybill.sourcing.SourcingRequest.ServiceLevel;
import io.waybill.sourcing.SourcingRequest.Wishes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotAndRequestTest {

    @Test
    void a_snapshot_answers_what_was_set_and_nothing_for_the_rest() {
        SourcingSnapshot snapshot = new Scenario()
                .facility("F1", 1)
                .facility("F2", 2)
                .stock("F1", "A", 3)
                .stock("F2", "A", ListingState.NOT_ACTIVE, 4)
                .stock("F2", "B", -5)
                .snapshot();

        assertThat(snapshot.available("F1", "A")).isEqualTo(3);
        assertThat(snapshot.available("F1", "B")).isZero();
        assertThat(snapshot.available("F2", "A")).isZero();
        assertThat(snapshot.available("F2", "B")).isZero();
        assertThat(snapshot.available("F9", "A")).isZero();
        assertThat(snapshot.available("F1", "Z")).isZero();
    }

    @Test
    void a_snapshot_does_not_change_with_its_builder() {
        SourcingSnapshot.Builder builder =
                SourcingSnapshot.of(new Scenario().facility("F1", 1).snapshot().facilities(), List.of("A"));
        SourcingSnapshot before =
                builder.article("F1", "A", ListingState.ACTIVE, 1).build();
        builder.article("F1", "A", ListingState.ACTIVE, 2);

        assertThat(before.available("F1", "A")).isEqualTo(1);
    }

    @Test
    void a_snapshot_refuses_what_is_not_part_of_it_and_facilities_with_the_same_id() {
        List<SourcingFacility> facilities =
                new Scenario().facility("F1", 1).snapshot().facilities();
        SourcingSnapshot.Builder builder = SourcingSnapshot.of(facilities, List.of("A"));

        assertThatThrownBy(() -> builder.article("F2", "A", ListingState.ACTIVE, 1))
                .hasMessage("facility F2 is not part of this snapshot");
        assertThatThrownBy(() -> builder.article("F1", "B", ListingState.ACTIVE, 1))
                .hasMessage("article B is not part of this snapshot");
        assertThatThrownBy(() -> SourcingSnapshot.of(List.of(facilities.getFirst(), facilities.getFirst()), List.of()))
                .hasMessage("two facilities have the id F1");
    }

    @Test
    void a_request_refuses_lines_that_make_no_sense() {
        assertThatThrownBy(() -> Line.of("1", "A", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Line.of("1", "A", SourcingRequest.MAX_QUANTITY + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Line("1", "A", 2, 3, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scenario().request()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Scenario().line("A", 1).line("A", 2).request())
                .hasMessage("two lines have the id A");
        assertThatThrownBy(() ->
                        new Scenario().line(new Line("1", "A", 2, 0, null)).request())
                .hasMessage("no line has units left to place");
        assertThatThrownBy(() -> new Scenario().line("A", 1).maximumParts(0).request())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wishes_name_a_collect_facility_exactly_when_the_consumer_collects() {
        assertThatThrownBy(() -> new Wishes(Channel.COLLECT, null, Set.of(), ServiceLevel.DELIVERY, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Wishes(Channel.SHIPPING, "F1", Set.of(), ServiceLevel.DELIVERY, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settings_out_of_range_are_refused() {
        assertThatThrownBy(() -> RatingRule.of("GEO-DISTANCE", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RatingRule.of("GEO-DISTANCE", RatingRule.MAX_PENALTY + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Thresholds(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrderSplit.upTo(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coordinates(90.1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Coordinates(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_largest_order_at_the_largest_weight_does_not_overflow() {
        Scenario scenario = new Scenario().facility("F1", 5_000).facility("F2", 9_000);
        for (int line = 0; line < SourcingRequest.MAX_LINES; line++) {
            scenario.line("A" + line, SourcingRequest.MAX_QUANTITY);
            scenario.stock("F1", "A" + line, line == 0 ? 1 : 0);
        }
        scenario.stock("F2", "A0", 2);
        scenario.ratings(
                RatingRule.of(SourcingConfiguration.STOCK_AVAILABILITY, RatingRule.MAX_PENALTY),
                RatingRule.of(SourcingConfiguration.GEO_DISTANCE, RatingRule.MAX_PENALTY));

        assertThat(scenario.firstRound().facilities())
                .allSatisfy(facility -> assertThat(facility.totalPenalty())
                        .isGreaterThan(BigDecimal.valueOf(1_900_000))
                        .isLessThanOrEqualTo(BigDecimal.valueOf(2_000_000)));
    }
}
