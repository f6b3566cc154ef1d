package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order.
 *
 * @param id given by the platform; jobs call it globalLineItemId
 * @param quantity units ordered, at least 1
 * @param allowedSubstitutes empty allows none; null leaves it to listing and tenant
 * @param shopPrice deprecated form of the price
 */
public record OrderLineItem(
        String id,
        long quantity,
        OrderArticle article,
        @Nullable List<String> scannableCodes,
        @Nullable List<TagReference> tags,
        @Nullable List<Substitute> allowedSubstitutes,
        @Nullable String measurementUnitKey,
        @Nullable String secondaryMeasurementUnitKey,
        @Nullable Long secondaryQuantity,
        @Nullable MeasurementValidation measurementValidation,
        @Nullable BigDecimal shopPrice,
        @Nullable ObjectNode customAttributes) {

    /** The same line with another quantity. */
    public OrderLineItem withQuantity(long units) {
        return new OrderLineItem(
                id,
                units,
                article,
                scannableCodes,
                tags,
                allowedSubstitutes,
                measurementUnitKey,
                secondaryMeasurementUnitKey,
                secondaryQuantity,
                measurementValidation,
                shopPrice,
                customAttributes);
    }

    /** The same line with other custom attributes. */
    public OrderLineItem withCustomAttributes(@Nullable ObjectNode attributes) {
        return new OrderLineItem(
                id,
                quantity,
                article,
                scannableCodes,
                tags,
                allowedSubstitutes,
                measurementUnitKey,
                secondaryMeasurementUnitKey,
                secondaryQuantity,
                measurementValidation,
                shopPrice,
                attributes);
    }
}
