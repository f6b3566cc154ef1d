package io.waybill.platform.inventory;

import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** The rows that serialize changes of stock and reservations per {@link Place}. */
final class Balances {
    private Balances() {}

    /**
     * Locks the places until the transaction ends, in their natural order, so that no two transactions can wait for
     * each other. Places without a row get one.
     */
    static void lock(Handle handle, Collection<Place> places) {
        if (places.isEmpty()) {
            return;
        }
        TreeSet<Place> ordered = new TreeSet<>(places);
        Object[] facilities = ordered.stream().map(Place::facilityId).toArray();
        Object[] articles = ordered.stream().map(Place::tenantArticleId).toArray();
        int locked = lockExisting(handle, facilities, articles);
        if (locked < ordered.size()) {
            handle.createUpdate("insert into stock_balance (facility_id, tenant_article_id) "
                            + "select w.facility_id, w.tenant_article_id "
                            + "from unnest(:facilities::text[], :articles::text[]) as w(facility_id, tenant_article_id) "
                            + "order by w.facility_id, w.tenant_article_id on conflict do nothing")
                    .bindArray("facilities", String.class, facilities)
                    .bindArray("articles", String.class, articles)
                    .execute();
            lockExisting(handle, facilities, articles);
        }
    }

    private static int lockExisting(Handle handle, Object[] facilities, Object[] articles) {
        return handle.createQuery("select 1 from stock_balance b "
                        + "where (b.facility_id, b.tenant_article_id) in "
                        + "(select w.f, w.a from unnest(:facilities::text[], :articles::text[]) as w(f, a)) "
                        + "order by b.facility_id, b.tenant_article_id for update of b")
                .bindArray("facilities", String.class, facilities)
                .bindArray("articles", String.class, articles)
                .mapTo(Integer.class)
                .list()
                .size();
    }

    /** Adds to the reserved quantity of locked places. The check constraint refuses a negative sum. */
    static void addReserved(Handle handle, Map<Place, Integer> deltas) {
        if (deltas.isEmpty()) {
            return;
        }
        handle.createUpdate("update stock_balance b set reserved = b.reserved + w.delta "
                        + "from unnest(:facilities::text[], :articles::text[], :deltas::int[]) as w(f, a, delta) "
                        + "where b.facility_id = w.f and b.tenant_article_id = w.a")
                .bindArray(
                        "facilities",
                        String.class,
                        deltas.keySet().stream().map(Place::facilityId).toArray())
                .bindArray(
                        "articles",
                        String.class,
                        deltas.keySet().stream().map(Place::tenantArticleId).toArray())
                .bindArray("deltas", Integer.class, deltas.values().toArray())
                .execute();
    }
}
