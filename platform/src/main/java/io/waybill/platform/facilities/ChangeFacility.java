package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.BodyReader;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a facility: replaced as a whole, in parts (both forms of PATCH), or its coordinates alone. A change in parts
 * is laid over what is stored, and what comes out is checked like a new facility.
 */
@ApplicationScoped
class ChangeFacility {
    private static final Set<String> NOT_THE_CLIENTS = Set.of("id", "version", "created", "lastModified");

    private final Database database;
    private final Facilities facilities;
    private final AddressResolution addresses;
    private final Tags tags;
    private final TimeConfigurations configurations;
    private final FacilityEvents events;
    private final BodyReader bodies;
    private final Event<FacilityChangeRequested> changes;
    private final ObjectMapper json;

    ChangeFacility(
            Database database,
            Facilities facilities,
            AddressResolution addresses,
            Tags tags,
            TimeConfigurations configurations,
            FacilityEvents events,
            BodyReader bodies,
            Event<FacilityChangeRequested> changes,
            ObjectMapper json) {
        this.database = database;
        this.facilities = facilities;
        this.addresses = addresses;
        this.tags = tags;
        this.configurations = configurations;
        this.events = events;
        this.bodies = bodies;
        this.changes = changes;
        this.json = json;
    }

    Stored<Facility> replace(String idOrUrn, JsonNode body) {
        requireKnownFields(body);
        Replacement replacement = bodies.read(body, Replacement.class);
        if (replacement.type == FacilityType.MANAGED_FACILITY) {
            requirePresent(body, "locationType", "fulfillmentProcessBuffer", "capacityEnabled");
        }
        requirePresent(body, "name");
        return database.transaction(transaction -> {
            Facility before = read(transaction, idOrUrn, replacement.version, replacement.type);
            ObjectNode replaced = ((ObjectNode) body).deepCopy();
            if (before.operativeCosts() != null && !replaced.has("operativeCosts")) {
                // A replacement has no place for costs; it does not mean that they are gone.
                replaced.set("operativeCosts", json.valueToTree(before.operativeCosts()));
            }
            return write(transaction, before, replaced);
        });
    }

    Stored<Facility> patch(String idOrUrn, JsonNode body) {
        if (body.has("actions")) {
            return patchByActions(idOrUrn, body);
        }
        requireKnownFields(body);
        Modification modification = bodies.read(body, Modification.class);
        return database.transaction(transaction -> {
            Facility before = read(transaction, idOrUrn, modification.version, modification.type);
            ObjectNode changed = stored(before);
            body.properties().forEach(field -> overlay(changed, field.getKey(), field.getValue()));
            return write(transaction, before, changed);
        });
    }

    /** The deprecated form, which the official connector still sends. */
    private Stored<Facility> patchByActions(String idOrUrn, JsonNode body) {
        Versioned versioned = bodies.read(body, Versioned.class);
        JsonNode actions = body.get("actions");
        if (!actions.isArray() || actions.isEmpty() || actions.size() > 25) {
            throw Rejection.invalid("actions must be an array of 1 to 25 actions");
        }
        return database.transaction(transaction -> {
            Facility before = read(transaction, idOrUrn, versioned.version, null);
            ObjectNode changed = stored(before);
            for (JsonNode action : actions) {
                if (!"ModifyFacility".equals(action.path("action").textValue())) {
                    throw Rejection.invalid("actions.action must be ModifyFacility");
                }
                action.properties().forEach(field -> {
                    if (field.getKey().equals("address")
                            && field.getValue().isObject()
                            && changed.get("address") instanceof ObjectNode address) {
                        field.getValue().properties().forEach(part -> overlay(address, part.getKey(), part.getValue()));
                        if (!field.getValue().has("resolvedCoordinates")
                                || !field.getValue().has("resolvedTimeZone")) {
                            forgetResolved(address, field.getValue());
                        }
                    } else if (!field.getKey().equals("action")) {
                        overlay(changed, field.getKey(), field.getValue());
                    }
                });
            }
            return write(transaction, before, changed);
        });
    }

    /** What the client did not give anew is resolved anew, unless the spot is still the same. */
    private static void forgetResolved(ObjectNode address, JsonNode given) {
        for (String resolved : Set.of("resolvedCoordinates", "resolvedTimeZone")) {
            if (!given.has(resolved)) {
                address.remove(resolved);
            }
        }
    }

    Stored<Facility> act(String idOrUrn, Action action) {
        return database.transaction(transaction -> {
            Facility before = read(transaction, idOrUrn, action.version, FacilityType.MANAGED_FACILITY);
            FacilityAddress address = before.address();
            if (address == null) {
                throw Rejection.ruleBroken("The facility has no address to give coordinates to");
            }
            Facility changed = switch (action.name) {
                case UPDATE_FACILITY_COORDINATES -> {
                    if (action.coordinates == null) {
                        throw Rejection.invalid("coordinates must not be null");
                    }
                    yield before.at(address.resolved(action.coordinates, address.resolvedTimeZone()));
                }
                // What was given by hand goes, and the geocoder's own answer takes its place.
                case REMOVE_FACILITY_COORDINATES ->
                    addresses.resolve(before.at(address.resolved(null, address.resolvedTimeZone())), null);
            };
            return store(transaction, before, changed);
        });
    }

    private Facility read(Transaction transaction, String idOrUrn, long version, @Nullable FacilityType type) {
        Facility facility = facilities.resolve(transaction.handle(), idOrUrn);
        if (facility.version() != version) {
            throw Rejection.versionConflict("Facility", facility.id(), version, facility.version());
        }
        if (type != null && facility.type() != type) {
            throw Rejection.invalid("type must be " + facility.type() + ", the type of a facility does not change");
        }
        return facility;
    }

    private Stored<Facility> write(Transaction transaction, Facility before, ObjectNode changed) {
        changed.put("type", before.type().name());
        FacilityForCreation body = bodies.read(changed, FacilityForCreation.class);
        tags.validate(transaction.handle(), body.tagReferences());
        Facility facility = body.toFacility(
                before.id(),
                before.version(),
                before.created(),
                before.lastModified(),
                () -> configurations.buffer(transaction.handle()).minutes());
        return store(transaction, before, addresses.resolve(facility, before.address()));
    }

    private Stored<Facility> store(Transaction transaction, Facility before, Facility changed) {
        changes.fire(new FacilityChangeRequested(transaction, before, changed));
        Stored<Facility> stored = facilities.update(transaction.handle(), changed);
        events.updated(transaction, stored, before.status());
        return stored;
    }

    private ObjectNode stored(Facility facility) {
        return json.valueToTree(facility);
    }

    private static void overlay(ObjectNode target, String name, JsonNode value) {
        if (NOT_THE_CLIENTS.contains(name)) {
            return;
        }
        if (value.isNull()) {
            target.remove(name);
        } else {
            target.set(name, value);
        }
    }

    private static void requirePresent(JsonNode body, String... names) {
        for (String name : names) {
            if (!body.hasNonNull(name)) {
                throw Rejection.invalid(name + " must not be null");
            }
        }
    }

    /** The contract allows no additional properties here; what a client got in an answer it may send back. */
    private static void requireKnownFields(JsonNode body) {
        if (body.isObject()) {
            ObjectNode own = ((ObjectNode) body).deepCopy();
            own.remove(NOT_THE_CLIENTS);
            BodyReader.refuseUnknownFields(own, FacilityForCreation.class);
        }
    }

    private record Versioned(@NotNull Long version) {}

    private record Modification(
            @NotNull Long version, @NotNull FacilityType type) {}

    private record Replacement(
            @NotNull Long version,
            @NotNull FacilityType type,
            @NotNull FacilityStatus status) {}

    /** An action on the coordinates. */
    record Action(
            @NotNull Name name,
            @NotNull @Min(0) Long version,
            @Nullable @Valid Coordinates coordinates) {
        enum Name {
            UPDATE_FACILITY_COORDINATES,
            REMOVE_FACILITY_COORDINATES
        }
    }
}
