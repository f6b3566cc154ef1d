package io.waybill.platform.handover;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.picking.AssignedUser;
import io.waybill.platform.picking.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods that lie ready to leave the facility: one parcel for a carrier, or one pick job's goods for the consumer.
 *
 * <p>{@code shipmentRef}, {@code parcelRef}, {@code carrierRef}, {@code carrierKey}, {@code carrierLogoUrl},
 * {@code carrierTrackingNumber} and {@code loadUnitRefs} are deprecated in the contract; they repeat
 * {@code handoverJobParcelInfo} because clients in use read them.
 *
 * @param fullIdentifier how the recipient is recognised, for example the name
 * @param missingHandoverJobLineItems what was ordered but not picked
 */
@RecordBuilder
public record Handoverjob(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        HandoverjobChannel channel,
        HandoverjobStatus status,
        Instant orderDate,
        Instant targetTime,
        @Nullable String processId,
        @Nullable String pickJobRef,
        @Nullable String tenantOrderId,
        @Nullable String operativeProcessRef,
        @Nullable String documentsRef,
        @Nullable String shortIdentifier,
        @Nullable String fullIdentifier,
        @Nullable Boolean paid,
        @Nullable HandoverJobCancelReason cancelReason,
        @Nullable HandoverJobParcelInfo handoverJobParcelInfo,
        @Nullable String shipmentRef,
        @Nullable String parcelRef,
        @Nullable String carrierRef,
        @Nullable String carrierKey,
        @Nullable String carrierLogoUrl,
        @Nullable String carrierTrackingNumber,
        @Nullable List<String> loadUnitRefs,
        @Nullable ConsumerAddress recipientAddress,
        @Nullable ConsumerAddress invoiceAddress,
        List<HandoverLineItem> handoverJobLineItems,
        @Nullable List<JsonNode> expectedHandoverJobLineItems,
        @Nullable List<MissingHandoverJobLineItem> missingHandoverJobLineItems,
        @Nullable List<AssignedUser> assignedUsers,
        @Nullable JsonNode customAttributes,
        @Nullable List<TagReference> tags,
        @Nullable List<Sticker> stickers,
        @Nullable List<Transfer> transfers,
        boolean anonymized,
        WorkflowInformation workflowInformation)
        implements Resource<Handoverjob>, HandoverjobBuilder.With {

    @Override
    public Handoverjob touched(long newVersion, Instant modified) {
        return with(job -> job.version(newVersion).lastModified(modified));
    }

    /** The same job about that parcel, in both spellings of the contract. */
    Handoverjob about(HandoverJobParcelInfo parcel) {
        return with(job -> job.handoverJobParcelInfo(parcel)
                .shipmentRef(parcel.shipmentRef())
                .parcelRef(parcel.parcelRef())
                .carrierRef(parcel.carrierRef())
                .carrierKey(parcel.carrierKey())
                .carrierLogoUrl(parcel.carrierLogoUrl())
                .carrierTrackingNumber(parcel.carrierTrackingNumber()));
    }
}
