package io.waybill.platform.orders;

import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the order was paid. */
@ClosedSchema
public record PaymentInfo(
        @Nullable @Size(max = 100) String currency,
        @Nullable Map<String, String> methodLocalized) {}
