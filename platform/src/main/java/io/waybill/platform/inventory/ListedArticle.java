package io.waybill.platform.inventory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * An article where it has an active listing.
 *
 * @param outOfStockBehaviour of the listing, by its name on the wire; null when it says none. An article that has come
 *     onto the market is no preorder any more
 * @param onMarketFrom when a preorder ends; null when the listing is no preorder, or does not say
 */
public record ListedArticle(
        ArticleAvailability numbers,
        @Nullable String outOfStockBehaviour,
        @Nullable Instant onMarketFrom) {

    /** @param from when a preorder ends, as the listing says; null when it says nothing */
    static ListedArticle at(
            Instant now, ArticleAvailability numbers, @Nullable String behaviour, @Nullable String from) {
        Instant availableFrom = from == null ? null : time(from);
        boolean preorder = "PREORDER".equals(behaviour) || "PREORDER_AND_RESTOCK".equals(behaviour);
        if (!preorder || availableFrom == null) {
            return new ListedArticle(numbers, behaviour, null);
        }
        return availableFrom.isAfter(now)
                ? new ListedArticle(numbers, behaviour, availableFrom)
                : new ListedArticle(numbers, "PREORDER".equals(behaviour) ? null : "RESTOCK", null);
    }

    /** A listing is taken in as it comes; what is no time says nothing, and must not keep orders from being routed. */
    private static @Nullable Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }
}
