package io.waybill.platform.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored safety stocks. Thread-safe; the number of statements does not depend on how many are written. */
@ApplicationScoped
class SafetyStocks {
    static final String TABLE = "safety_stock";

    private final DocumentTable<SafetyStock> table;
    private final Identifiers identifiers;
    private final Clock clock;

    SafetyStocks(ObjectMapper json, Identifiers identifiers, Clock clock) {
        this.table = new DocumentTable<>(TABLE, "Safety stock", SafetyStock.class, json, clock);
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** What a safety stock belongs to; {@code facilityRef} is null for every facility without one of its own. */
    record Key(String tenantArticleId, @Nullable String facilityRef) {}

    /** @throws Rejection 404 */
    SafetyStock get(Handle handle, String id) {
        return table.get(handle, id);
    }

    /**
     * Stores the values, and answers those that were there before.
     *
     * @throws Rejection 409 when somebody else wrote one of them at the same moment
     */
    Map<Key, SafetyStock> put(Handle handle, Map<Key, Integer> values) {
        Map<Key, SafetyStock> present = present(handle, values.keySet());
        Instant now = clock.instant();
        List<SafetyStock> fresh = new ArrayList<>();
        List<SafetyStock> changed = new ArrayList<>();
        values.forEach((key, value) -> Optional.ofNullable(present.get(key))
                .ifPresentOrElse(
                        known -> changed.add(known.withValue(value)),
                        () -> fresh.add(new SafetyStock(
                                identifiers.next(), 1, now, now, key.tenantArticleId(), key.facilityRef(), value))));
        table.insertAll(handle, fresh);
        table.updateAll(handle, changed);
        return present;
    }

    void delete(Handle handle, SafetyStock stock) {
        table.delete(handle, stock.id(), stock.version());
    }

    /** Locks what there is, so that two who write the same wait for each other. */
    private Map<Key, SafetyStock> present(Handle handle, Collection<Key> keys) {
        Map<Key, SafetyStock> present = new HashMap<>();
        handle.createQuery("select y.document::text from safety_stock y join "
                        + "unnest(:articles::text[], :facilities::text[]) as w(article, facility) "
                        + "on y.tenant_article_id = w.article and y.facility_id is not distinct from w.facility "
                        + "order by y.id for update of y")
                .bindArray(
                        "articles",
                        String.class,
                        keys.stream().map(Key::tenantArticleId).toArray())
                .bindArray(
                        "facilities",
                        String.class,
                        keys.stream().map(Key::facilityRef).toArray())
                .mapTo(String.class)
                .map(table::parse)
                .forEach(stock -> present.put(new Key(stock.tenantArticleId(), stock.facilityRef()), stock));
        return present;
    }
}
