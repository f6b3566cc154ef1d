package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.facilities.StorageLocation;
import io.waybill.platform.kernel.Rejection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code stock}, by its column names.
 *
 * @param value units, zero or more
 * @param usableUntil the earlier of {@code availableUntil} and the expiry property
 * @param details properties, conditions, traitConfig, tenantStockId, customAttributes as the client gave them, and
 *     whether {@code availableUntil} came from the listing
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

    private static final String FROM_LISTING = "availableUntilFromListing";
    private static final String LAST_DAY = "9999-12-31T23:59:59Z";

    /**
     * The order in which stock is used up: first what orders may use, of that what can be used the shortest, then what
     * came in first.
     */
    static Comparator<StockRow> ranking(Instant now) {
        return Comparator.comparing((StockRow row) -> !(row.accessible
                        && row.pickable
                        && row.usableUntilOrNever().isAfter(now)))
                .thenComparing(StockRow::usableUntilOrNever)
                .thenComparing(StockRow::receiptDate)
                .thenComparing(StockRow::id);
    }

    private Instant usableUntilOrNever() {
        return usableUntil == null ? Instant.MAX : usableUntil;
    }

    /**
     * The row with the {@code availableUntil} that its listing's definition gives it; unchanged when the client gave
     * one.
     */
    StockRow availableUntil(Optional<ListingBody.AvailableUntil> definition, long newVersion, Instant now) {
        if (availableUntil != null && !details.has(FROM_LISTING)) {
            return this;
        }
        Instant expiry = expiry(details.path("properties").path("expiry").textValue());
        Instant until = definition
                .map(defined -> defined.calculationBase().equals("EXPIRY") ? expiry : receiptDate)
                .flatMap(base -> definition.map(defined -> defined.from(base)))
                .filter(calculated -> calculated.isBefore(Instant.parse(LAST_DAY)))
                .orElse(null);
        ObjectNode marked = details.deepCopy();
        if (until == null) {
            marked.remove(FROM_LISTING);
        } else {
            marked.put(FROM_LISTING, true);
        }
        return new StockRow(
                id,
                newVersion,
                created,
                now,
                facilityId,
                tenantArticleId,
                value,
                locationRef,
                receiptDate,
                until,
                earlier(until, expiry),
                accessible,
                pickable,
                keepOnZero,
                outbound,
                inMotion,
                marked);
    }

    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /**
     * The end of the expiry day, or the expiry time.
     *
     * @param expiry the property of the stock, or null
     * @throws Rejection 400 when it is neither date nor date-time
     */
    static @Nullable Instant expiry(@Nullable String expiry) {
        if (expiry == null) {
            return null;
        }
        try {
            return expiry.length() == 10
                    ? LocalDate.parse(expiry)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(expiry);
        } catch (DateTimeException notADate) {
            throw Rejection.invalid("properties.expiry must be an ISO-8601 date or date-time");
        }
    }

    @com.fasterxml.jackson.annotation.JsonIgnore
    Place place() {
        return new Place(facilityId, tenantArticleId);
    }

    /** The row, one version on, as its storage location now has it be used. */
    StockRow at(StorageLocation location, Instant now) {
        StockTraits traits = StockTraits.of(details, location);
        return new StockRow(
                id,
                version + 1,
                created,
                now,
                facilityId,
                tenantArticleId,
                value,
                location.id(),
                receiptDate,
                availableUntil,
                usableUntil,
                traits.accessible(),
                traits.pickable(),
                traits.keepOnZero(),
                traits.outbound(),
                traits.inMotion(),
                details);
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
