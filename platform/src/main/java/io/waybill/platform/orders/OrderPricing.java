package io.waybill.platform.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the order costs, as the shop computed it; carried along, not used. */
public record OrderPricing(
        @Nullable @Size(max = 100) List<@NotNull @Valid Discount> discounts,
        @Nullable @Size(max = 100) List<@NotNull @Valid Fee> fees,
        @Nullable @Size(max = 100) List<@NotNull @Valid Tax> taxes) {

    /**
     * An amount in the currency's smallest unit.
     *
     * @param currency ISO 4217
     */
    public record MonetaryValue(
            @NotNull Long value,

            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be a currency code (ISO 4217)")
            String currency,

            @Nullable Long decimalPlaces) {}

    public record Discount(
            @Nullable String name,
            @Nullable Map<String, String> nameLocalized,
            @Nullable String code,
            @Nullable String context,
            @Nullable String tenantDiscountId,

            @Nullable @Pattern(regexp = "ABSOLUTE|PERCENTAGE", message = "must be ABSOLUTE or PERCENTAGE")
            String type,

            @Nullable BigDecimal percentage,
            @Nullable @Valid MonetaryValue value) {}

    public record Fee(
            @Nullable String name, @Nullable @Valid MonetaryValue value) {}

    public record Tax(
            @NotNull @Valid MonetaryValue value,
            @Nullable @Valid MonetaryValue taxableValue,
            @Nullable BigDecimal ratePercent,
            @Nullable String scope,
            @Nullable String type) {}
}
