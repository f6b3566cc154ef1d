package io.waybill.platform.orders;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.function.BiFunction;

/** What all changes of an order's status have in common: lock, check the version, store, tell. */
@ApplicationScoped
class OrderTransitions {
    private final Database database;
    private final Orders orders;
    private final Processes processes;
    private final OrderHistory history;
    private final Outbox outbox;
    private final Event<OrderCancelled> cancelled;
    private final Event<OrderUnlocked> unlocked;

    OrderTransitions(
            Database database,
            Orders orders,
            Processes processes,
            OrderHistory history,
            Outbox outbox,
            Event<OrderCancelled> cancelled,
            Event<OrderUnlocked> unlocked) {
        this.database = database;
        this.orders = orders;
        this.processes = processes;
        this.history = history;
        this.outbox = outbox;
        this.cancelled = cancelled;
        this.unlocked = unlocked;
    }

    /**
     * Runs the change on the order under its row lock, for a client who saw {@code version}.
     *
     * @throws Rejection 404, or 409 when the order has another version
     */
    Stored<Order> change(String orderId, long version, BiFunction<Transaction, Order, Stored<Order>> work) {
        return database.transaction(transaction -> {
            Order order = orders.table().lock(transaction.handle(), orderId);
            if (order.version() != version) {
                throw Rejection.versionConflict("Order", orderId, version, order.version());
            }
            return work.apply(transaction, order);
        });
    }

    /** Stores the order as it is after the transition, and tells subscribers. */
    Stored<Order> store(Transaction transaction, OrderLifecycle.Transition transition) {
        Stored<Order> stored = orders.table().update(transaction.handle(), transition.order());
        if (transition.event() != null) {
            outbox.record(
                    transaction,
                    DomainEvent.of(
                            transition.event(),
                            stored.resource().id(),
                            stored.resource().version(),
                            stored.json()));
        }
        processes.record(transaction, Processes.changeOf(stored.resource()));
        if (transition.history() != null) {
            history.changed(transaction, stored.resource(), transition.history());
        }
        return stored;
    }

    /** As {@link #store}, and whoever did something for the order undoes it. */
    Stored<Order> cancel(Transaction transaction, OrderLifecycle.Transition transition) {
        Stored<Order> stored = store(transaction, transition);
        cancelled.fire(new OrderCancelled(transaction, stored.resource()));
        return stored;
    }

    /** As {@link #store}, and what is reserved for the order may be picked. */
    Stored<Order> release(Transaction transaction, OrderLifecycle.Transition transition) {
        Stored<Order> stored = store(transaction, transition);
        unlocked.fire(new OrderUnlocked(transaction, stored.resource()));
        return stored;
    }
}
