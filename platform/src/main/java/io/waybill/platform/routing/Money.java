package io.waybill.platform.routing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An amount, as in the contract.
 *
 * @param value in the smallest unit of the currency
 * @param currency ISO 4217
 * @param decimalPlaces of the currency
 */
record Money(long value, String currency, int decimalPlaces) {
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());

    /** Rounded to the smallest unit; empty when nobody knows that currency, or the amount is out of range. */
    static Optional<Money> of(BigDecimal amount, String currency) {
        if (!CURRENCIES.contains(currency)) {
            return Optional.empty();
        }
        int places = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        BigDecimal units = amount.movePointRight(places).setScale(0, RoundingMode.HALF_UP);
        return units.signum() < 0 || units.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(new Money(units.longValueExact(), currency, places));
    }

    /** So many times the amount; empty when that is out of range. */
    Optional<Money> times(long count) {
        long high = Math.multiplyHigh(value, count);
        long product = value * count;
        return high != 0 || product < 0 ? Optional.empty() : Optional.of(new Money(product, currency, decimalPlaces));
    }

    /** The sum; empty when the currencies differ, or it is out of range. */
    Optional<Money> plus(Money other) {
        long sum = value + other.value;
        return !currency.equals(other.currency) || sum < 0
                ? Optional.empty()
                : Optional.of(new Money(sum, currency, decimalPlaces));
    }

    /** The sum over all of them; empty when there are none, one is not known, or they cannot be added up. */
    static <T> Optional<Money> sum(Iterable<T> all, Function<T, Optional<Money>> each) {
        Optional<Money> sum = Optional.empty();
        boolean first = true;
        for (T one : all) {
            Optional<Money> next = each.apply(one);
            Optional<Money> before = sum;
            sum = first ? next : next.flatMap(amount -> before.flatMap(amount::plus));
            first = false;
        }
        return sum;
    }
}
