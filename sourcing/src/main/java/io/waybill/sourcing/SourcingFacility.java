package io.waybill.sourcing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A facility as the engine sees it. Names of the values are those of the wire.
 *
 * @param id the platform's id; unique in a snapshot, and the last tie-breaker
 * @param tenantFacilityId the merchant's own id, if there is one
 * @param coordinates null when the address could not be located: such a facility counts as farthest
 * @param country ISO 3166 alpha-2, if known
 * @param operations what goes on there, for the rules that ask for it
 * @param customServices ids of the custom services that it does; read only where a line asks for one
 */
public record SourcingFacility(
        String id,
        @Nullable String tenantFacilityId,
        Status status,
        Type type,
        @Nullable LocationType locationType,
        Set<Service> services,
        @Nullable Coordinates coordinates,
        @Nullable String country,
        Operations operations,
        Set<String> customServices) {

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
        Objects.requireNonNull(operations, "operations");
        services = Set.copyOf(services);
        customServices = Set.copyOf(customServices);
    }

    /** A facility of whose operations nothing is known. */
    public SourcingFacility(
            String id,
            @Nullable String tenantFacilityId,
            Status status,
            Type type,
            @Nullable LocationType locationType,
            Set<Service> services,
            @Nullable Coordinates coordinates,
            @Nullable String country) {
        this(
                id,
                tenantFacilityId,
                status,
                type,
                locationType,
                services,
                coordinates,
                country,
                Operations.UNKNOWN,
                Set.of());
    }

    /** This facility with what goes on there. */
    public SourcingFacility with(Operations known) {
        return new SourcingFacility(
                id,
                tenantFacilityId,
                status,
                type,
                locationType,
                services,
                coordinates,
                country,
                known,
                customServices);
    }

    /** This facility with the custom services that it does. */
    public SourcingFacility doing(Set<String> known) {
        return new SourcingFacility(
                id, tenantFacilityId, status, type, locationType, services, coordinates, country, operations, known);
    }

    /**
     * What the rating DELIVERY-COSTS charges this facility for such an order: the cheapest delivery by a carrier that the
     * order may use, to its destination. Empty when no cost is known that can be compared.
     */
    public Optional<Delivery> cheapestDelivery(SourcingRequest request) {
        return UsableCarriers.cheapest(request, this);
    }

    /**
     * What goes on at a facility. Whoever fills the snapshot reads only what an active rule asks for.
     *
     * @param carriers carriers that can be used there now, by any order; empty when there are none or nobody asked
     * @param openPickJobs pick jobs not finished yet, from 0; null when not known
     * @param freeCapacity units of picking that still fit into the planning time frame, from 0; null when the facility
     *     has no limit or nobody asked
     */
    public record Operations(
            List<Carrier> carriers,
            @Nullable Long openPickJobs,
            @Nullable Long freeCapacity) {

        /** Nothing was asked for. */
        public static final Operations UNKNOWN = new Operations(List.of(), null, null);

        /** @throws IllegalArgumentException when a number is negative */
        public Operations {
            carriers = List.copyOf(carriers);
            if ((openPickJobs != null && openPickJobs < 0) || (freeCapacity != null && freeCapacity < 0)) {
                throw new IllegalArgumentException("open pick jobs and free capacity must not be negative");
            }
        }
    }

    /**
     * A carrier that is active, and connected to the facility.
     *
     * @param key the carrier's key, as an order names it
     * @param sameDay whether it delivers on the day it takes the parcel
     * @param sameDayUntil until when, exclusive, work has to begin for it to take the parcel today, the buffer of the
     *     facility already taken off; null when not today (any more), or not known
     * @param offers what it delivers where
     */
    public record Carrier(
            String key, boolean sameDay, @Nullable Instant sameDayUntil, List<Offer> offers) {

        public Carrier {
            Objects.requireNonNull(key, "key");
            offers = List.copyOf(offers);
        }

        /** With one delivery for each country (ISO 3166 alpha-2), whatever the product. */
        public Carrier(String key, boolean sameDay, @Nullable Instant sameDayUntil, Map<String, Delivery> deliveries) {
            this(
                    key,
                    sameDay,
                    sameDayUntil,
                    deliveries.entrySet().stream()
                            .map(entry -> new Offer(entry.getKey(), Set.of(), Set.of(), null, entry.getValue()))
                            .toList());
        }
    }

    /**
     * What a carrier offers to a region.
     *
     * @param country of the destination, ISO 3166 alpha-2
     * @param postalCodes of the destination, as written in addresses; empty means the whole country
     * @param products of the carrier that go there like this; empty means any
     * @param category class of the products; null means any
     */
    public record Offer(
            String country,
            Set<String> postalCodes,
            Set<String> products,
            @Nullable String category,
            Delivery delivery) {

        public Offer {
            Objects.requireNonNull(country, "country");
            Objects.requireNonNull(delivery, "delivery");
            postalCodes = Set.copyOf(postalCodes);
            products = Set.copyOf(products);
        }
    }

    /**
     * A delivery by a carrier from this facility.
     *
     * @param transitDays days on the way, from 0; null when not known
     * @param cost in hundredths of the currency, from 0; null when not known
     * @param currency ISO 4217; null when all costs of the snapshot are in the same one
     */
    public record Delivery(
            @Nullable Integer transitDays,
            @Nullable Long cost,
            @Nullable String currency) {

        /** With a cost that can be compared with every other. */
        public Delivery(@Nullable Integer transitDays, @Nullable Long cost) {
            this(transitDays, cost, null);
        }

        /** @throws IllegalArgumentException when a number is negative */
        public Delivery {
            if ((transitDays != null && transitDays < 0) || (cost != null && cost < 0)) {
                throw new IllegalArgumentException("transit days and cost must not be negative");
            }
        }
    }
}
