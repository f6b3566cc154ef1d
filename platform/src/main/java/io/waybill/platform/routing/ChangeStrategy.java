package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.Facilities;
import io.waybill.platform.facilities.FacilityGroups;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.routing.RoutingStrategy.Node;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Creates, changes and activates routing strategies. What cannot be carried out is refused. */
@ApplicationScoped
class ChangeStrategy {
    private final Database database;
    private final RoutingStrategies strategies;
    private final NodeCategories categories;
    private final Facilities facilities;
    private final FacilityGroups groups;
    private final KeepFallbackOnline fallbacks;
    private final Identifiers identifiers;
    private final Clock clock;

    ChangeStrategy(
            Database database,
            RoutingStrategies strategies,
            NodeCategories categories,
            Facilities facilities,
            FacilityGroups groups,
            KeepFallbackOnline fallbacks,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.strategies = strategies;
        this.categories = categories;
        this.facilities = facilities;
        this.groups = groups;
        this.fallbacks = fallbacks;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** A new strategy, not in use: a copy of the one that is. */
    Stored<RoutingStrategy> create(Map<String, String> names) {
        return database.transaction(transaction -> {
            strategies.lock(transaction.handle());
            return copy(transaction, strategies.requireInUse(transaction.handle()), names);
        });
    }

    /** @throws Rejection 400, 404, or 409 when it has another version */
    Stored<RoutingStrategy> modify(String id, RoutingStrategy.ForModification changed) {
        return database.transaction(transaction -> {
            RoutingStrategy before = strategies.table().get(transaction.handle(), id, changed.version());
            Node root = StrategyTree.identified(changed.rootNode(), before.rootNode(), identifiers);
            return store(
                    transaction,
                    before.with(
                                    changed.nameLocalized(),
                                    Objects.requireNonNullElse(
                                            changed.globalConfiguration(), before.globalConfiguration()),
                                    root)
                            .withPlanning(StrategyTree.planningWithin(root, before.planning())));
        });
    }

    /** From now on new plans are decided by this strategy. */
    Stored<RoutingStrategy> activate(String id, long version) {
        return database.transaction(transaction -> {
            strategies.lock(transaction.handle());
            RoutingStrategy used = strategies.requireInUse(transaction.handle());
            RoutingStrategy next = strategies.table().get(transaction.handle(), id, version);
            StrategyTree tree = strategies.tree(next);
            fallbacks.require(transaction.handle(), tree.fallbackFacilities());
            if (used.id().equals(next.id())) {
                return strategies.table().update(transaction.handle(), next);
            }
            strategies.table().update(transaction.handle(), used.withInUse(false));
            return strategies.table().update(transaction.handle(), next.withInUse(true));
        });
    }

    Stored<RoutingStrategy> copy(String id, long version, Map<String, String> names) {
        return database.transaction(transaction -> {
            strategies.lock(transaction.handle());
            return copy(transaction, strategies.table().get(transaction.handle(), id, version), names);
        });
    }

    Stored<RoutingStrategy> replaceGlobal(String id, long version, RoutingStrategy.GlobalConfiguration configuration) {
        return database.transaction(transaction -> {
            RoutingStrategy before = strategies.table().get(transaction.handle(), id, version);
            return store(transaction, before.with(before.nameLocalized(), configuration, before.rootNode()));
        });
    }

    /**
     * What follows the node stays as it is.
     *
     * @throws Rejection 404 when the node is not part of the strategy
     */
    Stored<RoutingStrategy> replaceNode(
            String id, long version, String nodeId, RoutingStrategy.NodeForReplace replacement) {
        return database.transaction(transaction -> {
            RoutingStrategy before = strategies.table().get(transaction.handle(), id, version);
            Node root = StrategyTree.replaceNode(before.rootNode(), nodeId, replacement::inPlaceOf);
            return store(transaction, before.with(before.nameLocalized(), before.globalConfiguration(), root));
        });
    }

    /**
     * What follows the condition stays as it is.
     *
     * @throws Rejection 404 when the condition is not part of the strategy
     */
    Stored<RoutingStrategy> replaceCondition(
            String id, long version, String conditionId, RoutingStrategy.ConditionForReplace replacement) {
        return database.transaction(transaction -> {
            RoutingStrategy before = strategies.table().get(transaction.handle(), id, version);
            Node root = StrategyTree.replaceCondition(before.rootNode(), conditionId, replacement::inPlaceOf);
            return store(transaction, before.with(before.nameLocalized(), before.globalConfiguration(), root));
        });
    }

    /** @param planning by id of the node */
    Stored<RoutingStrategy> plan(String id, long version, Map<String, NodePlanning> planning) {
        return database.transaction(transaction -> {
            RoutingStrategy before = strategies.table().get(transaction.handle(), id, version);
            return store(transaction, before.withPlanning(planning.isEmpty() ? null : planning));
        });
    }

    private Stored<RoutingStrategy> store(Transaction transaction, RoutingStrategy changed) {
        StrategyTree tree = strategies.tree(changed);
        categories.require(transaction.handle(), tree.categories());
        requireFacilities(transaction, tree.fallbackFacilities());
        requireGroups(transaction, changed.globalConfiguration());
        if (changed.inUse()) {
            fallbacks.require(transaction.handle(), tree.fallbackFacilities());
        }
        return strategies.table().update(transaction.handle(), changed);
    }

    private void requireFacilities(Transaction transaction, Set<String> ids) {
        if (!ids.isEmpty()) {
            Set<String> missing = new TreeSet<>(ids);
            missing.removeAll(facilities.byIds(transaction.handle(), ids).keySet());
            if (!missing.isEmpty()) {
                throw Rejection.invalid("fallbackFacility.facilityRefs: no facility " + missing + " exists");
            }
        }
    }

    private void requireGroups(Transaction transaction, RoutingStrategy.GlobalConfiguration global) {
        Set<String> named = new TreeSet<>();
        if (global.timeTriggeredByContext() != null) {
            global.timeTriggeredByContext().stream()
                    .filter(context -> context.type() == ActiveStrategy.ContextType.FACILITY_GROUP)
                    .forEach(context -> named.addAll(context.values()));
        }
        named.removeAll(groups.members(transaction.handle(), Set.copyOf(named)).keySet());
        if (!named.isEmpty()) {
            throw Rejection.invalid(
                    "globalConfiguration.timeTriggeredByContext.values: no facility group " + named + " exists");
        }
    }

    private Stored<RoutingStrategy> copy(Transaction transaction, RoutingStrategy of, Map<String, String> names) {
        Instant now = clock.instant();
        Map<String, String> given = new HashMap<>();
        Node root = StrategyTree.renewed(of.rootNode(), identifiers, given);
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
                root,
                renamed(of.planning(), given));
        return strategies.table().insertAll(transaction.handle(), List.of(copy)).getFirst();
    }

    private static @Nullable Map<String, NodePlanning> renamed(
            @Nullable Map<String, NodePlanning> planning, Map<String, String> given) {
        if (planning == null) {
            return null;
        }
        Map<String, NodePlanning> renamed = new HashMap<>();
        planning.forEach((node, said) -> renamed.put(Objects.requireNonNull(given.get(node)), said));
        return renamed;
    }
}
