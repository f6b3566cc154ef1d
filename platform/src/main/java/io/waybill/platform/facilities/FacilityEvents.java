package io.waybill.platform.facilities;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;

/** What subscribers are told of facilities. Thread-safe. */
@ApplicationScoped
class FacilityEvents {
    private final Outbox outbox;

    FacilityEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void created(Transaction transaction, Stored<Facility> facility) {
        record(transaction, "FACILITY_CREATED", facility);
    }

    /** A change of the status is told by an event of its own, beside that of the update. */
    void updated(Transaction transaction, Stored<Facility> facility, FacilityStatus before) {
        record(transaction, "FACILITY_UPDATED", facility);
        FacilityStatus now = facility.resource().status();
        if (now != before) {
            record(
                    transaction,
                    switch (now) {
                        case ONLINE -> "FACILITY_WENT_ONLINE";
                        case SUSPENDED -> "FACILITY_SUSPENDED";
                        case OFFLINE -> "FACILITY_WENT_OFFLINE";
                    },
                    facility);
        }
    }

    /** The payload is the id alone. */
    void deleted(Transaction transaction, Facility facility) {
        outbox.record(
                transaction,
                new DomainEvent(
                        "FACILITY_DELETED",
                        facility.id(),
                        facility.version() + 1,
                        facility.id(),
                        "\"" + facility.id() + "\""));
    }

    private void record(Transaction transaction, String name, Stored<Facility> facility) {
        Facility resource = facility.resource();
        outbox.record(
                transaction, new DomainEvent(name, resource.id(), resource.version(), resource.id(), facility.json()));
    }
}
