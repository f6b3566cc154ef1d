package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Rejection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to an order, and what it becomes (platform.md 5.4). Pure.
 *
 * <p>Every function answers the order in its new state with the event that says so, or throws a {@link Rejection} with
 * 400: the product's own clients take a 400 as "this order is not in a state for that" and go on.
 */
final class OrderLifecycle {
    private OrderLifecycle() {}

    /**
     * An order in its next state.
     *
     * @param event the event that tells of it; null when nobody is told
     * @param history what the history of the process calls it; null when it says nothing
     */
    record Transition(
            Order order, @Nullable String event, @Nullable String history) {

        Transition(Order order, @Nullable String event) {
            this(order, event, event);
        }
    }

    /** @param reason as the contract shapes it; null when none was given */
    static Transition cancel(Order order, @Nullable ObjectNode reason) {
        requireActive(order, "cancelled");
        return new Transition(cancelled(order, reason), "ORDER_CANCELLED");
    }

    /** As {@link #cancel}, past the point where the floor would refuse. */
    static Transition forceCancel(Order order, @Nullable ObjectNode reason) {
        requireActive(order, "cancelled");
        return new Transition(cancelled(order, reason), "ORDER_FORCE_CANCELLED");
    }

    /** A promise that nobody confirmed in time ends. */
    static Transition expire(Order order, Instant now) {
        requireStatus(order, OrderStatus.PROMISED, "expire");
        if (now.isBefore(promisedUntil(order))) {
            throw Rejection.invalid("Order " + order.id() + " is promised until " + promisedUntil(order));
        }
        return new Transition(cancelled(order, null), "ORDER_CANCELLED_BY_EXPIRY", "ORDER_CANCELLED");
    }

    /** @param targetTime when the result is expected; null leaves it as it is */
    static Transition unlock(Order order, @Nullable Instant targetTime) {
        requireStatus(order, OrderStatus.LOCKED, "be unlocked");
        OrderChange change = order.change().status(OrderStatus.OPEN);
        if (targetTime != null) {
            OrderIntake.requireTime("targetTime", targetTime);
            change.deliveryPreferences(preferences(order).withTargetTime(targetTime));
        }
        return new Transition(change.build(), "ORDER_UNLOCKED");
    }

    /**
     * A promise becomes an order to be fulfilled. Told as ORDER_UNLOCKED: the contract has no event of its own for it,
     * and what follows is the same.
     *
     * @param tenantOrderId the sender's id for the order; null keeps the one it has
     */
    static Transition confirmPromise(Order order, @Nullable String tenantOrderId, Instant now) {
        requireStatus(order, OrderStatus.PROMISED, "be confirmed");
        requireNotExpired(order, now);
        OrderChange change = order.change().status(OrderStatus.OPEN).promisesOptions(null);
        if (tenantOrderId != null) {
            change.tenantOrderId(tenantOrderId);
        }
        return new Transition(change.build(), "ORDER_UNLOCKED", "ORDER_CREATED_FROM_PROMISE");
    }

    /** A promise is valid for its whole time again. */
    static Transition extendPromise(Order order, Instant now, java.time.Duration validity) {
        requireStatus(order, OrderStatus.PROMISED, "be extended");
        requireNotExpired(order, now);
        return new Transition(
                order.change()
                        .promisesOptions(new PromisesOptions(now.plus(validity)))
                        .build(),
                null);
    }

    /** Until when the order keeps its stock without being confirmed. */
    static Instant promisedUntil(Order order) {
        PromisesOptions options = order.promisesOptions();
        return options == null ? order.created() : options.validUntil();
    }

    static DeliveryPreferences preferences(Order order) {
        DeliveryPreferences preferences = order.deliveryPreferences();
        return preferences == null ? new DeliveryPreferences(null, null, null, null, null, null, null) : preferences;
    }

    static void requireActive(Order order, String participle) {
        if (!order.status().isActive()) {
            throw Rejection.invalid(
                    "Order " + order.id() + " is " + order.status() + " and can no longer be " + participle);
        }
    }

    private static Order cancelled(Order order, @Nullable ObjectNode reason) {
        return order.change()
                .status(OrderStatus.CANCELLED)
                .cancelationReason(reason)
                .build();
    }

    private static void requireStatus(Order order, OrderStatus required, String verb) {
        if (order.status() != required) {
            throw Rejection.invalid("Order " + order.id() + " is " + order.status() + "; only an order that is "
                    + required + " can " + verb);
        }
    }

    private static void requireNotExpired(Order order, Instant now) {
        if (!now.isBefore(promisedUntil(order))) {
            throw Rejection.invalid("The promise of order " + order.id() + " ended at " + promisedUntil(order));
        }
    }
}
