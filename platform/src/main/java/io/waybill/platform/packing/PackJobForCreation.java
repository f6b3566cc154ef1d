package io.waybill.platform.packing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.picking.Transfer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/packjobs}: a job that a client asks for. */
record PackJobForCreation(
        @NotNull @Size(min = 1, max = 256) String facilityRef,
        @NotNull @Size(max = 500) List<@NotNull @Valid PackLineItemForCreation> lineItems,
        @NotNull JsonNode workflowInformation,
        @Nullable PackJobStatus status,
        @Nullable @Size(min = 1, max = 256) String processId,
        @Nullable @Size(min = 1, max = 256) String pickJobRef,
        @Nullable @Size(min = 1, max = 256) String orderRef,
        @Nullable @Size(min = 1, max = 500) String tenantOrderId,
        @Nullable @Size(min = 1, max = 256) String operativeProcessRef,
        @Nullable @Size(min = 1, max = 100) String shortId,
        @Nullable Instant orderDate,
        @Nullable Instant targetTime,
        @Nullable PickChannel deliveryChannel,
        @Nullable @Valid ConsumerAddress recipient,
        @Nullable @Size(max = 1000) String recipientName,
        @Nullable @Valid ConsumerAddress invoice,
        @Nullable @Size(max = 100) List<@NotNull @Valid AssignedUserForCreation> assignedUsers,
        @Nullable @Size(max = 100) List<@NotNull @Valid Transfer> transfers,
        @Nullable JsonNode customAttributes,
        @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid TagReference> tags) {}
