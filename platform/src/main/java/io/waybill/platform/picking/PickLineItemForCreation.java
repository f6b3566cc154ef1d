package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.MeasurementValidation;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.Substitute;
import io.waybill.platform.orders.TagReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a pick job that a client creates. */
record PickLineItemForCreation(
        @NotNull @Valid OrderArticle article,
        @NotNull @Min(1) @Max(1_000_000) Long quantity,
        @Nullable @Size(max = 256) String globalLineItemId,
        @Nullable @Size(min = 1, max = 100) String measurementUnitKey,
        @Nullable @Size(min = 1, max = 100) String secondaryMeasurementUnitKey,
        @Nullable @Min(0) Long secondaryQuantity,
        @Nullable @Valid MeasurementValidation measurementValidation,
        @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
        @Nullable @Size(max = 50) List<@NotNull @Valid RecordableAttributeForCreation> recordableAttributes,
        @Nullable @Size(max = 500) List<@NotNull @Valid Substitute> allowedSubstitutes,
        @Nullable @Size(max = 500) List<@NotNull @Valid PartialStockLocation> partialStockLocations,
        @Nullable @Size(max = 100) List<@NotNull @Valid Sticker> stickers,
        @Nullable @Size(max = 500) List<@NotNull @Valid TagReference> tags,
        @Nullable JsonNode customAttributes) {

    PickLineItem line(Identifiers identifiers) {
        return PickLineItemBuilder.builder()
                .id(identifiers.next())
                .article(article)
                .quantity(quantity)
                .picked(0)
                .status(PickLineItemStatus.OPEN)
                .globalLineItemId(globalLineItemId == null ? identifiers.next() : globalLineItemId)
                .measurementUnitKey(measurementUnitKey)
                .secondaryMeasurementUnitKey(secondaryMeasurementUnitKey)
                .secondaryQuantity(secondaryQuantity)
                .measurementValidation(measurementValidation)
                .scannableCodes(scannableCodes)
                .recordableAttributes(
                        recordableAttributes == null
                                ? null
                                : recordableAttributes.stream()
                                        .map(attribute -> attribute.withId(identifiers.next()))
                                        .toList())
                .allowedSubstitutes(allowedSubstitutes)
                .partialStockLocations(partialStockLocations)
                .stickers(stickers)
                .tags(tags)
                .customAttributes(customAttributes)
                .build();
    }
}
