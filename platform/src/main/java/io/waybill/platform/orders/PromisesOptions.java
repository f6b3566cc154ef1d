package io.waybill.platform.orders;

import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** Until when a promised order keeps its stock. */
@ClosedSchema
public record PromisesOptions(@NotNull Instant validUntil) {}
