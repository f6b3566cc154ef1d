package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import io.waybill.sourcing.SourcingDecision.Unplaced;
import io.waybill.sourcing.SourcingDecision.UnplacedReason;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReplayTallyTest {
    private final ReplayTally tally = new ReplayTally(id -> "Store " + id);

    /** Costs are those of the decisions: 15 and 2,000 against 1,004 and 2,000. */
    @Test
    void partsDistanceCostAndWhatIsUnplacedAreSummedOverServedAndUnservedOrders() {
        tally.add(
                "1",
                "T-1",
                valuation(15, 0, part("a", 2, 1_000), part("b", 3, 2_000)),
                valuation(1_004, 1, part("a", 4, 500)));
        tally.add("2", null, valuation(2_000, 2), valuation(2_000, 2));

        assertThat(tally.baseline())
                .isEqualTo(new Replay.Figures(
                        2, 1, 1, 2, new BigDecimal("2.000"), 1, 2, 3_000, 0, new BigDecimal("2015")));
        assertThat(tally.candidate())
                .isEqualTo(
                        new Replay.Figures(2, 1, 0, 1, new BigDecimal("1.000"), 2, 3, 500, 0, new BigDecimal("3004")));
        assertThat(tally.differences().total()).isOne();
        assertThat(tally.differences()
                        .orders()
                        .getFirst()
                        .candidate()
                        .parts()
                        .getFirst()
                        .facilityName())
                .isEqualTo("Store a");
    }

    @Test
    void allDifferencesAreCountedButNotAllListed() {
        for (int order = 0; order < ReplayTally.LISTED + 5; order++) {
            tally.add("order", null, valuation(1, 0, part("a", 1, 1)), valuation(1, 0, part("b", 1, 1)));
        }

        assertThat(tally.differences().total()).isEqualTo(ReplayTally.LISTED + 5);
        assertThat(tally.differences().orders()).hasSize(ReplayTally.LISTED);
    }

    private static Valuation valuation(long cost, int missing, Valuation.ServedPart... parts) {
        return new Valuation(
                List.of(parts),
                missing == 0
                        ? List.of()
                        : List.of(new Unplaced("line", "article", missing, UnplacedReason.NOT_AVAILABLE, false)),
                BigDecimal.valueOf(cost));
    }

    private static Valuation.ServedPart part(String facilityId, int penalty, long metres) {
        return new Valuation.ServedPart(
                new Part(facilityId, List.of(new PartLine("line", "article", 1))),
                BigDecimal.valueOf(penalty),
                List.of(),
                OptionalLong.of(metres));
    }
}
