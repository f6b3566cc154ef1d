package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What subscribers are told of zones and storage locations. Thread-safe. */
@ApplicationScoped
class PlaceEvents {
    private final Outbox outbox;
    private final ObjectMapper json;

    PlaceEvents(Outbox outbox, ObjectMapper json) {
        this.outbox = outbox;
        this.json = json;
    }

    void zoneCreated(Transaction transaction, Zone zone) {
        zone(transaction, "ZONE_CREATED", zone, zone.version());
    }

    void zoneDeleted(Transaction transaction, Zone zone) {
        zone(transaction, "ZONE_DELETED", zone, zone.version() + 1);
    }

    /** Storage locations are told in bulk, all of one change at one facility together. */
    void locations(Transaction transaction, String name, String facilityId, List<StorageLocation> locations) {
        if (!locations.isEmpty()) {
            ObjectNode payload = json.createObjectNode();
            payload.set("items", json.<JsonNode>valueToTree(locations));
            outbox.record(
                    transaction,
                    new DomainEvent(name, "storagelocations:" + facilityId, 0, facilityId, payload.toString()));
        }
    }

    private void zone(Transaction transaction, String name, Zone zone, long version) {
        outbox.record(
                transaction,
                new DomainEvent(
                        name,
                        zone.id(),
                        version,
                        zone.facilityRef(),
                        json.valueToTree(zone).toString()));
    }
}
