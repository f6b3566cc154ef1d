package io.waybill.platform.facilities;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Creates, replaces and deletes zones of a facility. */
@ApplicationScoped
class EditZones {
    private final Database database;
    private final Facilities facilities;
    private final Zones zones;
    private final StorageLocations locations;
    private final PlaceEvents events;
    private final Identifiers identifiers;
    private final Clock clock;

    EditZones(
            Database database,
            Facilities facilities,
            Zones zones,
            StorageLocations locations,
            PlaceEvents events,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.facilities = facilities;
        this.zones = zones;
        this.locations = locations;
        this.events = events;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Stored<Zone> create(String facilityId, Zone.Content content) {
        Instant now = clock.instant();
        Zone zone = new Zone(
                identifiers.next(),
                1,
                now,
                now,
                facilityId,
                content.name(),
                content.score(),
                content.customAttributes());
        return database.transaction(transaction -> {
            facilities.hold(transaction.handle(), List.of(facilityId));
            Stored<Zone> stored = zones.insert(transaction.handle(), zone);
            events.zoneCreated(transaction, zone);
            return stored;
        });
    }

    /** @throws Rejection 404, 409 for another version or a taken name */
    Stored<Zone> replace(String facilityId, String id, Zone.Content content) {
        Long version = content.version();
        if (version == null) {
            throw Rejection.invalid("version must not be null");
        }
        return database.transaction(transaction -> {
            Zone before = zones.lock(transaction.handle(), facilityId, id);
            if (before.version() != version) {
                throw Rejection.versionConflict(zones.table().kind(), id, version, before.version());
            }
            return zones.update(
                    transaction.handle(),
                    new Zone(
                            id,
                            before.version(),
                            before.created(),
                            before.lastModified(),
                            facilityId,
                            content.name(),
                            content.score(),
                            content.customAttributes()));
        });
    }

    /** @throws Rejection 404, 422 while storage locations belong to it */
    void delete(String facilityId, String id) {
        database.inTransaction(transaction -> {
            Zone zone = zones.lock(transaction.handle(), facilityId, id);
            List<String> belonging = locations.ofZone(transaction.handle(), zone);
            if (!belonging.isEmpty()) {
                throw Rejection.ruleBroken("Zone " + id + " cannot be deleted while " + belonging.size()
                        + " storage locations belong to it, such as " + belonging.getFirst());
            }
            zones.table().delete(transaction.handle(), id, zone.version());
            events.zoneDeleted(transaction, zone);
        });
    }
}
