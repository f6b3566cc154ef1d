package io.waybill.platform.services;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.RecordableAttributeForCreation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/servicejobs}: a job that a client asks for.
 *
 * @param serviceJobLinkRef refused: links follow from what an order asks for
 * @param requiredLineItems refused: nothing is set aside for a job
 */
record ServiceJobForCreation(
        @NotNull @Size(min = 1, max = 256) String facilityRef,
        @NotNull Instant targetTime,
        @Nullable @Size(max = 256) String customServiceRef,
        @Nullable @Size(max = 256) String tenantCustomServiceId,
        @Nullable @Size(max = 15) List<ServiceJobAction.@NotNull @Valid Answer> additionalInformation,
        @Nullable @Size(max = ServiceJob.MOST_LINES) List<@NotNull @Valid Line> lineItems,
        @Nullable @Size(min = 1, max = 256) String processRef,
        @Nullable @Size(min = 1, max = 256) String operativeProcessRef,
        @Nullable @Size(min = 1, max = 500) String tenantOrderId,
        @Nullable @Size(min = 1, max = 100) String shortId,
        @Nullable @Size(max = 10) List<@NotNull @Valid AssignedUserForCreation> assignedUsers,
        @Nullable JsonNode customAttributes,
        @Nullable JsonNode serviceJobLinkRef,
        @Nullable JsonNode requiredLineItems) {

    /** One line. */
    record Line(
            @NotNull @Valid OrderArticle article,
            @NotNull @Min(1) @Max(1_000_000) Long quantity,
            @Nullable @Size(max = 256) String globalLineItemId,
            @Nullable @Size(min = 1, max = 100) String measurementUnitKey,
            @Nullable @Size(min = 1, max = 100) String secondaryMeasurementUnitKey,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
            @Nullable @Size(max = 50) List<@NotNull @Valid RecordableAttributeForCreation> recordableAttributes,
            @Nullable JsonNode customAttributes) {

        ServiceJobLineItem line(Identifiers identifiers) {
            return ServiceJobLineItemBuilder.builder()
                    .id(identifiers.next())
                    .article(article)
                    .quantity(quantity)
                    .globalLineItemId(globalLineItemId)
                    .measurementUnitKey(measurementUnitKey)
                    .secondaryMeasurementUnitKey(secondaryMeasurementUnitKey)
                    .scannableCodes(scannableCodes)
                    .recordableAttributes(
                            recordableAttributes == null
                                    ? null
                                    : recordableAttributes.stream()
                                            .map(attribute -> attribute.withId(identifiers.next()))
                                            .toList())
                    .customAttributes(customAttributes)
                    .build();
        }
    }
}
