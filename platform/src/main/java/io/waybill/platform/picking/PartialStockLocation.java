package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A place at which units of a line lie, and what was taken from it.
 *
 * @param stockEmptied the place is empty now, whatever its stock says
 */
public record PartialStockLocation(
        @NotNull @Size(min = 1, max = 500) String tenantPartialStockId,
        @NotNull @Size(min = 1, max = 256) String stockRef,
        @Nullable @Min(0) Long quantity,
        @Nullable @Min(0) Long available,
        @Nullable @Min(0) Long picked,
        @Nullable Boolean stockEmptied,
        @Nullable JsonNode location,
        @Nullable JsonNode stockProperties,
        @Nullable BigDecimal ratingScore,
        @Nullable BigDecimal sequenceScore,
        @Nullable @Size(max = 256) String zoneName,
        @Nullable @Size(max = 256) String zoneRef) {

    /** Id of the storage location; null where the units lie at none that is known. */
    public @Nullable String locationId() {
        return location == null ? null : location.path("locationRef").asText(null);
    }

    PartialStockLocation withPicked(@Nullable Long units, @Nullable Boolean emptied) {
        return new PartialStockLocation(
                tenantPartialStockId,
                stockRef,
                quantity,
                available,
                units,
                emptied,
                location,
                stockProperties,
                ratingScore,
                sequenceScore,
                zoneName,
                zoneRef);
    }
}
