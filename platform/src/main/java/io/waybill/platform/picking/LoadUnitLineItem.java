package io.waybill.platform.picking;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.OrderArticle;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a load unit.
 *
 * @param id null in a request: one is given
 */
public record LoadUnitLineItem(
        @Nullable @Size(min = 1, max = 256) String id,
        @NotNull @Valid OrderArticle article,
        @Nullable @DecimalMin("0") BigDecimal quantity,
        @Nullable @Size(max = 256) String globalLineItemId,
        @Nullable @Size(max = 100) List<@NotNull @Size(max = 256) String> globalLineItemIds,
        @Nullable @Size(max = 256) String originId,
        @Nullable @Size(max = 100) String measurementUnitKey,
        @Nullable @Size(min = 1, max = 100) String secondaryMeasurementUnitKey,
        @Nullable @DecimalMin("0") BigDecimal secondaryQuantity,
        @Nullable @Size(max = 100) List<@NotNull @Size(max = 500) String> scannableCodes,
        @Nullable JsonNode customAttributes) {

    LoadUnitLineItem withId(Identifiers identifiers) {
        return id != null
                ? this
                : new LoadUnitLineItem(
                        identifiers.next(),
                        article,
                        quantity,
                        globalLineItemId,
                        globalLineItemIds,
                        originId,
                        measurementUnitKey,
                        secondaryMeasurementUnitKey,
                        secondaryQuantity,
                        scannableCodes,
                        customAttributes);
    }
}
