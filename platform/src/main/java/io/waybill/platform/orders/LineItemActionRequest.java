package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** An action on one line of an order; {@code version} is that of the order. */
public record LineItemActionRequest(
        @NotNull LineItemAction name,
        @NotNull @Min(0) Long version,
        @NotNull ObjectNode customAttributes) {

    /** What can be done to one line. */
    public enum LineItemAction {
        UPDATE_CUSTOM_ATTRIBUTES
    }
}
