package io.waybill.platform.facilities;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

@ApplicationScoped
class CreateFacility {
    private final Database database;
    private final Facilities facilities;
    private final AddressResolution addresses;
    private final Tags tags;
    private final TimeConfigurations configurations;
    private final FacilityEvents events;
    private final Identifiers identifiers;
    private final Clock clock;

    CreateFacility(
            Database database,
            Facilities facilities,
            AddressResolution addresses,
            Tags tags,
            TimeConfigurations configurations,
            FacilityEvents events,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.facilities = facilities;
        this.addresses = addresses;
        this.tags = tags;
        this.configurations = configurations;
        this.events = events;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Stored<Facility> create(FacilityForCreation body) {
        Instant now = clock.instant();
        Facility facility = addresses.resolve(
                body.toFacility(
                        identifiers.next(),
                        1,
                        now,
                        now,
                        () -> database.read(configurations::buffer).minutes()),
                null);
        return database.transaction(transaction -> {
            tags.validate(transaction.handle(), body.tagReferences());
            Stored<Facility> stored = facilities.insert(transaction.handle(), facility);
            events.created(transaction, stored);
            return stored;
        });
    }
}
