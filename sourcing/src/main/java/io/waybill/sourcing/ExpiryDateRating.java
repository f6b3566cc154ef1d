package io.waybill.sourcing;

import io.waybill.sourcing.SourcingConfiguration.Thresholds;
import io.waybill.sourcing.SourcingSnapshot.Measure;

/**
 * Prefers the facility whose stock expires sooner (platform.md 6.4, EXPIRY-DATE). Score: hours from now until the stock of
 * an article that expires first does, 0 when that is past; the mean over the units that the facility could give. The
 * penalty grows up to a year. Articles that do not expire are left out of the mean.
 */
final class ExpiryDateRating implements Rating {

    private static final Thresholds A_YEAR_IN_HOURS = new Thresholds(0, 8_760);

    private static final long SECONDS_PER_HOUR = 3_600;

    @Override
    public String key() {
        return SourcingConfiguration.EXPIRY_DATE;
    }

    @Override
    public Thresholds thresholds() {
        return A_YEAR_IN_HOURS;
    }

    @Override
    public String needs() {
        return "a date of expiry of an article that the facility has";
    }

    @Override
    public long score(Demand demand, int facility) {
        long now = demand.situation().request().now().getEpochSecond();
        return MeanPerUnit.of(demand, facility, (situation, article) -> {
            long expiry = situation.measure(Measure.EARLIEST_EXPIRY, facility, article);
            return expiry < 0 ? UNMEASURED : Math.max(0, expiry - now) / SECONDS_PER_HOUR;
        });
    }
}
