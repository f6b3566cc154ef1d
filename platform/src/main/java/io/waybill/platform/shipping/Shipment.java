package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import io.waybill.platform.kernel.Resource;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.orders.WorkflowInformation;
import io.waybill.platform.picking.Transfer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one facility sends to one address, in one or more parcels.
 *
 * @param carrierRef id of the carrier at tenant level; null when the facility has no active carrier
 * @param hasActiveCarrier a carrier is chosen, so a parcel can be made
 * @param pickJobRef the pick job whose goods are sent; null for shipments that a client created without one
 * @param parcels kept in step with the parcels themselves, in the order of their creation
 */
@RecordBuilder
public record Shipment(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String facilityRef,
        ShipmentStatus status,
        Instant orderDate,
        Instant targetTime,
        @Nullable Instant targetTimeBaseDate,
        boolean hasActiveCarrier,
        @Nullable String carrierRef,
        @Nullable String carrierKey,
        @Nullable String carrierLogoUrl,
        @Nullable String carrierProduct,
        @Nullable List<String> carrierServices,
        @Nullable String processId,
        @Nullable String pickJobRef,
        @Nullable String tenantOrderId,
        @Nullable String operativeProcessRef,
        @Nullable String shortId,
        @Nullable JsonNode sourceAddress,
        @Nullable ConsumerAddress targetAddress,
        @Nullable ConsumerAddress postalAddress,
        @Nullable ConsumerAddress invoiceAddress,
        @Nullable List<ShipmentLineItem> lineItems,
        List<ShipmentParcel> parcels,
        @Nullable JsonNode paymentInformation,
        @Nullable JsonNode customAttributes,
        @Nullable List<TagReference> tags,
        @Nullable List<Transfer> transfers,
        boolean anonymized,
        WorkflowInformation workflowInformation)
        implements Resource<Shipment>, ShipmentBuilder.With {

    @Override
    public Shipment touched(long newVersion, Instant modified) {
        return with(shipment -> shipment.version(newVersion).lastModified(modified));
    }
}
