package io.waybill.platform.shipping;

import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Lengths in centimetres, weights in grams. */
public record ParcelDimensions(
        @Nullable @DecimalMin("0") BigDecimal height,
        @Nullable @DecimalMin("0") BigDecimal length,
        @Nullable @DecimalMin("0") BigDecimal width,
        @Nullable @DecimalMin("0") BigDecimal weight,
        @Nullable @DecimalMin("0") BigDecimal customWeight) {}
