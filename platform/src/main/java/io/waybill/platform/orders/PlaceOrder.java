package io.waybill.platform.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.GroupCommit;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.kernel.Tags;
import io.waybill.platform.kernel.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Places orders. Concurrent ones share a transaction whose number of statements does not depend on how many they are;
 * each is answered, or refused, on its own.
 */
@ApplicationScoped
class PlaceOrder {
    /** Orders of one transaction; beyond this the gain is small and one slow group delays more senders. */
    private static final int LARGEST_GROUP = 128;

    private static final int PARALLEL_GROUPS = 2;

    private final Database database;
    private final Orders orders;
    private final Processes processes;
    private final OrderHistory history;
    private final FacilityReferences facilities;
    private final CustomServiceReferences customServices;
    private final Tags tags;
    private final OrderConfigurations configurations;
    private final Outbox outbox;
    private final Timers timers;
    private final Event<OrdersPlaced> placed;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;
    private final GroupCommit<Sent, Stored<Order>> groups =
            new GroupCommit<>(LARGEST_GROUP, PARALLEL_GROUPS, this::commit);

    PlaceOrder(
            Database database,
            Orders orders,
            Processes processes,
            OrderHistory history,
            FacilityReferences facilities,
            CustomServiceReferences customServices,
            Tags tags,
            OrderConfigurations configurations,
            Outbox outbox,
            Timers timers,
            Event<OrdersPlaced> placed,
            ObjectMapper json,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.orders = orders;
        this.processes = processes;
        this.history = history;
        this.facilities = facilities;
        this.customServices = customServices;
        this.tags = tags;
        this.configurations = configurations;
        this.outbox = outbox;
        this.timers = timers;
        this.placed = placed;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Places the order; when this returns it is durable, with its process, its plan to route and its event.
     *
     * @throws Rejection 400 when a rule is broken, 409 when an active order has the same tenantOrderId
     */
    Stored<Order> place(OrderForCreation order) {
        return groups.submit(new Sent(order, history.caller()));
    }

    /**
     * An order and who sent it.
     *
     * @param sender null when unknown
     */
    record Sent(OrderForCreation order, ProcessHistoryEntry.@Nullable Editor sender) {}

    /** Places a group with one transaction; answers per order how to answer it. */
    List<Function<Sent, Stored<Order>>> commit(List<Sent> group) {
        try {
            return database.transaction(transaction -> place(transaction, group));
        } catch (RuntimeException failure) {
            if (group.size() == 1 || !isAboutData(failure)) {
                throw failure;
            }
            // One of them cannot be stored; the others must not suffer for it.
            return group.stream().map(this::alone).toList();
        }
    }

    private Function<Sent, Stored<Order>> alone(Sent order) {
        try {
            return database.transaction(transaction -> place(transaction, List.of(order)))
                    .getFirst();
        } catch (RuntimeException failure) {
            return ignored -> {
                throw failure;
            };
        }
    }

    /** Whether the database (class 22, data exceptions) or an observer refused what an order holds. */
    private static boolean isAboutData(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejection
                    || (cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().startsWith("22"))) {
                return true;
            }
        }
        return false;
    }

    private List<Function<Sent, Stored<Order>>> place(Transaction transaction, List<Sent> group) {
        List<Attempt> attempts = attempts(transaction, group);
        List<Accepted> candidates = attempts.stream()
                .filter(Accepted.class::isInstance)
                .map(Accepted.class::cast)
                .toList();
        Set<String> inserted = candidates.isEmpty()
                ? Set.of()
                : orders.insertNew(
                        transaction.handle(),
                        candidates.stream().map(Accepted::order).toList());
        List<Accepted> stored = candidates.stream()
                .filter(accepted ->
                        inserted.contains(accepted.order().resource().id()))
                .toList();
        if (!stored.isEmpty()) {
            follow(transaction, stored);
        }
        return attempts.stream().map(attempt -> answer(attempt, inserted)).toList();
    }

    private List<Attempt> attempts(Transaction transaction, List<Sent> group) {
        List<OrderForCreation> requests = group.stream().map(Sent::order).toList();
        FacilityLookup named = facilities.named(transaction.handle(), requests);
        CustomServiceLookup services = customServices.named(transaction.handle(), requests);
        boolean tagsAreValid = haveValidTags(transaction, requests);
        Duration promise = validity(transaction, requests);
        Instant now = clock.instant();
        List<Attempt> attempts = new ArrayList<>(group.size());
        for (Sent sent : group) {
            OrderForCreation request = sent.order();
            try {
                if (!tagsAreValid) {
                    tags.validate(transaction.handle(), request.allTags());
                }
                Order order = OrderIntake.order(request, named, services, identifiers, now, promise);
                attempts.add(new Accepted(new Stored<>(order, json.writeValueAsString(order)), sent.sender()));
            } catch (Rejection rejection) {
                attempts.add(new Refused(rejection));
            } catch (JsonProcessingException failure) {
                throw new IllegalStateException("An order cannot be written as JSON", failure);
            }
        }
        return attempts;
    }

    /** Whether all tags of the group are valid, with one statement; if not, each order is asked for its own. */
    private boolean haveValidTags(Transaction transaction, List<OrderForCreation> group) {
        try {
            tags.validate(
                    transaction.handle(),
                    group.stream().flatMap(order -> order.allTags().stream()).toList());
            return true;
        } catch (Rejection rejection) {
            return false;
        }
    }

    private Duration validity(Transaction transaction, List<OrderForCreation> group) {
        boolean needed = group.stream()
                .anyMatch(order -> order.status() == OrderStatus.PROMISED && order.promisesOptions() == null);
        return needed
                ? configurations
                        .get(
                                transaction.handle(),
                                PromisesConfiguration.NAME,
                                PromisesConfiguration.STANDARD,
                                PromisesConfiguration.Value.class)
                        .value()
                        .duration()
                : PromisesConfiguration.STANDARD.duration();
    }

    private void follow(Transaction transaction, List<Accepted> stored) {
        List<Order> resources =
                stored.stream().map(accepted -> accepted.order().resource()).toList();
        processes.open(transaction, resources);
        for (Accepted accepted : stored) {
            Stored<Order> order = accepted.order();
            history.placed(transaction, order.resource(), accepted.sender());
            outbox.record(
                    transaction,
                    DomainEvent.of("ORDER_CREATED", order.resource().id(), 1, order.json()));
            if (order.resource().status() == OrderStatus.PROMISED) {
                timers.schedule(
                        transaction,
                        ExpirePromise.TIMER,
                        order.resource().id(),
                        OrderLifecycle.promisedUntil(order.resource()),
                        "");
            }
        }
        placed.fire(new OrdersPlaced(transaction, resources));
    }

    private static Function<Sent, Stored<Order>> answer(Attempt attempt, Set<String> inserted) {
        return switch (attempt) {
            case Refused refused ->
                ignored -> {
                    throw refused.rejection();
                };
            case Accepted accepted
            when inserted.contains(accepted.order().resource().id()) -> ignored -> accepted.order();
            case Accepted accepted ->
                ignored -> {
                    throw Rejection.conflict(
                            "tenantOrderId " + accepted.order().resource().tenantOrderId()
                                    + " belongs to an order that is still active");
                };
        };
    }

    private sealed interface Attempt {}

    private record Accepted(Stored<Order> order, ProcessHistoryEntry.@Nullable Editor sender) implements Attempt {}

    private record Refused(Rejection rejection) implements Attempt {}
}
