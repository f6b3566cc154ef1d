package io.waybill.platform.facilities;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.kernel.TagReference;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place that orders are served from: a store, a warehouse or an external partner (managed), or a supplier.
 *
 * <p>Of a supplier, everything from {@code locationType} to {@code scanningRule} is null.
 *
 * @param tenantFacilityId the tenant's own id; unique when given
 * @param address null only of a supplier
 * @param services what customers can get from here
 * @param pickingTimes null where the tenant's default holds
 * @param capacityPlanningTimeframe days ahead that its capacity is planned for
 * @param fulfillmentProcessBuffer minutes from order to ready
 * @param configs links to configurations of the facility
 */
public record Facility(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        FacilityType type,
        String name,
        @Nullable String tenantFacilityId,
        FacilityStatus status,
        @Nullable FacilityAddress address,
        @Nullable LocationType locationType,
        @Nullable List<FacilityService> services,
        @Nullable PickingTimes pickingTimes,
        @Nullable List<ClosingDay> closingDays,
        @Nullable Boolean capacityEnabled,
        @Nullable Integer capacityPlanningTimeframe,
        @Nullable Integer fulfillmentProcessBuffer,
        @Nullable List<PickingMethod> pickingMethods,
        @Nullable FacilityContact contact,
        @Nullable ScanningRule scanningRule,
        @Nullable List<OperativeCost> operativeCosts,
        @Nullable List<TagReference> tags,
        @Nullable JsonNode customAttributes,
        @Nullable List<LinkedConfiguration> configs)
        implements Resource<Facility> {

    @JsonIgnore
    public boolean isManaged() {
        return type == FacilityType.MANAGED_FACILITY;
    }

    /** Whether it offers that service. */
    public boolean offers(FacilityServiceType service) {
        return services != null && services.stream().anyMatch(offered -> offered.type() == service);
    }

    /** Where it is; null when neither the tenant nor the geocoder knew. */
    public @Nullable Coordinates coordinates() {
        return address == null ? null : address.resolvedCoordinates();
    }

    /** The zone its people read times in; empty when neither the tenant nor the geocoder knew. */
    public Optional<ZoneId> zone() {
        FacilityTimeZone known = address == null ? null : address.resolvedTimeZone();
        return known == null ? Optional.empty() : Optional.of(known.zone());
    }

    @Override
    public Facility touched(long newVersion, Instant now) {
        return new Facility(
                id,
                newVersion,
                created,
                now,
                type,
                name,
                tenantFacilityId,
                status,
                address,
                locationType,
                services,
                pickingTimes,
                closingDays,
                capacityEnabled,
                capacityPlanningTimeframe,
                fulfillmentProcessBuffer,
                pickingMethods,
                contact,
                scanningRule,
                operativeCosts,
                tags,
                customAttributes,
                configs);
    }

    Facility at(FacilityAddress newAddress) {
        return new Facility(
                id,
                version,
                created,
                lastModified,
                type,
                name,
                tenantFacilityId,
                status,
                newAddress,
                locationType,
                services,
                pickingTimes,
                closingDays,
                capacityEnabled,
                capacityPlanningTimeframe,
                fulfillmentProcessBuffer,
                pickingMethods,
                contact,
                scanningRule,
                operativeCosts,
                tags,
                customAttributes,
                configs);
    }
}
