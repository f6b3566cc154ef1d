package io.waybill.platform.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of the table {@code stock}. Sets are written with one statement, whatever their size. Thread-safe. */
@ApplicationScoped
class StockTable {
    private final ObjectMapper json;

    StockTable(ObjectMapper json) {
        this.json = json;
    }

    void insert(Handle handle, Collection<StockRow> rows) {
        if (!rows.isEmpty()) {
            handle.createUpdate(
                            "insert into stock select r.* from jsonb_populate_recordset(null::stock, :rows::jsonb) r")
                    .bind("rows", write(rows))
                    .execute();
        }
    }

    /** Writes rows which carry the version after the one that was read. @throws Rejection 409 or 404 */
    void update(Handle handle, Collection<StockRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Set<String> written = new HashSet<>(handle.createQuery("update stock s set version = r.version, "
                        + "last_modified = r.last_modified, value = r.value, location_ref = r.location_ref, "
                        + "available_until = r.available_until, usable_until = r.usable_until, "
                        + "accessible = r.accessible, pickable = r.pickable, keep_on_zero = r.keep_on_zero, "
                        + "outbound = r.outbound, in_motion = r.in_motion, details = r.details "
                        + "from jsonb_populate_recordset(null::stock, :rows::jsonb) r "
                        + "where s.id = r.id and s.version = r.version - 1 returning s.id")
                .bind("rows", write(rows))
                .mapTo(String.class)
                .list());
        for (StockRow row : rows) {
            if (!written.contains(row.id())) {
                throw Rejection.conflict("Stock " + row.id() + " was changed by someone else at the same time");
            }
        }
    }

    void delete(Handle handle, Collection<String> ids) {
        if (!ids.isEmpty()) {
            handle.createUpdate("delete from stock where id = any(:ids)")
                    .bindArray("ids", String.class, ids.toArray())
                    .execute();
        }
    }

    Map<String, StockRow> byIds(Handle handle, Collection<String> ids) {
        Map<String, StockRow> found = new HashMap<>();
        handle.createQuery("select * from stock where id = any(:ids)")
                .bindArray("ids", String.class, ids.toArray())
                .map((row, context) -> row(row))
                .forEach(row -> found.put(row.id(), row));
        return found;
    }

    List<StockRow> at(Handle handle, Collection<Place> places) {
        return handle.createQuery("select s.* from stock s "
                        + "join unnest(:facilities::text[], :articles::text[]) as w(f, a) "
                        + "on s.facility_id = w.f and s.tenant_article_id = w.a")
                .bindArray(
                        "facilities",
                        String.class,
                        places.stream().map(Place::facilityId).toArray())
                .bindArray(
                        "articles",
                        String.class,
                        places.stream().map(Place::tenantArticleId).toArray())
                .map((row, context) -> row(row))
                .list();
    }

    List<String> idsAtLocations(Handle handle, Collection<String> locationRefs) {
        return handle.createQuery("select id from stock where location_ref = any(:locations)")
                .bindArray("locations", String.class, locationRefs.toArray())
                .mapTo(String.class)
                .list();
    }

    /** The stocks as the wire shows them, in the order of the ids. */
    Map<String, ObjectNode> documents(Handle handle, Collection<String> ids) {
        Map<String, ObjectNode> found = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery("select document::text from stock_document where id = any(:ids)")
                    .bindArray("ids", String.class, ids.toArray())
                    .mapTo(String.class)
                    .map(this::read)
                    .forEach(document -> found.put(document.path("id").asText(), document));
        }
        Map<String, ObjectNode> ordered = new LinkedHashMap<>();
        for (String id : ids) {
            ObjectNode document = found.get(id);
            if (document != null) {
                ordered.put(id, document);
            }
        }
        return ordered;
    }

    private StockRow row(java.sql.ResultSet row) throws java.sql.SQLException {
        return new StockRow(
                row.getString("id"),
                row.getLong("version"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("last_modified").toInstant(),
                row.getString("facility_id"),
                row.getString("tenant_article_id"),
                row.getInt("value"),
                row.getString("location_ref"),
                row.getTimestamp("receipt_date").toInstant(),
                instant(row.getTimestamp("available_until")),
                instant(row.getTimestamp("usable_until")),
                row.getBoolean("accessible"),
                row.getBoolean("pickable"),
                row.getBoolean("keep_on_zero"),
                row.getBoolean("outbound"),
                row.getBoolean("in_motion"),
                read(row.getString("details")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private String write(Collection<StockRow> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("Stock rows cannot be written as JSON", failure);
        }
    }

    ObjectNode read(String document) {
        try {
            return (ObjectNode) json.readTree(document);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored stock cannot be read", failure);
        }
    }
}
