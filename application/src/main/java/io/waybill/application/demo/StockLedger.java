package io.waybill.application.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.client.HandoverJob;
import io.waybill.client.PickJob;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what orders took against what lay there before the first order. */
final class StockLedger {
    private final Map<Shelf, Long> taken = new HashMap<>();
    private final Map<Shelf, Long> initial;

    /** One article in one facility. */
    record Shelf(String facilityId, String sku) {}

    /**
     * @param initial units before the first order
     */
    StockLedger(Map<Shelf, Long> initial, List<Trail> trails) {
        this.initial = initial;
        trails.forEach(this::enter);
    }

    /** What lay in the facilities of these ids, by site key, before the first order. */
    static Map<Shelf, Long> initial(List<Site> sites, StockPlan plan, Map<String, String> facilityIds) {
        Map<Shelf, Long> units = new HashMap<>();
        for (Site site : sites) {
            String facility = String.valueOf(facilityIds.get(site.key()));
            plan.at(site).forEach((sku, amount) -> units.put(new Shelf(facility, sku), Long.valueOf(amount)));
        }
        return units;
    }

    /** Units that were handed over, or are promised to an order, although they were never there. */
    long oversold() {
        return taken.entrySet().stream()
                .mapToLong(entry -> Math.max(0, entry.getValue() - initial.getOrDefault(entry.getKey(), 0L)))
                .sum();
    }

    /** Units handed over or promised by article and facility. */
    Map<Shelf, Long> taken() {
        return Map.copyOf(taken);
    }

    /** A job that has left counts with what was handed over, one that is still there with what it is meant for. */
    private void enter(Trail trail) {
        Set<String> left = new HashSet<>();
        for (HandoverJob handover : trail.handovers()) {
            if (handover.handedOver()) {
                left.add(String.valueOf(handover.pickJobRef()));
                String facility = handover.json().path("facilityRef").asText();
                handover.lines().forEach(line -> take(facility, line, "handedOverQuantity"));
            }
        }
        for (PickJob job : trail.live()) {
            if (!left.contains(job.id())) {
                String facility = String.valueOf(job.facilityRef());
                String field = job.status().equals("CLOSED") ? "picked" : "quantity";
                job.lines().forEach(line -> take(facility, line, field));
            }
        }
    }

    private void take(String facility, JsonNode line, String field) {
        String sku = line.path("article").path("tenantArticleId").asText();
        taken.merge(new Shelf(facility, sku), line.path(field).asLong(), Long::sum);
    }
}
