package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.orders.MeasurementValidation;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.Substitute;
import io.waybill.platform.orders.TagReference;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a pick job.
 *
 * @param quantity units to pick, at least 1
 * @param picked units of the article itself picked so far, 0 to {@code quantity}; substitutes are counted apart
 * @param globalLineItemId the line of the order, by which the lines of all jobs of a process are matched
 * @param stockEmptied the stock of the article at the facility is empty now, whatever the records say
 */
@RecordBuilder
public record PickLineItem(
        String id,
        OrderArticle article,
        long quantity,
        long picked,
        PickLineItemStatus status,
        @Nullable String globalLineItemId,
        @Nullable Instant pickedAt,
        @Nullable Long secondaryQuantity,
        @Nullable Long secondaryPicked,
        @Nullable String measurementUnitKey,
        @Nullable String secondaryMeasurementUnitKey,
        @Nullable MeasurementValidation measurementValidation,
        @Nullable List<String> scannableCodes,
        @Nullable List<ScannedCode> scannedCodes,
        @Nullable List<PartialStockLocation> partialStockLocations,
        @Nullable List<Substitute> allowedSubstitutes,
        @Nullable List<SubstituteLineItem> substituteLineItems,
        @Nullable List<RecordableAttribute> recordableAttributes,
        @Nullable ShortPickReason shortPickReason,
        @Nullable Boolean stockEmptied,
        @Nullable List<Sticker> stickers,
        @Nullable List<TagReference> tags,
        @Nullable JsonNode customAttributes,
        @Nullable String originId)
        implements PickLineItemBuilder.With {

    /** Units taken for this line in all, substitutes included. */
    public long taken() {
        long substitutes = substituteLineItems == null
                ? 0
                : substituteLineItems.stream()
                        .mapToLong(substitute -> substitute.picked() == null ? 0 : substitute.picked())
                        .sum();
        return picked + substitutes;
    }

    /** Fewer units were picked than ordered and no substitute was taken for them. */
    public boolean shortPicked() {
        return picked < quantity && taken() == picked;
    }

    /** How early on the picker's way its first place is, the higher the earlier; null where that is not known. */
    public @Nullable BigDecimal sequenceScore() {
        return partialStockLocations == null || partialStockLocations.isEmpty()
                ? null
                : partialStockLocations.getFirst().sequenceScore();
    }
}
