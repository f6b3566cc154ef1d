package io.waybill.platform.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.waybill.platform.database.Database;
import io.waybill.platform.database.DatabaseUnavailable;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.routing.ApplyImprovement.Planned;
import io.waybill.platform.routing.CollectPool.Collected;
import io.waybill.platform.routing.NodePlanning.PoolMode;
import io.waybill.platform.routing.PoolImprovement.Outcome;
import io.waybill.sourcing.PlanCost;
import io.waybill.sourcing.PoolPlanner;
import io.waybill.sourcing.PoolResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the pools: orders that are routed and not begun are planned again together, what would cost less is recorded
 * and, where the pool is on, carried out. Reads, plans and applies one after the other; no transaction is open while it
 * plans. One node at a time is at a pool. Should two be, because one was slower than its lease, nothing is lost: whatever
 * is applied is checked again under locks. Thread-safe.
 */
@ApplicationScoped
class ImprovePools {
    private static final Logger LOG = Logger.getLogger(ImprovePools.class);

    private final Database database;
    private final PoolRuns runs;
    private final CollectPool collect;
    private final ApplyImprovement applyImprovement;
    private final MeterRegistry metrics;
    private final Identifiers identifiers;
    private final Clock clock;
    private final PoolPlanner planner = PoolPlanner.standard();

    ImprovePools(
            Database database,
            PoolRuns runs,
            CollectPool collect,
            ApplyImprovement applyImprovement,
            MeterRegistry metrics,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.runs = runs;
        this.collect = collect;
        this.applyImprovement = applyImprovement;
        this.metrics = metrics;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Looks at the pools whose time has come. Of one without orders nothing is recorded. */
    void due() {
        Instant now = clock.instant();
        database.read(runs::pools).forEach((pool, strategies) -> {
            if (claim(pool, now.minusSeconds(pool.everySeconds()))) {
                look(pool, strategies, false);
            }
        });
    }

    /**
     * Looks at all pools at once.
     *
     * @return a run for each
     * @throws Rejection 422 when somebody is at one of them
     */
    List<PoolRun> now() {
        List<PoolRun> done = new ArrayList<>();
        database.read(runs::pools).forEach((pool, strategies) -> {
            if (!claim(pool, RoutingPlans.NEVER)) {
                throw Rejection.ruleBroken("The pool " + pool.key() + " is being looked at already; see its run");
            }
            PoolRun run = look(pool, strategies, true);
            if (run != null) {
                done.add(run);
            }
        });
        return done;
    }

    private boolean claim(NodePlanning.Pool pool, Instant notLookedSince) {
        return database.transaction(
                transaction -> runs.claim(transaction.handle(), pool, notLookedSince, clock.instant()));
    }

    private @Nullable PoolRun look(NodePlanning.Pool pool, Map<String, String> strategies, boolean evenIfEmpty) {
        String id = identifiers.next();
        PoolRun run;
        try {
            run = run(id, pool, strategies, evenIfEmpty);
        } catch (DatabaseUnavailable away) {
            // The lease ends, and whoever looks next finds the run unfinished.
            throw away;
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "Pool run %s failed", id);
            run = fail(id, pool);
        }
        database.inTransaction(transaction -> runs.release(transaction.handle(), pool));
        return run;
    }

    private PoolRun fail(String id, NodePlanning.Pool pool) {
        String why = "An unexpected fault; the log of the platform names it beside the id of the run";
        metrics.counter("waybill.routing.pool.runs", "mode", pool.mode().name(), "status", "FAILED")
                .increment();
        return database.transaction(transaction -> {
            PoolRun begun = runs.table().find(transaction.handle(), id).orElse(null);
            if (begun == null) {
                return runs.table()
                        .insert(transaction.handle(), PoolRun.failed(id, pool, why, clock.instant()))
                        .resource();
            }
            return runs.table()
                    .update(
                            transaction.handle(),
                            begun.over(
                                    PoolRun.Status.FAILED, runs.tally(transaction.handle(), id), why, clock.instant()))
                    .resource();
        });
    }

    private @Nullable PoolRun run(
            String id, NodePlanning.Pool pool, Map<String, String> strategies, boolean evenIfEmpty) {
        Collected collected = database.read(handle -> collect.collect(handle, pool, strategies.keySet()));
        if (collected.isEmpty() && !evenIfEmpty) {
            database.inTransaction(transaction -> endInterrupted(transaction.handle(), pool));
            return null;
        }
        PoolResult result = collected.pool() == null
                ? new PoolResult(List.of(), 0, 0, 0, 0, false)
                : planner.improve(collected.pool());
        List<Planned> planned = planned(collected, result, pool.mode());
        boolean shadow = pool.mode() == PoolMode.SHADOW;
        Instant now = clock.instant();
        PoolRun begun = new PoolRun(
                id,
                1,
                now,
                now,
                shadow ? PoolRun.Status.DONE : PoolRun.Status.RUNNING,
                pool,
                strategyRefs(collected, strategies),
                collected.members().size(),
                collected.members().values().stream()
                        .mapToInt(member -> member.plans().size())
                        .sum(),
                collected.leftOut(),
                PlanCost.points(result.costBefore()),
                PlanCost.points(result.costAfter()),
                result.plans(),
                result.exhausted(),
                new PoolRun.Tally(planned.size(), 0, 0, BigDecimal.ZERO),
                shadow ? now : null,
                null);
        database.inTransaction(transaction -> {
            endInterrupted(transaction.handle(), pool);
            runs.insert(
                    transaction.handle(),
                    begun,
                    planned.stream().map(Planned::improvement).toList());
        });
        if (shadow) {
            planned.forEach(each -> count(each.improvement()));
            count(begun);
            return begun;
        }
        planned.forEach(each -> count(applyImprovement.apply(id, each)));
        PoolRun done = database.transaction(transaction -> runs.table()
                .update(
                        transaction.handle(),
                        begun.over(PoolRun.Status.DONE, runs.tally(transaction.handle(), id), null, clock.instant()))
                .resource());
        count(done);
        return done;
    }

    /** Whoever was at the pool before has gone down: what it began is over. */
    private void endInterrupted(Handle handle, NodePlanning.Pool pool) {
        for (PoolRun run : runs.unfinished(handle, pool)) {
            runs.table()
                    .update(
                            handle,
                            run.over(
                                    PoolRun.Status.INTERRUPTED,
                                    runs.tally(handle, run.id()),
                                    "The node that ran it went down",
                                    clock.instant()));
        }
    }

    /** What the improvements mean for plans. */
    static List<Planned> planned(Collected collected, PoolResult result, PoolMode mode) {
        List<Planned> planned = new ArrayList<>();
        for (PoolResult.Improvement improvement : result.improvements()) {
            List<PoolMove> moves = improvement.moves().stream()
                    .map(move -> PoolMove.of(
                            Objects.requireNonNull(collected.members().get(move.orderId())),
                            move,
                            Objects.requireNonNull(collected.shelves())::available))
                    .filter(move -> !move.leaving().isEmpty())
                    .toList();
            planned.add(new Planned(
                    new PoolImprovement(
                            planned.size() + 1,
                            PlanCost.points(improvement.saving()),
                            mode == PoolMode.SHADOW ? Outcome.FOUND : Outcome.PENDING,
                            null,
                            null,
                            moves.stream().map(move -> move.told(List.of())).toList()),
                    moves));
        }
        return planned;
    }

    private static List<String> strategyRefs(Collected collected, Map<String, String> strategies) {
        TreeSet<String> refs = new TreeSet<>();
        collected.members().values().forEach(member -> {
            String hash = member.whole().configurationHash();
            refs.add(Objects.requireNonNull(strategies.get(hash)));
        });
        return List.copyOf(refs);
    }

    private void count(PoolRun run) {
        metrics.counter(
                        "waybill.routing.pool.runs",
                        "mode",
                        run.pool().mode().name(),
                        "status",
                        run.status().name())
                .increment();
    }

    private void count(PoolImprovement improvement) {
        metrics.counter(
                        "waybill.routing.pool.improvements",
                        "outcome",
                        improvement.outcome().name(),
                        "reason",
                        improvement.reason() == null ? "" : improvement.reason().name())
                .increment();
        if (improvement.outcome() == Outcome.APPLIED) {
            metrics.counter("waybill.routing.pool.saved")
                    .increment(improvement.saving().doubleValue());
        }
    }
}
