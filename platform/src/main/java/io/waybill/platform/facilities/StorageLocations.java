package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The storage locations of all facilities. Thread-safe; every method is one statement. */
@ApplicationScoped
public class StorageLocations {
    private final DocumentTable<StorageLocation> table;

    public StorageLocations(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("storage_location", "Storage location", StorageLocation.class, json, clock);
    }

    DocumentTable<StorageLocation> table() {
        return table;
    }

    /** Those of the ids that exist, by id. */
    public Map<String, StorageLocation> byIds(Handle handle, Collection<String> ids) {
        return ids.isEmpty() ? Map.of() : table.findAll(handle, ids);
    }

    /**
     * Those of the ids that exist, by id; they can be neither changed nor deleted before the transaction ends. Whoever
     * puts something there calls this first.
     */
    public Map<String, StorageLocation> hold(Handle handle, Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : handle
                        .createQuery("select document::text from storage_location where id = any(:ids) "
                                + "order by id for share")
                        .bindArray("ids", String.class, ids.toArray())
                        .mapTo(String.class)
                        .map(table::parse)
                        .stream()
                        .collect(Collectors.toMap(StorageLocation::id, location -> location));
    }

    /** The location under its row lock. @throws Rejection 404, also when it is one of another facility */
    StorageLocation lock(Handle handle, String facilityId, String id) {
        return handle.createQuery("select document::text from storage_location "
                        + "where id = :id and facility_id = :facility for update")
                .bind("id", id)
                .bind("facility", facilityId)
                .mapTo(String.class)
                .findOne()
                .map(table::parse)
                .orElseThrow(() -> Rejection.notFound(table.kind(), id));
    }

    /** @throws Rejection 404, also when it is one of another facility */
    String json(Handle handle, String facilityId, String id) {
        return handle.createQuery(
                        "select document::text from storage_location where id = :id and facility_id = :facility")
                .bind("id", id)
                .bind("facility", facilityId)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound(table.kind(), id));
    }

    /** Ids of the locations that belong to the zone. */
    List<String> ofZone(Handle handle, Zone zone) {
        return handle.createQuery("select id from storage_location where facility_id = :facility and zone_id = :zone "
                        + "order by id")
                .bind("facility", zone.facilityRef())
                .bind("zone", zone.id())
                .mapTo(String.class)
                .list();
    }

    /** Deletes those of the facility and answers their documents. */
    List<String> deleteOf(Handle handle, String facilityId) {
        return handle.createQuery("delete from storage_location where facility_id = :facility returning document::text")
                .bind("facility", facilityId)
                .mapTo(String.class)
                .list();
    }
}
