package io.waybill.platform.handover;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.RecordableAttributeForCreation;
import io.waybill.platform.picking.Transfer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/handoverjobs}: a job that a client asks for. */
record HandoverjobForCreation(
        @NotNull @Size(min = 1, max = 256) String facilityRef,
        @NotNull HandoverjobChannel channel,
        @NotNull Instant orderDate,
        @NotNull Instant targetTime,
        @Nullable HandoverjobStatus status,
        @Nullable @Size(min = 1, max = 256) String processId,
        @Nullable @Size(min = 1, max = 256) String pickJobRef,
        @Nullable @Size(min = 1, max = 500) String tenantOrderId,
        @Nullable @Size(min = 1, max = 256) String operativeProcessRef,
        @Nullable @Size(min = 1, max = 100) String shortIdentifier,
        @Nullable @Size(max = 1000) String fullIdentifier,
        @Nullable Boolean paid,
        @Nullable @Valid ParcelInfo handoverJobParcelInfo,
        @Nullable @Size(max = 256) String shipmentRef,
        @Nullable @Size(max = 256) String parcelRef,
        @Nullable @Size(max = 256) String carrierRef,
        @Nullable @Size(max = 2000) String carrierLogoUrl,
        @Nullable @Size(max = 500) String carrierTrackingNumber,
        @Nullable @Size(max = 500) List<@NotNull @Size(max = 256) String> loadUnitRefs,
        @Nullable @Valid ConsumerAddress recipientAddress,
        @Nullable @Valid ConsumerAddress invoiceAddress,
        @Nullable @Size(max = 500) List<@NotNull @Valid Line> handoverJobLineItems,
        @Nullable @Size(max = 100) List<@NotNull @Valid AssignedUserForCreation> assignedUsers,
        @Nullable JsonNode customAttributes,
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Valid Sticker> stickers,
        @Nullable @Size(max = 100) List<@NotNull @Valid Transfer> transfers,
        @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid TagReference> tags) {

    /** The shipment and parcel the job is about. */
    record ParcelInfo(
            @Nullable @Size(max = 256) String shipmentRef,
            @Nullable @Size(max = 256) String parcelRef,
            @Nullable @Size(max = 256) String carrierRef,
            @Nullable @Size(max = 2000) String carrierLogoUrl,
            @Nullable @Size(min = 1, max = 120) String carrierParcelRef,
            @Nullable @Size(max = 500) String carrierTrackingNumber) {}

    /** One line. */
    record Line(
            @NotNull @Valid OrderArticle article,
            @NotNull @Min(1) @Max(1_000_000) Long quantity,
            @NotNull @Min(0) @Max(1_000_000) Long handedOverQuantity,
            @Nullable @Size(max = 256) String globalLineItemId,
            @Nullable @Size(min = 1, max = 100) String measurementUnitKey,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
            @Nullable @Size(max = 50) List<@NotNull @Valid RecordableAttributeForCreation> recordableAttributes,
            @Nullable @Size(max = 500) List<@NotNull @Valid TagReference> tags,
            @Nullable JsonNode customAttributes) {

        HandoverLineItem line(Identifiers identifiers) {
            return HandoverLineItemBuilder.builder()
                    .id(identifiers.next())
                    .article(article)
                    .quantity(quantity)
                    .handedOverQuantity(Math.min(quantity, handedOverQuantity))
                    .status("OPEN")
                    .globalLineItemId(globalLineItemId)
                    .measurementUnitKey(measurementUnitKey)
                    .scannableCodes(scannableCodes)
                    .recordableAttributes(
                            recordableAttributes == null
                                    ? null
                                    : recordableAttributes.stream()
                                            .map(attribute -> attribute.withId(identifiers.next()))
                                            .toList())
                    .tags(tags)
                    .customAttributes(customAttributes)
                    .build();
        }
    }

    /** From the nested object, else from the deprecated flat fields; null when neither says anything. */
    @Nullable
    HandoverJobParcelInfo parcelInfo() {
        if (handoverJobParcelInfo != null) {
            return new HandoverJobParcelInfo(
                    handoverJobParcelInfo.shipmentRef(),
                    handoverJobParcelInfo.parcelRef(),
                    handoverJobParcelInfo.carrierRef(),
                    null,
                    handoverJobParcelInfo.carrierLogoUrl(),
                    handoverJobParcelInfo.carrierParcelRef(),
                    handoverJobParcelInfo.carrierTrackingNumber());
        }
        return shipmentRef == null && parcelRef == null && carrierRef == null
                ? null
                : new HandoverJobParcelInfo(
                        shipmentRef, parcelRef, carrierRef, null, carrierLogoUrl, null, carrierTrackingNumber);
    }
}
