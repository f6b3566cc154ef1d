package io.waybill.platform.handover;

import io.waybill.platform.orders.OrderArticle;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another article handed over in the place of the one ordered. */
public record HandoverSubstituteLineItem(
        String id,
        OrderArticle article,
        long quantity,
        @Nullable Long handedOverQuantity,
        @Nullable Instant pickedAt,
        @Nullable BigDecimal priority,
        @Nullable List<RefusedItem> refused,
        @Nullable List<String> scannableCodes) {}
