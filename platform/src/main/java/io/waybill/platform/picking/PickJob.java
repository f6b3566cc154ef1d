package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.orders.WorkflowInformation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one facility is to take from its shelves for one routing plan, or for a client who asked for it directly.
 *
 * @param shortId names the job among people at the facility; not unique
 * @param routingPlanRef the plan that asked for the job; null for jobs that a client created
 * @param processId of the order's process; jobs without an order have one of their own
 * @param resetBlocked the result is booked and the next job exists, so the job can be neither reset nor restarted
 * @param subStatus why the status is what it is; null when nothing is special
 */
@RecordBuilder
public record PickJob(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        Instant orderDate,
        PickJobStatus status,
        @Nullable PickJobSubStatus subStatus,
        String shortId,
        String processId,
        String documentsRef,
        @Nullable String orderRef,
        @Nullable String tenantOrderId,
        @Nullable String routingPlanRef,
        @Nullable String operativeProcessRef,
        DeliveryInformation deliveryinformation,
        List<PickLineItem> pickLineItems,
        @Nullable List<JsonNode> expectedPickLineItems,
        @Nullable JsonNode customAttributes,
        @Nullable List<TagReference> tags,
        @Nullable List<Sticker> stickers,
        @Nullable List<AssignedUser> assignedUsers,
        @Nullable Editor editor,
        @Nullable List<UserModification> usersModificationHistory,
        @Nullable JsonNode paymentInformation,
        @Nullable JsonNode pickingTimes,
        @Nullable List<String> preferredPickingMethods,
        @Nullable List<Transfer> transfers,
        boolean resetBlocked,
        boolean anonymized,
        WorkflowInformation workflowInformation)
        implements Resource<PickJob>, PickJobBuilder.With {

    @Override
    public PickJob touched(long newVersion, Instant modified) {
        return with(job -> job.version(newVersion).lastModified(modified));
    }

    /** A stored job always has a channel. */
    public PickChannel channel() {
        return deliveryinformation.channel() == null ? PickChannel.SHIPPING : deliveryinformation.channel();
    }

    /** Nobody may begin with it before its time, which is {@code pickingTimes.startLatestAt} less the lead time. */
    public boolean waitsForRelease() {
        return status == PickJobStatus.WAITING_FOR_INPUT && subStatus == PickJobSubStatus.WAITING_FOR_RELEASE_TIME;
    }

    /** When picking has to begin at the latest; null when nobody said. */
    @Nullable
    Instant startLatestAt() {
        String text =
                pickingTimes == null ? null : pickingTimes.path("startLatestAt").textValue();
        return text == null ? null : Instant.parse(text);
    }

    /** Units taken in all, substitutes included. */
    public long taken() {
        return pickLineItems.stream().mapToLong(PickLineItem::taken).sum();
    }

    /** The lines in the order in which somebody passes their places; those without one last, as the job has them. */
    public List<PickLineItem> linesAlongTheWay() {
        return pickLineItems.stream()
                .sorted(Comparator.comparing(
                        PickLineItem::sequenceScore, Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
    }
}
