package io.waybill.platform.shipping;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.picking.RecordableAttributeUpdate;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a shipment, in either dialect of the API. */
sealed interface ShipmentCommand {

    /** One entry of {@code actions} in {@code PATCH /api/shipments/{id}}; replaces what is not null. */
    record ModifyShipment(
            @NotNull @Pattern(regexp = "ModifyShipment", message = "must be ModifyShipment")
            String action,

            @Nullable ShipmentStatus status,
            @Nullable @Size(min = 1, max = 256) String carrierRef,
            @Nullable @Size(max = 500) String carrierProduct,
            @Nullable @Size(min = 1, max = 256) String pickJobRef,
            @Nullable @Valid ConsumerAddress targetAddress,
            @Nullable JsonNode paymentInformation)
            implements ShipmentCommand {}

    /** The body of the PATCH; the actions take effect in their order, or not at all. */
    record Patch(
            @NotNull @Min(0) Long version,
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid ModifyShipment> actions) {}

    /** The body of {@code POST /api/shipments/{id}/actions}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AddTargetTime.class, name = "ADD_TARGET_TIME"),
        @JsonSubTypes.Type(
                value = UpdateRecordableAttributes.class,
                name = "UPDATE_SHIPMENT_LINE_ITEM_RECORDABLE_ATTRIBUTES")
    })
    sealed interface Action extends ShipmentCommand {
        /** The version of the shipment that the client saw. */
        Long version();
    }

    record AddTargetTime(
            @NotNull @Min(0) Long version, @NotNull Instant targetTime) implements Action {}

    record UpdateRecordableAttributes(
            @NotNull @Min(0) Long version,
            @NotNull @Size(max = 500) List<@NotNull @Valid RecordableAttributeUpdate> recordableAttributeUpdates)
            implements Action {}
}
