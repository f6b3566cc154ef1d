package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.picking.RecordableAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a pack job.
 *
 * @param quantity units to pack, at least 1
 * @param packed units packed so far, 0 to {@code quantity}; null before packing began
 */
@RecordBuilder
public record PackLineItem(
        String id,
        OrderArticle article,
        long quantity,
        @Nullable Long packed,
        @Nullable String globalLineItemId,
        @Nullable Long secondaryQuantity,
        @Nullable String measurementUnitKey,
        @Nullable String secondaryMeasurementUnitKey,
        @Nullable List<String> scannableCodes,
        @Nullable List<String> serviceJobRefs,
        @Nullable List<RecordableAttribute> recordableAttributes,
        @Nullable List<Sticker> stickers,
        @Nullable List<TagReference> tags,
        @Nullable JsonNode customAttributes,
        @Nullable String originId)
        implements PackLineItemBuilder.With {}
