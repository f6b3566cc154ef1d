package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.facilities.StorageLocation;
import io.waybill.platform.facilities.StorageLocations;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Articles at facilities, each as a whole. Thread-safe. */
@ApplicationScoped
public class ArticleStocks {
    private static final int HELD = 100;
    private static final int CHANGES = 50;

    private final Availability availability;
    private final Listings listings;
    private final StockTable table;
    private final StorageLocations locations;
    private final StockChanges changes;
    private final Clock clock;

    ArticleStocks(
            Availability availability,
            Listings listings,
            StockTable table,
            StorageLocations locations,
            StockChanges changes,
            Clock clock) {
        this.availability = availability;
        this.listings = listings;
        this.table = table;
        this.locations = locations;
        this.changes = changes;
        this.clock = clock;
    }

    /** @throws Rejection 404 when the article is not listed there and never had stock there */
    public ArticleStock get(Handle handle, Place place) {
        Listing listing = listings.at(handle, List.of(place)).get(place);
        List<StockChange> latest = changes.latest(handle, place, CHANGES);
        List<StockRow> rows = table.at(handle, List.of(place));
        List<ArticleStock.Held> held = held(handle, place);
        if (listing == null && rows.isEmpty() && held.isEmpty() && latest.isEmpty()) {
            throw Rejection.notFound("Article", place.tenantArticleId());
        }
        Instant now = clock.instant();
        Map<String, StorageLocation> known = locations.byIds(
                handle,
                rows.stream()
                        .map(StockRow::locationRef)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return new ArticleStock(
                Objects.requireNonNull(availability.of(handle, List.of(place)).get(place)),
                StockList.title(listing),
                listing != null && listing.status() == ListingStatus.ACTIVE,
                rows.stream()
                        .sorted(StockRow.ranking(now))
                        .map(row -> shelf(row, known, now))
                        .toList(),
                held.subList(0, Math.min(HELD, held.size())),
                held.size() > HELD,
                latest);
    }

    private static ArticleStock.Shelf shelf(StockRow row, Map<String, StorageLocation> known, Instant now) {
        StorageLocation location = row.locationRef() == null ? null : known.get(row.locationRef());
        Map<String, String> properties = new TreeMap<>();
        row.details()
                .path("properties")
                .properties()
                .forEach(property ->
                        properties.put(property.getKey(), property.getValue().asText()));
        boolean defective = false;
        for (JsonNode condition : row.details().path("conditions")) {
            defective |= condition.asText().equals(StockBody.Condition.DEFECTIVE.name());
        }
        return new ArticleStock.Shelf(
                row.id(),
                row.version(),
                row.value(),
                location == null ? null : location.name(),
                row.accessible(),
                row.pickable(),
                row.outbound(),
                row.inMotion(),
                row.accessible()
                        && row.pickable()
                        && (row.usableUntil() == null || row.usableUntil().isAfter(now)),
                defective,
                row.receiptDate(),
                row.usableUntil(),
                properties);
    }

    private static List<ArticleStock.Held> held(Handle handle, Place place) {
        return handle.createQuery("select order_id, pick_job_id, quantity, created from reservation "
                        + "where tenant_article_id = :article and facility_id = :facility "
                        + "order by created, id limit :most")
                .bind("article", place.tenantArticleId())
                .bind("facility", place.facilityId())
                .bind("most", HELD + 1)
                .map((row, context) -> new ArticleStock.Held(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }
}
