package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an order becomes by a modification (platform.md 5.5). Pure. */
final class OrderModification {
    /** How the lines of an order can change. */
    enum LineChange {
        ADDED,
        REMOVED,
        INCREASED,
        DECREASED
    }

    private OrderModification() {}

    /**
     * The order after the modification, its update detail included.
     *
     * @param changes what was asked for, for the record
     * @param user who asked; null when unknown
     * @throws Rejection 400 naming the field, 422 when the units of an article with custom services would change
     */
    static Order modify(
            Order order,
            OrderForUpdate update,
            FacilityLookup facilities,
            Identifiers identifiers,
            Instant now,
            ObjectNode changes,
            @Nullable String user) {
        OrderLifecycle.requireActive(order, "modified");
        OrderChange change = order.change();
        if (update.consumer() != null) {
            change.consumer(merged(order.consumer(), OrderIntake.consumer(update.consumer(), facilities)));
        }
        if (update.customAttributes() != null) {
            change.customAttributes(customAttributes(update));
        }
        if (update.orderLineItems() != null) {
            List<OrderLineItem> lines = lines(order, update.orderLineItems(), identifiers);
            requireSameUnitsWithServices(order, lines);
            change.orderLineItems(lines);
        }
        if (update.preferredHandlingTime() != null) {
            Instant time = update.preferredHandlingTime();
            OrderIntake.requireTime("preferredHandlingTime", time);
            DeliveryPreferences preferences = OrderLifecycle.preferences(order);
            change.deliveryPreferences(
                    order.collection() == null
                            ? preferences.withTargetTime(time)
                            : preferences.withProvisioningTime(time));
        }
        if (update.pricing() != null) {
            change.pricing(update.pricing());
        }
        List<OrderUpdateDetail> details =
                new ArrayList<>(order.updateDetails() == null ? List.of() : order.updateDetails());
        details.add(new OrderUpdateDetail(now, changes, update.comment(), user));
        return change.updateDetails(details).build();
    }

    /** How the lines differ. */
    static Set<LineChange> lineChanges(Order before, Order after) {
        Set<LineChange> changes = EnumSet.noneOf(LineChange.class);
        for (OrderLineItem line : after.orderLineItems()) {
            before.line(line.id())
                    .ifPresentOrElse(
                            old -> {
                                if (line.quantity() > old.quantity()) {
                                    changes.add(LineChange.INCREASED);
                                } else if (line.quantity() < old.quantity()) {
                                    changes.add(LineChange.DECREASED);
                                }
                            },
                            () -> changes.add(LineChange.ADDED));
        }
        if (before.orderLineItems().stream()
                .anyMatch(line -> after.line(line.id()).isEmpty())) {
            changes.add(LineChange.REMOVED);
        }
        return changes;
    }

    private static @Nullable ObjectNode customAttributes(OrderForUpdate update) {
        if (update.customAttributes() instanceof ObjectNode attributes) {
            return attributes;
        }
        if (update.customAttributes() != null && update.customAttributes().isNull()) {
            return null;
        }
        throw Rejection.invalid("customAttributes must be an object or null");
    }

    private static Consumer merged(Consumer before, Consumer asked) {
        return new Consumer(
                either(asked.consumerId(), before.consumerId()),
                either(asked.email(), before.email()),
                either(asked.addresses(), before.addresses()),
                either(asked.facilityRef(), before.facilityRef()),
                either(asked.tenantFacilityId(), before.tenantFacilityId()),
                either(asked.customAttributes(), before.customAttributes()));
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
        return first != null ? first : second;
    }

    private static List<OrderLineItem> lines(
            Order order, List<OrderForUpdate.LineItem> asked, Identifiers identifiers) {
        List<OrderLineItem> lines = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < asked.size(); index++) {
            OrderForUpdate.LineItem line = asked.get(index);
            String path = "orderLineItems[" + index + "]";
            if (line.id() == null) {
                lines.add(added(path, line, identifiers));
            } else {
                if (!seen.add(line.id())) {
                    throw Rejection.invalid(path + ".id names a line for the second time");
                }
                lines.add(kept(
                        path,
                        line,
                        order.line(line.id())
                                .orElseThrow(
                                        () -> Rejection.invalid(path + ".id: the order has no line " + line.id()))));
            }
        }
        return lines;
    }

    /** What is done to how many units was agreed with the order (platform.md 5.5). */
    private static void requireSameUnitsWithServices(Order order, List<OrderLineItem> lines) {
        for (String article : OrderedService.articles(order.customServices())) {
            if (units(order.orderLineItems(), article) != units(lines, article)) {
                throw Rejection.ruleBroken("orderLineItems: article " + article
                        + " has custom services, so its units can neither be added nor taken away");
            }
        }
    }

    private static long units(List<OrderLineItem> lines, String article) {
        return lines.stream()
                .filter(line -> line.article().tenantArticleId().equals(article))
                .mapToLong(OrderLineItem::quantity)
                .sum();
    }

    private static OrderLineItem added(String path, OrderForUpdate.LineItem line, Identifiers identifiers) {
        if (line.article() == null) {
            throw Rejection.invalid(path + ".article must not be null for a new line");
        }
        if (line.quantity() == null) {
            throw Rejection.invalid(path + ".quantity must not be null for a new line");
        }
        return new OrderLineItem(
                identifiers.next(),
                line.quantity(),
                line.article(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static OrderLineItem kept(String path, OrderForUpdate.LineItem line, OrderLineItem before) {
        if (line.article() != null
                && !line.article().tenantArticleId().equals(before.article().tenantArticleId())) {
            throw Rejection.invalid(path + ".article.tenantArticleId cannot be changed");
        }
        return line.quantity() == null ? before : before.withQuantity(line.quantity());
    }
}
