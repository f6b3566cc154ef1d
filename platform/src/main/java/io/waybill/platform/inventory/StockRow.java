package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code stock}, by its column names.
 *
 * @param value units, zero or more
 * @param usableUntil the earlier of {@code availableUntil} and the expiry property
 * @param details properties, conditions, traitConfig, tenantStockId, customAttributes as the client gave them
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record StockRow(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityId,
        String tenantArticleId,
        int value,
        @Nullable String locationRef,
        Instant receiptDate,
        @Nullable Instant availableUntil,
        @Nullable Instant usableUntil,
        boolean accessible,
        boolean pickable,
        boolean keepOnZero,
        boolean outbound,
        boolean inMotion,
        ObjectNode details) {

    /** The order in which stock is used up: pickable first, then what expires soonest, then what came in first. */
    static final Comparator<StockRow> RANKING = Comparator.comparing(
                    (StockRow row) -> !(row.accessible && row.pickable))
            .thenComparing(row -> row.usableUntil == null ? Instant.MAX : row.usableUntil)
            .thenComparing(StockRow::receiptDate)
            .thenComparing(StockRow::id);

    @com.fasterxml.jackson.annotation.JsonIgnore
    Place place() {
        return new Place(facilityId, tenantArticleId);
    }

    StockRow withValue(int changed, Instant now) {
        return new StockRow(
                id,
                version + 1,
                created,
                now,
                facilityId,
                tenantArticleId,
                changed,
                locationRef,
                receiptDate,
                availableUntil,
                usableUntil,
                accessible,
                pickable,
                keepOnZero,
                outbound,
                inMotion,
                details);
    }
}
