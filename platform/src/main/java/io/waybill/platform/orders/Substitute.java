package io.waybill.platform.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An article that may be picked instead of the ordered one. */
public record Substitute(
        @NotNull @Size(min = 1, max = 500) String tenantArticleId,
        @NotNull @Size(max = 1000) String title,
        @Nullable @DecimalMin("0") BigDecimal priority,
        @Nullable @Size(max = 2000) String imageUrl,
        @Nullable @Size(max = 40) List<@NotNull @Valid ArticleAttribute> attributes,
        @Nullable @Size(max = 500) List<@NotNull @Size(max = 500) String> scannableCodes,
        @Nullable @Size(max = 100) String measurementUnitKey,
        @Nullable @Size(max = 100) String secondaryMeasurementUnitKey,
        @Nullable @Valid MeasurementValidation measurementValidation) {}
