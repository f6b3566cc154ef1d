package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says there really is on a shelf, and why it differs.
 *
 * @param stockId the stock to correct; null records one that nobody knew of
 * @param version of that stock, as somebody saw it
 * @param facilityRef where a stock is recorded that nobody knew of, with its {@code tenantArticleId}
 * @param value units, zero or more
 * @param note in words; must be given with {@link StockChangeReason#OTHER}
 */
public record StockCorrection(
        @Nullable @Size(max = 256) String stockId,
        @Nullable Long version,
        @Nullable @Size(max = 256) String facilityRef,
        @Nullable @Size(max = 256) String tenantArticleId,
        @NotNull @Min(0) Integer value,
        @NotNull StockChangeReason reason,
        @Nullable @Size(max = 500) String note) {

    /**
     * What became of it.
     *
     * @param stock as the wire shows it
     * @param missing units that are reserved and not there any more
     */
    public record Done(JsonNode stock, Outcome outcome, int missing) {}

    /** Whether orders can still have what is reserved for them. */
    public enum Outcome {
        /** What is reserved is there. */
        SUFFICIENT,
        /** More is reserved than may be picked; the orders keep their reservations. */
        BELOW_RESERVED,
        /** Nothing may be picked any more; somebody else is looked for where the routing strategy says so. */
        NOTHING_LEFT
    }

    StockChange.Why why() {
        if (reason == StockChangeReason.OTHER && (note == null || note.isBlank())) {
            throw Rejection.invalid("note must say why when reason is OTHER");
        }
        return new StockChange.Why(
                StockChange.Cause.CORRECTED, reason, note == null || note.isBlank() ? null : note.strip());
    }

    /** @throws Rejection 400 when it names neither a stock with its version nor a place */
    StockBody body() {
        if (stockId != null && version == null) {
            throw Rejection.invalid("version must be given with stockId");
        }
        if (stockId == null && (facilityRef == null || tenantArticleId == null)) {
            throw Rejection.invalid("stockId, or facilityRef and tenantArticleId must be given");
        }
        return new StockBody(
                stockId,
                version,
                null,
                stockId == null ? tenantArticleId : null,
                value,
                null,
                stockId == null ? facilityRef : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
