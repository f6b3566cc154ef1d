package io.waybill.connector.message;

import io.waybill.client.http.Deadline;
import io.waybill.connector.facility.SyncFacility;
import io.waybill.connector.order.AlignOrder;
import io.waybill.connector.outcome.Outcome;
import io.waybill.connector.returns.AlignReturns;

/** Sends a notification of the shop to the use case it is a hint for. */
public final class HandleNotification {
    private final AlignOrder alignOrder;
    private final SyncFacility syncFacility;
    private final AlignReturns alignReturns;
    private final boolean ordersActive;
    private final boolean channelsActive;
    private final boolean returnsActive;

    /**
     * The use cases.
     *
     * @param ordersActive whether orders are synced at all
     * @param channelsActive whether channels are synced at all
     * @param returnsActive whether returns are synced at all
     */
    public HandleNotification(
            AlignOrder alignOrder,
            SyncFacility syncFacility,
            AlignReturns alignReturns,
            boolean ordersActive,
            boolean channelsActive,
            boolean returnsActive) {
        this.alignOrder = alignOrder;
        this.syncFacility = syncFacility;
        this.alignReturns = alignReturns;
        this.ordersActive = ordersActive;
        this.channelsActive = channelsActive;
        this.returnsActive = returnsActive;
    }

    /** Does what the notification is a hint for. */
    public Outcome handle(ShopNotification notification, Deadline deadline) {
        return switch (notification.resourceType()) {
            case "subscription" -> new Outcome.Ignored("test notification");
            case "order" -> order(notification, deadline);
            case "channel" ->
                channelsActive
                        ? syncFacility.sync(notification.resourceId(), notification.key(), deadline)
                        : new Outcome.Ignored("channel sync is switched off");
            default -> new Outcome.Ignored("resource type " + notification.resourceType() + " is of no interest");
        };
    }

    private Outcome order(ShopNotification notification, Deadline deadline) {
        if (notification.aboutReturns()) {
            return returnsActive
                    ? alignReturns.ofShopOrder(notification.resourceId(), deadline)
                    : new Outcome.Ignored("return sync is switched off");
        }
        if (!ordersActive) {
            return new Outcome.Ignored("order sync is switched off");
        }
        // A message without any type still says that something happened to the order, so it is worth a look.
        if (notification
                .messageType()
                .filter(type -> !OrderMessages.wanted(type))
                .isPresent()) {
            return new Outcome.Ignored(
                    "message type " + notification.messageType().orElse("") + " is of no interest");
        }
        AlignOrder.Hint hint = new AlignOrder.Hint(
                notification.resourceId(),
                notification.orderNumber(),
                notification.orderState(),
                OrderMessages.mayChangeContent(notification));
        return alignOrder.align(hint, deadline);
    }
}
