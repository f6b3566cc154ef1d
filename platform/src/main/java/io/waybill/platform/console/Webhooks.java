package io.waybill.platform.console;

import io.waybill.platform.events.DeliveryState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the pages of subscriptions and their deliveries show, ready to be read. */
final class Webhooks {
    private Webhooks() {}

    /** A page of subscriptions. */
    record Listing(List<Row> rows, @Nullable String next) {}

    /**
     * A subscription.
     *
     * @param target without what may be a secret
     * @param age of the oldest delivery that waits; null when none does
     */
    record Row(
            String id,
            String name,
            String event,
            String target,
            List<String> facilities,
            String since,
            String waiting,
            String retried,
            String parked,
            boolean needsPerson,
            String lastSuccess,
            @Nullable String age) {}

    /**
     * A subscription with a page of its deliveries.
     *
     * @param headers names of the headers that go with each delivery; their values are not shown
     * @param next address of the following page; null on the last
     */
    record Subscribed(
            Row subscription,
            List<String> headers,
            DeliveryState state,
            List<Each> deliveries,
            @Nullable String next) {

        /** The states to choose from, in the order in which they are looked at. */
        public List<DeliveryState> states() {
            return List.of(DeliveryState.PARKED, DeliveryState.RETRIED, DeliveryState.WAITING, DeliveryState.DELIVERED);
        }
    }

    /**
     * A delivery in a list.
     *
     * @param entity what the event is about
     * @param entityLink to its order, or to a search for it
     * @param result of the last attempt; empty when there was none
     */
    record Each(
            String id,
            String event,
            String entity,
            String entityLink,
            DeliveryState state,
            String attempts,
            String created,
            String lastAttempt,
            String nextAttempt,
            String result) {
        public boolean parked() {
            return state == DeliveryState.PARKED;
        }
    }

    /**
     * A delivery in full.
     *
     * @param attempts the latest first
     * @param payload as indented JSON; null when the viewer may not read events
     */
    record Detail(
            Each delivery,
            String subscriptionId,
            String subscription,
            List<Attempt> attempts,
            @Nullable String payload) {
        /** Whether it may change without anybody doing anything. */
        public boolean moving() {
            return delivery.state() == DeliveryState.WAITING || delivery.state() == DeliveryState.RETRIED;
        }
    }

    /** A failed attempt. */
    record Attempt(
            String at, String took, String result, @Nullable String answer) {}
}
