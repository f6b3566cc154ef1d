package io.waybill.platform.facilities;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A span of time on one day.
 *
 * @param end after start; not part of the span
 * @param capacity how many orders it takes; null is no limit
 */
public record TimeRange(
        @NotNull @Valid TimeOfDay start,
        @NotNull @Valid TimeOfDay end,
        @Nullable @Min(0) Integer capacity) {}
