package io.waybill.platform.orders;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How far a picked measure may be off, in percent: soft limits warn, hard limits refuse. */
public record MeasurementValidation(
        @Nullable @DecimalMin("0") BigDecimal overPickHardTolerancePercentage,
        @Nullable @DecimalMin("0") BigDecimal overPickSoftTolerancePercentage,
        @Nullable @DecimalMin("0") @DecimalMax("100") BigDecimal shortPickHardTolerancePercentage,
        @Nullable @DecimalMin("0") @DecimalMax("100") BigDecimal shortPickSoftTolerancePercentage) {}
