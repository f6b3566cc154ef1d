package io.waybill.platform.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An action on up to 15 orders, each done or refused on its own. */
public record BulkOrderAction(
        @NotNull BulkAction name,
        @NotNull @Size(min = 1, max = 15) List<@NotNull @Valid Target> orders) {

    /** What can be done to several orders. */
    public enum BulkAction {
        BULK_FORCE_CANCEL
    }

    /** An order with the version the sender saw. */
    public record Target(
            @NotNull @Size(min = 1, max = 256) String orderId,
            @NotNull @Min(0) Long version,
            @Nullable @Size(max = 256) String cancelationReasonId) {}

    /**
     * What became of one order.
     *
     * @param status UPDATED or FAILED
     * @param summary why it failed
     */
    public record Result(
            String orderId, String status, @Nullable String summary) {}
}
