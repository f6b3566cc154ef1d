package io.waybill.platform.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.TagReference;
import io.waybill.platform.picking.RecordableAttributeForCreation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a shipment that a client creates. */
record ShipmentLineItemForCreation(
        @NotNull @Valid OrderArticle article,
        @NotNull @Min(1) @Max(1_000_000) Long quantity,
        @Nullable @Size(max = 100) String measurementUnitKey,
        @Nullable @Size(max = 50) List<@NotNull @Size(max = 500) String> scannableCodes,
        @Nullable @Size(max = 50) List<@NotNull @Valid RecordableAttributeForCreation> recordableAttributes,
        @Nullable @Size(max = 500) List<@NotNull @Valid TagReference> tags,
        @Nullable JsonNode customAttributes) {

    ShipmentLineItem line(Identifiers identifiers) {
        return new ShipmentLineItem(
                identifiers.next(),
                article,
                quantity,
                measurementUnitKey,
                scannableCodes,
                recordableAttributes == null
                        ? null
                        : recordableAttributes.stream()
                                .map(attribute -> attribute.withId(identifiers.next()))
                                .toList(),
                tags,
                customAttributes);
    }
}
