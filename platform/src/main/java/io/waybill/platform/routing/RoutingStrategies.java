package io.waybill.platform.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The stored routing strategies. Thread-safe. */
@ApplicationScoped
class RoutingStrategies {
    private final DocumentTable<RoutingStrategy> table;
    private final Database database;
    private final ObjectMapper json;
    private final Identifiers identifiers;
    private final Clock clock;

    RoutingStrategies(Database database, ObjectMapper json, Identifiers identifiers, Clock clock) {
        this.table = new DocumentTable<>("routing_strategy", "Routing strategy", RoutingStrategy.class, json, clock);
        this.database = database;
        this.json = json;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    DocumentTable<RoutingStrategy> table() {
        return table;
    }

    /** The strategy in use. */
    RoutingStrategy inUse(Handle handle) {
        return findInUse(handle).orElseThrow(() -> new IllegalStateException("No routing strategy is in use"));
    }

    /** What of the strategy in use counts when plans are decided. */
    ActiveStrategy active(Handle handle) {
        return StrategyRules.read(inUse(handle));
    }

    /** The strategy in use, under its row lock. */
    RoutingStrategy lockInUse(Handle handle) {
        return table.lock(handle, inUse(handle).id());
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
            handle.execute("lock table routing_strategy in share row exclusive mode");
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
                        null));
    }
}
