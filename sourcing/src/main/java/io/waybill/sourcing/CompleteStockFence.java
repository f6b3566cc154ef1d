package io.waybill.sourcing;

import io.waybill.sourcing.Explanation.FenceResult;
import io.waybill.sourcing.Explanation.LineFence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Every unit is available for picking at the facility. In reactive mode a facility may pass later if each article it
 * lacks is offered there for pre-order or back-order (platform.md 6.3 STOCK-AVAILABILITY, 6.9). Lines of the same
 * article draw on the same stock, so they pass or fail together.
 */
final class CompleteStockFence implements Fence {

    @Override
    public String key() {
        return SourcingConfiguration.STOCK_AVAILABILITY;
    }

    @Override
    public Set<FenceMode> modes() {
        return Set.of(FenceMode.STATIC, FenceMode.REACTIVE);
    }

    @Override
    public boolean looksAtStock() {
        return true;
    }

    @Override
    public FenceResult judge(Demand demand, int facility, FenceMode mode) {
        FenceResult worst = FenceResult.PASSED;
        for (int article = 0; article < demand.situation().articles(); article++) {
            FenceResult result = judgeArticle(demand, facility, article, mode);
            if (result == FenceResult.FAILED) {
                return result;
            }
            if (result == FenceResult.REACTIVE_PASSING_POSSIBLE) {
                worst = result;
            }
        }
        return servesAll(demand, facility) ? worst : FenceResult.FAILED;
    }

    /** What cannot be worked on there is as good as not there. */
    private static boolean servesAll(Demand demand, int facility) {
        for (int[] pack : demand.situation().packs()) {
            if (IntStream.of(pack).anyMatch(line -> demand.units(line) > 0)
                    && !demand.situation().serves(facility, pack)) {
                return false;
            }
        }
        return true;
    }

    private static FenceResult judgeArticle(Demand demand, int facility, int article, FenceMode mode) {
        Situation situation = demand.situation();
        if (situation.available(facility, article) >= demand.unitsOfArticle(article)) {
            return FenceResult.PASSED;
        }
        return mode == FenceMode.REACTIVE
                        && situation.listing(facility, article).mayWait()
                ? FenceResult.REACTIVE_PASSING_POSSIBLE
                : FenceResult.FAILED;
    }

    @Override
    public String expected(Demand demand) {
        return "all " + demand.units() + " units";
    }

    @Override
    public String actual(Demand demand, int facility) {
        return demand.unitsTakeableBy(facility) + " units";
    }

    @Override
    public List<LineFence> lines(Demand demand, int facility, FenceMode mode) {
        Situation situation = demand.situation();
        List<LineFence> lines = new ArrayList<>();
        for (int line = 0; line < situation.lines(); line++) {
            if (demand.units(line) > 0) {
                int article = situation.articleOf(line);
                boolean serves = situation.serves(facility, line);
                FenceResult result = serves ? judgeArticle(demand, facility, article, mode) : FenceResult.FAILED;
                lines.add(new LineFence(
                        situation.line(line).id(),
                        situation.line(line).articleId(),
                        result,
                        Long.toString(demand.unitsOfArticle(article)),
                        serves
                                ? Long.toString(situation.available(facility, article))
                                : "0, as a custom service is not done there",
                        result == FenceResult.REACTIVE_PASSING_POSSIBLE ? situation.listing(facility, article) : null));
            }
        }
        return lines;
    }
}
