package io.waybill.platform.handover;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.picking.RecordableAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a handover job.
 *
 * @param quantity units that lie ready, at least 1
 * @param handedOverQuantity units handed over so far, 0 to {@code quantity}
 * @param status {@code OPEN} or {@code CLOSED}
 * @param refused units the recipient did not take
 */
@RecordBuilder
public record HandoverLineItem(
        String id,
        OrderArticle article,
        long quantity,
        long handedOverQuantity,
        @Nullable String status,
        @Nullable String globalLineItemId,
        @Nullable Long secondaryQuantity,
        @Nullable String measurementUnitKey,
        @Nullable String secondaryMeasurementUnitKey,
        @Nullable List<String> scannableCodes,
        @Nullable List<RefusedItem> refused,
        @Nullable List<HandoverSubstituteLineItem> substituteLineItems,
        @Nullable List<RecordableAttribute> recordableAttributes,
        @Nullable List<Sticker> stickers,
        @Nullable List<TagReference> tags,
        @Nullable JsonNode customAttributes,
        @Nullable String originId)
        implements HandoverLineItemBuilder.With {}
