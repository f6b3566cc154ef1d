package io.waybill.platform.picking;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.Sticker;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of {@code actions} in {@code PATCH /api/pickjobs/{id}}, the older dialect that clients still speak. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PickJobModification.ModifyPickLineItem.class, name = "ModifyPickLineItem"),
    @JsonSubTypes.Type(value = PickJobModification.ModifyPickJob.class, name = "ModifyPickJob"),
    @JsonSubTypes.Type(value = PickJobModification.ModifyPickJobLastEditor.class, name = "ModifyPickJobLastEditor"),
    @JsonSubTypes.Type(value = PickJobModification.RestartPickJob.class, name = "RestartPickJob"),
    @JsonSubTypes.Type(value = PickJobModification.ResetPickJob.class, name = "ResetPickJob"),
    @JsonSubTypes.Type(value = PickJobModification.AbortPickJob.class, name = "AbortPickJob")
})
sealed interface PickJobModification extends PickCommand {

    record ModifyPickLineItem(
            @NotNull @Size(min = 1, max = 256) String id,
            @Nullable @Min(0) Long picked,
            @Nullable Instant pickedAt,
            @Nullable PickLineItemStatus status,
            @Nullable @Min(0) Long secondaryPicked,
            @Nullable Boolean stockEmptied,
            @Nullable @Size(max = 50) List<PickLineUpdate.@NotNull @Valid LocationUpdate> partialStockLocations,
            @Nullable @Size(max = 50) List<@NotNull @Valid ScannedCode> scannedCodes,
            @Nullable @Size(max = 50) List<PickLineUpdate.@NotNull @Valid SubstituteUpdate> substituteLineItems,
            @Nullable Map<String, String> shortPickReasonLocalized,
            @Nullable @Size(max = 50) List<@NotNull @Valid Sticker> stickers,
            @Nullable JsonNode customAttributes)
            implements PickJobModification {

        PickLineUpdate update() {
            return new PickLineUpdate(
                    id,
                    picked,
                    pickedAt,
                    status,
                    secondaryPicked,
                    stockEmptied,
                    partialStockLocations,
                    scannedCodes,
                    substituteLineItems,
                    null,
                    shortPickReasonLocalized,
                    stickers,
                    customAttributes);
        }
    }

    record ModifyPickJob(
            @Nullable PickJobStatus status,
            @Nullable JsonNode customAttributes,
            @Nullable JsonNode paymentInformation,
            @Nullable @Size(max = 10) List<@NotNull @Size(max = 50) String> preferredPickingMethods)
            implements PickJobModification {}

    record ModifyPickJobLastEditor() implements PickJobModification {}

    record RestartPickJob() implements PickJobModification {}

    record ResetPickJob() implements PickJobModification {}

    record AbortPickJob() implements PickJobModification {}
}
