package io.waybill.platform.facilities;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * A day without picking.
 *
 * @param date a point in time within that day, on the facility's clock
 */
public record ClosingDay(
        @NotNull Instant date,
        @NotNull @Size(max = 500) String reason,
        @NotNull Recurrence recurrence) {}
