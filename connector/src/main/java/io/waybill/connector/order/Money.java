package io.waybill.connector.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Amounts of commercetools as decimals. */
final class Money {
    private static final int DIGITS_OF_AN_AVERAGE = 6;

    private Money() {}

    /** The amount in units of the currency; empty when the node is no money. */
    static Optional<BigDecimal> amount(JsonNode money) {
        int fractionDigits = money.path("fractionDigits").asInt(2);
        JsonNode units = money.hasNonNull("preciseAmount") ? money.path("preciseAmount") : money.path("centAmount");
        return units.isNumber()
                ? Optional.of(plain(new BigDecimal(units.decimalValue().toBigInteger(), fractionDigits)))
                : Optional.empty();
    }

    /**
     * What one piece of the line costs: the average of the discounted prices where there are any, else the product
     * discount, else the price. A line with an external total has no unit price of its own, so its total is divided.
     */
    static Optional<BigDecimal> unitPrice(JsonNode line) {
        return discountedAverage(line.path("discountedPricePerQuantity"))
                .or(() -> line.path("priceMode").asText("").equals("ExternalTotal") ? share(line) : Optional.empty())
                .or(() -> amount(line.path("price").path("discounted").path("value")))
                .or(() -> amount(line.path("price").path("value")))
                .or(() -> share(line));
    }

    /** A share, such as 0.19, in percent. */
    static BigDecimal percent(JsonNode share) {
        return plain(share.decimalValue().movePointRight(2));
    }

    private static Optional<BigDecimal> discountedAverage(JsonNode perQuantity) {
        BigDecimal sum = BigDecimal.ZERO;
        long pieces = 0;
        for (JsonNode part : perQuantity) {
            Optional<BigDecimal> value = amount(part.path("discountedPrice").path("value"));
            long quantity = part.path("quantity").asLong();
            if (value.isEmpty() || quantity < 1) {
                return Optional.empty();
            }
            sum = sum.add(value.get().multiply(BigDecimal.valueOf(quantity)));
            pieces += quantity;
        }
        return pieces == 0 ? Optional.empty() : Optional.of(divided(sum, pieces));
    }

    private static Optional<BigDecimal> share(JsonNode line) {
        long quantity = line.path("quantity").asLong();
        return quantity < 1 ? Optional.empty() : amount(line.path("totalPrice")).map(total -> divided(total, quantity));
    }

    private static BigDecimal divided(BigDecimal sum, long pieces) {
        return plain(sum.divide(
                BigDecimal.valueOf(pieces), Math.max(sum.scale(), DIGITS_OF_AN_AVERAGE), RoundingMode.HALF_EVEN));
    }

    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
