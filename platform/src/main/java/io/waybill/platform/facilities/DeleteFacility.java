package io.waybill.platform.facilities;

import io.waybill.platform.database.Database;
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

    /** Its carrier connections go with it in any case; what other modules hold, only when forced. */
    void delete(String idOrUrn, boolean force) {
        database.inTransaction(transaction -> {
            Facility facility = facilities.resolve(transaction.handle(), idOrUrn);
            requested.fire(new FacilityDeletionRequested(transaction, facility, force));
            facilities.table().delete(transaction.handle(), facility.id(), facility.version());
            events.deleted(transaction, facility);
        });
    }
}
