package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The zones of all facilities. Thread-safe; every method is one statement. */
@ApplicationScoped
class Zones {
    private static final UniqueConstraint NAME = new UniqueConstraint("zone_name");

    private final DocumentTable<Zone> table;

    Zones(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("zone", "Zone", Zone.class, json, clock);
    }

    DocumentTable<Zone> table() {
        return table;
    }

    /** The zone under its row lock. @throws Rejection 404, also when it is one of another facility */
    Zone lock(Handle handle, String facilityId, String id) {
        return handle.createQuery(
                        "select document::text from zone where id = :id and facility_id = :facility " + "for update")
                .bind("id", id)
                .bind("facility", facilityId)
                .mapTo(String.class)
                .findOne()
                .map(table::parse)
                .orElseThrow(() -> Rejection.notFound(table.kind(), id));
    }

    /** @throws Rejection 404, also when it is one of another facility */
    String json(Handle handle, String facilityId, String id) {
        return handle.createQuery("select document::text from zone where id = :id and facility_id = :facility")
                .bind("id", id)
                .bind("facility", facilityId)
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() -> Rejection.notFound(table.kind(), id));
    }

    /**
     * The id of the facility's zone with that id or, where no id is given, that name; kept from being deleted before the
     * transaction ends.
     */
    Optional<String> hold(Handle handle, String facilityId, @Nullable String id, @Nullable String name) {
        return handle.createQuery("select id from zone where facility_id = :facility "
                        + "and case when :id::text is null then name = :name::text else id = :id::text end "
                        + "for key share")
                .bind("facility", facilityId)
                .bind("id", id)
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    /** Deletes those of the facility. */
    List<Zone> deleteOf(Handle handle, String facilityId) {
        return table.parseAll(
                handle.createQuery("delete from zone where facility_id = :facility returning document::text")
                        .bind("facility", facilityId)
                        .mapTo(String.class)
                        .list());
    }

    /** @throws Rejection 409 when the facility has a zone of that name */
    Stored<Zone> insert(Handle handle, Zone zone) {
        return unique(zone, () -> table.insert(handle, zone));
    }

    /** @throws Rejection 409 when the facility has another zone of that name, or someone else wrote in between */
    Stored<Zone> update(Handle handle, Zone changed) {
        return unique(changed, () -> table.update(handle, changed));
    }

    private static Stored<Zone> unique(Zone zone, Supplier<Stored<Zone>> write) {
        return NAME.guard(
                write, () -> Rejection.conflict("name " + zone.name() + " is taken by another zone of the facility"));
    }
}
