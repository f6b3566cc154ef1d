package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facility;
import io.waybill.platform.inventory.ListedArticle;
import io.waybill.sourcing.SourcingFacility;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What facilities are chosen from, as read at one moment. Immutable: each {@link #shelves()} begins with the same numbers.
 *
 * @param facilities all of them, by id
 * @param listed the articles wherever they are actively listed
 * @param ruleFacts what custom rules look at
 * @param services ids of those of the plans' custom services that each facility does, by facility
 * @param facts what standard rules look at beyond that
 */
record SourcingData(
        Map<String, Facility> facilities,
        List<ListedArticle> listed,
        RuleFacts ruleFacts,
        SourcingFacts facts,
        Map<String, Set<String>> services) {

    /** Full shelves, facilities by id; what is taken from them is missing on no others. */
    Shelves shelves() {
        return new Shelves(
                facilities.values().stream()
                        .sorted(Comparator.comparing(Facility::id))
                        .map(PlanRequests::facility)
                        .map(facility -> facility.with(facts.of(facility.id()))
                                .doing(services.getOrDefault(facility.id(), Set.of())))
                        .toList(),
                listed,
                ruleFacts,
                facts);
    }

    /** What the rating DELIVERY-COSTS would charge for a delivery from there; empty when that or its currency is not known. */
    Optional<Money> cheapestDelivery(RoutingPlan plan, String facilityId) {
        SourcingFacility facility = PlanRequests.facility(Objects.requireNonNull(facilities.get(facilityId)))
                .with(facts.of(facilityId));
        return facility.cheapestDelivery(PlanRequests.request(plan, 1, plan.created()))
                .flatMap(delivery -> {
                    String currency = delivery.currency() == null ? facts.currency() : delivery.currency();
                    return delivery.cost() == null || currency == null
                            ? Optional.empty()
                            : Money.of(BigDecimal.valueOf(delivery.cost(), 2), currency);
                });
    }
}
