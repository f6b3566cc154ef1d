package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.TagReference;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a carrier at a facility.
 *
 * @param version when a connection is replaced, the version that the client saw
 */
record FacilityCarrierBody(
        @Nullable Long version,
        @Nullable CarrierStatus status,
        @Nullable @Size(min = 1, max = 500) String name,
        @Nullable JsonNode configuration,
        @Nullable JsonNode credentials,
        @Nullable @Valid TimeOfDay cutoffTime,
        @Nullable @Valid CutoffTimes cutoffTimes,
        @Nullable @Size(max = 1000) List<@NotNull @Valid DeliveryArea> deliveryAreas,
        @Nullable @Size(max = 2) List<@NotNull DeliveryTarget> validDeliveryTargets,
        @Nullable @Size(max = 100) List<@NotNull @Valid ParcelLabelClassification> parcelLabelClassifications,
        @Nullable @Size(max = 500) List<@NotNull @Valid TagReference> tags) {

    List<TagReference> tagReferences() {
        return tags == null ? List.of() : tags;
    }

    FacilityCarrier connecting(String id, String facilityId, Carrier carrier, Instant now) {
        return connection(id, 1, now, now, facilityId, carrier);
    }

    /** What the body leaves out is gone, but for the credentials: no answer shows them, so nobody can send them back. */
    FacilityCarrier replacing(FacilityCarrier before, Carrier carrier) {
        return connection(
                before.id(), before.version(), before.created(), before.lastModified(), before.facilityRef(), carrier);
    }

    private FacilityCarrier connection(
            String id,
            long connectionVersion,
            Instant created,
            Instant lastModified,
            String facilityId,
            Carrier carrier) {
        requireObject("configuration", configuration);
        requireObject("credentials", credentials);
        return new FacilityCarrier(
                id,
                connectionVersion,
                created,
                lastModified,
                facilityId,
                carrier.id(),
                carrier.key(),
                status == null ? CarrierStatus.ACTIVE : status,
                carrier.deliveryType(),
                name == null ? carrier.name() : name,
                configuration,
                cutoffTime,
                cutoffTimes,
                deliveryAreas,
                validDeliveryTargets,
                parcelLabelClassifications,
                tags);
    }

    private static void requireObject(String field, @Nullable JsonNode value) {
        if (value != null && !value.isNull() && !value.isObject()) {
            throw Rejection.invalid(field + " must be an object");
        }
    }
}
