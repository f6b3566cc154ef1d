package io.waybill.platform.orders;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets a locked order be fulfilled. */
@ApplicationScoped
class UnlockOrder {
    private final OrderTransitions transitions;

    UnlockOrder(OrderTransitions transitions) {
        this.transitions = transitions;
    }

    /**
     * @param targetTime when the result is expected; null leaves it as it is
     * @throws Rejection 400 when the order is not locked
     */
    Stored<Order> unlock(String orderId, long version, @Nullable Instant targetTime) {
        return transitions.change(
                orderId,
                version,
                (transaction, order) -> transitions.release(transaction, OrderLifecycle.unlock(order, targetTime)));
    }
}
