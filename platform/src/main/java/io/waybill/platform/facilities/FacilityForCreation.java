package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.ApiError;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.TagReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What a client says of a facility: the body of its creation, and what a stored one becomes by a change. */
record FacilityForCreation(
        @Nullable FacilityType type,
        @NotNull @Size(min = 1, max = 500) String name,
        @Nullable @Size(min = 1, max = 256) String tenantFacilityId,
        @Nullable FacilityStatus status,
        @Nullable @Valid FacilityAddress address,
        @Nullable LocationType locationType,
        @Nullable @Size(max = 25) List<@NotNull @Valid FacilityService> services,
        @Nullable @Valid PickingTimes pickingTimes,
        @Nullable @Size(max = 1000) List<@NotNull @Valid ClosingDay> closingDays,
        @Nullable Boolean capacityEnabled,
        @Nullable @Min(1) Integer capacityPlanningTimeframe,
        @Nullable @Min(0) Integer fulfillmentProcessBuffer,
        @Nullable @Size(max = 25) List<@NotNull PickingMethod> pickingMethods,
        @Nullable @Valid FacilityContact contact,
        @Nullable @Valid ScanningRule scanningRule,
        @Nullable @Size(max = 1) List<@NotNull @Valid OperativeCost> operativeCosts,
        @Nullable @Size(max = 500) List<@NotNull @Valid TagReference> tags,
        @Nullable JsonNode customAttributes,
        @Nullable @Size(max = 100) List<@NotNull @Valid LinkedConfiguration> configs) {

    List<TagReference> tagReferences() {
        return tags == null ? List.of() : tags;
    }

    /**
     * The facility that this describes, its address not yet resolved.
     *
     * @param defaultBuffer the tenant's minutes from order to ready, asked when the facility names none
     * @throws Rejection 400 when a rule beyond that of single fields is broken
     */
    Facility toFacility(String id, long version, Instant created, Instant lastModified, IntSupplier defaultBuffer) {
        FacilityType kind = type == null ? FacilityType.MANAGED_FACILITY : type;
        boolean managed = kind == FacilityType.MANAGED_FACILITY;
        requireAddress(managed);
        requireObject("customAttributes", customAttributes);
        if (managed && pickingTimes != null) {
            pickingTimes.requireInOrder();
        }
        return new Facility(
                id,
                version,
                created,
                lastModified,
                kind,
                name,
                tenantFacilityId,
                status == null ? FacilityStatus.ONLINE : status,
                address,
                managed ? (locationType == null ? LocationType.STORE : locationType) : null,
                managed ? services : null,
                managed ? pickingTimes : null,
                managed ? closingDays : null,
                managed ? Boolean.TRUE.equals(capacityEnabled) : null,
                managed ? capacityPlanningTimeframe : null,
                managed
                        ? (fulfillmentProcessBuffer == null ? defaultBuffer.getAsInt() : fulfillmentProcessBuffer)
                        : null,
                managed ? pickingMethods : null,
                managed ? contact : null,
                managed ? scanningRule : null,
                operativeCosts == null
                        ? null
                        : operativeCosts.stream().map(OperativeCost::complete).toList(),
                tags == null || tags.isEmpty() ? null : tags,
                customAttributes,
                managed ? (configs == null ? List.of() : configs) : null);
    }

    private void requireAddress(boolean managed) {
        if (!managed) {
            return;
        }
        List<ApiError> errors = new ArrayList<>();
        if (address == null) {
            errors.add(new ApiError("address must not be null"));
        } else {
            if (address.street() == null) {
                errors.add(new ApiError("address.street must not be null"));
            }
            if (address.postalCode() == null) {
                errors.add(new ApiError("address.postalCode must not be null"));
            }
            if (address.city() == null) {
                errors.add(new ApiError("address.city must not be null"));
            }
        }
        if (!errors.isEmpty()) {
            throw new Rejection(400, errors);
        }
    }

    private static void requireObject(String field, @Nullable JsonNode value) {
        if (value != null && !value.isNull() && !value.isObject()) {
            throw Rejection.invalid(field + " must be an object");
        }
    }
}
