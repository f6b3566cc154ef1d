package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.picking.AssignedUser;
import io.waybill.platform.picking.Editor;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.picking.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one facility is to pack after a pick job, where its tags ask for packing, or for a client who asked for it.
 *
 * @param pickJobRef the pick job whose goods are packed; null for jobs that a client created without one
 * @param shortId names the job among people at the facility; not unique
 */
@RecordBuilder
public record PackJob(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        PackJobStatus status,
        String processId,
        String documentsRef,
        @Nullable String shortId,
        @Nullable String pickJobRef,
        @Nullable String orderRef,
        @Nullable String tenantOrderId,
        @Nullable String operativeProcessRef,
        @Nullable Instant orderDate,
        @Nullable Instant targetTime,
        @Nullable PickChannel deliveryChannel,
        @Nullable ConsumerAddress recipient,
        @Nullable String recipientName,
        @Nullable ConsumerAddress invoice,
        List<PackLineItem> lineItems,
        @Nullable List<AssignedUser> assignedUsers,
        @Nullable Editor editor,
        @Nullable JsonNode customAttributes,
        @Nullable List<TagReference> tags,
        @Nullable List<Sticker> stickers,
        @Nullable List<Transfer> transfers,
        boolean anonymized,
        WorkflowInformation workflowInformation)
        implements Resource<PackJob>, PackJobBuilder.With {

    @Override
    public PackJob touched(long newVersion, Instant modified) {
        return with(job -> job.version(newVersion).lastModified(modified));
    }
}
