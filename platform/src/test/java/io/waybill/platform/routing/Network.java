package io.waybill.platform.routing;

import io.vertx.core.json.Json;
import io.waybill.platform.database.Database;
import io.waybill.platform.test.Api;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Facilities and stock for tests: each test has articles of its own, so that facilities of others do not matter. */
@ApplicationScoped
public class Network {
    private final Database database;

    Network(Database database) {
        this.database = database;
    }

    /** An online store in that place that ships and lets consumers collect. */
    public String store(double lat, double lon) {
        return store(lat, lon, Map.of());
    }

    /** As {@link #store(double, double)}, with these properties instead of its own. */
    public String store(double lat, double lon, Map<String, Object> more) {
        String id = "facility-" + UUID.randomUUID();
        String now = Instant.now().toString();
        Map<String, Object> store = new HashMap<>();
        store.put("id", id);
        store.put("version", 1);
        store.put("created", now);
        store.put("lastModified", now);
        store.put("type", "MANAGED_FACILITY");
        store.put("name", "Store " + id);
        store.put("tenantFacilityId", "T-" + id);
        store.put("status", "ONLINE");
        store.put("locationType", "STORE");
        store.put("services", List.of(Map.of("type", "SHIP_FROM_STORE"), Map.of("type", "PICKUP")));
        store.put("address", address("DE", Map.of("resolvedCoordinates", Map.of("lat", lat, "lon", lon))));
        store.putAll(more);
        database.inTransaction(transaction -> transaction
                .handle()
                .createUpdate("insert into facility (id, version, created, last_modified, document) "
                        + "values (:id, 1, now(), now(), :document::jsonb)")
                .bind("id", id)
                .bind("document", Json.encode(store))
                .execute());
        return id;
    }

    /** An address in that country. */
    public static Map<String, Object> address(String country, Map<String, Object> more) {
        Map<String, Object> address = new HashMap<>(Map.of(
                "companyName", "Shop", "street", "Street", "city", "Town", "postalCode", "1", "country", country));
        address.putAll(more);
        return address;
    }

    /** Lists the article at the facility and puts units on the shelf. */
    public void stock(String facilityId, String article, int units) {
        list(facilityId, article, Map.of());
        if (units > 0) {
            Api.admin()
                    .body(Map.of("tenantArticleId", article, "value", units, "facilityRef", facilityId))
                    .post("/api/stocks")
                    .then()
                    .statusCode(201);
        }
    }

    /** Lists the article at the facility. */
    public void list(String facilityId, String article, Map<String, Object> more) {
        Map<String, Object> listing = new HashMap<>(more);
        listing.put("tenantArticleId", article);
        listing.put("title", "A thing");
        Api.admin()
                .body(Map.of("listings", List.of(listing)))
                .put("/api/facilities/" + facilityId + "/listings")
                .then()
                .statusCode(200);
    }

    /** Units reserved of the article, by facility. */
    public Map<String, Integer> reserved(String article) {
        Map<String, Integer> reserved = new java.util.TreeMap<>();
        database.read(handle -> handle.createQuery("select facility_id, sum(quantity)::int from reservation "
                                + "where tenant_article_id = :article group by facility_id")
                        .bind("article", article)
                        .map((row, context) -> Map.entry(row.getString(1), row.getInt(2)))
                        .list())
                .forEach(entry -> reserved.put(entry.getKey(), entry.getValue()));
        return reserved;
    }

    /** Units on all shelves and units reserved of the article, as the balances say. */
    public List<Integer> balance(String article) {
        return database.read(handle -> handle.createQuery("select (select coalesce(sum(value), 0)::int from stock "
                        + "where tenant_article_id = :article), (select coalesce(sum(reserved), 0)::int "
                        + "from stock_balance where tenant_article_id = :article)")
                .bind("article", article)
                .map((row, context) -> new ArrayList<>(List.of(row.getInt(1), row.getInt(2))))
                .one());
    }
}
