package io.waybill.platform.facilities;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

@ApplicationScoped
class DeleteFacility {
    private final Database database;
    private final Facilities facilities;
    private final EditFacilityGroups groups;
    private final EditStorageLocations storageLocations;
    private final FacilityEvents events;
    private final Event<FacilityDeletionRequested> requested;

    DeleteFacility(
            Database database,
            Facilities facilities,
            EditFacilityGroups groups,
            EditStorageLocations storageLocations,
            FacilityEvents events,
            Event<FacilityDeletionRequested> requested) {
        this.database = database;
        this.facilities = facilities;
        this.groups = groups;
        this.storageLocations = storageLocations;
        this.events = events;
        this.requested = requested;
    }

    /**
     * Its carrier connections, zones and storage locations go with it in any case, and it leaves its groups; its listings
     * and stocks go only when forced; work that is not finished there always stands in the way.
     *
     * @throws Rejection 404, or 422 naming everything that is in the way
     */
    void delete(String idOrUrn, boolean force) {
        database.inTransaction(transaction -> {
            // Waits for whoever is just putting something there, and makes later ones wait for the deletion.
            Facility facility = facilities
                    .table()
                    .lock(
                            transaction.handle(),
                            facilities.resolve(transaction.handle(), idOrUrn).id());
            FacilityDeletionRequested deletion = new FacilityDeletionRequested(transaction, facility, force);
            requested.fire(deletion);
            if (!deletion.obstacles().isEmpty()) {
                throw Rejection.ruleBroken("Facility " + facility.id() + " cannot be deleted while it has "
                        + String.join(", ", deletion.obstacles()));
            }
            storageLocations.deleteAll(transaction, facility.id());
            groups.takeOut(transaction, facility.id());
            facilities.table().delete(transaction.handle(), facility.id(), facility.version());
            events.deleted(transaction, facility);
        });
    }
}
