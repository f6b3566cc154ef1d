package io.waybill.platform.orders;

import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Where the order was placed; carried along. */
@ClosedSchema
public record OrderSource(
        @Nullable @Size(max = 256) String sourceRef,
        @Nullable @Size(max = 256) String tenantSourceId) {}
