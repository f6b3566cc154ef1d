package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;

/**
 * Prefers the facility with most stock for what is ordered, so that stock levels out (platform.md 6.4, STOCK-BALANCING).
 * Score: available units in percent of the units ordered, the mean over the ordered units; the penalty falls from nothing
 * available to ten times as much as is ordered. More than that counts as that for each article, so that plenty of one
 * does not hide the lack of another.
 */
final class StockBalancingRating implements Rating {

    private static final Thresholds TEN_TIMES_WHAT_IS_ORDERED = new Thresholds(1_000, 0);

    private static final long TIMES = 10;
    private static final long PERCENT = 100;

    @Override
    public String key() {
        return SourcingConfiguration.STOCK_BALANCING;
    }

    @Override
    public Thresholds thresholds() {
        return TEN_TIMES_WHAT_IS_ORDERED;
    }

    @Override
    public String needs() {
        return "stock";
    }

    @Override
    public long score(Demand demand, int facility) {
        Situation situation = demand.situation();
        long sum = 0;
        for (int article = 0; article < situation.articles(); article++) {
            long ordered = demand.unitsOfArticle(article);
            if (ordered > 0) {
                sum += Math.min(situation.available(facility, article), TIMES * ordered) * PERCENT;
            }
        }
        return sum / demand.units();
    }
}
