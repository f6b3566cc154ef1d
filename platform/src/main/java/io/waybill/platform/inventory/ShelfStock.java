package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units of an article that orders may use, at a storage location.
 *
 * @param tenantStockId the tenant's own id of the stock; null when it has none
 * @param units more than zero, whether reserved or not
 * @param properties of the stock; null when it has none
 * @param scannableCodes of the location
 * @param zoneId null when the location belongs to no zone, then there is no name either
 * @param pickingSequence where on the way of a picker the location is; null when that is not said
 */
public record ShelfStock(
        Place place,
        String stockId,
        @Nullable String tenantStockId,
        int units,
        @Nullable JsonNode properties,
        String locationId,
        List<String> scannableCodes,
        @Nullable String zoneId,
        @Nullable String zoneName,
        @Nullable BigDecimal pickingSequence) {}
