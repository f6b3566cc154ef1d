package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.facilities.FacilityCustomServices;
import io.waybill.platform.inventory.Availability;
import io.waybill.platform.inventory.ListedArticle;
import io.waybill.sourcing.RuleEntity;
import io.waybill.sourcing.SourcingConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Reads what facilities are chosen from. The one way to it for routing, sourcing options and replays, so that nobody is
 * shown what routing would not find. Thread-safe.
 */
@ApplicationScoped
class LoadSourcingData {
    private final Facilities facilities;
    private final Availability availability;
    private final LoadRuleFacts loadRuleFacts;
    private final LoadSourcingFacts loadSourcingFacts;
    private final FacilityCustomServices customServices;

    LoadSourcingData(
            Facilities facilities,
            Availability availability,
            LoadRuleFacts loadRuleFacts,
            LoadSourcingFacts loadSourcingFacts,
            FacilityCustomServices customServices) {
        this.customServices = customServices;
        this.loadSourcingFacts = loadSourcingFacts;
        this.facilities = facilities;
        this.availability = availability;
        this.loadRuleFacts = loadRuleFacts;
    }

    /**
     * As below, with what the rules that are active in any of these configurations look at.
     *
     * @param configurations by which the plans are decided
     */
    SourcingData load(
            Handle handle,
            Collection<RoutingPlan> plans,
            Set<SourcingConfiguration> configurations,
            Map<String, JsonNode> unstored) {
        return load(handle, plans, entities(configurations), unstored, SourcingNeeds.of(configurations));
    }

    /** As above, with what carriers ask for deliveries, whether the rules look at it or not. */
    SourcingData loadWithDeliveries(
            Handle handle,
            Collection<RoutingPlan> plans,
            Set<SourcingConfiguration> configurations,
            Map<String, JsonNode> unstored) {
        return load(
                handle,
                plans,
                entities(configurations),
                unstored,
                SourcingNeeds.of(configurations).withDeliveries());
    }

    private static Set<RuleEntity> entities(Set<SourcingConfiguration> configurations) {
        Set<RuleEntity> entities = EnumSet.noneOf(RuleEntity.class);
        configurations.forEach(configuration -> entities.addAll(configuration.entitiesOfRules()));
        return entities;
    }

    /**
     * For the articles of these plans, with a number of statements that does not depend on how many they are.
     *
     * @param entities what the custom rules of the plans look at; nothing else is read for them
     * @param unstored orders of the plans that are not stored, in the shape of the contract, by id
     * @param needs what the standard rules of the plans look at
     */
    SourcingData load(
            Handle handle,
            Collection<RoutingPlan> plans,
            Set<RuleEntity> entities,
            Map<String, JsonNode> unstored,
            SourcingNeeds needs) {
        Map<String, Facility> known =
                facilities.all(handle).stream().collect(Collectors.toMap(Facility::id, Function.identity()));
        return load(handle, known, plans, entities, unstored, needs);
    }

    /** What these facilities alone have for the plans, and what the rules look at. */
    SourcingData loadOf(
            Handle handle,
            Map<String, Facility> only,
            Collection<RoutingPlan> plans,
            Set<SourcingConfiguration> configurations) {
        return load(handle, only, plans, entities(configurations), Map.of(), SourcingNeeds.of(configurations));
    }

    private SourcingData load(
            Handle handle,
            Map<String, Facility> known,
            Collection<RoutingPlan> plans,
            Set<RuleEntity> entities,
            Map<String, JsonNode> unstored,
            SourcingNeeds needs) {
        TreeSet<String> articles = new TreeSet<>();
        plans.forEach(plan -> articles.addAll(plan.articles()));
        List<ListedArticle> listed = availability.ofListedArticles(handle, articles).stream()
                .filter(article -> known.containsKey(article.numbers().place().facilityId()))
                .toList();
        return new SourcingData(
                known,
                listed,
                loadRuleFacts.load(handle, entities, plans, known, listed, unstored),
                loadSourcingFacts.load(handle, needs, known, articles, listed),
                customServices.doneAt(handle, PlanServices.named(plans)));
    }
}
