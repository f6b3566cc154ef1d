package io.waybill.platform.shipping;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of {@code actions} in {@code PATCH /api/parcels/{id}}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "action")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ParcelModification.ModifyParcel.class, name = "ModifyParcel"),
    @JsonSubTypes.Type(value = ParcelModification.ModifyParcelLoadUnit.class, name = "ModifyParcelLoadUnit")
})
public sealed interface ParcelModification {

    /** Replaces what is not null. */
    record ModifyParcel(
            @Nullable ParcelStatus status,
            @Nullable @Valid ParcelDimensions dimensions,
            @Nullable @Valid ParcelResult result,
            @Nullable JsonNode services,
            @Nullable JsonNode carrierInformation,
            @Nullable @Size(max = 500) String carrierProduct,
            @Nullable JsonNode pickUpInformation,
            @Nullable @DecimalMin("0") BigDecimal productValue,
            @Nullable @DecimalMin("0") BigDecimal customProductValue,
            @Nullable JsonNode customAttributes,
            @Nullable @Size(min = 1, max = 256) String tenantParcelId)
            implements ParcelModification {

        /** Another status and nothing else. */
        static ModifyParcel of(ParcelStatus status) {
            return new ModifyParcel(status, null, null, null, null, null, null, null, null, null, null);
        }

        Parcel applied(Parcel parcel) {
            return parcel.with(change -> change.dimensions(dimensions == null ? parcel.dimensions() : dimensions)
                    .result(result == null ? parcel.result() : result)
                    .services(services == null ? parcel.services() : services)
                    .carrierInformation(carrierInformation == null ? parcel.carrierInformation() : carrierInformation)
                    .carrierProduct(carrierProduct == null ? parcel.carrierProduct() : carrierProduct)
                    .pickUpInformation(pickUpInformation == null ? parcel.pickUpInformation() : pickUpInformation)
                    .productValue(productValue == null ? parcel.productValue() : productValue)
                    .customProductValue(customProductValue == null ? parcel.customProductValue() : customProductValue)
                    .customAttributes(customAttributes == null ? parcel.customAttributes() : customAttributes)
                    .tenantParcelId(tenantParcelId == null ? parcel.tenantParcelId() : tenantParcelId));
        }
    }

    record ModifyParcelLoadUnit(@NotNull @Size(max = 500) List<@NotNull @Size(max = 256) String> loadUnitRefs)
            implements ParcelModification {}

    /** The body of the PATCH; the actions take effect in their order, or not at all. */
    record Patch(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid ParcelModification> actions) {}
}
