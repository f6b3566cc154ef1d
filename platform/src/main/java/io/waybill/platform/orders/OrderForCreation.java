package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.ClosedSchema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as a sender hands it in. What an annotation cannot say is checked by {@link OrderIntake}.
 *
 * @param orderDate when the consumer ordered
 * @param tenantOrderId the sender's own id; no two active orders have the same
 * @param status OPEN (also when null), LOCKED or PROMISED
 * @param promisesOptions only with PROMISED; null takes the configured validity
 * @param customServices what is done to its goods after they are picked
 */
@ClosedSchema
public record OrderForCreation(
        @NotNull Instant orderDate,
        @NotNull @Valid Consumer consumer,
        @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid LineItem> orderLineItems,
        @Nullable @Size(min = 1, max = 256) String tenantOrderId,
        @Nullable OrderStatus status,
        @Nullable @Size(max = 500) List<@NotNull @Valid StatusReason> statusReasons,
        @Nullable @Valid DeliveryPreferences deliveryPreferences,
        @Nullable @Valid PaymentInfo paymentInfo,
        @Nullable @Valid PromisesOptions promisesOptions,
        @Nullable @Valid OrderPricing pricing,
        @Nullable @Valid OrderSource source,
        @Nullable @Size(min = 1, max = 100) List<@NotNull @Valid Sticker> stickers,
        @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid TagReference> tags,
        @Nullable @Size(min = 1, max = 500) List<OrderedService.@NotNull @Valid ForCreation> customServices,
        @Nullable ObjectNode customAttributes) {

    /** Most units of one line; what stock is counted in. */
    static final long MAXIMUM_QUANTITY = 1_000_000_000;

    /** The tags of the order and of its lines. */
    List<io.waybill.platform.kernel.TagReference> allTags() {
        return Stream.concat(
                        Stream.ofNullable(tags),
                        orderLineItems.stream().flatMap(line -> Stream.ofNullable(line.tags())))
                .flatMap(List::stream)
                .map(TagReference::checked)
                .toList();
    }

    /** A line as a sender hands it in. */
    @ClosedSchema
    public record LineItem(
            @NotNull @Min(1) @Max(MAXIMUM_QUANTITY) Long quantity,
            @NotNull @Valid OrderArticle article,
            @Nullable @Size(max = 500) List<@NotNull @Size(max = 500) String> scannableCodes,
            @Nullable @Size(max = 500) List<@NotNull @Valid TagReference> tags,
            @Nullable @Size(max = 500) List<@NotNull @Valid Substitute> allowedSubstitutes,
            @Nullable @Size(max = 256) String measurementUnitKey,
            @Nullable @Size(max = 256) String secondaryMeasurementUnitKey,
            @Nullable @Min(0) Long secondaryQuantity,
            @Nullable @Valid MeasurementValidation measurementValidation,
            @Nullable @DecimalMin("0") BigDecimal shopPrice,
            @Nullable ObjectNode customAttributes) {

        OrderLineItem withId(String id) {
            return new OrderLineItem(
                    id,
                    quantity,
                    article,
                    scannableCodes,
                    tags,
                    allowedSubstitutes,
                    measurementUnitKey,
                    secondaryMeasurementUnitKey,
                    secondaryQuantity,
                    measurementValidation,
                    shopPrice,
                    customAttributes);
        }
    }
}
