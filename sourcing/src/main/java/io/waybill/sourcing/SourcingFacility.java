package io.waybill.sourcing;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A facility as the engine sees it. Names of the values are those of the wire.
 *
 * @param id the platform's id; unique in a snapshot, and the last tie-breaker
 * @param tenantFacilityId the merchant's own id, if there is one
 * @param coordinates null when the address could not be located: such a facility counts as farthest
 * @param country ISO 3166 alpha-2, if known
 */
public record SourcingFacility(
        String id,
        @Nullable String tenantFacilityId,
        Status status,
        Type type,
        @Nullable LocationType locationType,
        Set<Service> services,
        @Nullable Coordinates coordinates,
        @Nullable String country) {

    /** Only an ONLINE facility gets new work (platform.md 3.1). */
    public enum Status {
        ONLINE,
        SUSPENDED,
        OFFLINE
    }

    /** Run inside the platform, or an external source. */
    public enum Type {
        MANAGED_FACILITY,
        SUPPLIER
    }

    /** What kind of place it is. */
    public enum LocationType {
        STORE,
        WAREHOUSE,
        EXTERNAL
    }

    /** What the facility offers; looked at by the fence FACILITY-BUSINESSTYPE. */
    public enum Service {
        SHIP_FROM_STORE,
        PICKUP
    }

    public SourcingFacility {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(type, "type");
        services = Set.copyOf(services);
    }
}
