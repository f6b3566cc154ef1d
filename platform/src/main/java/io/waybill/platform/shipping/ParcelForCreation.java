package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.picking.RecordableAttributeForCreation;
import io.waybill.platform.picking.Transfer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parcel that a client puts together: {@code POST /api/shipments/{id}/parcels} and {@code POST /api/shipments/parcels}.
 * The last five fields count in the direct form only.
 */
public record ParcelForCreation(
        @Nullable @Size(min = 1, max = 256) String carrierRef,
        @Nullable @Size(max = 500) String carrierProduct,
        @Nullable ParcelStatus status,
        @Nullable @Size(min = 1, max = 256) String tenantParcelId,
        @Nullable @Size(min = 1, max = 500) String tenantOrderId,
        @Nullable @Size(min = 1, max = 100) String shortId,
        @Nullable @Size(max = 500) List<@NotNull @Size(max = 256) String> loadUnitRefs,
        @Nullable @Size(max = 500) List<@NotNull @Valid Item> items,
        @Nullable @Valid ConsumerAddress recipient,
        @Nullable @Valid ConsumerAddress invoice,
        @Nullable JsonNode sender,
        @Nullable JsonNode returnAddress,
        @Nullable @Valid ParcelDimensions dimensions,
        @Nullable @Valid ParcelResult result,
        @Nullable JsonNode services,
        @Nullable JsonNode carrierInformation,
        @Nullable JsonNode pickUpInformation,
        @Nullable JsonNode paymentInformation,
        @Nullable @DecimalMin("0") BigDecimal productValue,
        @Nullable @DecimalMin("0") BigDecimal customProductValue,
        @Nullable JsonNode productValueCurrency,

        @Nullable
        @Pattern(regexp = "INSURANCE|CUSTOMS|SHOP_PRICE", message = "must be INSURANCE, CUSTOMS or SHOP_PRICE")
        String productValueType,

        @Nullable JsonNode customAttributes,
        @Nullable @Size(max = 100) List<@NotNull @Valid Transfer> transfers,
        @Nullable @Size(min = 1, max = 256) String shipmentRef,
        @Nullable @Size(min = 1, max = 256) String facilityRef,
        @Nullable @Size(min = 1, max = 256) String processRef,
        @Nullable Instant orderDate,
        @Nullable Instant targetTime) {

    /**
     * A parcel of a shipment, which says the rest.
     *
     * @param items what lies in it; null for all that the shipment sends
     */
    public static ParcelForCreation of(
            String tenantParcelId, @Nullable List<Item> items, @Nullable ParcelDimensions dimensions) {
        return new ParcelForCreation(
                null,
                null,
                null,
                tenantParcelId,
                null,
                null,
                null,
                items,
                null,
                null,
                null,
                null,
                dimensions,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** What lies in it. */
    public record Item(
            @Nullable @Valid OrderArticle article,
            @NotNull @Min(1) @Max(1_000_000) Long quantity,
            @Nullable @Size(max = 256) String globalLineItemId,
            @Nullable @Size(min = 1, max = 100) String measurementUnitKey,
            @Nullable @Size(min = 1, max = 100) String secondaryMeasurementUnitKey,
            @Nullable @Min(0) Long secondaryQuantity,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
            @Nullable @Size(max = 50) List<@NotNull @Valid RecordableAttributeForCreation> recordableAttributes,
            @Nullable @Size(max = 2000) String description,
            @Nullable @Size(max = 100) String countryOfManufacture,
            @Nullable @Size(max = 50) String hsCode,
            @Nullable JsonNode parcelItemValue,
            @Nullable @Min(0) Long weightInGram,
            @Nullable JsonNode customAttributes) {

        /** So many units of that line of an order. */
        public static Item of(
                OrderArticle article,
                long quantity,
                @Nullable String globalLineItemId,
                @Nullable List<String> scannableCodes) {
            return new Item(
                    article,
                    quantity,
                    globalLineItemId,
                    null,
                    null,
                    null,
                    scannableCodes,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
        }

        ParcelItem item(Identifiers identifiers) {
            return new ParcelItem(
                    identifiers.next(),
                    article,
                    quantity,
                    globalLineItemId,
                    measurementUnitKey,
                    secondaryMeasurementUnitKey,
                    secondaryQuantity,
                    scannableCodes,
                    recordableAttributes == null
                            ? null
                            : recordableAttributes.stream()
                                    .map(attribute -> attribute.withId(identifiers.next()))
                                    .toList(),
                    customAttributes,
                    description,
                    countryOfManufacture,
                    hsCode,
                    parcelItemValue,
                    weightInGram,
                    null);
        }
    }
}
