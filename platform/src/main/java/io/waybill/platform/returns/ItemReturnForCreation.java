package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.LocalizedText;
import io.waybill.platform.picking.RecordableAttributeForCreation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goods that come back, as clients tell it.
 *
 * @param tenantOrderId ignored: the item return has that of its job
 */
record ItemReturnForCreation(
        @NotNull ItemReturnStatus status,
        @NotNull @Size(min = 1, max = 256) String returnFacilityRef,
        @NotNull @Size(max = ItemReturn.MOST_LINES) List<@NotNull @Valid Line> returnedLineItems,

        @Nullable @Size(max = ItemReturn.MOST_LINES) List<@NotNull @Valid Line> returnedNotReturnableLineItems,

        @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
        @Nullable @Size(max = 500) String tenantOrderId) {

    /** The body of {@code POST /api/itemreturnjobs/{id}/itemreturns}. */
    record Added(
            @NotNull @Valid ItemReturnForCreation itemReturnForCreation,
            @NotNull @Min(0) Long itemReturnJobVersion) {}

    /** The body of {@code PUT .../returnedlineitems}. */
    record Replaced(
            @NotNull @Min(0) Long itemReturnJobVersion,

            @NotNull @Size(min = 1, max = ItemReturn.MOST_LINES)
            List<@NotNull @Valid Line> returnedLineItems) {}

    /** The body of {@code PUT .../returnednotreturnablelineitems}. */
    record NotReturnableReplaced(
            @NotNull @Min(0) Long itemReturnJobVersion,

            @NotNull @Size(min = 1, max = ItemReturn.MOST_LINES)
            List<@NotNull @Valid Line> returnedNotReturnableLineItems) {}

    /** The body of {@code PATCH .../returnedlineitems/{id}}; what is null stays. */
    record LineUpdate(
            @NotNull @Min(0) Long itemReturnJobVersion,
            @Nullable ItemReturnLineStatus status,
            ItemReturnLineItem.@Nullable @Valid GivenReason decisionReason,
            ItemReturnLineItem.@Nullable @Valid Refund refund) {}

    /** The body of {@code PATCH .../returnednotreturnablelineitems/{id}}; what is null stays. */
    record NotReturnableLineUpdate(
            @NotNull @Min(0) Long itemReturnJobVersion,
            @Nullable ItemReturnLineStatus status,
            ItemReturnLineItem.@Nullable @Valid GivenReason decisionReason) {

        LineUpdate update() {
            return new LineUpdate(itemReturnJobVersion, status, decisionReason, null);
        }
    }

    /**
     * One unit.
     *
     * @param itemReturnJobLineItemRef the line of the job it is a unit of
     * @param tenantArticleId null for that of the line
     */
    record Line(
            @NotNull @Size(min = 1, max = 256) String itemReturnJobLineItemRef,
            @NotNull ItemReturnLineStatus status,
            @Nullable @Size(min = 1, max = 500) String tenantArticleId,
            @Nullable @Size(max = 20) List<ItemReturnLineItem.@NotNull @Valid GivenReason> reasons,

            @Nullable @Size(min = 1, max = 100)
            Map<@NotNull String, @NotNull @Size(max = 1000) String> itemConditionLocalized,

            @Nullable @Size(min = 1, max = 2000) String itemConditionComment,
            ItemReturnLineItem.@Nullable @Valid GivenReason decisionReason,
            @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannedCodes,
            @Nullable @Size(max = 50) List<@NotNull @Valid RecordableAttributeForCreation> recordableAttributes,
            @Nullable ObjectNode customAttributes) {

        ItemReturnLineItem unitOf(ItemReturnJobLineItem line, Identifiers identifiers) {
            return ItemReturnLineItemBuilder.builder()
                    .id(identifiers.next())
                    .itemReturnJobLineItemRefs(List.of(line.id()))
                    .tenantArticleId(line.article().tenantArticleId())
                    .status(status)
                    .reasons(
                            reasons == null
                                    ? null
                                    : reasons.stream()
                                            .map(ItemReturnLineItem.GivenReason::answered)
                                            .toList())
                    .itemConditionLocalized(itemConditionLocalized)
                    .itemCondition(itemConditionLocalized == null ? null : LocalizedText.of(itemConditionLocalized))
                    .itemConditionComment(itemConditionComment)
                    .decisionReason(decisionReason == null ? null : decisionReason.answered())
                    .scannedCodes(scannedCodes)
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
