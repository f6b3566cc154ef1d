package io.waybill.platform.routing;

import io.waybill.platform.inventory.ListedArticle;
import io.waybill.platform.inventory.Place;
import io.waybill.sourcing.ListingState;
import io.waybill.sourcing.RuleProperties;
import io.waybill.sourcing.SourcingFacility;
import io.waybill.sourcing.SourcingFacility.Operations;
import io.waybill.sourcing.SourcingRequest;
import io.waybill.sourcing.SourcingSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What lies where while a batch is decided: read once, then changed by what the batch itself takes, so that a later
 * order does not count on what an earlier one got. Not thread-safe.
 */
final class Shelves {
    private final List<SourcingFacility> facilities;
    private final Set<String> facilityIds;
    private final RuleFacts ruleFacts;
    private final SourcingFacts facts;
    private final Map<String, Integer> assigned = new HashMap<>();
    private final Map<String, Map<String, Shelf>> byArticle = new HashMap<>();
    private final Map<String, Instant> onMarketFrom = new HashMap<>();
    private final Set<String> full = new HashSet<>();

    Shelves(List<SourcingFacility> facilities, List<ListedArticle> listed, RuleFacts ruleFacts, SourcingFacts facts) {
        this.facts = facts;
        this.ruleFacts = ruleFacts;
        this.facilities = List.copyOf(facilities);
        this.facilityIds = facilities.stream().map(SourcingFacility::id).collect(java.util.stream.Collectors.toSet());
        for (ListedArticle article : listed) {
            String facilityId = article.numbers().place().facilityId();
            if (facilityIds.contains(facilityId)) {
                shelvesOf(article.numbers().place().tenantArticleId())
                        .put(
                                facilityId,
                                new Shelf(state(article), article.numbers().availableForPicking()));
                Instant from = article.onMarketFrom();
                if (from != null) {
                    onMarketFrom.merge(
                            article.numbers().place().tenantArticleId(),
                            from,
                            (one, other) -> one.isBefore(other) ? one : other);
                }
            }
        }
    }

    /** The facilities with what they have of these articles now. */
    SourcingSnapshot snapshot(Set<String> articles) {
        SourcingSnapshot.Builder snapshot =
                SourcingSnapshot.of(facilities.stream().map(this::asItIsNow).toList(), articles);
        articles.forEach(article -> shelvesOf(article)
                .forEach((facilityId, shelf) -> snapshot.article(facilityId, article, shelf.state, shelf.available)));
        facts.measures()
                .forEach((measure, values) ->
                        articles.forEach(article -> shelvesOf(article).keySet().forEach(facilityId -> {
                            Long value = values.get(new Place(facilityId, article));
                            if (value != null) {
                                snapshot.measure(measure, facilityId, article, value);
                            }
                        })));
        return snapshot.build();
    }

    /** The facility, with the work that this batch has given it. */
    private SourcingFacility asItIsNow(SourcingFacility facility) {
        int parts = assigned.getOrDefault(facility.id(), 0);
        Operations operations = facility.operations();
        if (full.contains(facility.id())) {
            return facility.with(new Operations(operations.carriers(), operations.openPickJobs(), 0L));
        }
        if (parts == 0 || (operations.openPickJobs() == null && operations.freeCapacity() == null)) {
            return facility;
        }
        return facility.with(new Operations(
                operations.carriers(),
                operations.openPickJobs() == null ? null : Math.max(0, operations.openPickJobs() + parts),
                operations.freeCapacity() == null ? null : Math.max(0, operations.freeCapacity() - parts)));
    }

    /** The facility gets one more part to work on. */
    void assign(String facilityId) {
        assigned.merge(facilityId, 1, Integer::sum);
    }

    /** The facility does not get a part after all. */
    void withdraw(String facilityId) {
        assigned.merge(facilityId, -1, Integer::sum);
    }

    /** What a plan needs, with its custom services and what custom rules see. */
    SourcingRequest request(RoutingPlan plan, int maximumParts, Instant now) {
        SourcingRequest request = PlanRequests.request(plan, maximumParts, now).with(seenBy(plan));
        return plan.customServices() == null
                ? request
                : PlanServices.of(plan.customServices()).applied(request);
    }

    /** What custom rules see when this plan is decided. */
    private RuleProperties seenBy(RoutingPlan plan) {
        return ruleFacts.of(plan);
    }

    /** When the first of these articles that are preordered somewhere comes onto the market; empty for never. */
    Optional<Instant> onMarketFrom(Set<String> articles) {
        return articles.stream().map(onMarketFrom::get).filter(Objects::nonNull).min(Comparator.naturalOrder());
    }

    /** Whether there is such a facility. */
    boolean knows(String facilityId) {
        return facilityIds.contains(facilityId);
    }

    /** Units available; 0 where the article is not listed. */
    long available(String facilityId, String article) {
        Shelf shelf = shelvesOf(article).get(facilityId);
        return shelf == null ? 0 : Math.max(0, shelf.available);
    }

    void take(String facilityId, String article, long units) {
        Shelf shelf = shelvesOf(article).get(facilityId);
        if (shelf != null) {
            shelf.available -= units;
        }
    }

    /** The facility turned out to have no place of picking capacity left. */
    void full(String facilityId) {
        full.add(facilityId);
    }

    /** The true number turned out to be another one. */
    void correct(String facilityId, String article, long available) {
        Shelf shelf = shelvesOf(article).get(facilityId);
        if (shelf != null) {
            shelf.available = available;
        }
    }

    private Map<String, Shelf> shelvesOf(String article) {
        return byArticle.computeIfAbsent(article, ignored -> new HashMap<>());
    }

    private static ListingState state(ListedArticle article) {
        if (article.outOfStockBehaviour() == null) {
            return ListingState.ACTIVE;
        }
        return switch (article.outOfStockBehaviour()) {
            case "BACKORDER", "RESTOCK" -> ListingState.BACKORDER;
            case "PREORDER", "PREORDER_AND_RESTOCK" -> ListingState.PREORDER;
            default -> ListingState.ACTIVE;
        };
    }

    private static final class Shelf {
        private final ListingState state;
        private long available;

        Shelf(ListingState state, long available) {
            this.state = state;
            this.available = available;
        }
    }
}
