package io.waybill.platform.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.QueueGauges;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is still to be delivered. Thread-safe. */
@ApplicationScoped
class Deliveries {
    /** How many failed attempts are kept of a delivery. */
    static final int ATTEMPTS_KEPT = 10;

    /** When a subscription was successful last is written down no more often than this. */
    private static final Duration SUCCESS_NOTED = Duration.ofSeconds(10);

    private final Identifiers identifiers;
    private final ObjectMapper json;

    Deliveries(Identifiers identifiers, ObjectMapper json) {
        this.identifiers = identifiers;
        this.json = json;
    }

    /**
     * A delivery that this node may attempt until its lease ends.
     *
     * @param claim proves the lease when the attempt is settled
     * @param attempts made before
     */
    record Claimed(
            String subscriptionId,
            String eventId,
            String claim,
            String event,
            String payload,
            Instant created,
            Instant retrySince,
            int attempts) {}

    /** How much of a subscription may be claimed now. */
    record Room(String subscriptionId, int deliveries) {}

    /** What came of an attempt. */
    sealed interface Settled {
        Claimed delivery();

        /** It is done. */
        record Acknowledged(Claimed delivery) implements Settled {}

        /** It is tried again, or parked. */
        record Failed(Claimed delivery, boolean parked, Instant due, DeliveryAttempt attempt) implements Settled {}
    }

    /**
     * Takes what is due. Of the deliveries of one entity to one subscription only the first that is not settled can be
     * taken, so their order holds on any number of nodes. Which one that is, is asked delivery by delivery until the
     * rooms are full: as a join it would be found for the whole backlog, each time.
     */
    List<Claimed> claim(Handle handle, List<Room> rooms, Instant now, Duration lease) {
        return handle.createQuery("with head as (select d.subscription_id, d.event_id "
                        + "from unnest(:subscriptions::text[], :rooms::int[]) as q(id, room) cross join lateral ("
                        + "select d.subscription_id, d.event_id from delivery d where d.subscription_id = q.id "
                        + "and d.state = 'PENDING' and d.due <= :now::timestamptz and d.event_id = ("
                        + "select first.event_id from delivery first where first.subscription_id = d.subscription_id "
                        + "and first.entity_id = d.entity_id and first.state = 'PENDING' "
                        + "order by first.sequence, first.event_id limit 1) "
                        + "order by d.due limit q.room for update of d skip locked) d), "
                        + "taken as (update delivery d set due = :leaseEnd::timestamptz, claim = :claim, "
                        + "last_attempt = :now::timestamptz from head "
                        + "where d.subscription_id = head.subscription_id and d.event_id = head.event_id "
                        + "returning d.subscription_id, d.event_id, d.created, d.retry_since, d.attempts) "
                        + "select t.subscription_id, t.event_id, :claim as claim, e.name, e.payload::text as payload, "
                        + "t.created, t.retry_since, t.attempts from taken t join event e on e.id = t.event_id")
                .bindArray(
                        "subscriptions",
                        String.class,
                        rooms.stream().map(Room::subscriptionId).toArray())
                .bindArray(
                        "rooms",
                        Integer.class,
                        rooms.stream().map(Room::deliveries).toArray())
                .bind("now", now.toString())
                .bind("leaseEnd", now.plus(lease).toString())
                .bind("claim", identifiers.next())
                .map((row, context) -> new Claimed(
                        row.getString("subscription_id"),
                        row.getString("event_id"),
                        row.getString("claim"),
                        row.getString("name"),
                        row.getString("payload"),
                        row.getTimestamp("created").toInstant(),
                        row.getTimestamp("retry_since").toInstant(),
                        row.getInt("attempts")))
                .list();
    }

    /**
     * Writes down what came of attempts, with at most two statements. What was taken over meanwhile is left alone. A
     * success is noted at its subscription in passing, without waiting for another node that does the same.
     */
    void settle(Handle handle, List<Settled> settled, Instant now) {
        List<Claimed> done = settled.stream()
                .filter(Settled.Acknowledged.class::isInstance)
                .map(Settled::delivery)
                .toList();
        if (!done.isEmpty()) {
            handle.createUpdate("with gone as (delete from delivery d using unnest(:subscriptions::text[], "
                            + ":events::text[], :claims::text[]) as r(subscription_id, event_id, claim) "
                            + "where d.subscription_id = r.subscription_id and d.event_id = r.event_id "
                            + "and d.claim = r.claim returning d.subscription_id) "
                            + "update subscription s set last_success = :now::timestamptz from ("
                            + "select id from subscription where id in (select subscription_id from gone) "
                            + "and (last_success is null or last_success < :before::timestamptz) "
                            + "for update skip locked) stale where s.id = stale.id")
                    .bindArray("subscriptions", String.class, column(done, Claimed::subscriptionId))
                    .bindArray("events", String.class, column(done, Claimed::eventId))
                    .bindArray("claims", String.class, column(done, Claimed::claim))
                    .bind("now", now.toString())
                    .bind("before", now.minus(SUCCESS_NOTED).toString())
                    .execute();
        }
        List<Settled.Failed> failed = settled.stream()
                .filter(Settled.Failed.class::isInstance)
                .map(Settled.Failed.class::cast)
                .toList();
        if (!failed.isEmpty()) {
            List<Claimed> claims = failed.stream().map(Settled.Failed::delivery).toList();
            handle.createUpdate("update delivery d set state = r.state, due = r.due, claim = null, "
                            + "attempts = d.attempts + 1, last_status = r.status, last_error = r.error, "
                            + "history = coalesce(case when jsonb_array_length(d.history) >= :kept "
                            + "then d.history - 0 else d.history end, '[]') || r.attempt::jsonb "
                            + "from unnest(:subscriptions::text[], :events::text[], :claims::text[], "
                            + ":states::text[], :due::timestamptz[], :statuses::int[], :errors::text[], :attempts::text[]) "
                            + "as r(subscription_id, event_id, claim, state, due, status, error, attempt) "
                            + "where d.subscription_id = r.subscription_id and d.event_id = r.event_id "
                            + "and d.claim = r.claim")
                    .bindArray("subscriptions", String.class, column(claims, Claimed::subscriptionId))
                    .bindArray("events", String.class, column(claims, Claimed::eventId))
                    .bindArray("claims", String.class, column(claims, Claimed::claim))
                    .bindArray(
                            "states",
                            String.class,
                            failed.stream()
                                    .map(failure -> failure.parked() ? "PARKED" : "PENDING")
                                    .toArray())
                    .bindArray(
                            "due",
                            String.class,
                            failed.stream()
                                    .map(failure -> failure.due().toString())
                                    .toArray())
                    .bindArray(
                            "statuses",
                            Integer.class,
                            failed.stream()
                                    .map(failure -> failure.attempt().status())
                                    .toArray())
                    .bindArray(
                            "errors",
                            String.class,
                            failed.stream()
                                    .map(failure -> failure.attempt().error())
                                    .toArray())
                    .bindArray(
                            "attempts",
                            String.class,
                            failed.stream()
                                    .map(failure -> failure.attempt().toJson(json))
                                    .toArray())
                    .bind("kept", ATTEMPTS_KEPT)
                    .execute();
        }
    }

    private static Object[] column(List<Claimed> deliveries, java.util.function.Function<Claimed, String> value) {
        return deliveries.stream().map(value).toArray();
    }

    /** A delivery as operators see it. {@code id} names it for a replay. */
    public record Status(
            String id,
            String subscriptionId,
            String eventId,
            String event,
            String entityId,
            String status,
            int attempts,
            Instant created,
            @Nullable Instant lastAttempt,
            @Nullable Instant nextAttempt,
            @Nullable Integer lastStatus,
            @Nullable String lastError) {}

    /** A page ordered by id. */
    List<Status> page(
            Handle handle, @Nullable String state, @Nullable String subscriptionId, @Nullable String after, int size) {
        String[] place = after == null ? new String[] {"", ""} : split(after);
        return handle.createQuery("select d.*, e.name from delivery d join event e on e.id = d.event_id "
                        + "where (:state::text is null or d.state = :state) "
                        + "and (:subscription::text is null or d.subscription_id = :subscription) "
                        + "and (d.subscription_id, d.event_id) > (:afterSubscription, :afterEvent) "
                        + "order by d.subscription_id, d.event_id limit :size")
                .bind("state", state)
                .bind("subscription", subscriptionId)
                .bind("afterSubscription", place[0])
                .bind("afterEvent", place[1])
                .bind("size", size)
                .map((row, context) -> status(row))
                .list();
    }

    private static Status status(ResultSet row) throws SQLException {
        boolean parked = "PARKED".equals(row.getString("state"));
        int lastStatus = row.getInt("last_status");
        Integer status = row.wasNull() ? null : lastStatus;
        return new Status(
                row.getString("subscription_id") + "." + row.getString("event_id"),
                row.getString("subscription_id"),
                row.getString("event_id"),
                row.getString("name"),
                row.getString("entity_id"),
                parked ? "parked" : "pending",
                row.getInt("attempts"),
                row.getTimestamp("created").toInstant(),
                row.getTimestamp("last_attempt") == null
                        ? null
                        : row.getTimestamp("last_attempt").toInstant(),
                parked ? null : row.getTimestamp("due").toInstant(),
                status,
                row.getString("last_error"));
    }

    /** Tries a parked delivery again, for as long as a new one. @throws Rejection 404 when nothing of that id is parked */
    void replay(Handle handle, String id, Instant now) {
        String[] place = split(id);
        int changed = handle.createUpdate(REPLAY + "and subscription_id = :subscription and event_id = :event")
                .bind("now", now.toString())
                .bind("subscription", place[0])
                .bind("event", place[1])
                .execute();
        if (changed == 0) {
            throw Rejection.notFound("Parked delivery", id);
        }
    }

    /** As {@link #replay} for all that are parked, or all of one subscription; answers how many. */
    int replayAll(Handle handle, @Nullable String subscriptionId, Instant now) {
        return handle.createUpdate(REPLAY + "and (:subscription::text is null or subscription_id = :subscription)")
                .bind("now", now.toString())
                .bind("subscription", subscriptionId)
                .execute();
    }

    private static final String REPLAY = "update delivery set state = 'PENDING', due = :now::timestamptz, "
            + "retry_since = :now::timestamptz, attempts = 0, claim = null where state = 'PARKED' ";

    static String[] split(String id) {
        int dot = id.indexOf('.');
        if (dot < 0) {
            throw Rejection.notFound("Delivery", id);
        }
        return new String[] {id.substring(0, dot), id.substring(dot + 1)};
    }

    /** How much waits in which state, and since when. */
    List<QueueGauges.Depth> depths(Handle handle) {
        return handle.createQuery("select state, count(*), min(created) from delivery group by state")
                .map((row, context) -> new QueueGauges.Depth(
                        row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()))
                .list();
    }
}
