package io.waybill.sandbox.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.sandbox.wire.Input;
import io.waybill.sandbox.wire.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Money as commercetools stores it: typed, with the currency's fraction digits. */
public final class Money {

    private static final int MOST_FRACTION_DIGITS = 20;

    private Money() {}

    /** The complete form of a money draft, cent precision or high precision. */
    public static ObjectNode of(Input draft) {
        Currency currency = currency(draft);
        int minorDigits = Math.max(currency.getDefaultFractionDigits(), 0);
        ObjectNode money = Json.object();
        if (!"highPrecision".equals(draft.optionalText("type"))) {
            money.put("type", "centPrecision").put("currencyCode", currency.getCurrencyCode());
            return money.put("centAmount", draft.integer("centAmount")).put("fractionDigits", minorDigits);
        }
        long precise = draft.integer("preciseAmount");
        long digits = draft.integer("fractionDigits");
        if (digits <= minorDigits || digits > MOST_FRACTION_DIGITS) {
            throw draft.wrong("fractionDigits", "more than " + minorDigits + " and at most " + MOST_FRACTION_DIGITS);
        }
        long cents = BigDecimal.valueOf(precise, (int) digits)
                .movePointRight(minorDigits)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValue();
        money.put("type", "highPrecision").put("currencyCode", currency.getCurrencyCode());
        Long given = draft.optionalInteger("centAmount");
        money.put("centAmount", given != null ? given : cents);
        return money.put("preciseAmount", precise).put("fractionDigits", (int) digits);
    }

    /** An amount in the currency's minor unit. */
    public static ObjectNode ofCents(String currencyCode, long centAmount) {
        return of(Input.body(Json.object().put("currencyCode", currencyCode).put("centAmount", centAmount)));
    }

    private static Currency currency(Input draft) {
        String code = draft.text("currencyCode");
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw draft.wrong("currencyCode", "an ISO 4217 currency code");
        }
    }
}
