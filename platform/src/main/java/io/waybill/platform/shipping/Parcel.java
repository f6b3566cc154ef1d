package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.picking.Transfer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One box that a carrier takes along.
 *
 * @param carrierRef id of the carrier at tenant level
 * @param processRef of the order's process
 * @param sender address of the facility, as the contract's facility address
 * @param tenantParcelId the caller's own id; unique among the parcels that count
 */
@RecordBuilder
public record Parcel(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        ParcelStatus status,
        String carrierRef,
        String processRef,
        @Nullable String facilityRef,
        @Nullable String shipmentRef,
        @Nullable String tenantOrderId,
        @Nullable String tenantParcelId,
        @Nullable String shortId,
        @Nullable String operativeProcessRef,
        @Nullable String documentsRef,
        JsonNode sender,
        ConsumerAddress recipient,
        @Nullable JsonNode returnAddress,
        @Nullable ConsumerAddress invoice,
        List<String> loadUnitRefs,
        @Nullable List<ParcelItem> items,
        @Nullable ParcelDimensions dimensions,
        @Nullable ParcelResult result,
        @Nullable JsonNode services,
        @Nullable JsonNode carrierInformation,
        @Nullable String carrierProduct,
        @Nullable JsonNode pickUpInformation,
        @Nullable JsonNode paymentInformation,
        @Nullable BigDecimal productValue,
        @Nullable BigDecimal customProductValue,
        @Nullable JsonNode productValueCurrency,
        @Nullable String productValueType,
        @Nullable JsonNode customAttributes,
        @Nullable List<Transfer> transfers,
        boolean anonymized,
        WorkflowInformation workflowInformation)
        implements Resource<Parcel>, ParcelBuilder.With {

    /** Nobody has asked for a label with the address yet. */
    public boolean takesAnotherAddress() {
        return switch (status) {
            case OPEN, WAITING_FOR_INPUT -> true;
            case DONE -> result == null || (result.labelUrl() == null && result.sendLabelUrl() == null);
            case PROCESSING, FAILED, CANCELED, OBSOLETE -> false;
        };
    }

    @Override
    public Parcel touched(long newVersion, Instant modified) {
        return with(parcel -> parcel.version(newVersion).lastModified(modified));
    }
}
