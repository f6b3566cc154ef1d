package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.picking.RecordableAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a shipment; {@code quantity} is at least 1. */
@RecordBuilder
public record ShipmentLineItem(
        String id,
        OrderArticle article,
        long quantity,
        @Nullable String measurementUnitKey,
        @Nullable List<String> scannableCodes,
        @Nullable List<RecordableAttribute> recordableAttributes,
        @Nullable List<TagReference> tags,
        @Nullable JsonNode customAttributes)
        implements ShipmentLineItemBuilder.With {}
