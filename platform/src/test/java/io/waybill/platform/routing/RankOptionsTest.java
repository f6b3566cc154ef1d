package io.waybill.platform.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.sourcing.SourcingDecision.Part;
import io.waybill.sourcing.SourcingDecision.PartLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RankOptionsTest {
    /** With one facility an order, the options are the facilities by penalty: each is what is best without those before. */
    @Property(tries = 200)
    void everyFacilityIsAnOptionOnceAndThoseAfterTheFirstCostMoreAndMore(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 50) Integer> penalties,
            @ForAll @IntRange(min = 1, max = 20) int count) {
        List<RankOptions.Ranked> found = RankOptions.rank(count, without -> cheapest(penalties, without));

        assertThat(found).hasSize(Math.min(count, penalties.size()));
        assertThat(found.stream().map(way -> way.valuation().assignment())).doesNotHaveDuplicates();
        List<Integer> sorted = new ArrayList<>(penalties);
        Collections.sort(sorted);
        assertThat(found.stream().map(way -> way.valuation().penalty().intValue()))
                .containsExactlyElementsOf(sorted.subList(0, found.size()));
    }

    @Property(tries = 20)
    void theSearchIsBounded(@ForAll @IntRange(min = 21, max = 60) int facilities) {
        int[] decisions = {0};

        RankOptions.rank(20, without -> {
            decisions[0]++;
            return many(facilities, without);
        });

        assertThat(decisions[0]).isLessThanOrEqualTo(RankOptions.MOST_DECISIONS);
    }

    private static Valuation cheapest(List<Integer> penalties, Set<String> without) {
        Valuation best = new Valuation(List.of(), List.of(), BigDecimal.ZERO);
        for (int facility = 0; facility < penalties.size(); facility++) {
            String id = "facility-" + facility;
            Valuation here = new Valuation(
                    List.of(part(id, penalties.get(facility))), List.of(), BigDecimal.valueOf(penalties.get(facility)));
            if (!without.contains(id) && (!best.isServed() || Valuation.BEST_FIRST.compare(here, best) < 0)) {
                best = here;
            }
        }
        return best;
    }

    /** Every facility that is left takes a part. */
    private static Valuation many(int facilities, Set<String> without) {
        List<Valuation.ServedPart> parts = new ArrayList<>();
        for (int facility = 0; facility < facilities; facility++) {
            if (!without.contains("facility-" + facility)) {
                parts.add(part("facility-" + facility, facility));
            }
        }
        return new Valuation(parts, List.of(), BigDecimal.valueOf(parts.size()));
    }

    private static Valuation.ServedPart part(String facilityId, int penalty) {
        return new Valuation.ServedPart(
                new Part(facilityId, List.of(new PartLine("line", "article", 1))),
                BigDecimal.valueOf(penalty),
                List.of(),
                OptionalLong.empty());
    }
}
