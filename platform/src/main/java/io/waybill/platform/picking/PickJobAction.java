package io.waybill.platform.picking;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/** The body of {@code POST /api/pickjobs/{id}/actions}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PickJobAction.Start.class, name = "START"),
    @JsonSubTypes.Type(value = PickJobAction.Pause.class, name = "PAUSE"),
    @JsonSubTypes.Type(value = PickJobAction.ModifyLines.class, name = "MODIFY_PICK_JOB_LINE_ITEMS"),
    @JsonSubTypes.Type(value = PickJobAction.Pick.class, name = "PICK"),
    @JsonSubTypes.Type(value = PickJobAction.Close.class, name = "CLOSE"),
    @JsonSubTypes.Type(value = PickJobAction.Abort.class, name = "ABORT"),
    @JsonSubTypes.Type(value = PickJobAction.Reset.class, name = "RESET"),
    @JsonSubTypes.Type(value = PickJobAction.Restart.class, name = "RESTART"),
    @JsonSubTypes.Type(value = PickJobAction.Cancel.class, name = "CANCEL"),
    @JsonSubTypes.Type(value = PickJobAction.Obsolete.class, name = "OBSOLETE"),
    @JsonSubTypes.Type(value = PickJobAction.ReplaceAssignedUsers.class, name = "REPLACE_ASSIGNED_USERS"),
    @JsonSubTypes.Type(value = PickJobAction.AddTargetTime.class, name = "ADD_TARGET_TIME"),
    @JsonSubTypes.Type(
            value = PickJobAction.UpdateRecordableAttributes.class,
            name = "UPDATE_PICK_LINE_ITEM_RECORDABLE_ATTRIBUTES")
})
public sealed interface PickJobAction extends PickCommand {
    /** The version of the job that the client saw. */
    Long version();

    record Start(@NotNull @Min(0) Long version) implements PickJobAction {}

    record Pause(@NotNull @Min(0) Long version) implements PickJobAction {}

    record ModifyLines(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid PickLineUpdate> pickJobLineItemUpdates)
            implements PickJobAction {}

    record Pick(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid PickLineUpdate> lineItems)
            implements PickJobAction {}

    record Close(@NotNull @Min(0) Long version) implements PickJobAction {}

    record Abort(@NotNull @Min(0) Long version) implements PickJobAction {}

    record Reset(@NotNull @Min(0) Long version) implements PickJobAction {}

    record Restart(@NotNull @Min(0) Long version) implements PickJobAction {}

    record Cancel(@NotNull @Min(0) Long version) implements PickJobAction {}

    record Obsolete(@NotNull @Min(0) Long version) implements PickJobAction {}

    record ReplaceAssignedUsers(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 100) List<@NotNull @Valid AssignedUserForCreation> assignedUsers)
            implements PickJobAction {}

    record AddTargetTime(
            @NotNull @Min(0) Long version, @NotNull Instant targetTime) implements PickJobAction {}

    record UpdateRecordableAttributes(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 500) List<@NotNull @Valid RecordableAttributeUpdate> recordableAttributeUpdates)
            implements PickJobAction {}
}
