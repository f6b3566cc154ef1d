package io.waybill.platform.returns;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/itemreturnjobs/{id}/actions}; names are the contract's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ItemReturnJobAction.Start.class, name = "StartItemReturnJob"),
    @JsonSubTypes.Type(value = ItemReturnJobAction.Restart.class, name = "RestartItemReturnJob"),
    @JsonSubTypes.Type(value = ItemReturnJobAction.Finish.class, name = "FinishItemReturnJob"),
    @JsonSubTypes.Type(
            value = ItemReturnJobAction.ToNotReturnable.class,
            name = "CHANGE_LINE_ITEMS_TO_NOT_RETURNABLE_IN_ITEM_RETURN_JOB"),
    @JsonSubTypes.Type(
            value = ItemReturnJobAction.ToReturnable.class,
            name = "CHANGE_LINE_ITEMS_TO_RETURNABLE_IN_ITEM_RETURN_JOB"),
    @JsonSubTypes.Type(value = ItemReturnJobAction.ReplaceLines.class, name = "REPLACE_LINE_ITEMS_ON_ITEM_RETURN_JOB")
})
sealed interface ItemReturnJobAction {
    /** The version of the job that the client saw. */
    Long version();

    record Start(@NotNull @Min(0) Long version) implements ItemReturnJobAction {}

    record Restart(@NotNull @Min(0) Long version) implements ItemReturnJobAction {}

    record Finish(@NotNull @Min(0) Long version) implements ItemReturnJobAction {}

    record ToNotReturnable(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Size(min = 1, max = 256) String> lineItemIds)
            implements ItemReturnJobAction {}

    record ToReturnable(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Size(min = 1, max = 256) String> lineItemIds)
            implements ItemReturnJobAction {}

    /** A list that is null stays as it is. */
    record ReplaceLines(
            @NotNull @Min(0) Long version,
            @Nullable @Size(max = 20) List<ItemReturnJobForCreation.@NotNull @Valid Line> returnableLineItems,
            @Nullable @Size(max = 20) List<ItemReturnJobForCreation.@NotNull @Valid Line> notReturnableLineItems)
            implements ItemReturnJobAction {}
}
