package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Creates, changes and activates routing strategies. What the engine cannot do yet is refused. */
@ApplicationScoped
class ChangeStrategy {
    private final Database database;
    private final RoutingStrategies strategies;
    private final Identifiers identifiers;
    private final Clock clock;

    ChangeStrategy(Database database, RoutingStrategies strategies, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.strategies = strategies;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A new strategy, not in use: a copy of the one that is. */
    Stored<RoutingStrategy> create(Map<String, String> names) {
        return database.transaction(
                transaction -> copy(transaction, strategies.lockInUse(transaction.handle()), names));
    }

    /** @throws Rejection 400, 404, or 409 when it has another version */
    Stored<RoutingStrategy> modify(String id, RoutingStrategy.ForModification changed) {
        return database.transaction(transaction -> {
            RoutingStrategy before = strategies.table().get(transaction.handle(), id, changed.version());
            return store(
                    transaction,
                    before.with(
                            changed.nameLocalized(),
                            Objects.requireNonNullElse(changed.globalConfiguration(), before.globalConfiguration()),
                            changed.rootNode().withId(rootId(before))));
        });
    }

    /** From now on plans are decided by this strategy. */
    Stored<RoutingStrategy> activate(String id, long version) {
        return database.transaction(transaction -> {
            RoutingStrategy used = strategies.lockInUse(transaction.handle());
            RoutingStrategy next = strategies.table().get(transaction.handle(), id, version);
            StrategyRules.read(next);
            if (used.id().equals(next.id())) {
                return strategies.table().update(transaction.handle(), next);
            }
            strategies.table().update(transaction.handle(), used.withInUse(false));
            return strategies.table().update(transaction.handle(), next.withInUse(true));
        });
    }

    Stored<RoutingStrategy> copy(String id, long version, Map<String, String> names) {
        return database.transaction(
                transaction -> copy(transaction, strategies.table().get(transaction.handle(), id, version), names));
    }

    Stored<RoutingStrategy> replaceGlobal(String id, long version, RoutingStrategy.GlobalConfiguration configuration) {
        return database.transaction(transaction -> {
            RoutingStrategy before = strategies.table().get(transaction.handle(), id, version);
            return store(transaction, before.with(before.nameLocalized(), configuration, before.rootNode()));
        });
    }

    /** @throws Rejection 404 when the node is not part of the strategy */
    Stored<RoutingStrategy> replaceNode(String id, long version, String nodeId, RoutingStrategy.Node node) {
        return database.transaction(transaction -> {
            RoutingStrategy before = strategies.table().get(transaction.handle(), id, version);
            if (!nodeId.equals(before.rootNode().id())) {
                throw Rejection.notFound("Node", nodeId);
            }
            return store(
                    transaction,
                    before.with(before.nameLocalized(), before.globalConfiguration(), node.withId(nodeId)));
        });
    }

    private String rootId(RoutingStrategy strategy) {
        return Objects.requireNonNullElseGet(strategy.rootNode().id(), identifiers::next);
    }

    private Stored<RoutingStrategy> store(Transaction transaction, RoutingStrategy changed) {
        StrategyRules.read(changed);
        return strategies.table().update(transaction.handle(), changed);
    }

    private Stored<RoutingStrategy> copy(Transaction transaction, RoutingStrategy of, Map<String, String> names) {
        Instant now = clock.instant();
        RoutingStrategy copy = new RoutingStrategy(
                identifiers.next(),
                1,
                now,
                now,
                names,
                RoutingStrategy.text(names),
                false,
                strategies.nextRevision(transaction.handle()),
                of.globalConfiguration(),
                of.rootNode().withId(identifiers.next()));
        return strategies.table().insertAll(transaction.handle(), List.of(copy)).getFirst();
    }
}
