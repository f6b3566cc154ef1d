package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.FulfilmentOrder;
import io.waybill.client.HandoverJob;
import io.waybill.client.PickJob;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What both sides say about one order, read at about the same moment. Immutable.
 *
 * @param shopOrder the order in the shop
 * @param platformOrders every order on the platform with this order's number; more than one is one too many
 * @param plans routing plans of these
 * @param pickJobs complete, of these
 * @param handovers complete, of these
 */
record Trail(
        JsonNode shopOrder,
        List<FulfilmentOrder> platformOrders,
        List<JsonNode> plans,
        List<PickJob> pickJobs,
        List<HandoverJob> handovers) {

    /** Plans in which nothing can happen until stock comes in or a person decides. */
    private static final Set<String> HELD_UP =
            Set.of("WAITING", "NOT_ROUTABLE", "FALLBACK_ROUTING", "FAILED", "FAILED_REROUTE", "RETRYABLE");

    private static final Set<String> GONE_IN_SHOP = Set.of("Shipped", "Delivered");

    String number() {
        return shopOrder.path("orderNumber").asText();
    }

    /** In this shop an order leaves the state Open only by being confirmed. */
    boolean confirmed() {
        return !shopOrder.path("orderState").asText().equals("Open");
    }

    /** A facility was given the order, or a part of it, to pick. */
    boolean routed() {
        return !pickJobs.isEmpty();
    }

    /** Every facility that was given a part of the order has picked it. */
    boolean picked() {
        return !live().isEmpty() && live().stream().allMatch(job -> job.status().equals("CLOSED"));
    }

    /** Everything that was picked has left: it is with a carrier or with the customer. */
    boolean handedOver() {
        Set<String> left = handovers.stream()
                .filter(HandoverJob::handedOver)
                .map(job -> String.valueOf(job.pickJobRef()))
                .collect(Collectors.toSet());
        return picked()
                && live().stream().map(PickJob::id).allMatch(left::contains)
                && handovers.stream().allMatch(job -> job.handedOver() || job.givenUp());
    }

    /** The shop shows that everything is on its way or with the customer. */
    boolean shippedInShop() {
        return GONE_IN_SHOP.contains(shopOrder.path("shipmentState").asText());
    }

    /** Cancelled on both sides, and nothing has left. */
    boolean cancelled() {
        return shopOrder.path("orderState").asText().equals("Cancelled")
                && platformOrders.stream().allMatch(FulfilmentOrder::cancelled)
                && handovers.stream().noneMatch(HandoverJob::handedOver);
    }

    /** The platform says that a part waits for stock or for a decision, and all the rest has left. */
    boolean waiting() {
        return !cancelled() && plans.stream().anyMatch(Trail::heldUp) && (live().isEmpty() || handedOver());
    }

    /** Nothing more is going to happen by itself. */
    boolean settled() {
        return cancelled() || shippedInShop() && handedOver() || waiting();
    }

    /** Confirmed, but neither gone nor cancelled nor waiting for a reason that the platform names. */
    boolean unaccounted() {
        return confirmed() && !settled();
    }

    /** Pick jobs whose goods lie ready, or will. */
    List<PickJob> live() {
        return pickJobs.stream().filter(job -> !job.givenUp()).toList();
    }

    /** Changes whenever something happens to the order on either side. */
    String fingerprint() {
        return shopOrder.path("version").asLong() + "/" + statuses();
    }

    /** Number and statuses, for people. */
    String describe() {
        return number() + ": in the shop " + shopOrder.path("orderState").asText() + ", shipment "
                + shopOrder.path("shipmentState").asText("none") + "; on the platform " + statuses();
    }

    private String statuses() {
        return "orders " + platformOrders.stream().map(FulfilmentOrder::status).toList() + ", plans "
                + plans.stream().map(plan -> plan.path("status").asText()).toList() + ", pick jobs "
                + pickJobs.stream().map(PickJob::status).toList() + ", handover jobs "
                + handovers.stream().map(HandoverJob::status).toList();
    }

    private static boolean heldUp(JsonNode plan) {
        return HELD_UP.contains(plan.path("status").asText());
    }
}
