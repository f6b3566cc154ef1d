package io.waybill.platform.facilities;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waybill.platform.kernel.Resource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A carrier of the tenant.
 *
 * @param key that of a native carrier, or {@code CUSTOM_...}; unique
 */
public record Carrier(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String key,
        String name,
        CarrierStatus status,
        DeliveryType deliveryType,
        Lifecycle lifecycle,
        BigDecimal defaultParcelWidthInCm,
        BigDecimal defaultParcelLengthInCm,
        BigDecimal defaultParcelHeightInCm,
        BigDecimal defaultParcelWeightInGram,
        @Nullable Boolean productValueNeeded,
        @Nullable String logoUrl,
        @Nullable List<ParcelLabelClassification> parcelLabelClassifications)
        implements Resource<Carrier> {

    /** How far the support of a carrier is. */
    public enum Lifecycle {
        GA,
        BETA,
        ALPHA
    }

    @JsonIgnore
    public boolean isActive() {
        return status == CarrierStatus.ACTIVE;
    }

    /** Whether labels come from outside Waybill: a carrier of the tenant's own. */
    @JsonIgnore
    public boolean isCustom() {
        return key.startsWith("CUSTOM");
    }

    @Override
    public Carrier touched(long newVersion, Instant now) {
        return new Carrier(
                id,
                newVersion,
                created,
                now,
                key,
                name,
                status,
                deliveryType,
                lifecycle,
                defaultParcelWidthInCm,
                defaultParcelLengthInCm,
                defaultParcelHeightInCm,
                defaultParcelWeightInGram,
                productValueNeeded,
                logoUrl,
                parcelLabelClassifications);
    }
}
