package io.waybill.platform.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored routing strategies. Thread-safe. */
@ApplicationScoped
class RoutingStrategies {
    private final DocumentTable<RoutingStrategy> table;
    private final Database database;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;
    private final ZoneId zone;

    /** The strategy last found in use; only ever what was read again from what is stored. */
    private final AtomicReference<@Nullable StrategyTree> lastInUse = new AtomicReference<>();

    /** @param zone The time zone on whose clocks yearly activation time frames begin and end. */
    RoutingStrategies(
            Database database,
            ObjectMapper json,
            Identifiers identifiers,
            Clock clock,
            @ConfigProperty(name = "waybill.routing.time-zone", defaultValue = "UTC") ZoneId zone) {
        this.table = new DocumentTable<>("routing_strategy", "Routing strategy", RoutingStrategy.class, json, clock);
        this.database = database;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
        this.zone = zone;
    }

    DocumentTable<RoutingStrategy> table() {
        return table;
    }

    /** The strategy in use, ready to be asked. */
    StrategyTree inUse(Handle handle) {
        RoutingStrategy stored = requireInUse(handle);
        StrategyTree known = lastInUse.get();
        if (known == null || !known.strategy().equals(stored)) {
            known = tree(stored);
            lastInUse.set(known);
        }
        return known;
    }

    /**
     * The tree of a strategy.
     *
     * @throws Rejection 400 naming what is wrong with it
     */
    StrategyTree tree(RoutingStrategy strategy) {
        return StrategyTree.of(strategy, zone);
    }

    /** The strategy as the contract has it: without what is Waybill's own. */
    String answer(Stored<RoutingStrategy> strategy) {
        return strategy.resource().planning() == null ? strategy.json() : answer(strategy.json());
    }

    /** As {@link #answer(Stored)}, of the stored JSON. */
    String answer(String strategy) {
        try {
            ObjectNode tree = (ObjectNode) json.readTree(strategy);
            tree.remove("planning");
            return json.writeValueAsString(tree);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("A stored routing strategy cannot be read", failure);
        }
    }

    RoutingStrategy requireInUse(Handle handle) {
        return findInUse(handle).orElseThrow(() -> new IllegalStateException("No routing strategy is in use"));
    }

    /**
     * Lets one transaction after the other change which strategy is in use, or take the next revision. Plans are decided
     * meanwhile.
     */
    void lock(Handle handle) {
        handle.execute("lock table routing_strategy in share row exclusive mode");
    }

    int nextRevision(Handle handle) {
        return handle.createQuery("select coalesce(max(revision), 0) + 1 from routing_strategy")
                .mapTo(Integer.class)
                .one();
    }

    ListQuery.ListResult page(Handle handle, ListPage page) {
        return ListQuery.of(table).page(page).run(handle);
    }

    /** Creates the strategy that is used until somebody changes it, if there is none; several nodes may do so at once. */
    void createStandard() {
        database.inTransaction(transaction -> {
            Handle handle = transaction.handle();
            // One node after the other: the unique index would let the second one fail instead of waiting.
            lock(handle);
            if (findInUse(handle).isEmpty()) {
                table.insert(handle, standard());
            }
        });
    }

    private Optional<RoutingStrategy> findInUse(Handle handle) {
        return handle.createQuery("select document::text from routing_strategy where in_use")
                .mapTo(String.class)
                .map(table::parse)
                .findOne();
    }

    private RoutingStrategy standard() {
        Instant now = clock.instant();
        Map<String, String> name = Map.of("en_US", "Standard", "de_DE", "Standard");
        return new RoutingStrategy(
                identifiers.next(),
                1,
                now,
                now,
                name,
                "Standard",
                true,
                1,
                new RoutingStrategy.GlobalConfiguration(false, BigDecimal.TEN, null, "PT8H", null, null),
                new RoutingStrategy.Node(
                        identifiers.next(),
                        name,
                        null,
                        "Standard",
                        null,
                        true,
                        null,
                        null,
                        StrategyRules.standard(json),
                        null),
                null);
    }
}
