package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.picking.RecordableAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lies in a parcel; {@code quantity} is at least 1. */
public record ParcelItem(
        String id,
        @Nullable OrderArticle article,
        long quantity,
        @Nullable String globalLineItemId,
        @Nullable String measurementUnitKey,
        @Nullable String secondaryMeasurementUnitKey,
        @Nullable Long secondaryQuantity,
        @Nullable List<String> scannableCodes,
        @Nullable List<RecordableAttribute> recordableAttributes,
        @Nullable JsonNode customAttributes,
        @Nullable String description,
        @Nullable String countryOfManufacture,
        @Nullable String hsCode,
        @Nullable JsonNode parcelItemValue,
        @Nullable Long weightInGram,
        @Nullable String originId) {

    ParcelItem withRecordableAttributes(@Nullable List<RecordableAttribute> attributes) {
        return new ParcelItem(
                id,
                article,
                quantity,
                globalLineItemId,
                measurementUnitKey,
                secondaryMeasurementUnitKey,
                secondaryQuantity,
                scannableCodes,
                attributes,
                customAttributes,
                description,
                countryOfManufacture,
                hsCode,
                parcelItemValue,
                weightInGram,
                originId);
    }
}
