package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of a stock, to create one (no {@code id}) or to change one.
 *
 * @param value units, zero or more
 * @param version on a change, the version the client saw; null changes whatever is there
 * @param facilityRef deprecated form of {@code facility}; accepted
 */
record StockBody(
        @Nullable String id,
        @Nullable Long version,
        @Nullable String operationType,
        @Size(min = 1) @Nullable String tenantArticleId,
        @NotNull @Min(0) Integer value,
        @Nullable @Valid Selector facility,
        @Nullable String facilityRef,
        @Nullable String tenantFacilityId,
        @Nullable String locationRef,
        @Nullable Instant receiptDate,
        @Nullable Instant availableUntil,
        @Nullable Map<String, String> properties,
        @Nullable List<@NotNull Condition> conditions,
        @Nullable List<@NotNull @Valid TraitSetting> traitConfig,
        @Nullable String tenantStockId,
        @Nullable Map<String, JsonNode> customAttributes) {

    record Selector(
            @Size(min = 1) @Nullable String facilityRef,
            @Size(min = 1) @Nullable String tenantFacilityId) {}

    record TraitSetting(@NotNull Trait trait, @NotNull Boolean enabled) {}

    enum Condition {
        DEFECTIVE
    }

    enum Trait {
        PICKABLE,
        ACCESSIBLE,
        KEEP_ON_ZERO,
        OUTBOUND,
        IN_MOTION
    }

    static final String URN = "urn:fft:facility:tenantFacilityId:";

    /**
     * How the body names its facility: an id, or a URN with the tenant's own id.
     *
     * @throws Rejection 400 when it names none
     */
    String facilityReference() {
        String byId = facility != null && facility.facilityRef() != null ? facility.facilityRef() : facilityRef;
        if (byId != null) {
            return byId;
        }
        String tenantId = facility != null && facility.tenantFacilityId() != null
                ? facility.tenantFacilityId()
                : tenantFacilityId;
        if (tenantId == null) {
            throw Rejection.invalid("facility must name a facilityRef or a tenantFacilityId");
        }
        return URN + tenantId;
    }

    /** The tenant's own id of the facility when the body uses that; null when it gives the platform's id. */
    @Nullable
    String tenantFacilityReference() {
        String reference = facilityReference();
        return reference.startsWith(URN) ? reference.substring(URN.length()) : null;
    }
}
