package io.waybill.platform.packing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/** The body of {@code POST /api/packjobs/{id}/actions}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PackJobAction.ReplaceAssignedUsers.class, name = "REPLACE_ASSIGNED_USERS"),
    @JsonSubTypes.Type(value = PackJobAction.AddTargetTime.class, name = "ADD_TARGET_TIME"),
    @JsonSubTypes.Type(
            value = PackJobAction.UpdateRecordableAttributes.class,
            name = "UPDATE_PACK_LINE_ITEM_RECORDABLE_ATTRIBUTES")
})
sealed interface PackJobAction extends PackCommand {
    /** The version of the job that the client saw. */
    Long version();

    record ReplaceAssignedUsers(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 100) List<@NotNull @Valid AssignedUserForCreation> assignedUsers)
            implements PackJobAction {}

    record AddTargetTime(
            @NotNull @Min(0) Long version, @NotNull Instant targetTime) implements PackJobAction {}

    record UpdateRecordableAttributes(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 500) List<@NotNull @Valid RecordableAttributeUpdate> recordableAttributeUpdates)
            implements PackJobAction {}
}
