package io.waybill.platform.orders;

import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.UniqueConstraint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Confirms a promised order, or gives its promise more time. */
@ApplicationScoped
class KeepPromise {
    private static final UniqueConstraint TENANT_ORDER_ID = new UniqueConstraint("orders_active_tenant_order_id");

    private final OrderTransitions transitions;
    private final OrderConfigurations configurations;
    private final Processes processes;
    private final Clock clock;

    KeepPromise(OrderTransitions transitions, OrderConfigurations configurations, Processes processes, Clock clock) {
        this.transitions = transitions;
        this.configurations = configurations;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * @param tenantOrderId the sender's id for the order; null keeps the one it has
     * @throws Rejection 400 when the order is not promised or its time is over, 409 when an active order has that
     *     tenantOrderId
     */
    Stored<Order> confirm(String orderId, long version, @Nullable String tenantOrderId) {
        return TENANT_ORDER_ID.guard(
                () -> transitions.change(orderId, version, (transaction, order) -> {
                    if (tenantOrderId != null) {
                        processes.rename(transaction, order.processId(), tenantOrderId);
                    }
                    return transitions.release(
                            transaction, OrderLifecycle.confirmPromise(order, tenantOrderId, clock.instant()));
                }),
                () -> Rejection.conflict(
                        "tenantOrderId " + tenantOrderId + " belongs to an order that is still active"));
    }

    /**
     * The promise is valid for the configured time from now. Its timer finds the later time by itself.
     *
     * @throws Rejection 400 when the order is not promised or its time is over
     */
    Stored<Order> extend(String orderId, long version) {
        return transitions.change(orderId, version, (transaction, order) -> {
            Duration validity = configurations
                    .get(
                            transaction.handle(),
                            PromisesConfiguration.NAME,
                            PromisesConfiguration.STANDARD,
                            PromisesConfiguration.Value.class)
                    .value()
                    .duration();
            return transitions.store(transaction, OrderLifecycle.extendPromise(order, clock.instant(), validity));
        });
    }
}
