package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.inventory.Place;
import io.waybill.platform.routing.SourcingOption.Costs;
import io.waybill.platform.routing.SourcingOption.ListingDetails;
import io.waybill.platform.routing.SourcingOption.SalesPrice;
import io.waybill.platform.routing.SourcingOption.ShippingCosts;
import io.waybill.platform.routing.Valuation.ServedPart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What sourcing options cost, and what the listings of their articles say, as far as anybody knows. A sum of which a part is
 * not known, or is in another currency, is left out: half a sum would look cheap. Immutable.
 *
 * @param listings of the articles at the facilities of all options, as far as {@code wanted}
 */
record OptionDetails(RoutingPlan plan, SourcingData data, Map<Place, JsonNode> listings, Wanted wanted) {

    /**
     * @param salesPrices as the contract has it, only where the rating COST-COMPONENTS is active
     * @param customAttributes only when they are asked for
     */
    record Wanted(boolean salesPrices, boolean customAttributes) {
        boolean listings() {
            return salesPrices || customAttributes;
        }
    }

    /** Null when nothing is known of the costs. */
    @Nullable
    Costs costs(Valuation valuation) {
        boolean collected =
                plan.deliveryPreferences() != null && plan.deliveryPreferences().collection() != null;
        Optional<Money> shipping = collected ? Optional.empty() : Money.sum(valuation.parts(), this::shipping);
        List<SalesPrice> prices = wanted.salesPrices() ? salesPrices(valuation) : List.of();
        if (prices.isEmpty() && shipping.isEmpty()) {
            return null;
        }
        long priced = valuation.parts().stream()
                .mapToLong(part -> part.units().size())
                .sum();
        Optional<Money> goods = prices.size() < priced
                ? Optional.empty()
                : Money.sum(
                        prices,
                        price -> price.salesPricePerUnitWithoutDiscountAmount().times(price.amount()));
        Optional<Money> total = collected ? goods : goods.flatMap(amount -> shipping.flatMap(amount::plus));
        return new Costs(
                prices, goods.orElse(null), shipping.map(ShippingCosts::new).orElse(null), total.orElse(null));
    }

    /** Null when they are not asked for. */
    @Nullable
    List<ListingDetails> listings(Valuation valuation) {
        if (!wanted.customAttributes()) {
            return null;
        }
        List<ListingDetails> details = new ArrayList<>();
        for (ServedPart part : valuation.parts()) {
            String facilityId = part.part().facilityId();
            part.units().keySet().forEach(article -> {
                JsonNode attributes = listing(facilityId, article).path("customAttributes");
                details.add(new ListingDetails(facilityId, article, attributes.isObject() ? attributes : null));
            });
        }
        return details;
    }

    /** What the rating DELIVERY-COSTS would charge; empty when that or its currency is not known. */
    private Optional<Money> shipping(ServedPart part) {
        String facilityId = part.part().facilityId();
        SourcingFacts facts = data.facts();
        return PlanRequests.facility(Objects.requireNonNull(data.facilities().get(facilityId)))
                .with(facts.of(facilityId))
                .cheapestDelivery(PlanRequests.request(plan, 1, plan.created()))
                .flatMap(delivery -> {
                    String currency = delivery.currency() == null ? facts.currency() : delivery.currency();
                    return delivery.cost() == null || currency == null
                            ? Optional.empty()
                            : Money.of(BigDecimal.valueOf(delivery.cost(), 2), currency);
                });
    }

    private List<SalesPrice> salesPrices(Valuation valuation) {
        List<SalesPrice> prices = new ArrayList<>();
        for (ServedPart part : valuation.parts()) {
            Facility facility =
                    Objects.requireNonNull(data.facilities().get(part.part().facilityId()));
            part.units()
                    .forEach((article, units) -> price(facility.id(), article)
                            .ifPresent(price -> prices.add(new SalesPrice(
                                    article, price, units, facility.id(), facility.tenantFacilityId()))));
        }
        return prices;
    }

    private Optional<Money> price(String facilityId, String article) {
        JsonNode listing = listing(facilityId, article);
        return listing.path("price").isNumber()
                ? Money.of(
                        listing.path("price").decimalValue(),
                        listing.path("currency").asText())
                : Optional.empty();
    }

    private JsonNode listing(String facilityId, String article) {
        JsonNode listing = listings.get(new Place(facilityId, article));
        return listing == null ? MissingNode.getInstance() : listing;
    }
}
