package io.waybill.platform.orders;

import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A coloured label shown on an order and its jobs.
 *
 * @param priority from 1 to 10,000
 */
@ClosedSchema
public record Sticker(
        @NotNull @Size(max = 256) String key,
        @NotNull @Size(min = 1, max = 100) Map<String, @NotNull @Size(max = 14) String> nameLocalized,
        @Nullable @Size(max = 256) String name,
        @NotNull @Min(1) @Max(10_000) Long priority,
        @Nullable @Size(max = 100) String color) {}
