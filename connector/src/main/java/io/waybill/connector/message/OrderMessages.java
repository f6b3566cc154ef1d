package io.waybill.connector.message;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The messages about orders that the connector wants, by what they may mean for the platform. */
public final class OrderMessages {
    /** The order may have to be exported or cancelled. */
    private static final List<String> EXISTENCE = List.of(
            "OrderCreated",
            "OrderImported",
            "OrderCreatedFromRecurringOrder",
            "OrderStateChanged",
            "OrderStateTransition",
            "OrderPaymentStateChanged",
            "OrderDeleted");

    /** What the order says may have changed after it was exported. */
    private static final List<String> CONTENT = List.of(
            "OrderShippingAddressSet",
            "OrderBillingAddressSet",
            "OrderCustomerEmailSet",
            "OrderEditApplied",
            "OrderLineItemAdded",
            "OrderLineItemRemoved",
            "OrderCustomLineItemAdded",
            "OrderCustomLineItemRemoved",
            "OrderCustomLineItemQuantityChanged");

    private static final List<String> RETURNS = List.of("ReturnInfoAdded", "ReturnInfoSet");

    private static final Set<String> WANTED = Set.copyOf(all());

    private OrderMessages() {}

    /** All of them, as a subscription names them. */
    public static List<String> all() {
        return Stream.of(EXISTENCE, CONTENT, RETURNS).flatMap(List::stream).toList();
    }

    static boolean wanted(String type) {
        return WANTED.contains(type);
    }

    /** Whether a message may mean that the order says something else now; one without a type may mean anything. */
    static boolean mayChangeContent(ShopNotification notification) {
        return notification.messageType().filter(EXISTENCE::contains).isEmpty();
    }
}
