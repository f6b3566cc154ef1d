package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingSnapshot.Measure;

/**
 * Prefers the facility where the articles lie in the better zone (platform.md 6.4, ZONE; that a higher score is better is
 * Waybill's reading). Score: the best score of the zones where an article lies, the mean over the units that the facility
 * could give; the penalty falls from 0 to 100.
 */
final class ZoneRating implements Rating {

    private static final Thresholds BEST_TO_WORST = new Thresholds(100, 0);

    @Override
    public String key() {
        return SourcingConfiguration.ZONE;
    }

    @Override
    public Thresholds thresholds() {
        return BEST_TO_WORST;
    }

    @Override
    public String needs() {
        return "a zone with a score, where an article that the facility has is stored";
    }

    @Override
    public long score(Demand demand, int facility) {
        return MeanPerUnit.of(
                demand, facility, (situation, article) -> situation.measure(Measure.ZONE_SCORE, facility, article));
    }
}
