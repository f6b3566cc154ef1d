package io.waybill.platform.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.access.Permission;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.events.DomainEvent;
import io.waybill.platform.events.Outbox;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Changes what an order says: addresses, attributes, and its lines while nobody has begun to work on it. */
@ApplicationScoped
class ModifyOrder {
    private final OrderTransitions transitions;
    private final Orders orders;
    private final FacilityReferences facilities;
    private final OrderConfigurations configurations;
    private final OrderHistory history;
    private final Outbox outbox;
    private final Event<OrderModificationRequested> requested;
    private final Event<OrderModified> modified;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    ModifyOrder(
            OrderTransitions transitions,
            Orders orders,
            FacilityReferences facilities,
            OrderConfigurations configurations,
            OrderHistory history,
            Outbox outbox,
            Event<OrderModificationRequested> requested,
            Event<OrderModified> modified,
            ObjectMapper json,
            Identifiers identifiers,
            Clock clock) {
        this.transitions = transitions;
        this.orders = orders;
        this.facilities = facilities;
        this.configurations = configurations;
        this.history = history;
        this.outbox = outbox;
        this.requested = requested;
        this.modified = modified;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * Who modifies, and what they may do to lines.
     *
     * @param user null when unknown
     */
    record Modifier(@Nullable String user, Set<Permission> permissions) {}

    /**
     * @throws Rejection 400 when what is asked for is not possible, 403 when the modifier may not change lines that way,
     *     409 when the order has another version, 422 when work on its lines has begun
     */
    Stored<Order> modify(String orderId, OrderForUpdate update, Modifier modifier) {
        return transitions.change(orderId, update.version(), (transaction, before) -> {
            ObjectNode changes = changes(update);
            Order after = OrderModification.modify(
                    before,
                    update,
                    facilities.named(transaction.handle(), update.consumer()),
                    identifiers,
                    clock.instant(),
                    changes,
                    modifier.user());
            Set<OrderModification.LineChange> lineChanges = OrderModification.lineChanges(before, after);
            if (!lineChanges.isEmpty()) {
                requireAllowed(transaction, lineChanges, modifier.permissions());
                requested.fire(new OrderModificationRequested(transaction, before));
            }
            return store(transaction, before, after, changes, update.comment());
        });
    }

    /** Replaces the custom attributes of one line. */
    Stored<Order> replaceLineAttributes(String orderId, long version, String lineId, ObjectNode attributes) {
        return transitions.change(orderId, version, (transaction, before) -> {
            OrderLifecycle.requireActive(before, "modified");
            if (before.line(lineId).isEmpty()) {
                throw Rejection.notFound("Order line item", lineId);
            }
            List<OrderLineItem> lines = before.orderLineItems().stream()
                    .map(line -> line.id().equals(lineId) ? line.withCustomAttributes(attributes) : line)
                    .toList();
            return store(
                    transaction, before, before.change().orderLineItems(lines).build(), json.createObjectNode(), null);
        });
    }

    private Stored<Order> store(
            Transaction transaction, Order before, Order after, ObjectNode changes, @Nullable String comment) {
        Stored<Order> stored = orders.table().update(transaction.handle(), after);
        outbox.record(
                transaction,
                DomainEvent.of(
                        "ORDER_MODIFIED",
                        stored.resource().id(),
                        stored.resource().version(),
                        payload(
                                stored,
                                comment == null ? changes : changes.deepCopy().put("comment", comment))));
        history.modified(transaction, before, stored.resource(), comment);
        modified.fire(new OrderModified(transaction, stored.resource(), before));
        return stored;
    }

    /** The order with what was asked for beside it. */
    private String payload(Stored<Order> stored, ObjectNode changes) {
        try {
            String order = stored.json();
            return order.substring(0, order.length() - 1) + ",\"changes\":" + json.writeValueAsString(changes) + "}";
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A modification cannot be written as JSON", failure);
        }
    }

    private ObjectNode changes(OrderForUpdate update) {
        ObjectNode changes = json.createObjectNode();
        if (update.consumer() != null) {
            changes.set("consumer", json.valueToTree(update.consumer()));
        }
        if (update.customAttributes() != null) {
            changes.set("customAttributes", update.customAttributes());
        }
        if (update.orderLineItems() != null) {
            changes.set("orderLineItems", json.valueToTree(update.orderLineItems()));
        }
        if (update.preferredHandlingTime() != null) {
            changes.set("preferredHandlingTime", json.valueToTree(update.preferredHandlingTime()));
        }
        if (update.pricing() != null) {
            changes.set("pricing", json.valueToTree(update.pricing()));
        }
        return changes;
    }

    private void requireAllowed(
            Transaction transaction, Set<OrderModification.LineChange> lineChanges, Set<Permission> permissions) {
        boolean allowed = configurations
                .get(
                        transaction.handle(),
                        OrderModificationConfiguration.NAME,
                        OrderModificationConfiguration.STANDARD,
                        OrderModificationConfiguration.Value.class)
                .value()
                .allowOrderLineItemModification();
        if (!allowed) {
            throw Rejection.invalid(
                    "orderLineItems must not change; /api/configurations/ordermodification can allow it");
        }
        for (OrderModification.LineChange change : lineChanges) {
            Permission needed = switch (change) {
                case ADDED -> Permission.LINE_ITEM_ADD;
                case REMOVED -> Permission.LINE_ITEM_DELETE;
                case INCREASED -> Permission.LINE_ITEM_QUANTITY_INCREASE;
                case DECREASED -> Permission.LINE_ITEM_QUANTITY_DECREASE;
            };
            if (!permissions.contains(Permission.ORDER_LINEITEM_WRITE) && !permissions.contains(needed)) {
                throw Rejection.forbidden(
                        "orderLineItems: this change needs the permission ORDER_LINEITEM_WRITE or " + needed);
            }
        }
    }
}
