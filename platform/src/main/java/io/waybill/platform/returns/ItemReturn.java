package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One parcel or visit by which goods come back.
 *
 * @param returnFacilityRef where they come back
 * @param returnedLineItems one entry for each unit
 * @param returnedNotReturnableLineItems units that the consumer sent although they were not to be returned
 */
@RecordBuilder
record ItemReturn(
        String id,
        Instant created,
        Instant lastModified,
        ItemReturnStatus status,
        String returnFacilityRef,
        @Nullable String tenantOrderId,
        List<ItemReturnLineItem> returnedLineItems,
        @Nullable List<ItemReturnLineItem> returnedNotReturnableLineItems,
        @Nullable List<String> scannableCodes,
        @Nullable List<String> parcelRefs,
        @Nullable ObjectNode customAttributes)
        implements ItemReturnBuilder.With {
    static final int MOST_LINES = 100;

    List<ItemReturnLineItem> returnedNotReturnable() {
        return returnedNotReturnableLineItems == null ? List.of() : returnedNotReturnableLineItems;
    }

    Stream<ItemReturnLineItem> lines() {
        return Stream.concat(returnedLineItems.stream(), returnedNotReturnable().stream());
    }
}
