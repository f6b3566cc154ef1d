package io.waybill.platform.events;

import io.waybill.platform.kernel.BoundedCount;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions with how their deliveries go. What a subscription has of each is counted up to {@value #BOUND}, so a page
 * costs the same however much waits. Thread-safe.
 */
@ApplicationScoped
public class SubscriptionList {
    /** Up to how many deliveries of a subscription are counted. */
    public static final int BOUND = 1_000;

    private static final String ENTRY = "select s.document::text as document, s.last_success, pending.waiting, "
            + "pending.retried, pending.oldest, (select count(*) from (select from delivery d "
            + "where d.subscription_id = s.id and d.state = 'PARKED' limit :limit) p) as parked from (%s) s "
            + "cross join lateral (select count(*) filter (where p.attempts = 0) as waiting, "
            + "count(*) filter (where p.attempts > 0) as retried, min(p.created) as oldest from ("
            + "select d.attempts, d.created from delivery d where d.subscription_id = s.id and d.state = 'PENDING' "
            + "order by d.due limit :limit) p) pending order by s.id";

    private final Subscriptions subscriptions;

    SubscriptionList(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * A subscription and its deliveries.
     *
     * @param waiting not tried yet
     * @param retried failed and tried again
     * @param lastSuccess true to a few seconds; null before the first
     * @param oldestWaiting when the oldest event that is not delivered happened, parked ones aside and among those
     *     counted; null when there is none
     */
    public record Entry(
            Subscription subscription,
            BoundedCount waiting,
            BoundedCount retried,
            BoundedCount parked,
            @Nullable Instant lastSuccess,
            @Nullable Instant oldestWaiting) {}

    /** Those after that id, ordered by id. */
    public List<Entry> page(Handle handle, @Nullable String after, int size) {
        return handle.createQuery(ENTRY.formatted("select id, document, last_success from subscription "
                        + "where (:after::text is null or id > :after) order by id limit :size"))
                .bind("after", after)
                .bind("size", size)
                .bind("limit", BOUND + 1)
                .map((row, context) -> entry(row))
                .list();
    }

    /** @throws Rejection 404 */
    public Entry get(Handle handle, String id) {
        Optional<Entry> found = handle.createQuery(
                        ENTRY.formatted("select id, document, last_success from subscription where id = :id"))
                .bind("id", id)
                .bind("limit", BOUND + 1)
                .map((row, context) -> entry(row))
                .findOne();
        return found.orElseThrow(() -> Rejection.notFound("Subscription", id));
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                subscriptions.parse(row.getString("document")),
                count(row.getLong("waiting")),
                count(row.getLong("retried")),
                count(row.getLong("parked")),
                row.getTimestamp("last_success") == null
                        ? null
                        : row.getTimestamp("last_success").toInstant(),
                row.getTimestamp("oldest") == null
                        ? null
                        : row.getTimestamp("oldest").toInstant());
    }

    private static BoundedCount count(long counted) {
        return new BoundedCount(Math.min(counted, BOUND), counted > BOUND);
    }
}
