package io.waybill.platform.handover;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a handover job, in either dialect of the API. */
public sealed interface HandoverCommand {

    /** The body of {@code POST /api/handoverjobs/{id}/actions}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Cancel.class, name = "CANCEL"),
        @JsonSubTypes.Type(value = Finish.class, name = "FINISH_HANDOVER_JOB"),
        @JsonSubTypes.Type(value = UpdateLineItem.class, name = "UPDATE_LINEITEM"),
        @JsonSubTypes.Type(value = WaitForInput.class, name = "WAITING_FOR_INPUT"),
        @JsonSubTypes.Type(value = ReplaceAssignedUsers.class, name = "REPLACE_ASSIGNED_USERS"),
        @JsonSubTypes.Type(value = AddTargetTime.class, name = "ADD_TARGET_TIME"),
        @JsonSubTypes.Type(
                value = UpdateRecordableAttributes.class,
                name = "UPDATE_HANDOVER_LINE_ITEM_RECORDABLE_ATTRIBUTES")
    })
    sealed interface Action extends HandoverCommand {
        /** The version of the job that the client saw. */
        Long version();
    }

    record Cancel(
            @NotNull @Min(0) Long version, @NotNull @Valid CancelPayload payload) implements Action {}

    /** Why. */
    record CancelPayload(@NotNull HandoverJobCancelReason handoverJobCancelReason) {}

    record Finish(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 500) List<@NotNull @Valid FinishedLine> lineItems) implements Action {}

    /** What of a line was handed over, and what the recipient did not take. */
    record FinishedLine(
            @NotNull @Size(min = 1, max = 256) String id,
            @NotNull @Min(0) @Max(1_000_000) Long handedOverQuantity,
            @Nullable @Size(max = 50) List<@NotNull @Valid RefusedItem> refused,
            @Nullable @Size(max = 50) List<@NotNull @Valid FinishedSubstitute> substituteLineItems) {}

    /** As {@link FinishedLine}, for a substitute. */
    record FinishedSubstitute(
            @NotNull @Size(min = 1, max = 256) String id,
            @NotNull @Min(0) @Max(1_000_000) Long handedOverQuantity,
            @Nullable @Size(max = 50) List<@NotNull @Valid RefusedItem> refused) {}

    record UpdateLineItem(
            @NotNull @Min(0) Long version, @NotNull @Valid LineUpdate lineItem) implements Action {}

    /** What the recipient did not take of a line. */
    record LineUpdate(
            @NotNull @Size(min = 1, max = 256) String id,
            @Nullable @Size(max = 50) List<@NotNull @Valid RefusedItem> refused,

            @Nullable @Pattern(regexp = "OPEN|CLOSED", message = "must be OPEN or CLOSED")
            String status,

            @Nullable @Size(max = 50) List<@NotNull @Valid SubstituteUpdate> substituteItems) {}

    /** What the recipient did not take of a substitute. */
    record SubstituteUpdate(
            @NotNull @Size(min = 1, max = 256) String id,
            @Nullable @Size(max = 50) List<@NotNull @Valid RefusedItem> refused) {}

    record WaitForInput(@NotNull @Min(0) Long version) implements Action {}

    record ReplaceAssignedUsers(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 100) List<@NotNull @Valid AssignedUserForCreation> assignedUsers)
            implements Action {}

    record AddTargetTime(
            @NotNull @Min(0) Long version, @NotNull Instant targetTime) implements Action {}

    record UpdateRecordableAttributes(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 500) List<@NotNull @Valid RecordableAttributeUpdate> recordableAttributeUpdates)
            implements Action {}

    /** One entry of {@code actions} in {@code PATCH /api/handoverjobs/{id}}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ModifyHandoverjob.class, name = "ModifyHandoverjob"),
        @JsonSubTypes.Type(value = CancelHandoverjob.class, name = "CancelHandoverjob")
    })
    sealed interface Modification extends HandoverCommand {}

    record ModifyHandoverjob(
            @Nullable HandoverjobStatus status,
            @Nullable @Size(max = 1000) String fullIdentifier,
            @Nullable @Valid ConsumerAddress recipientAddress,
            @Nullable @Valid ConsumerAddress invoiceAddress,
            @Nullable JsonNode customAttributes)
            implements Modification {}

    record CancelHandoverjob(@NotNull HandoverJobCancelReason handoverJobCancelReason) implements Modification {}

    /** The body of the PATCH; the actions take effect in their order, or not at all. */
    record Patch(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Modification> actions) {}
}
