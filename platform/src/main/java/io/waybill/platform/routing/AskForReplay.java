package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.sourcing.SourcingEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Has the orders of a period decided again; the answer comes later. */
@ApplicationScoped
class AskForReplay {
    private final Database database;
    private final Replays replays;
    private final RoutingStrategies strategies;
    private final ReplayWorker worker;
    private final ReplaySettings settings;
    private final Identifiers identifiers;
    private final Clock clock;
    private final SourcingEngine engine = SourcingEngine.standard();

    AskForReplay(
            Database database,
            Replays replays,
            RoutingStrategies strategies,
            ReplayWorker worker,
            ReplaySettings settings,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.replays = replays;
        this.strategies = strategies;
        this.worker = worker;
        this.settings = settings;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** @throws Rejection 400 naming the field that is wrong, 422 when too many replays are open */
    Stored<Replay> ask(Replay.Question question) {
        if (!question.from().isBefore(question.to())) {
            throw Rejection.invalid("from must be before to");
        }
        if (question.strategyRef() == null && question.planner() == null) {
            throw Rejection.invalid("strategyRef or planner must be given");
        }
        if (question.planner() != null && !engine.planners().contains(question.planner())) {
            throw Rejection.invalid("planner must be one of " + new TreeSet<>(engine.planners()));
        }
        return database.transaction(transaction -> {
            Handle handle = transaction.handle();
            requireUsable(handle, "strategyRef", question.strategyRef());
            requireUsable(handle, "againstStrategyRef", question.againstStrategyRef());
            if (replays.open(handle) >= settings.maximumOpen()) {
                throw Rejection.ruleBroken("There are " + settings.maximumOpen()
                        + " replays waiting or running already; wait until one is done");
            }
            Replay replay = Replay.queued(identifiers.next(), question, clock.instant());
            transaction.afterCommit(worker::wake);
            return replays.table().insert(handle, replay);
        });
    }

    private void requireUsable(Handle handle, String field, @Nullable String strategyRef) {
        if (strategyRef != null) {
            var unused = strategies.tree(strategies
                    .table()
                    .find(handle, strategyRef)
                    .orElseThrow(() -> Rejection.invalid(field + ": no routing strategy " + strategyRef + " exists")));
        }
    }
}
