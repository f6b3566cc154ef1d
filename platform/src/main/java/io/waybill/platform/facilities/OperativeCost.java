package io.waybill.platform.facilities;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What an order costs at a facility.
 *
 * @param value in the smallest unit of the currency
 * @param currency ISO 4217
 * @param decimalPlaces of the currency; null in a request takes those of the currency
 */
public record OperativeCost(
        @NotNull @Min(0) Long value,

        @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
        String currency,

        @Nullable @Min(0) Integer decimalPlaces) {

    OperativeCost complete() {
        if (decimalPlaces != null) {
            return this;
        }
        int places = Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .mapToInt(Currency::getDefaultFractionDigits)
                .findFirst()
                .orElse(2);
        return new OperativeCost(value, currency, Math.max(places, 0));
    }
}
