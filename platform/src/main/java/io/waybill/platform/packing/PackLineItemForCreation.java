package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.picking.RecordableAttributeForCreation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a pack job that a client creates. */
record PackLineItemForCreation(
        @NotNull @Valid OrderArticle article,
        @NotNull @Min(1) @Max(1_000_000) Long quantity,
        @Nullable @Size(max = 256) String globalLineItemId,
        @Nullable @Min(0) Long secondaryQuantity,
        @Nullable @Size(min = 1, max = 100) String measurementUnitKey,
        @Nullable @Size(min = 1, max = 100) String secondaryMeasurementUnitKey,
        @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
        @Nullable @Size(max = 50) List<@NotNull @Size(max = 256) String> serviceJobRefs,
        @Nullable @Size(max = 50) List<@NotNull @Valid RecordableAttributeForCreation> recordableAttributes,
        @Nullable @Size(max = 100) List<@NotNull @Valid Sticker> stickers,
        @Nullable @Size(max = 500) List<@NotNull @Valid TagReference> tags,
        @Nullable JsonNode customAttributes) {

    PackLineItem line(Identifiers identifiers) {
        return PackLineItemBuilder.builder()
                .id(identifiers.next())
                .article(article)
                .quantity(quantity)
                .packed(0L)
                .globalLineItemId(globalLineItemId == null ? identifiers.next() : globalLineItemId)
                .secondaryQuantity(secondaryQuantity)
                .measurementUnitKey(measurementUnitKey)
                .secondaryMeasurementUnitKey(secondaryMeasurementUnitKey)
                .scannableCodes(scannableCodes)
                .serviceJobRefs(serviceJobRefs)
                .recordableAttributes(
                        recordableAttributes == null
                                ? null
                                : recordableAttributes.stream()
                                        .map(attribute -> attribute.withId(identifiers.next()))
                                        .toList())
                .stickers(stickers)
                .tags(tags)
                .customAttributes(customAttributes)
                .build();
    }
}
