package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityCarriers;
import io.waybill.platform.facilities.FacilityGroups;
import io.waybill.platform.inventory.ListedArticle;
import io.waybill.platform.inventory.Listings;
import io.waybill.platform.orders.Orders;
import io.waybill.sourcing.RuleEntity;
import io.waybill.sourcing.RuleProperties;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/**
 * Reads the properties that custom rules look at: of every kind of entity only when a rule names it, and then with one
 * statement for all plans. Facilities are in memory already. Thread-safe.
 */
@ApplicationScoped
class LoadRuleFacts {
    private final Orders orders;
    private final FacilityCarriers carriers;
    private final Listings listings;
    private final FacilityGroups groups;
    private final ObjectMapper json;

    LoadRuleFacts(
            Orders orders, FacilityCarriers carriers, Listings listings, FacilityGroups groups, ObjectMapper json) {
        this.orders = orders;
        this.groups = groups;
        this.carriers = carriers;
        this.listings = listings;
        this.json = json;
    }

    /**
     * @param listed where the articles are listed: nobody else can be a candidate, so nobody else is judged
     * @param unstored orders that are asked about but not stored, in the shape of the contract, by id
     */
    RuleFacts load(
            Handle handle,
            Set<RuleEntity> entities,
            Collection<RoutingPlan> plans,
            Map<String, Facility> facilities,
            List<ListedArticle> listed,
            Map<String, JsonNode> unstored) {
        if (entities.isEmpty()) {
            return RuleFacts.NONE;
        }
        Set<String> places = new TreeSet<>();
        listed.forEach(article -> places.add(article.numbers().place().facilityId()));
        boolean grouped = entities.contains(RuleEntity.ORDERING_FACILITY_GROUPS);
        boolean ordering = grouped || entities.contains(RuleEntity.ORDERING_FACILITY);
        Map<String, JsonNode> asked = new HashMap<>();
        if (ordering || entities.contains(RuleEntity.ORDER)) {
            asked.putAll(orders.json(
                    handle, plans.stream().map(RoutingPlan::orderRef).distinct().toList()));
            asked.putAll(unstored);
        }
        RuleProperties network = new RuleProperties(
                null,
                null,
                List.of(),
                entities.contains(RuleEntity.FACILITY) ? facilities(facilities, places) : Map.of(),
                entities.contains(RuleEntity.CARRIERCONNECTION) ? carriers(handle, places) : Map.of(),
                entities.contains(RuleEntity.LISTING) ? listings(handle, places, plans) : Map.of());
        Map<String, JsonNode> orderedAt = ordering ? byEveryName(facilities, asked) : Map.of();
        return RuleFacts.of(network, asked, orderedAt, grouped ? groups(handle, orderedAt) : Map.of());
    }

    private Map<String, Object> facilities(Map<String, Facility> facilities, Set<String> places) {
        Map<String, Object> trees = new HashMap<>();
        for (String place : places) {
            Facility facility = facilities.get(place);
            if (facility != null) {
                trees.put(place, plain(facility));
            }
        }
        return trees;
    }

    private Map<String, List<Object>> carriers(Handle handle, Set<String> places) {
        Map<String, List<Object>> trees = new HashMap<>();
        carriers.byFacilities(handle, places).forEach((place, connected) -> {
            List<Object> atPlace = new ArrayList<>();
            connected.forEach(carrier -> atPlace.add(plain(carrier)));
            trees.put(place, atPlace);
        });
        return trees;
    }

    private Map<String, Map<String, Object>> listings(
            Handle handle, Set<String> places, Collection<RoutingPlan> plans) {
        Set<String> articles = new TreeSet<>();
        plans.forEach(plan -> articles.addAll(plan.articles()));
        Map<String, Map<String, Object>> trees = new HashMap<>();
        listings.json(handle, places, articles)
                .forEach((place, listing) -> trees.computeIfAbsent(place.facilityId(), id -> new HashMap<>())
                        .put(place.tenantArticleId(), plain(listing)));
        return trees;
    }

    /** Those that the orders name, by id and by the tenant's own id. */
    private Map<String, JsonNode> byEveryName(Map<String, Facility> facilities, Map<String, JsonNode> asked) {
        Set<String> named = new TreeSet<>();
        asked.values().forEach(order -> {
            named.add(order.path("consumer").path("facilityRef").asText());
            named.add(RuleFacts.tenantKey(
                    order.path("consumer").path("tenantFacilityId").asText()));
        });
        Map<String, JsonNode> found = new HashMap<>();
        facilities.values().forEach(facility -> {
            for (String name :
                    List.of(facility.id(), RuleFacts.tenantKey(String.valueOf(facility.tenantFacilityId())))) {
                if (named.contains(name)) {
                    found.put(name, json.valueToTree(facility));
                }
            }
        });
        return found;
    }

    private Map<String, List<Object>> groups(Handle handle, Map<String, JsonNode> orderedAt) {
        Set<String> ids = new TreeSet<>();
        orderedAt.values().forEach(facility -> ids.add(facility.path("id").asText()));
        Map<String, List<Object>> trees = new HashMap<>();
        groups.of(handle, ids)
                .forEach((facilityId, of) ->
                        trees.put(facilityId, of.stream().map(this::plain).toList()));
        return trees;
    }

    private Object plain(Object resource) {
        Object tree = ToolkitRules.tree(resource instanceof JsonNode node ? node : json.valueToTree(resource));
        return tree == null ? Map.of() : tree;
    }
}
