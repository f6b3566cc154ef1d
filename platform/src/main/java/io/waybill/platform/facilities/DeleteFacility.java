package io.waybill.platform.facilities;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

@ApplicationScoped
class DeleteFacility {
    private final Database database;
    private final Facilities facilities;
    private final FacilityEvents events;
    private final Event<FacilityDeletionRequested> requested;

    DeleteFacility(
            Database database,
            Facilities facilities,
            FacilityEvents events,
            Event<FacilityDeletionRequested> requested) {
        this.database = database;
        this.facilities = facilities;
        this.events = events;
        this.requested = requested;
    }

    /**
     * Its carrier connections go with it in any case, its listings and stocks only when forced; work that is not finished
     * there always stands in the way.
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
            facilities.table().delete(transaction.handle(), facility.id(), facility.version());
            events.deleted(transaction, facility);
        });
    }
}
