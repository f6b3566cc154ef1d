package io.waybill.connector.stock;

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

/**
 * Makes the shop show what the platform has of some articles at one facility now. What led here does not matter and is
 * not believed, so events may come late, twice or in any order. An entry is always read before the platform is asked, and
 * written at the version that was read: whoever wrote in between had the newer number, and is looked at again.
 */
public final class SyncStock {
    private final InventoryEntries entries;
    private final PlatformStock platform;
    private final SupplyPlaces places;

    /** The use case on those two systems. */
    public SyncStock(Commercetools shop, FulfilmentClient platform, SupplyPlaces places, StockRule rule) {
        this.entries = new InventoryEntries(shop);
        this.platform = new PlatformStock(platform, rule);
        this.places = places;
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

    private StockTally syncSome(SupplyPlace place, List<String> articles, Deadline deadline) {
        Map<String, Entry> present = entries.at(place, articles, deadline);
        Map<String, Long> quantities = platform.quantities(place, articles, deadline);
        List<Difference> differences = new ArrayList<>();
        for (String article : articles) {
            difference(article, present, quantities).ifPresent(differences::add);
        }
        return SeveralAtOnce.run(differences, each -> settle(place, each, deadline))
                .reduce(StockTally.compared(articles.size()), StockTally::plus);
    }

    /** An article whose entry is missing or shows another quantity. */
    private record Difference(String article, Optional<Entry> entry, long quantity) {}

    private static Optional<Difference> difference(
            String article, Map<String, Entry> present, Map<String, Long> quantities) {
        Optional<Entry> entry = Optional.ofNullable(present.get(article));
        Optional<Long> wanted = Optional.ofNullable(quantities.get(article));
        // What cannot be had there shows as nothing, and needs no entry to say so.
        long quantity = wanted.orElse(0L);
        boolean differs = entry.map(found -> found.quantity() != quantity).orElse(wanted.isPresent());
        return differs ? Optional.of(new Difference(article, entry, quantity)) : Optional.empty();
    }

    private StockTally settle(SupplyPlace place, Difference difference, Deadline deadline) {
        try {
            return write(place, difference, deadline);
        } catch (CommercetoolsRejectedException refused) {
            if (refused.accessDenied() || refused.versionConflict()) {
                throw refused;
            }
            return StockTally.refused(difference.article() + ": " + refused.getMessage());
        }
    }

    private StockTally write(SupplyPlace place, Difference difference, Deadline deadline) {
        try {
            return writeOnce(place, difference, deadline);
        } catch (CommercetoolsRejectedException refused) {
            // Made, changed or deleted by somebody else since it was read.
            if (!refused.versionConflict() && !refused.notFound() && !InventoryEntries.isDuplicate(refused)) {
                throw refused;
            }
            List<String> article = List.of(difference.article());
            return Conflicts.resolved(() -> {
                Map<String, Entry> present = entries.at(place, article, deadline);
                return difference(difference.article(), present, platform.quantities(place, article, deadline))
                        .map(anew -> writeOnce(place, anew, deadline))
                        .orElseGet(StockTally::none);
            });
        }
    }

    private StockTally writeOnce(SupplyPlace place, Difference difference, Deadline deadline) {
        if (difference.entry().isPresent()) {
            entries.change(difference.entry().get(), difference.quantity(), deadline);
            return StockTally.oneChanged();
        }
        entries.create(place, difference.article(), difference.quantity(), deadline);
        return StockTally.oneCreated();
    }
}
