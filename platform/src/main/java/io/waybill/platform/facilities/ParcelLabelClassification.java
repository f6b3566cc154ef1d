package io.waybill.platform.facilities;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A size of parcel that staff can choose for a label.
 *
 * @param nameLocalized by locale
 */
public record ParcelLabelClassification(
        @NotEmpty @Size(max = 50) Map<@Size(max = 10) String, @NotNull @Size(max = 500) String> nameLocalized,
        @NotNull @Valid Dimensions dimensions,
        @Nullable @Size(max = 500) String name,
        @Nullable @Valid Services services) {

    /** Centimetres and grams. */
    public record Dimensions(
            @Nullable @DecimalMin("0") BigDecimal height,
            @Nullable @DecimalMin("0") BigDecimal length,
            @Nullable @DecimalMin("0") BigDecimal width,
            @Nullable @DecimalMin("0") BigDecimal weight,
            @Nullable @DecimalMin("0") BigDecimal customWeight) {}

    public record Services(@Nullable Boolean bulkyGoods) {}
}
