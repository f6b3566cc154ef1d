package io.waybill.platform.orders;

import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an order may be cancelled whatever was done for it already; it may not unless set.
 *
 * @param version 0 while it was never set
 */
@ClosedSchema
public record OrderCancelationConfiguration(
        @NotNull Boolean allowForceCancelOrder,
        @Nullable Instant created,
        @Nullable String id,
        @NotNull Long version) {

    static final String NAME = "ordercancelation";
    static final Value STANDARD = new Value(false);

    /** What is stored of it. */
    record Value(boolean allowForceCancelOrder) {}
}
