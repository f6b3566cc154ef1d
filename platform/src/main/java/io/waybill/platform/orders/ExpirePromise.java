package io.waybill.platform.orders;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.TimerHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Cancels a promised order that nobody confirmed in time. */
@ApplicationScoped
class ExpirePromise implements TimerHandler {
    static final String TIMER = "promise-expiry";

    private final Database database;
    private final Orders orders;
    private final OrderTransitions transitions;
    private final Clock clock;

    ExpirePromise(Database database, Orders orders, OrderTransitions transitions, Clock clock) {
        this.database = database;
        this.orders = orders;
        this.transitions = transitions;
        this.clock = clock;
    }

    @Override
    public String timer() {
        return TIMER;
    }

    @Override
    public @Nullable Instant due(String orderId, String data) {
        return database.<@Nullable Instant>transaction(transaction -> {
            Order order = orders.table().lock(transaction.handle(), orderId);
            if (order.status() != OrderStatus.PROMISED) {
                return null;
            }
            Instant until = OrderLifecycle.promisedUntil(order);
            if (clock.instant().isBefore(until)) {
                return until;
            }
            transitions.cancel(transaction, OrderLifecycle.expire(order, clock.instant()));
            return null;
        });
    }
}
