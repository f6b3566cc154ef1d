package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A modification of an order: what is null stays as it is.
 *
 * @param consumer fields that are there replace those of the order's consumer
 * @param customAttributes an object replaces them, JSON null removes them
 * @param orderLineItems all lines the order shall have from now on
 * @param preferredHandlingTime target time of a shipped order, provisioning time of a collected one
 */
@ClosedSchema
public record OrderForUpdate(
        @NotNull Long version,
        @Nullable @Valid Consumer consumer,
        @Nullable JsonNode customAttributes,
        @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid LineItem> orderLineItems,
        @Nullable Instant preferredHandlingTime,
        @Nullable @Valid OrderPricing pricing,
        @Nullable @Size(max = 2000) String comment) {

    /**
     * A line the order shall have.
     *
     * @param id of a line the order has; null for a new one
     * @param article required for a new line; of an existing one it cannot be changed
     * @param quantity required for a new line; null keeps that of an existing one
     */
    public record LineItem(
            @Nullable String id,
            @Nullable @Valid OrderArticle article,

            @Nullable @Min(1) @Max(OrderForCreation.MAXIMUM_QUANTITY)
            Long quantity) {}
}
