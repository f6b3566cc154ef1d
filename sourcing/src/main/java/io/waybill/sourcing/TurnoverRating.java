package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingSnapshot.Measure;

/**
 * Prefers the facility where the articles sell slowest, so that slow movers leave first (platform.md 6.4, TURNOVER: the
 * direction is Waybill's, the product does not document it). Score: units picked within the period, in percent of the
 * units available, the mean over the units that the facility could give; the penalty grows until the stock turned over
 * once.
 */
final class TurnoverRating implements Rating {

    private static final Thresholds ONCE = new Thresholds(0, 100);

    @Override
    public String key() {
        return SourcingConfiguration.TURNOVER;
    }

    @Override
    public Thresholds thresholds() {
        return ONCE;
    }

    @Override
    public String needs() {
        return "units picked in the period, of an article that the facility has";
    }

    @Override
    public long score(Demand demand, int facility) {
        return MeanPerUnit.of(demand, facility, (situation, article) -> {
            long picked = situation.measure(Measure.UNITS_PICKED, facility, article);
            return picked < 0
                    ? UNMEASURED
                    : Math.min(picked, MeanPerUnit.LARGEST) * 100 / situation.available(facility, article);
        });
    }
}
