package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.DatabaseUnavailable;
import io.waybill.platform.facilities.Facility;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.Orders;
import io.waybill.sourcing.SourcingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Runs replays, one after the other. Each order is decided as a new one, by both strategies in turn, on shelves of their
 * own that begin with the same numbers: what is available now, and what the plans of these very orders hold or took. What
 * an order gets is missing for the next, on each side by itself. Reserves nothing.
 *
 * <p>Until a replay is done nothing of it is stored but its progress, so a node that takes one over begins anew.
 */
@ApplicationScoped
class RunReplay {
    private static final Logger LOG = Logger.getLogger(RunReplay.class);

    /** Orders between two notes of progress. */
    private static final int STEP = 250;

    private static final int CONFLICT = 409;

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Database database;
    private final Replays replays;
    private final RoutingStrategies strategies;
    private final RoutingPlans plans;
    private final Orders orders;
    private final LoadSourcingData loadSourcingData;
    private final PlanRequests requests;
    private final ReplaySettings settings;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;
    private final SourcingEngine engine = SourcingEngine.standard();

    RunReplay(
            Database database,
            Replays replays,
            RoutingStrategies strategies,
            RoutingPlans plans,
            Orders orders,
            LoadSourcingData loadSourcingData,
            PlanRequests requests,
            ReplaySettings settings,
            ObjectMapper json,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.replays = replays;
        this.strategies = strategies;
        this.plans = plans;
        this.orders = orders;
        this.loadSourcingData = loadSourcingData;
        this.requests = requests;
        this.settings = settings;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * A strategy that plays, on shelves of its own.
     *
     * @param active what it says for each order, in the order of these
     */
    private record Side(RoutingStrategy strategy, List<ActiveStrategy> active, Shelves shelves, RoutingBatch batch) {

        Valuation decide(int order, RoutingPlan plan) {
            Valuation valuation = Valuation.of(batch.consider(plan, active.get(order)));
            valuation.takeFrom(shelves);
            return valuation;
        }

        Replay.Side result(Replay.Figures figures) {
            return new Replay.Side(strategy.id(), strategy.name(), planners(), figures);
        }

        private String planners() {
            return active.stream()
                    .map(strategyOfOrder -> strategyOfOrder.configuration().planner())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(" and "));
        }
    }

    private record Ground(
            long ordersInPeriod, List<RoutingPlan> plans, SourcingData data, Side baseline, Side candidate) {

        String facilityName(String facilityId) {
            Facility facility = data.facilities().get(facilityId);
            return facility == null ? facilityId : facility.name();
        }
    }

    /**
     * Runs the replay that waits longest.
     *
     * @return how many were run: 1, or 0 when none waits
     */
    int runNext() {
        Instant now = clock.instant();
        Optional<Replay> claimed =
                database.transaction(transaction -> replays.claim(transaction.handle(), now, now.plus(LEASE)));
        claimed.ifPresent(this::run);
        return claimed.isPresent() ? 1 : 0;
    }

    private void run(Replay replay) {
        try {
            Ground ground = database.read(handle -> ground(handle, replay.question()));
            ReplayTally tally = new ReplayTally(ground::facilityName);
            Replay current = note(replay.running(0, ground.plans().size()));
            for (int index = 0; index < ground.plans().size(); index++) {
                RoutingPlan plan = ground.plans().get(index);
                tally.add(
                        plan.orderRef(),
                        plan.tenantOrderId(),
                        ground.baseline().decide(index, plan),
                        ground.candidate().decide(index, plan));
                if ((index + 1) % STEP == 0 || index + 1 == ground.plans().size()) {
                    current = note(current.running(index + 1, ground.plans().size()));
                }
            }
            note(current.done(new Replay.Result(
                    ground.ordersInPeriod(),
                    ground.baseline().result(tally.baseline()),
                    ground.candidate().result(tally.candidate()),
                    tally.differences())));
        } catch (DatabaseUnavailable away) {
            // Its lease ends, and somebody takes it up.
            throw away;
        } catch (RuntimeException failure) {
            if (failure instanceof Rejection rejection && rejection.status() == CONFLICT) {
                LOG.warnf("Replay %s was taken over by another node, its lease had ended", replay.id());
                return;
            }
            LOG.errorf(failure, "Replay %s failed", replay.id());
            giveUp(replay.id(), failure);
        }
    }

    private void giveUp(String id, RuntimeException failure) {
        String why = failure instanceof Rejection && failure.getMessage() != null
                ? failure.getMessage()
                : "An unexpected fault; the log of the platform names it beside the id of the replay";
        database.inTransaction(transaction -> {
            Replay stored = replays.table().lock(transaction.handle(), id);
            if (stored.status() == Replay.Status.QUEUED || stored.status() == Replay.Status.RUNNING) {
                replays.table().update(transaction.handle(), stored.failed(why));
            }
        });
    }

    private Replay note(Replay replay) {
        return database.transaction(transaction -> replays.update(
                        transaction.handle(), replay, clock.instant().plus(LEASE)))
                .resource();
    }

    private Ground ground(Handle handle, Replay.Question question) {
        Instant now = clock.instant();
        int limit = Math.min(
                settings.maximumOrders(),
                question.maximumOrders() == null ? settings.maximumOrders() : question.maximumOrders());
        List<Order> replayed = orders.active(handle, question.from(), question.to(), limit);
        List<RoutingPlan> asNew = replayed.stream()
                .map(order -> requests.located(PlanLifecycle.initial(identifiers.next(), order, now)))
                .toList();
        Map<String, JsonNode> asked = new HashMap<>();
        replayed.forEach(order -> asked.put(order.id(), json.valueToTree(order)));
        StrategyTree baseline = tree(handle, question.againstStrategyRef());
        StrategyTree candidate = tree(handle, question.strategyRef());
        List<ActiveStrategy> before = active(baseline, replayed, asked, now);
        List<ActiveStrategy> after = active(candidate, replayed, asked, now).stream()
                .map(one -> question.planner() == null ? one : one.plannedBy(question.planner()))
                .toList();
        SourcingData data = loadSourcingData.load(
                handle,
                asNew,
                Stream.concat(before.stream(), after.stream())
                        .map(ActiveStrategy::configuration)
                        .collect(Collectors.toSet()),
                Map.of());
        Map<String, Map<String, Long>> held =
                plans.unitsOf(handle, replayed.stream().map(Order::id).toList());
        return new Ground(
                orders.countActive(handle, question.from(), question.to()),
                asNew,
                data,
                side(baseline.strategy(), before, data, held, now),
                side(candidate.strategy(), after, data, held, now));
    }

    private static List<ActiveStrategy> active(
            StrategyTree tree, List<Order> orders, Map<String, JsonNode> asked, Instant now) {
        return orders.stream()
                .map(order -> tree.evaluate(Objects.requireNonNull(asked.get(order.id())), now)
                        .effective()
                        .active())
                .toList();
    }

    private StrategyTree tree(Handle handle, @Nullable String id) {
        return id == null
                ? strategies.inUse(handle)
                : strategies.tree(strategies.table().get(handle, id));
    }

    private Side side(
            RoutingStrategy strategy,
            List<ActiveStrategy> active,
            SourcingData data,
            Map<String, Map<String, Long>> held,
            Instant now) {
        Shelves shelves = data.shelves();
        held.forEach((facilityId, units) ->
                units.forEach((article, quantity) -> shelves.take(facilityId, article, -quantity)));
        return new Side(strategy, active, shelves, new RoutingBatch(engine, shelves, Map.of(), identifiers, now));
    }
}
