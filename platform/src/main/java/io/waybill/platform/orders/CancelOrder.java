package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.jspecify.annotations.Nullable;

/** Cancels an order, and with it everything that was done for it. */
@ApplicationScoped
class CancelOrder {
    private final OrderTransitions transitions;
    private final OrderConfigurations configurations;
    private final CancelationReasons reasons;
    private final Event<OrderCancellationRequested> requested;

    CancelOrder(
            OrderTransitions transitions,
            OrderConfigurations configurations,
            CancelationReasons reasons,
            Event<OrderCancellationRequested> requested) {
        this.transitions = transitions;
        this.configurations = configurations;
        this.reasons = reasons;
        this.requested = requested;
    }

    /**
     * Cancels unless fulfilment has gone too far.
     *
     * @throws Rejection 400 when it has, or when the order is not active any more
     */
    Stored<Order> cancel(String orderId, long version, @Nullable String reasonId) {
        return transitions.change(orderId, version, (transaction, order) -> {
            OrderLifecycle.Transition transition = OrderLifecycle.cancel(order, reason(transaction, reasonId));
            try {
                requested.fire(new OrderCancellationRequested(transaction, order, false));
            } catch (Rejection refused) {
                // Clients of the product take a 400 as "cannot be cancelled any more" and do not repeat it.
                throw new Rejection(400, refused.errors());
            }
            return transitions.cancel(transaction, transition);
        });
    }

    /**
     * Cancels however far fulfilment is.
     *
     * @throws Rejection 400 when this is not allowed by configuration, or when the order is not active any more
     */
    Stored<Order> force(String orderId, long version, @Nullable String reasonId) {
        return transitions.change(orderId, version, (transaction, order) -> {
            requireAllowed(transaction);
            OrderLifecycle.Transition transition = OrderLifecycle.forceCancel(order, reason(transaction, reasonId));
            requested.fire(new OrderCancellationRequested(transaction, order, true));
            return transitions.cancel(transaction, transition);
        });
    }

    private void requireAllowed(Transaction transaction) {
        boolean allowed = configurations
                .get(
                        transaction.handle(),
                        OrderCancelationConfiguration.NAME,
                        OrderCancelationConfiguration.STANDARD,
                        OrderCancelationConfiguration.Value.class)
                .value()
                .allowForceCancelOrder();
        if (!allowed) {
            throw Rejection.invalid("FORCE_CANCEL is not allowed; /api/configurations/ordercancelation can allow it");
        }
    }

    private @Nullable ObjectNode reason(Transaction transaction, @Nullable String reasonId) {
        return reasonId == null ? null : reasons.reference(transaction.handle(), reasonId);
    }
}
