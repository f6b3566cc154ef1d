package io.waybill.platform.inventory;

import io.waybill.platform.kernel.Resource;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * How a facility keeps its stock. {@code listingReactivationAfter} and {@code retainedOfflineStock} are deprecated in the
 * public API: they are kept for the clients that write them, and have no effect.
 *
 * @param id that of the facility
 */
record FacilityStockConfiguration(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        Setting listingReactivationAfter,
        Setting retainedOfflineStock,
        Shortpick shortpick)
        implements Resource<FacilityStockConfiguration> {

    /** A setting that can be on, with its value. */
    record Setting(boolean active, BigDecimal value) {}

    /** @param active whether a location that a pick job found empty is corrected to zero */
    record Shortpick(boolean active) {}

    /** What holds at a facility as long as nobody has said anything: version 0. */
    static FacilityStockConfiguration initial(String facilityId) {
        return new FacilityStockConfiguration(
                facilityId,
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                new Setting(true, BigDecimal.valueOf(24)),
                new Setting(false, new BigDecimal("0.2")),
                new Shortpick(true));
    }

    @Override
    public FacilityStockConfiguration touched(long newVersion, Instant now) {
        return new FacilityStockConfiguration(
                id,
                newVersion,
                version == 0 ? now : created,
                now,
                listingReactivationAfter,
                retainedOfflineStock,
                shortpick);
    }
}
