package io.waybill.platform.inventory;

import io.waybill.platform.database.Transaction;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Fact: more of these articles is available for picking than before. Fired within the transaction that made it so. */
public record StockIncreased(Transaction transaction, Set<String> tenantArticleIds) {
    /** The articles of which more is available at some place than before. */
    static Set<String> articles(Map<Place, ArticleAvailability> before, Map<Place, ArticleAvailability> after) {
        return after.values().stream()
                .filter(now -> now.availableForPicking()
                        > before.getOrDefault(now.place(), ArticleAvailability.none(now.place()))
                                .availableForPicking())
                .map(now -> now.place().tenantArticleId())
                .collect(Collectors.toUnmodifiableSet());
    }
}
