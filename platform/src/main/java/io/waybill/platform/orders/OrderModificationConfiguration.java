package io.waybill.platform.orders;

import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the lines of an order may be changed after it was placed; they may not unless set.
 *
 * @param version 0 while it was never set
 */
@ClosedSchema
public record OrderModificationConfiguration(
        @NotNull Boolean allowOrderLineItemModification,
        @Nullable Instant created,
        @Nullable String id,
        @NotNull Long version) {

    static final String NAME = "ordermodification";
    static final Value STANDARD = new Value(false);

    /** What is stored of it. */
    record Value(boolean allowOrderLineItemModification) {}
}
