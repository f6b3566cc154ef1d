package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The store of the listings. Thread-safe. */
@ApplicationScoped
public class Listings {
    private final DocumentTable<Listing> table;

    Listings(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("listing", "Listing", Listing.class, json, clock);
    }

    DocumentTable<Listing> table() {
        return table;
    }

    /** @throws Rejection 404 */
    Listing get(Handle handle, Place place) {
        Listing listing = at(handle, java.util.List.of(place)).get(place);
        if (listing == null) {
            throw Rejection.notFound("Listing of article", place.tenantArticleId());
        }
        return listing;
    }

    Map<Place, Listing> at(Handle handle, Collection<Place> places) {
        Map<Place, Listing> found = new HashMap<>();
        handle.createQuery("select l.document::text from listing l "
                        + "join unnest(:facilities::text[], :articles::text[]) as w(f, a) "
                        + "on l.facility_id = w.f and l.tenant_article_id = w.a")
                .bindArray(
                        "facilities",
                        String.class,
                        places.stream().map(Place::facilityId).toArray())
                .bindArray(
                        "articles",
                        String.class,
                        places.stream().map(Place::tenantArticleId).toArray())
                .mapTo(String.class)
                .map(table::parse)
                .forEach(listing -> found.put(new Place(listing.facilityId(), listing.tenantArticleId()), listing));
        return found;
    }

    /** Title and image per article, from any of its listings. */
    Map<String, Listing> oneOfEach(Handle handle, Collection<String> tenantArticleIds) {
        Map<String, Listing> found = new HashMap<>();
        handle.createQuery("select l.document::text from unnest(:articles::text[]) as w(article) cross join lateral "
                        + "(select document from listing where tenant_article_id = w.article "
                        + "order by facility_id limit 1) l")
                .bindArray("articles", String.class, tenantArticleIds.toArray())
                .mapTo(String.class)
                .map(table::parse)
                .forEach(listing -> found.put(listing.tenantArticleId(), listing));
        return found;
    }

    /** The stored JSON of the listings of any of these articles at any of these facilities, active or not. */
    public Map<Place, JsonNode> json(Handle handle, Collection<String> facilityIds, Collection<String> articles) {
        Map<Place, JsonNode> found = new HashMap<>();
        handle.createQuery("select facility_id, tenant_article_id, document::text from listing "
                        + "where facility_id = any(:facilities) and tenant_article_id = any(:articles)")
                .bindArray("facilities", String.class, facilityIds.toArray())
                .bindArray("articles", String.class, articles.toArray())
                .map((row, context) -> Map.entry(new Place(row.getString(1), row.getString(2)), row.getString(3)))
                .forEach(row -> found.put(row.getKey(), table.tree(row.getValue())));
        return found;
    }
}
