package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.orders.MeasurementValidation;
import io.waybill.platform.orders.OrderArticle;
import io.waybill.platform.orders.OrderLineItem;
import io.waybill.platform.orders.Substitute;
import io.waybill.platform.orders.TagReference;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a routing plan: the line of the order, with the units this plan has to serve.
 *
 * @param id of the order's line, the same in every plan that serves a part of it
 * @param quantity units of this plan, at least 1
 * @param available units the facility had when the plan was decided; null before that
 * @param picked units picked, once the pick job is done
 * @param outOfStockBehaviour of the listing at the facility, if any
 */
public record RoutingPlanLine(
        String id,
        long quantity,
        OrderArticle article,
        @Nullable List<String> scannableCodes,
        @Nullable List<TagReference> tags,
        @Nullable List<Substitute> allowedSubstitutes,
        @Nullable String measurementUnitKey,
        @Nullable String secondaryMeasurementUnitKey,
        @Nullable Long secondaryQuantity,
        @Nullable MeasurementValidation measurementValidation,
        @Nullable BigDecimal shopPrice,
        @Nullable ObjectNode customAttributes,
        @Nullable Long available,
        @Nullable Long picked,
        @Nullable String outOfStockBehaviour) {

    /** The whole line of an order, undecided. */
    static RoutingPlanLine of(OrderLineItem line) {
        return new RoutingPlanLine(
                line.id(),
                line.quantity(),
                line.article(),
                line.scannableCodes(),
                line.tags(),
                line.allowedSubstitutes(),
                line.measurementUnitKey(),
                line.secondaryMeasurementUnitKey(),
                line.secondaryQuantity(),
                line.measurementValidation(),
                line.shopPrice(),
                line.customAttributes(),
                null,
                null,
                null);
    }

    /** The same line, of which so many units were picked. */
    RoutingPlanLine picked(long unitsPicked) {
        return new RoutingPlanLine(
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
                customAttributes,
                available,
                unitsPicked,
                outOfStockBehaviour);
    }

    /** The same line for so many units, of which the facility had so many. */
    RoutingPlanLine with(long units, @Nullable Long unitsAvailable) {
        return new RoutingPlanLine(
                id,
                units,
                article,
                scannableCodes,
                tags,
                allowedSubstitutes,
                measurementUnitKey,
                secondaryMeasurementUnitKey,
                secondaryQuantity,
                measurementValidation,
                shopPrice,
                customAttributes,
                unitsAvailable,
                picked,
                outOfStockBehaviour);
    }
}
