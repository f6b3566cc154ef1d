package io.waybill.platform.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waybill.platform.kernel.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Units of an article that are held back for those who come to the store. They count neither as available nor as there for
 * orders.
 *
 * @param facilityRef where they are held back; null for every facility that has no number of its own
 * @param value units, zero or more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SafetyStock(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String tenantArticleId,
        @Nullable String facilityRef,
        int value)
        implements Resource<SafetyStock> {

    SafetyStock withValue(int units) {
        return new SafetyStock(id, version, created, lastModified, tenantArticleId, facilityRef, units);
    }

    @Override
    public SafetyStock touched(long newVersion, Instant now) {
        return new SafetyStock(id, newVersion, created, now, tenantArticleId, facilityRef, value);
    }
}
