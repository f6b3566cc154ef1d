package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.Sticker;
import io.waybill.platform.orders.TagReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/pickjobs}: a job without routing, asked for by a client. */
record PickJobForCreation(
        @NotNull @Size(min = 1, max = 256) String facilityRef,
        @NotNull Instant orderDate,
        @NotNull @Size(max = 500) List<@NotNull @Valid PickLineItemForCreation> pickLineItems,
        @Nullable @Size(max = 500) List<@NotNull JsonNode> expectedPickLineItems,
        @Nullable @Valid DeliveryInformation deliveryinformation,
        @Nullable PickJobStatus status,
        @Nullable @Size(min = 1, max = 100) String shortId,
        @Nullable @Size(min = 1, max = 256) String processId,
        @Nullable @Size(min = 1, max = 256) String orderRef,
        @Nullable @Size(min = 1, max = 500) String tenantOrderId,
        @Nullable @Size(min = 1, max = 256) String routingPlanRef,
        @Nullable @Size(min = 1, max = 256) String operativeProcessRef,
        @Nullable @Size(max = 100) List<@NotNull @Valid AssignedUserForCreation> assignedUsers,
        @Nullable JsonNode customAttributes,
        @Nullable JsonNode paymentInformation,
        @Nullable JsonNode pickingTimes,
        @Nullable @Size(max = 10) List<@NotNull @Size(max = 50) String> preferredPickingMethods,
        @Nullable @Size(max = 100) List<@NotNull @Valid Sticker> stickers,
        @Nullable @Size(max = 100) List<@NotNull @Valid Transfer> transfers,
        @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid TagReference> tags) {}
