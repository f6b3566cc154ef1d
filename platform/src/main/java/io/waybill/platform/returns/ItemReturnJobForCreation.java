package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.picking.RecordableAttributeForCreation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/itemreturnjobs}: goods that were handed over elsewhere, or before. */
record ItemReturnJobForCreation(
        @NotNull ItemReturnJobStatus status,

        @NotNull @Size(max = ItemReturnJob.MOST_ORIGINS)
        List<@NotNull @Size(min = 1, max = 256) String> originFacilityRefs,

        @NotNull @Size(min = 1, max = 5) List<@NotNull @Valid ConsumerAddress> consumerAddresses,
        @NotNull @Size(max = 100) List<@NotNull @Valid Line> returnableLineItems,
        @Nullable @Size(max = 100) List<@NotNull @Valid Line> notReturnableLineItems,
        @Nullable @Size(min = 1, max = 256) String processRef,
        @Nullable @Size(min = 1, max = 500) String tenantOrderId,
        @Nullable @Size(min = 1, max = 100) String shortId,
        @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
        @Nullable ObjectNode customAttributes) {

    /** One line of what was handed over. */
    record Line(
            @NotNull @Valid OrderArticle article,
            @NotNull @Min(1) @Max(1_000_000) Long delivered,
            @Nullable @Size(max = 256) String globalLineItemId,
            @Nullable Boolean notReturnableItemsExists,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
            @Nullable @Size(max = 100) List<@NotNull @Size(max = 256) String> serviceJobRefs,
            @Nullable @Size(max = 50) List<@NotNull @Valid RecordableAttributeForCreation> recordableAttributes,
            @Nullable ObjectNode customAttributes) {

        ItemReturnJobLineItem line(Identifiers identifiers) {
            return ItemReturnJobLineItemBuilder.builder()
                    .id(identifiers.next())
                    .article(article)
                    .delivered(delivered)
                    .returned(0)
                    .returnable(delivered)
                    .globalLineItemId(globalLineItemId)
                    .notReturnableItemsExists(notReturnableItemsExists)
                    .scannableCodes(scannableCodes)
                    .serviceJobRefs(serviceJobRefs)
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

    static List<ItemReturnJobLineItem> lines(@Nullable List<Line> lines, Identifiers identifiers) {
        return lines == null
                ? List.of()
                : lines.stream().map(line -> line.line(identifiers)).toList();
    }
}
