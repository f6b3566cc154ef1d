package io.waybill.platform.picking;

import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why less than the ordered quantity was picked, in the words of staff. */
public record ShortPickReason(
        @NotNull Map<String, String> reasonLocalized,
        @Nullable String reason) {}
