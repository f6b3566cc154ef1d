package io.waybill.platform.picking;

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

/**
 * What a client says about one line of a pick job; null leaves as it was.
 *
 * @param picked null with places given means the sum of what was taken from them
 */
public record PickLineUpdate(
        @NotNull @Size(min = 1, max = 256) String id,
        @Nullable @Min(0) Long picked,
        @Nullable Instant pickedAt,
        @Nullable PickLineItemStatus status,
        @Nullable @Min(0) Long secondaryPicked,
        @Nullable Boolean stockEmptied,
        @Nullable @Size(max = 50) List<@NotNull @Valid LocationUpdate> partialStockLocations,
        @Nullable @Size(max = 50) List<@NotNull @Valid ScannedCode> scannedCodes,
        @Nullable @Size(max = 50) List<@NotNull @Valid SubstituteUpdate> substituteLineItems,
        @Nullable @Valid Reason shortPickReason,
        @Nullable Map<String, String> shortPickReasonLocalized,
        @Nullable @Size(max = 50) List<@NotNull @Valid Sticker> stickers,
        @Nullable JsonNode customAttributes) {

    /** Units taken from one place. */
    record LocationUpdate(
            @NotNull @Size(min = 1, max = 500) String tenantPartialStockId,
            @NotNull @Min(0) Long picked,
            @Nullable @Size(max = 256) String stockRef,
            @Nullable Boolean stockEmptied) {}

    /** Units of another article taken for the line. */
    record SubstituteUpdate(
            @Nullable @Size(min = 1, max = 256) String id,
            @NotNull @Size(min = 1, max = 500) String tenantArticleId,
            @NotNull @Min(1) Long quantity,
            @Nullable @Min(0) Long picked,
            @Nullable Instant pickedAt,
            @Nullable @Min(1) Long secondaryQuantity,
            @Nullable @Min(0) Long secondaryPicked) {}

    /** Why less was picked. */
    public record Reason(@Nullable Map<String, String> reasonLocalized) {}

    @Nullable
    Map<String, String> reason() {
        return shortPickReason != null && shortPickReason.reasonLocalized() != null
                ? shortPickReason.reasonLocalized()
                : shortPickReasonLocalized;
    }
}
