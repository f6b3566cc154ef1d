package io.waybill.platform.picking;

import io.waybill.platform.orders.MeasurementValidation;
import io.waybill.platform.orders.OrderArticle;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Another article picked in the place of the one ordered. */
public record SubstituteLineItem(
        String id,
        OrderArticle article,
        long quantity,
        @Nullable Long picked,
        @Nullable Instant pickedAt,
        @Nullable BigDecimal priority,
        @Nullable Long secondaryQuantity,
        @Nullable Long secondaryPicked,
        @Nullable List<String> scannableCodes,
        @Nullable String measurementUnitKey,
        @Nullable String secondaryMeasurementUnitKey,
        @Nullable MeasurementValidation measurementValidation) {}
