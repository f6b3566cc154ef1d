package io.waybill.platform.picking;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A code that was scanned while picking, and how often. */
public record ScannedCode(
        @NotNull @Size(max = 1000) String code,
        @NotNull @Min(0) Long quantity) {}
