package io.waybill.platform.returns;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.LocalizedText;
import io.waybill.platform.picking.RecordableAttribute;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One unit that comes back.
 *
 * @param itemReturnJobLineItemRefs the line of the job it is a unit of
 * @param reasons why the consumer returns it
 * @param decisionReason why it was accepted or rejected
 * @param refund what the consumer is to get back; the platform pays nothing itself
 */
@RecordBuilder
record ItemReturnLineItem(
        String id,
        List<String> itemReturnJobLineItemRefs,
        String tenantArticleId,
        ItemReturnLineStatus status,
        @Nullable List<Reason> reasons,
        @Nullable Map<String, String> itemConditionLocalized,
        @Nullable String itemCondition,
        @Nullable String itemConditionComment,
        @Nullable Reason decisionReason,
        @Nullable Refund refund,
        @Nullable List<String> scannedCodes,
        @Nullable List<RecordableAttribute> recordableAttributes,
        @Nullable ObjectNode customAttributes)
        implements ItemReturnLineItemBuilder.With {

    String lineRef() {
        return itemReturnJobLineItemRefs.getFirst();
    }

    /** A reason in languages, as it is answered. */
    record Reason(
            Map<String, String> reasonLocalized,
            String reason,
            @Nullable String comment) {}

    /** A reason as clients give it. */
    record GivenReason(
            @NotNull @Size(min = 1, max = 100) Map<@NotNull String, @NotNull @Size(max = 1000) String> reasonLocalized,
            @Nullable @Size(min = 1, max = 2000) String comment) {

        Reason answered() {
            return new Reason(reasonLocalized, LocalizedText.of(reasonLocalized), comment);
        }
    }

    /**
     * What the consumer gets back of the price: a share or an amount, not both.
     *
     * @param percent of the price of the unit, 0 to 100
     */
    record Refund(
            @NotNull RefundStatus status,
            @Nullable @DecimalMin("0") @DecimalMax("100") BigDecimal percent,
            @Nullable @Valid Price price) {}

    /**
     * An amount of money.
     *
     * @param currency ISO 4217
     */
    record Price(
            @NotNull @DecimalMin("0") BigDecimal value,

            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
            String currency) {}

    /** How far the refund is. */
    enum RefundStatus {
        OPEN,
        IN_PROGRESS,
        CLOSED
    }
}
