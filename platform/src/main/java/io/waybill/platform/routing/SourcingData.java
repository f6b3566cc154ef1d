package io.waybill.platform.routing;

import io.waybill.platform.facilities.Facility;
import io.waybill.platform.inventory.ListedArticle;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
}
