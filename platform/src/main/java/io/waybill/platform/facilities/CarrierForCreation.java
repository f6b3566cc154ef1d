package io.waybill.platform.facilities;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Rejection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a carrier: the body of its creation, and what a stored one becomes by a change.
 *
 * @param credentials for the carrier's systems; see {@link CarrierCredentials}
 */
record CarrierForCreation(
        @NotNull @Size(min = 1, max = 256) String key,
        @NotNull @Size(min = 1, max = 500) String name,
        @Nullable CarrierStatus status,
        @Nullable DeliveryType deliveryType,
        Carrier.@Nullable Lifecycle lifecycle,
        @Nullable @DecimalMin("1") BigDecimal defaultParcelWidthInCm,
        @Nullable @DecimalMin("1") BigDecimal defaultParcelLengthInCm,
        @Nullable @DecimalMin("1") BigDecimal defaultParcelHeightInCm,
        @Nullable @DecimalMin("1") BigDecimal defaultParcelWeightInGram,
        @Nullable Boolean productValueNeeded,
        @Nullable @Size(min = 1, max = 2000) String logoUrl,
        @Nullable @Size(max = 100) List<@NotNull @Valid ParcelLabelClassification> parcelLabelClassifications,
        @Nullable JsonNode credentials) {

    private static final Set<String> NATIVE = Set.of(
            "DHL_V2",
            "DPD_CH",
            "DPD_CH_VCE",
            "ANGEL",
            "GLS",
            "FEDEX",
            "POSTNL",
            "BRING",
            "UPS",
            "POST_NORD",
            "DHL_EXPRESS",
            "CUSTOM");
    private static final Pattern CUSTOM = Pattern.compile("CUSTOM_[A-Za-z0-9_-]{1,200}");

    /** @throws Rejection 400 for a key that is none, or credentials without a key of their own */
    Carrier toCarrier(String id, long version, Instant created, Instant lastModified) {
        if (!NATIVE.contains(key) && !CUSTOM.matcher(key).matches()) {
            throw Rejection.invalid(
                    "key must be one of " + new TreeSet<>(NATIVE) + ", or CUSTOM_ with a name of your own behind it");
        }
        requireCredentials(credentials);
        return new Carrier(
                id,
                version,
                created,
                lastModified,
                key,
                name,
                status == null ? CarrierStatus.INACTIVE : status,
                deliveryType == null ? DeliveryType.DELIVERY : deliveryType,
                lifecycle == null ? Carrier.Lifecycle.GA : lifecycle,
                or(defaultParcelWidthInCm, 35),
                or(defaultParcelLengthInCm, 25),
                or(defaultParcelHeightInCm, 10),
                or(defaultParcelWeightInGram, 1000),
                productValueNeeded,
                logoUrl,
                parcelLabelClassifications);
    }

    private static void requireCredentials(@Nullable JsonNode credentials) {
        if (credentials != null
                && !credentials.isNull()
                && !credentials.path("key").isTextual()) {
            throw Rejection.invalid("credentials must be an object with a key");
        }
    }

    private static BigDecimal or(@Nullable BigDecimal given, int standard) {
        return given == null ? BigDecimal.valueOf(standard) : given;
    }
}
