package io.waybill.platform.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.picking.RecordableAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units that a service is done to.
 *
 * @param article what was picked: the article ordered, or a substitute for it
 * @param quantity units, at least 1
 * @param globalLineItemId the line of the order, by which the lines of all jobs of a process are matched
 * @param originId the line that this one was split off; null for none
 */
@RecordBuilder
record ServiceJobLineItem(
        String id,
        OrderArticle article,
        long quantity,
        @Nullable String globalLineItemId,
        @Nullable String measurementUnitKey,
        @Nullable String secondaryMeasurementUnitKey,
        @Nullable List<String> scannableCodes,
        @Nullable List<RecordableAttribute> recordableAttributes,
        @Nullable JsonNode customAttributes,
        @Nullable String originId)
        implements ServiceJobLineItemBuilder.With {}
