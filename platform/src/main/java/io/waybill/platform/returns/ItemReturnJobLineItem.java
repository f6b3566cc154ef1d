package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.picking.RecordableAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of what was handed over.
 *
 * @param delivered units handed over, at least 1
 * @param returned units that came back and were not rejected
 * @param returnable units that may still be returned: delivered, but neither back nor announced
 */
@RecordBuilder
public record ItemReturnJobLineItem(
        String id,
        OrderArticle article,
        long delivered,
        long returned,
        long returnable,
        @Nullable String globalLineItemId,
        @Nullable Boolean notReturnableItemsExists,
        @Nullable List<String> scannableCodes,
        @Nullable List<String> serviceJobRefs,
        @Nullable List<RecordableAttribute> recordableAttributes,
        @Nullable ObjectNode customAttributes)
        implements ItemReturnJobLineItemBuilder.With {}
