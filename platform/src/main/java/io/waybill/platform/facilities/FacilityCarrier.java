package io.waybill.platform.facilities;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.kernel.TagReference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A carrier at a facility. It can be used there when this connection and the carrier itself are active.
 *
 * @param key of the carrier
 * @param cutoffTime the older form of {@code cutoffTimes}, for every day
 * @param validDeliveryTargets null means any
 */
public record FacilityCarrier(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        String carrierRef,
        String key,
        CarrierStatus status,
        DeliveryType deliveryType,
        @Nullable String name,
        @Nullable JsonNode configuration,
        @Nullable TimeOfDay cutoffTime,
        @Nullable CutoffTimes cutoffTimes,
        @Nullable List<DeliveryArea> deliveryAreas,
        @Nullable List<DeliveryTarget> validDeliveryTargets,
        @Nullable List<ParcelLabelClassification> parcelLabelClassifications,
        @Nullable List<TagReference> tags)
        implements Resource<FacilityCarrier> {

    @JsonIgnore
    public boolean isActive() {
        return status == CarrierStatus.ACTIVE;
    }

    /**
     * Whether parcels wait for a label that somebody brings ({@code configuration.manualParcelHandlingActive}); false
     * when the configuration does not say.
     */
    public boolean manualParcelHandlingActive() {
        return configuration != null
                && configuration.path("manualParcelHandlingActive").asBoolean(false);
    }

    @Override
    public FacilityCarrier touched(long newVersion, Instant now) {
        return new FacilityCarrier(
                id,
                newVersion,
                created,
                now,
                facilityRef,
                carrierRef,
                key,
                status,
                deliveryType,
                name,
                configuration,
                cutoffTime,
                cutoffTimes,
                deliveryAreas,
                validDeliveryTargets,
                parcelLabelClassifications,
                tags);
    }
}
