package io.waybill.platform.services;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.picking.AssignedUserForCreation;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/servicejobs/{id}/actions}; names are the contract's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServiceJobAction.Start.class, name = "StartServiceJob"),
    @JsonSubTypes.Type(value = ServiceJobAction.Finish.class, name = "FinishServiceJob"),
    @JsonSubTypes.Type(value = ServiceJobAction.Cancel.class, name = "CancelServiceJob"),
    @JsonSubTypes.Type(value = ServiceJobAction.Hold.class, name = "HoldServiceJob"),
    @JsonSubTypes.Type(value = ServiceJobAction.Open.class, name = "OpenServiceJob"),
    @JsonSubTypes.Type(value = ServiceJobAction.Obsolete.class, name = "ObsoleteServiceJob"),
    @JsonSubTypes.Type(value = ServiceJobAction.ReplaceAssignedUsers.class, name = "REPLACE_ASSIGNED_USERS"),
    @JsonSubTypes.Type(value = ServiceJobAction.SplitLines.class, name = "SPLIT_LINES_SERVICE_JOB"),
    @JsonSubTypes.Type(
            value = ServiceJobAction.UpdateRecordableAttributes.class,
            name = "UPDATE_SERVICE_JOB_LINE_ITEM_RECORDABLE_ATTRIBUTES"),
    @JsonSubTypes.Type(value = ServiceJobAction.AddTargetTime.class, name = "ADD_TARGET_TIME")
})
sealed interface ServiceJobAction {
    /** The version of the job that the client saw. */
    Long version();

    /** What was answered to a question of the service, named by either id. */
    record Answer(
            @Nullable @Size(max = 256) String additionalInformationRef,
            @Nullable @Size(max = 256) String tenantAdditionalInformationRef,
            @Nullable JsonNode value) {}

    record Start(
            @NotNull @Min(0) Long version,
            @Nullable @Size(max = 15) List<@NotNull @Valid Answer> additionalInformation) implements ServiceJobAction {}

    record Finish(
            @NotNull @Min(0) Long version,
            @Nullable @Size(max = 15) List<@NotNull @Valid Answer> additionalInformation) implements ServiceJobAction {}

    record Cancel(
            @NotNull @Min(0) Long version,
            @Nullable @Size(max = 15) List<@NotNull @Valid Answer> additionalInformation,

            @Nullable @Size(min = 1, max = 100)
            Map<@NotNull String, @NotNull @Size(min = 1, max = 1000) String> cancelReason)
            implements ServiceJobAction {}

    record Hold(
            @NotNull @Min(0) Long version,
            @Nullable @Size(max = 15) List<@NotNull @Valid Answer> additionalInformation) implements ServiceJobAction {}

    record Open(
            @NotNull @Min(0) Long version,
            @Nullable @Size(max = 15) List<@NotNull @Valid Answer> additionalInformation) implements ServiceJobAction {}

    record Obsolete(@NotNull @Min(0) Long version) implements ServiceJobAction {}

    record ReplaceAssignedUsers(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 10) List<@NotNull @Valid AssignedUserForCreation> assignedUsers)
            implements ServiceJobAction {}

    /** Takes units of a line into a line of their own. */
    record SplitLines(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = ServiceJob.MOST_LINES) List<@NotNull @Valid Split> splitLineItemsInfo)
            implements ServiceJobAction {}

    /** Which units of which line. */
    record Split(
            @NotNull @Size(min = 1, max = 256) String lineItemId,
            @NotNull @Min(1) @Max(1_000_000) Long quantity) {}

    record UpdateRecordableAttributes(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 50) List<@NotNull @Valid RecordableAttributeUpdate> recordableAttributeUpdates)
            implements ServiceJobAction {}

    record AddTargetTime(
            @NotNull @Min(0) Long version, @NotNull Instant targetTime) implements ServiceJobAction {}
}
