package io.waybill.connector.stock;

import io.waybill.client.ArticleStock;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.http.Deadline;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The quantities that the shop should show, as the platform has them now. */
final class PlatformStock {
    private final FulfilmentClient platform;
    private final StockRule rule;

    PlatformStock(FulfilmentClient platform, StockRule rule) {
        this.platform = platform;
        this.rule = rule;
    }

    /** Of those articles at a place, by article; one that cannot be had there because it is not listed has no entry. */
    Map<String, Long> quantities(SupplyPlace place, Collection<String> articles, Deadline deadline) {
        FulfilmentClient client = platform.within(deadline);
        Map<String, Long> quantities = new HashMap<>();
        for (ArticleStock stock : client.stocks().at(place.facilityRef(), articles, rule.onlyOffered())) {
            quantities.put(stock.tenantArticleId(), rule.quantity(stock));
        }
        if (rule.onlyOffered() && quantities.values().stream().anyMatch(quantity -> quantity > 0)) {
            Set<String> inactive = client.facilities().inactiveListings(place.facilityRef(), quantities.keySet());
            inactive.forEach(article -> quantities.computeIfPresent(article, (same, quantity) -> 0L));
        }
        return quantities;
    }
}
