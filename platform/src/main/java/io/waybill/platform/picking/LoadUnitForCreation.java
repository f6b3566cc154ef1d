package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A load unit that a client creates.
 *
 * @param pickJobRefs jobs of one facility; null only where the path names the job
 */
public record LoadUnitForCreation(
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Size(max = 256) String> pickJobRefs,
        @Nullable @Size(max = 100) List<@NotNull @Size(max = 500) String> codes,
        @Nullable @Size(max = 100) List<@NotNull @Valid LoadUnitLineItem> loadUnitLineItems,
        @Nullable @Size(max = 256) String operativeContainerTypeRef,
        @Nullable @Size(max = 256) String loadUnitTypeRef,
        @Nullable @Size(max = 256) String stackRef,
        @Nullable @Size(max = 256) String storageLocationRef,
        @Nullable JsonNode customAttributes) {

    /** The body of {@code POST /api/loadunits}. */
    public record Several(@NotNull @Size(min = 1, max = 100) List<@NotNull @Valid LoadUnitForCreation> loadUnits) {}
}
