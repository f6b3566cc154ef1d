package io.waybill.platform.inventory;

import org.jspecify.annotations.Nullable;

/**
 * An article where it has an active listing.
 *
 * @param outOfStockBehaviour of the listing, by its name on the wire; null when it says none
 */
public record ListedArticle(
        ArticleAvailability numbers, @Nullable String outOfStockBehaviour) {}
