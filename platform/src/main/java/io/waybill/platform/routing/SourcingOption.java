package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.orders.DeliveryPreferences;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One way to serve an order, in the words of the contract (platform.md 6.11): facilities and the customer as nodes, what
 * goes from one to the other as transfers.
 *
 * @param totalCosts null when nothing is known of them
 * @param listingDetails null when they are not asked for
 * @param estimatedDeliveryDate when the last parcel is with the customer; null when that is not known of every parcel
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
        @Nullable Costs totalCosts,
        @Nullable List<ListingDetails> listingDetails,
        @Nullable LocalDate estimatedDeliveryDate,
        @Nullable Instant validUntil) {

    /** The contract's RatingResult: the share of a rating in the total penalty, over all facilities of the option. */
    record RatingResult(String id, String name, BigDecimal penalty, String routingStrategyNodeId, String type) {}

    /** @param matchesPriorityMinimum whether nobody who passed the fences does better by this rating, for every part */
    record PriorityRatingResult(
            String id, String name, boolean matchesPriorityMinimum, String routingStrategyNodeId, String type) {}

    /**
     * The contract's SourcingOptionCosts.
     *
     * @param totalSalesPriceAmount null when the price of an article is not known
     * @param totalShippingCosts null when nothing is shipped, or the cost of a parcel is not known
     * @param totalCosts both together; null when one of them is not known
     */
    record Costs(
            List<SalesPrice> salesPrices,
            @Nullable Money totalSalesPriceAmount,
            @Nullable ShippingCosts totalShippingCosts,
            @Nullable Money totalCosts) {}

    /** What a unit costs by the listing at the facility that gives it. */
    record SalesPrice(
            String tenantArticleId,
            Money salesPricePerUnitWithoutDiscountAmount,
            long amount,
            String sourceFacilityRef,
            @Nullable String sourceTenantFacilityId) {}

    /** One parcel for each facility, each by the carrier that costs least. */
    record ShippingCosts(Money totalTransportCostAmount) {}

    /** @param customAttributes null when the listing has none */
    record ListingDetails(
            String facilityRef,
            String tenantArticleId,
            @Nullable JsonNode customAttributes) {}

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
            @Nullable TimeLine timeLine,
            List<Object> packagingInformation) {}

    /** The contract's TransferTimeLine: when the goods are picked, handed over and delivered, if the work began now. */
    record TimeLine(
            Instant calculationStartPoint,
            Instant earliestPickingStart,
            Instant latestPickingStart,
            Instant targetTime,
            @Nullable Instant earliestPossibleDeliveryTime,
            @Nullable Integer usedTransitTimeInDays) {

        static TimeLine of(WorkingTimes.Delivery delivery) {
            return new TimeLine(
                    delivery.from(),
                    delivery.earliestStart(),
                    delivery.latestStart(),
                    delivery.target(),
                    delivery.earliestDelivery(),
                    delivery.transitDays());
        }
    }

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
            WorkingTimes times,
            OptionDetails details,
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
        List<Optional<LocalDate>> deliveries = new ArrayList<>();
        if (!collected) {
            Node customer = new Node(identifiers.next(), "CUSTOMER", null, null, null, items(all));
            Carrier carrier = carrier(plan.deliveryPreferences());
            for (Node node : nodes) {
                Optional<WorkingTimes.Delivery> delivery =
                        times.delivery(plan, Objects.requireNonNull(facilities.get(node.facilityRef())));
                deliveries.add(delivery.map(WorkingTimes.Delivery::estimatedDay));
                transfers.add(new Transfer(
                        node.id(),
                        customer.id(),
                        carrier,
                        node.lineItems(),
                        delivery.map(TimeLine::of).orElse(null),
                        List.of()));
            }
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
                details.costs(valuation),
                details.listings(valuation),
                last(deliveries),
                validUntil);
    }

    private static @Nullable LocalDate last(List<Optional<LocalDate>> deliveries) {
        return deliveries.stream().anyMatch(Optional::isEmpty)
                ? null
                : deliveries.stream()
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
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
