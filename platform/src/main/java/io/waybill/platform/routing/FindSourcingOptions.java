package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Database;
import io.waybill.platform.inventory.Listings;
import io.waybill.platform.inventory.Place;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.PreviewOrder;
import io.waybill.platform.routing.StrategyTree.Evaluated;
import io.waybill.sourcing.SourcingConfiguration;
import io.waybill.sourcing.SourcingDecision;
import io.waybill.sourcing.SourcingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Answers where an order could be served from, by the strategy, the numbers and the decision that routing uses. Reserves
 * nothing, and tells nobody.
 */
@ApplicationScoped
class FindSourcingOptions {
    private final Database database;
    private final PreviewOrder previewOrder;
    private final LoadSourcingData loadSourcingData;
    private final RoutingStrategies strategies;
    private final PlanRequests requests;
    private final TargetTimes targetTimes;
    private final Listings listings;
    private final SourcingOptions options;
    private final SourcingOptionSettings settings;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;
    private final SourcingEngine engine = SourcingEngine.standard();

    FindSourcingOptions(
            Database database,
            PreviewOrder previewOrder,
            LoadSourcingData loadSourcingData,
            RoutingStrategies strategies,
            PlanRequests requests,
            TargetTimes targetTimes,
            Listings listings,
            SourcingOptions options,
            SourcingOptionSettings settings,
            ObjectMapper json,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.previewOrder = previewOrder;
        this.loadSourcingData = loadSourcingData;
        this.strategies = strategies;
        this.requests = requests;
        this.targetTimes = targetTimes;
        this.listings = listings;
        this.options = options;
        this.settings = settings;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What a question is answered from. */
    private record Ground(
            RoutingPlan plan, SourcingData data, WorkingTimes times, RoutingStrategy strategy, Evaluated evaluated) {

        ActiveStrategy active() {
            return evaluated.effective().active();
        }

        /** The node of the strategy that the order came to. */
        String nodeId() {
            return evaluated.path().stream()
                    .filter(element -> element.evaluationResult() == StrategyEvaluation.Outcome.NODE_ACTIVE)
                    .map(StrategyEvaluation.PathElement::ref)
                    .reduce(strategy.id(), (above, below) -> below);
        }
    }

    /**
     * @return the stored answer, as JSON
     * @throws Rejection 400 naming the field that breaks a rule
     */
    SourcingOptions.StoredAnswer find(SourcingOptionsRequest request) {
        Instant now = clock.instant();
        Ground ground = database.read(handle -> ground(handle, request, now));
        SourcingOptionsAnswer answer = request.order().isEmpty()
                ? new SourcingOptionsAnswer(identifiers.next(), new SourcingOptionsAnswer.Result(List.of()), null)
                : answer(request, ground, now);
        return database.transaction(transaction ->
                options.insert(transaction.handle(), answer, request.order().tenantOrderId(), now));
    }

    private Ground ground(Handle handle, SourcingOptionsRequest request, Instant now) {
        Order order = previewOrder.preview(handle, request.order().order(now));
        RoutingPlan plan = requests.located(PlanLifecycle.initial(identifiers.next(), order, now));
        JsonNode asked = json.valueToTree(order);
        StrategyTree tree = strategies.inUse(handle);
        Evaluated evaluated = tree.evaluate(asked, now);
        SourcingData data = loadSourcingData.loadWithDeliveries(
                handle,
                List.of(plan),
                Set.of(evaluated.effective().active().configuration()),
                Map.of(order.id(), asked));
        WorkingTimes times = targetTimes.loadWithDelivery(handle, List.of(plan), data.facilities(), now);
        return new Ground(plan, data, times, tree.strategy(), evaluated);
    }

    private SourcingOptionsAnswer answer(SourcingOptionsRequest request, Ground ground, Instant now) {
        RoutingBatch batch = new RoutingBatch(engine, ground.data().shelves(), Map.of(), identifiers, now);
        List<SourcingDecision> decisions = new ArrayList<>();
        List<RankOptions.Ranked> ranked = RankOptions.rank(request.requestedResultCount(), without -> {
            SourcingDecision decision = batch.consider(without(ground.plan(), without), ground.active());
            decisions.add(decision);
            return Valuation.of(decision);
        });
        OptionDetails details = details(request, ground, ranked);
        String runId = identifiers.next();
        Instant validUntil = now.plus(settings.validFor());
        List<SourcingOption> found = ranked.stream()
                .map(way -> SourcingOption.of(
                        identifiers.next(),
                        runId,
                        ground.plan(),
                        way.valuation(),
                        ground.nodeId(),
                        ground.data().facilities(),
                        ground.times(),
                        details,
                        validUntil,
                        identifiers))
                .toList();
        return new SourcingOptionsAnswer(
                identifiers.next(),
                new SourcingOptionsAnswer.Result(found),
                request.includeCalculationHints() ? hints(ground, decisions, ranked, found, now) : null);
    }

    /** One statement more, and only where somebody wants to know of the listings. */
    private OptionDetails details(SourcingOptionsRequest request, Ground ground, List<RankOptions.Ranked> ranked) {
        OptionDetails.Wanted wanted = new OptionDetails.Wanted(
                ground.active().configuration().activeRatings().contains(SourcingConfiguration.COST_COMPONENTS),
                request.includeListingCustomAttributes());
        Set<String> facilityIds = new TreeSet<>();
        ranked.forEach(way -> way.valuation()
                .parts()
                .forEach(part -> facilityIds.add(part.part().facilityId())));
        Map<Place, JsonNode> known = wanted.listings() && !facilityIds.isEmpty()
                ? database.read(handle ->
                        listings.json(handle, facilityIds, ground.plan().articles()))
                : Map.of();
        return new OptionDetails(ground.plan(), ground.data(), known, wanted);
    }

    private static RoutingPlan without(RoutingPlan plan, Set<String> facilityIds) {
        return facilityIds.isEmpty()
                ? plan
                : plan.change().facilityBlackList(List.copyOf(facilityIds)).build();
    }

    private static SourcingOptionsAnswer.CalculationHints hints(
            Ground ground,
            List<SourcingDecision> decisions,
            List<RankOptions.Ranked> ranked,
            List<SourcingOption> found,
            Instant now) {
        SourcingDecision first = decisions.getFirst();
        Map<String, List<String>> without = new TreeMap<>();
        for (int index = 0; index < found.size(); index++) {
            without.put(found.get(index).id(), List.copyOf(ranked.get(index).without()));
        }
        return new SourcingOptionsAnswer.CalculationHints(
                now,
                ground.strategy().id(),
                ground.active().configuration().planner(),
                outcome(first.outcome()),
                reason(first.outcome()),
                decisions.size(),
                first.outcome().unplaced().stream()
                        .map(line -> new SourcingOptionsAnswer.Unplaced(
                                line.articleId(), line.quantity(), line.reason().name(), line.mayWait()))
                        .toList(),
                without,
                first.explanation().rounds().getFirst().fenceStatistics().stream()
                        .map(fence -> new SourcingOptionsAnswer.Fence(fence.name(), fence.passed(), fence.rejected()))
                        .toList());
    }

    private static String outcome(SourcingDecision.Outcome outcome) {
        return switch (outcome) {
            case SourcingDecision.Routed routed -> "ROUTED";
            case SourcingDecision.Waiting waiting -> "WAITING";
            case SourcingDecision.NotRoutable notRoutable -> "NOT_ROUTABLE";
        };
    }

    private static @Nullable String reason(SourcingDecision.Outcome outcome) {
        return switch (outcome) {
            case SourcingDecision.Routed routed -> null;
            case SourcingDecision.Waiting waiting -> waiting.reason().name();
            case SourcingDecision.NotRoutable notRoutable ->
                notRoutable.reason().name();
        };
    }
}
