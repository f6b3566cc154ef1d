package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * Prefers the facility with most of the ordered units. Score: the sum of min(available, ordered) over the articles; the
 * penalty is the share that is missing (platform.md 6.4, STOCK-AVAILABILITY and its normalisation {@code 1 -
 * assigned/total}).
 */
final class StockAvailabilityRating implements Rating {

    @Override
    public String key() {
        return SourcingConfiguration.STOCK_AVAILABILITY;
    }

    /** None: what is ordered is the measure. */
    @Override
    public @Nullable Thresholds thresholds() {
        return null;
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
            sum += Math.min(situation.available(facility, article), demand.unitsOfArticle(article));
        }
        return sum;
    }

    @Override
    public long share(Demand demand, long score, @Nullable Thresholds thresholds) {
        return (demand.units() - score) * WHOLE / demand.units();
    }
}
