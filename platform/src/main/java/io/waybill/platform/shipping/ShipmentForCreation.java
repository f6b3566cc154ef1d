package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.orders.ConsumerAddress;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.picking.Transfer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/shipments}. */
record ShipmentForCreation(
        @NotNull @Size(min = 1, max = 256) String facilityRef,
        @NotNull Instant orderDate,
        @NotNull Instant targetTime,
        @Nullable Instant targetTimeBaseDate,
        @Nullable @Size(min = 1, max = 256) String carrierRef,
        @Nullable @Size(max = 500) String carrierProduct,
        @Nullable @Size(max = 20) List<@NotNull @Size(max = 100) String> carrierServices,
        @Nullable @Size(max = 2000) String carrierLogoUrl,
        @Nullable @Size(min = 1, max = 256) String pickJobRef,
        @Nullable @Size(min = 1, max = 256) String processId,
        @Nullable @Size(min = 1, max = 500) String tenantOrderId,
        @Nullable @Size(min = 1, max = 256) String operativeProcessRef,
        @Nullable @Size(min = 1, max = 100) String shortId,
        @Nullable JsonNode sourceAddress,
        @Nullable @Valid ConsumerAddress targetAddress,
        @Nullable @Valid ConsumerAddress postalAddress,
        @Nullable @Valid ConsumerAddress invoiceAddress,
        @Nullable @Size(max = 500) List<@NotNull @Valid ShipmentLineItemForCreation> lineItems,
        @Nullable JsonNode paymentInformation,
        @Nullable JsonNode customAttributes,
        @Nullable @Size(max = 500) List<@NotNull @Valid TagReference> tags,
        @Nullable @Size(max = 100) List<@NotNull @Valid Transfer> transfers) {}
