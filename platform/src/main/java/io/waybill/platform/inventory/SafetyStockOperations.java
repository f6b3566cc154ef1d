package io.waybill.platform.inventory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Safety stocks as they are set. */
record SafetyStockOperations(
        @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid Operation> operations) {

    /**
     * One of them.
     *
     * @param facilityRef absent for every facility that has no number of its own
     * @param value units
     */
    record Operation(
            @NotBlank @Size(max = 200) String tenantArticleId,
            @Size(max = 200) @Nullable String facilityRef,
            @NotNull @Min(0) @Max(1_000_000_000) Integer value) {

        SafetyStocks.Key key() {
            return new SafetyStocks.Key(tenantArticleId, facilityRef);
        }
    }
}
