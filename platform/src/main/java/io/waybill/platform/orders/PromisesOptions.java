package io.waybill.platform.orders;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** Until when a promised order keeps its stock. */
public record PromisesOptions(@NotNull Instant validUntil) {}
