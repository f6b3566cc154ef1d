package io.waybill.platform.packing;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of {@code actions} in {@code PATCH /api/packjobs/{id}}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PackJobModification.ModifyPackJob.class, name = "ModifyPackJob"),
    @JsonSubTypes.Type(value = PackJobModification.ModifyPackLineItem.class, name = "ModifyPackLineItem"),
    @JsonSubTypes.Type(value = PackJobModification.PausePackJob.class, name = "PausePackJob")
})
public sealed interface PackJobModification extends PackCommand {

    record ModifyPackJob(
            @Nullable PackJobStatus status, @Nullable JsonNode customAttributes) implements PackJobModification {}

    record ModifyPackLineItem(
            @NotNull @Size(min = 1, max = 256) String id,
            @Nullable @Min(0) Long packed) implements PackJobModification {}

    record PausePackJob(@Nullable @Size(max = 500) List<@NotNull @Valid PackedUnits> packLineItemsUpdate)
            implements PackJobModification {}

    /** Units packed of a line. */
    record PackedUnits(
            @NotNull @Size(min = 1, max = 256) String id,
            @NotNull @Min(0) Long packed) {}

    /** The body of the PATCH; the actions take effect in their order, or not at all. */
    record Patch(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid PackJobModification> actions) {}
}
