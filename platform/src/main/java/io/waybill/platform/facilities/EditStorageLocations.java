package io.waybill.platform.facilities;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes storage locations of a facility. */
@ApplicationScoped
class EditStorageLocations {
    private final Database database;
    private final Facilities facilities;
    private final StorageLocations locations;
    private final Zones zones;
    private final PlaceEvents events;
    private final Event<StorageTraitsChanged> traitChanges;
    private final Event<StorageLocationDeletionRequested> deletions;
    private final Identifiers identifiers;
    private final Clock clock;

    EditStorageLocations(
            Database database,
            Facilities facilities,
            StorageLocations locations,
            Zones zones,
            PlaceEvents events,
            Event<StorageTraitsChanged> traitChanges,
            Event<StorageLocationDeletionRequested> deletions,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.facilities = facilities;
        this.locations = locations;
        this.zones = zones;
        this.events = events;
        this.traitChanges = traitChanges;
        this.deletions = deletions;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Stored<StorageLocation> create(String facilityId, StorageLocation.Content content) {
        Instant now = clock.instant();
        return database.transaction(transaction -> {
            facilities.hold(transaction.handle(), List.of(facilityId));
            Stored<StorageLocation> stored = locations
                    .table()
                    .insert(
                            transaction.handle(),
                            content.location(
                                    identifiers.next(),
                                    1,
                                    now,
                                    now,
                                    facilityId,
                                    zone(transaction, facilityId, content)));
            events.locations(transaction, "STORAGE_LOCATIONS_CREATED", facilityId, List.of(stored.resource()));
            return stored;
        });
    }

    /** @throws Rejection 404, 409 for another version, 400 for a zone that the facility does not have */
    Stored<StorageLocation> replace(String facilityId, String id, StorageLocation.Content content) {
        Long version = content.version();
        if (version == null) {
            throw Rejection.invalid("version must not be null");
        }
        return database.transaction(
                transaction -> store(transaction, locked(transaction, facilityId, id, version), content));
    }

    /** As {@link #replace}, but only what the actions name. */
    Stored<StorageLocation> patch(String facilityId, String id, StorageLocation.Patch patch) {
        return database.transaction(transaction -> {
            StorageLocation before = locked(transaction, facilityId, id, patch.version());
            StorageLocation.Content changed = before.content();
            for (StorageLocation.Modification modification : patch.actions()) {
                changed = modification.over(changed);
            }
            return store(transaction, before, changed);
        });
    }

    /** @throws Rejection 404, 422 while something lies there */
    void delete(String facilityId, String id) {
        database.inTransaction(transaction -> {
            StorageLocation location = locations.lock(transaction.handle(), facilityId, id);
            deletions.fire(new StorageLocationDeletionRequested(transaction, location));
            locations.table().delete(transaction.handle(), id, location.version());
            events.locations(transaction, "STORAGE_LOCATIONS_DELETED", facilityId, List.of(location));
        });
    }

    /** The facility, locked by the transaction, is about to go, and nothing lies there any more. */
    void deleteAll(Transaction transaction, String facilityId) {
        events.locations(
                transaction,
                "STORAGE_LOCATIONS_DELETED",
                facilityId,
                locations.table().parseAll(locations.deleteOf(transaction.handle(), facilityId)));
        zones.deleteOf(transaction.handle(), facilityId).forEach(zone -> events.zoneDeleted(transaction, zone));
    }

    private StorageLocation locked(Transaction transaction, String facilityId, String id, long version) {
        StorageLocation before = locations.lock(transaction.handle(), facilityId, id);
        if (before.version() != version) {
            throw Rejection.versionConflict(locations.table().kind(), id, version, before.version());
        }
        return before;
    }

    private Stored<StorageLocation> store(
            Transaction transaction, StorageLocation before, StorageLocation.Content content) {
        StorageLocation changed = content.location(
                before.id(),
                before.version(),
                before.created(),
                before.lastModified(),
                before.facilityRef(),
                zone(transaction, before.facilityRef(), content));
        Stored<StorageLocation> stored = locations.table().update(transaction.handle(), changed);
        events.locations(
                transaction, "STORAGE_LOCATIONS_INFORMATION_CHANGED", before.facilityRef(), List.of(stored.resource()));
        if (!changed.traits().equals(before.traits())) {
            traitChanges.fire(new StorageTraitsChanged(transaction, stored.resource()));
        }
        return stored;
    }

    private @Nullable String zone(Transaction transaction, String facilityId, StorageLocation.Content content) {
        String id = content.zoneRef();
        String name = content.zoneName();
        if (id == null && name == null) {
            return null;
        }
        return zones.hold(transaction.handle(), facilityId, id, name)
                .orElseThrow(() -> Rejection.invalid(
                        (id == null
                                ? "zoneName: the facility has no zone named " + name
                                : "zoneRef: the facility has no zone " + id)));
    }
}
