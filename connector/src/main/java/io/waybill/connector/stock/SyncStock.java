package io.waybill.connector.stock;

import io.waybill.client.ArticleStock;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.Stocks;
import io.waybill.client.http.Deadline;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.commercetools.CommercetoolsRejectedException;
import io.waybill.connector.commercetools.Conflicts;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.outcome.ParkedReason;
import io.waybill.connector.stock.InventoryEntries.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes the shop show what the platform has of some articles at one facility now. What led here does not matter and is
 * not believed, so events may come late, twice or in any order. An entry is always read before the platform is asked, and
 * written at the version that was read: whoever wrote in between had the newer number, and is looked at again.
 */
public final class SyncStock {
    private final FulfilmentClient platform;
    private final InventoryEntries entries;
    private final SupplyPlaces places;
    private final StockRule rule;

    /** The use case on those two systems. */
    public SyncStock(Commercetools shop, FulfilmentClient platform, SupplyPlaces places, StockRule rule) {
        this.platform = platform;
        this.entries = new InventoryEntries(shop);
        this.places = places;
        this.rule = rule;
    }

    /** Syncs those articles of a facility. */
    public Outcome sync(String facilityRef, Collection<String> articles, Deadline deadline) {
        Optional<SupplyPlace> place = places.of(facilityRef, deadline);
        if (place.isEmpty()) {
            return new Outcome.Ignored("Facility " + facilityRef + " is no channel of the shop");
        }
        StockTally tally = sync(place.get(), articles, deadline);
        if (!tally.refusals().isEmpty()) {
            return new Outcome.Impossible(
                    ParkedReason.SHOP_REFUSED,
                    "commercetools refused " + tally.refusals().size() + " of " + tally.compared() + " quantities",
                    String.join("; ", tally.refusals()));
        }
        return tally.written() == 0
                ? new Outcome.Ignored("The shop shows it already")
                : new Outcome.Done(tally.written() + " of " + tally.compared() + " quantities written");
    }

    /** Syncs those articles of a place, however many. */
    StockTally sync(SupplyPlace place, Collection<String> articles, Deadline deadline) {
        List<String> all = List.copyOf(new TreeSet<>(articles));
        StockTally tally = StockTally.none();
        for (int from = 0; from < all.size(); from += Stocks.MOST_ARTICLES) {
            List<String> some = all.subList(from, Math.min(all.size(), from + Stocks.MOST_ARTICLES));
            tally = tally.plus(syncSome(place, some, deadline));
        }
        return tally;
    }

    /** The entries of a place that show another quantity than the platform has, out of those articles. */
    Collection<String> differing(SupplyPlace place, List<ArticleStock> stocks, Deadline deadline) {
        List<String> differing = new ArrayList<>();
        for (int from = 0; from < stocks.size(); from += Stocks.MOST_ARTICLES) {
            List<ArticleStock> some = stocks.subList(from, Math.min(stocks.size(), from + Stocks.MOST_ARTICLES));
            Map<String, Entry> present = entries.at(
                    place, some.stream().map(ArticleStock::tenantArticleId).toList(), deadline);
            some.stream()
                    .filter(stock -> {
                        Entry entry = present.get(stock.tenantArticleId());
                        return entry == null || entry.quantity() != rule.quantity(stock);
                    })
                    .forEach(stock -> differing.add(stock.tenantArticleId()));
        }
        return differing;
    }

    /** Out of those entries of a place, the articles that its facility does not list. */
    Collection<String> unlisted(SupplyPlace place, List<Entry> some, Deadline deadline) {
        List<String> unlisted = new ArrayList<>();
        for (int from = 0; from < some.size(); from += Stocks.MOST_ARTICLES) {
            List<String> skus = some.subList(from, Math.min(some.size(), from + Stocks.MOST_ARTICLES)).stream()
                    .map(Entry::sku)
                    .toList();
            Map<String, ArticleStock> listed = stocks(place, skus, deadline);
            skus.stream().filter(sku -> !listed.containsKey(sku)).forEach(unlisted::add);
        }
        return unlisted;
    }

    private StockTally syncSome(SupplyPlace place, List<String> articles, Deadline deadline) {
        Map<String, Entry> present = entries.at(place, articles, deadline);
        Map<String, ArticleStock> stocks = stocks(place, articles, deadline);
        long changed = 0;
        long created = 0;
        List<String> refusals = new ArrayList<>();
        for (String article : articles) {
            Optional<Entry> entry = Optional.ofNullable(present.get(article));
            Optional<ArticleStock> stock = Optional.ofNullable(stocks.get(article));
            try {
                if (write(place, article, entry, stock, deadline)) {
                    changed += entry.isPresent() ? 1 : 0;
                    created += entry.isPresent() ? 0 : 1;
                }
            } catch (CommercetoolsRejectedException refused) {
                if (refused.accessDenied() || refused.versionConflict()) {
                    throw refused;
                }
                refusals.add(article + ": " + refused.getMessage());
            }
        }
        return new StockTally(articles.size(), changed, created, refusals);
    }

    private boolean write(
            SupplyPlace place, String article, Optional<Entry> entry, Optional<ArticleStock> stock, Deadline deadline) {
        try {
            return writeOnce(place, article, entry, stock, deadline);
        } catch (CommercetoolsRejectedException refused) {
            // Made, changed or deleted by somebody else since it was read.
            if (!refused.versionConflict() && !refused.notFound() && !InventoryEntries.isDuplicate(refused)) {
                throw refused;
            }
            return Conflicts.resolved(() -> writeOnce(
                    place,
                    article,
                    Optional.ofNullable(
                            entries.at(place, List.of(article), deadline).get(article)),
                    Optional.ofNullable(
                            stocks(place, List.of(article), deadline).get(article)),
                    deadline));
        }
    }

    private boolean writeOnce(
            SupplyPlace place, String article, Optional<Entry> entry, Optional<ArticleStock> stock, Deadline deadline) {
        // What the facility does not list cannot be had there.
        long quantity = stock.map(rule::quantity).orElse(0L);
        if (entry.isPresent()) {
            if (entry.get().quantity() == quantity) {
                return false;
            }
            entries.change(entry.get(), quantity, deadline);
            return true;
        }
        if (stock.isEmpty()) {
            return false;
        }
        entries.create(place, article, quantity, deadline);
        return true;
    }

    private Map<String, ArticleStock> stocks(SupplyPlace place, Collection<String> articles, Deadline deadline) {
        return platform.within(deadline).stocks().at(place.facilityRef(), articles).stream()
                .collect(Collectors.toMap(ArticleStock::tenantArticleId, stock -> stock, (one, other) -> one));
    }
}
