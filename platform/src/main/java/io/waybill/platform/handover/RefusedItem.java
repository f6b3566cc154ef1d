package io.waybill.platform.handover;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Units the recipient did not take, and why. */
public record RefusedItem(
        @NotNull @Min(0) @Max(1_000_000) Long quantity,
        @Nullable Map<String, String> reasonLocalized,
        @Nullable @Size(max = 2000) String reason,
        @Nullable @Size(max = 2000) String comment) {}
