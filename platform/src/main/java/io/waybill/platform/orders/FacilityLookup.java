package io.waybill.platform.orders;

import io.waybill.platform.kernel.Rejection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facilities that a set of orders names.
 *
 * @param ids those of the named ids that exist
 * @param idsByTenantFacilityId those of the named tenantFacilityIds that exist
 */
record FacilityLookup(Set<String> ids, Map<String, String> idsByTenantFacilityId) {

    /**
     * The id of the facility meant by a reference.
     *
     * @param path of the reference, for the error
     * @throws Rejection 400 when the reference is empty, unknown or contradicts itself
     */
    String resolve(String path, @Nullable String facilityRef, @Nullable String tenantFacilityId) {
        if (facilityRef == null && tenantFacilityId == null) {
            throw Rejection.invalid(path + " must name a facilityRef or a tenantFacilityId");
        }
        String byTenantId = tenantFacilityId == null ? null : idsByTenantFacilityId.get(tenantFacilityId);
        if (tenantFacilityId != null && byTenantId == null) {
            throw Rejection.invalid(path + ".tenantFacilityId: no facility " + tenantFacilityId + " exists");
        }
        if (facilityRef != null && !ids.contains(facilityRef)) {
            throw Rejection.invalid(path + ".facilityRef: no facility " + facilityRef + " exists");
        }
        if (facilityRef != null && byTenantId != null && !byTenantId.equals(facilityRef)) {
            throw Rejection.invalid(path + ".facilityRef and .tenantFacilityId name two facilities");
        }
        return facilityRef != null ? facilityRef : java.util.Objects.requireNonNull(byTenantId);
    }
}
