package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.DeliveryPreferences;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One way to serve an order, in the words of the contract (platform.md 6.11): facilities and the customer as nodes, what
 * goes from one to the other as transfers.
 *
 * @param validUntil until when an order that names it is served so, provided it still holds
 */
record SourcingOption(
        String id,
        String runId,
        BigDecimal totalPenalty,
        List<Node> nodes,
        List<Transfer> transfers,
        List<HandledItem> nonAssignedOrderLineItems,
        List<RatingResult> ratingResults,
        List<PriorityRatingResult> priorityRatingResults,
        @Nullable Instant validUntil) {

    /** The contract's RatingResult: the share of a rating in the total penalty, over all facilities of the option. */
    record RatingResult(String id, String name, BigDecimal penalty, String routingStrategyNodeId, String type) {}

    /** @param matchesPriorityMinimum whether nobody who passed the fences does better by this rating, for every part */
    record PriorityRatingResult(
            String id, String name, boolean matchesPriorityMinimum, String routingStrategyNodeId, String type) {}

    record HandledItem(String tenantArticleId, long quantity) {}

    record Node(
            String id,
            String type,
            @Nullable String facilityRef,
            @Nullable String tenantFacilityId,
            @Nullable Boolean isPickUpLocation,
            List<HandledItem> lineItems) {}

    record Carrier(String carrierKey) {}

    record Transfer(
            String sourceNodeRef,
            String targetNodeRef,
            @Nullable Carrier carrier,
            List<HandledItem> lineItems,
            List<Object> packagingInformation) {}

    /**
     * @param plan the order as one plan
     * @param nodeId of the strategy's node whose ratings were used
     */
    static SourcingOption of(
            String id,
            String runId,
            RoutingPlan plan,
            Valuation valuation,
            String nodeId,
            Map<String, Facility> facilities,
            @Nullable Instant validUntil,
            Identifiers identifiers) {
        boolean collected =
                plan.deliveryPreferences() != null && plan.deliveryPreferences().collection() != null;
        List<Node> nodes = new ArrayList<>();
        Map<String, Long> all = new TreeMap<>();
        for (Valuation.ServedPart part : valuation.parts()) {
            String facilityId = part.part().facilityId();
            Facility facility = Objects.requireNonNull(facilities.get(facilityId));
            Map<String, Long> units = part.units();
            units.forEach((article, quantity) -> all.merge(article, quantity, Math::addExact));
            nodes.add(new Node(
                    identifiers.next(),
                    facility.type().name(),
                    facilityId,
                    facility.tenantFacilityId(),
                    collected,
                    items(units)));
        }
        List<Transfer> transfers = new ArrayList<>();
        if (!collected) {
            Node customer = new Node(identifiers.next(), "CUSTOMER", null, null, null, items(all));
            Carrier carrier = carrier(plan.deliveryPreferences());
            nodes.forEach(node ->
                    transfers.add(new Transfer(node.id(), customer.id(), carrier, node.lineItems(), List.of())));
            nodes.add(customer);
        }
        return new SourcingOption(
                id,
                runId,
                valuation.penalty(),
                nodes,
                transfers,
                unassigned(valuation),
                valuation.penalties().entrySet().stream()
                        .map(rating -> new RatingResult(
                                rating.getKey(),
                                rating.getKey(),
                                rating.getValue(),
                                nodeId,
                                valuation.customRatings().contains(rating.getKey())
                                        ? "ToolkitRating"
                                        : "StandardRating"))
                        .toList(),
                valuation.priorities().stream()
                        .map(rating -> new PriorityRatingResult(
                                rating.name(),
                                rating.name(),
                                rating.least(),
                                nodeId,
                                rating.custom() ? "TOOLKIT" : "STANDARD"))
                        .toList(),
                validUntil);
    }

    /** Units by facility and article. */
    Map<String, Map<String, Long>> assignment() {
        Map<String, Map<String, Long>> assignment = new TreeMap<>();
        for (Node node : nodes) {
            if (node.facilityRef() != null) {
                Map<String, Long> units = new TreeMap<>();
                node.lineItems().forEach(item -> units.put(item.tenantArticleId(), item.quantity()));
                assignment.put(node.facilityRef(), units);
            }
        }
        return assignment;
    }

    /** Units asked for by article, whether served or not. */
    Map<String, Long> requested() {
        Map<String, Long> requested = new TreeMap<>();
        assignment()
                .values()
                .forEach(units ->
                        units.forEach((article, quantity) -> requested.merge(article, quantity, Math::addExact)));
        nonAssignedOrderLineItems.forEach(
                item -> requested.merge(item.tenantArticleId(), item.quantity(), Math::addExact));
        return requested;
    }

    private static List<HandledItem> unassigned(Valuation valuation) {
        Map<String, Long> units = new LinkedHashMap<>();
        valuation.unplaced().forEach(line -> units.merge(line.articleId(), line.quantity(), Math::addExact));
        return items(units);
    }

    private static List<HandledItem> items(Map<String, Long> units) {
        return units.entrySet().stream()
                .map(item -> new HandledItem(item.getKey(), item.getValue()))
                .toList();
    }

    /** The carrier asked for first; which one is taken is decided when the parcel is. */
    private static @Nullable Carrier carrier(@Nullable DeliveryPreferences preferences) {
        DeliveryPreferences.Shipping shipping = preferences == null ? null : preferences.shipping();
        if (shipping == null) {
            return null;
        }
        if (shipping.preferredCarriers() != null
                && !shipping.preferredCarriers().isEmpty()) {
            return new Carrier(shipping.preferredCarriers().getFirst());
        }
        return shipping.preferredCarriersWithProduct() == null
                        || shipping.preferredCarriersWithProduct().isEmpty()
                ? null
                : new Carrier(shipping.preferredCarriersWithProduct().getFirst().carrierKey());
    }
}
