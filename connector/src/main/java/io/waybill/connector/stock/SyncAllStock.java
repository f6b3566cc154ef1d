package io.waybill.connector.stock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.client.ArticleStock;
import io.waybill.client.Facility;
import io.waybill.client.FulfilmentClient;
import io.waybill.client.Query;
import io.waybill.client.http.Deadline;
import io.waybill.client.http.JsonHttp;
import io.waybill.connector.commercetools.Commercetools;
import io.waybill.connector.longrun.LongRuns;
import io.waybill.connector.longrun.Turn;
import io.waybill.connector.stock.InventoryEntries.Entry;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares all quantities of all facilities that are channels with the shop's entries, both ways: what the platform
 * lists and the shop does not show, and what the shop shows and the platform does not list. Makes up for events that
 * never came. Stops in time; the next turn goes on at the page where this one stopped.
 */
public final class SyncAllStock implements LongRuns.Run {
    private static final Logger LOG = System.getLogger(SyncAllStock.class.getName());
    /** Name of the run. */
    public static final String NAME = "stock";

    private static final int PAGE = 100;
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final Commercetools shop;
    private final FulfilmentClient platform;
    private final InventoryEntries entries;
    private final SupplyPlaces places;
    private final SyncStock syncStock;
    private final LongRuns runs;

    /** The run with those. */
    public SyncAllStock(
            Commercetools shop, FulfilmentClient platform, SupplyPlaces places, SyncStock syncStock, LongRuns runs) {
        this.shop = shop;
        this.platform = platform;
        this.entries = new InventoryEntries(shop);
        this.places = places;
        this.syncStock = syncStock;
        this.runs = runs;
    }

    @Override
    public Optional<ObjectNode> run(Duration every, Deadline deadline) {
        return runs.take(NAME, every, deadline).map(turn -> {
            StockReport report = new StockReport(turn);
            boolean complete = turn.work(() -> all(turn, report, deadline));
            return report.json(complete);
        });
    }

    private boolean all(Turn turn, StockReport report, Deadline deadline) {
        List<Facility> facilities = platform.within(deadline).facilities().list(Query.none()).stream()
                .filter(facility -> facility.tenantFacilityId() != null)
                .sorted(Comparator.comparing(Facility::id))
                .toList();
        StockCursor cursor = StockCursor.read(turn.cursor());
        for (Facility facility : facilities) {
            if (facility.id().compareTo(cursor.facility()) < 0) {
                continue;
            }
            String key = String.valueOf(facility.tenantFacilityId());
            Optional<SupplyPlace> place = places.ofChannel(facility.id(), key, deadline);
            if (place.isEmpty()) {
                report.facilityWithoutChannel(key);
            } else {
                StockCursor at = facility.id().equals(cursor.facility()) ? cursor : StockCursor.of(facility.id());
                if (!facility(place.get(), at, turn, report, deadline)) {
                    return false;
                }
            }
        }
        channelsWithoutFacility(facilities, deadline).forEach(report::channelWithoutFacility);
        return true;
    }

    /** Whether the facility was finished in time. */
    private boolean facility(SupplyPlace place, StockCursor start, Turn turn, StockReport report, Deadline deadline) {
        StockCursor cursor = start;
        while (!cursor.finished()) {
            if (deadline.remaining().compareTo(ENOUGH) < 0) {
                return false;
            }
            cursor = cursor.overEntries()
                    ? entriesPage(place, cursor, report, deadline)
                    : articlesPage(place, cursor, report, deadline);
            turn.advance(cursor.json(), deadline);
        }
        report.facility();
        return true;
    }

    private StockCursor articlesPage(SupplyPlace place, StockCursor cursor, StockReport report, Deadline deadline) {
        List<String> page = platform
                .within(deadline)
                .stocks()
                .page(place.facilityRef(), cursor.after().isEmpty() ? null : cursor.after(), PAGE)
                .stream()
                .map(ArticleStock::tenantArticleId)
                .toList();
        report.compared(place, syncStock.sync(place, page, deadline));
        if (page.size() == PAGE) {
            return cursor.articlesAfter(page.get(page.size() - 1));
        }
        if (page.isEmpty() && cursor.after().isEmpty()) {
            // Rather leave numbers that may be old than show an empty house because a platform lists nothing yet.
            LOG.log(Logger.Level.WARNING, "facility {0} lists no article: its entries are left", place.channelKey());
            report.facilityWithoutArticles(place.channelKey());
            return cursor.end();
        }
        return cursor.beginEntries();
    }

    private StockCursor entriesPage(SupplyPlace place, StockCursor cursor, StockReport report, Deadline deadline) {
        List<Entry> page = entries.stockedAfter(place, cursor.after(), PAGE, deadline);
        report.compared(
                place, syncStock.sync(place, page.stream().map(Entry::sku).toList(), deadline));
        return page.size() == PAGE
                ? cursor.entriesAfter(page.get(page.size() - 1).id())
                : cursor.end();
    }

    private List<String> channelsWithoutFacility(List<Facility> facilities, Deadline deadline) {
        Set<String> keys = facilities.stream()
                .map(facility -> String.valueOf(facility.tenantFacilityId()))
                .collect(Collectors.toSet());
        String path = "/channels?where=" + JsonHttp.encode("roles contains any (\"InventorySupply\")");
        return shop.within(deadline).query(path, StockReport.MOST_CHANNELS).stream()
                .map((JsonNode channel) -> channel.path("key").asText())
                .filter(key -> !keys.contains(key))
                .toList();
    }
}
