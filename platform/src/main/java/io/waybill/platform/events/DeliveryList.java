package io.waybill.platform.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of a subscription for people who look after it, whatever became of them. A delivery that was acknowledged
 * leaves no row; it is known by its event, for as long as that is kept. Every page costs the same however much there is.
 * Thread-safe.
 */
@ApplicationScoped
public class DeliveryList {
    /** How many of the latest events a page of what was delivered looks through. */
    static final int WINDOW = 5_000;

    private static final String BETWEEN = "~";

    /** Which order an event is about. */
    private static final String ORDER =
            "case when e.name like 'ORDER!_%' escape '!' then e.entity_id else e.payload->>'orderRef' end as order_id";

    private static final String ROW = "d.subscription_id, d.event_id, d.entity_id, d.state, d.attempts, d.created, "
            + "d.last_attempt, d.due, d.last_status, d.last_error, e.name, " + ORDER;

    private final Subscriptions subscriptions;
    private final ObjectMapper json;

    DeliveryList(Subscriptions subscriptions, ObjectMapper json) {
        this.subscriptions = subscriptions;
        this.json = json;
    }

    /**
     * A delivery.
     *
     * @param id names it for a replay
     * @param orderId the order it is about, where the event says so
     * @param attempts failed ones since it was new or replayed
     * @param nextAttempt null when none is to come
     */
    public record Row(
            String id,
            String subscriptionId,
            String event,
            String entityId,
            @Nullable String orderId,
            DeliveryState state,
            int attempts,
            Instant created,
            @Nullable Instant lastAttempt,
            @Nullable Instant nextAttempt,
            @Nullable Integer lastStatus,
            @Nullable String lastError) {}

    /** A page of deliveries; {@code next} is where to go on, null at the end. */
    public record Page(List<Row> rows, @Nullable String next) {}

    /**
     * A delivery in full.
     *
     * @param history the last failed attempts, the earliest first
     * @param payload of the event, as JSON
     */
    public record Detail(Row delivery, List<DeliveryAttempt> history, String payload) {}

    /**
     * What is not delivered comes in the order in which it is tried, what is parked or tried again the oldest first,
     * what was delivered the latest first.
     *
     * @param after from the page before
     * @throws Rejection 400 for an unreadable {@code after}, 404 for an unknown subscription
     */
    public Page page(Handle handle, String subscriptionId, DeliveryState state, @Nullable String after, int size) {
        return switch (state) {
            case DELIVERED -> delivered(handle, subscriptions.get(handle, subscriptionId), after, size);
            case WAITING -> waiting(handle, subscriptionId, after, size);
            case RETRIED, PARKED -> failed(handle, subscriptionId, state, after, size);
        };
    }

    private static Page failed(
            Handle handle, String subscriptionId, DeliveryState state, @Nullable String after, int size) {
        List<Row> rows = handle.createQuery("select " + ROW + " from delivery d join event e on e.id = d.event_id "
                        + "where d.subscription_id = :subscription and d.event_id > :after and " + state.condition()
                        + " order by d.event_id limit :size")
                .bind("subscription", subscriptionId)
                .bind("after", after == null ? "" : after)
                .bind("size", size)
                .map((row, context) -> row(row))
                .list();
        return new Page(rows, rows.size() < size ? null : eventId(rows.getLast().id()));
    }

    /** In the order of the index that the delivery uses, since what failed would be in the way in any other. */
    private static Page waiting(Handle handle, String subscriptionId, @Nullable String after, int size) {
        Place place = Place.of(after);
        List<Row> rows = handle.createQuery("select " + ROW + " from delivery d join event e on e.id = d.event_id "
                        + "where d.subscription_id = :subscription and " + DeliveryState.WAITING.condition()
                        + " and d.due >= :due::timestamptz and (d.due, d.event_id) > (:due::timestamptz, :event) "
                        + "order by d.due, d.event_id limit :size")
                .bind("subscription", subscriptionId)
                .bind("due", place.due())
                .bind("event", place.eventId())
                .bind("size", size)
                .map((row, context) -> row(row))
                .list();
        if (rows.size() < size) {
            return new Page(rows, null);
        }
        Row last = rows.getLast();
        return new Page(rows, last.nextAttempt() + BETWEEN + eventId(last.id()));
    }

    private static Page delivered(Handle handle, Subscription subscription, @Nullable String before, int size) {
        String[] facilities = facilities(subscription);
        List<Row> rows = handle.createQuery("select :subscription as subscription_id, e.id as event_id, e.entity_id, "
                        + "'DELIVERED' as state, 0 as attempts, e.created, null::timestamptz as last_attempt, "
                        + "null::timestamptz as due, null::int as last_status, null::text as last_error, e.name, "
                        + ORDER + " from (" + WINDOW_OF_EVENTS + ") e where e.name = :name "
                        + "and e.created >= :since::timestamptz "
                        + "and (:facilities::text[] is null or e.facility_id = any(:facilities)) "
                        + "and not exists (select from delivery d where d.subscription_id = :subscription "
                        + "and d.event_id = e.id) order by e.id desc limit :size")
                .bind("subscription", subscription.id())
                .bind("name", subscription.event())
                .bind("since", subscription.created().toString())
                .bindByType("facilities", facilities, String[].class)
                .bind("before", before)
                .bind("window", WINDOW)
                .bind("size", size)
                .map((row, context) -> row(row))
                .list();
        String next = rows.size() == size ? eventId(rows.getLast().id()) : endOfWindow(handle, subscription, before);
        return new Page(rows, next);
    }

    private static final String WINDOW_OF_EVENTS =
            "select id, name, entity_id, facility_id, created, payload from event "
                    + "where (:before::text is null or id < :before) order by id desc limit :window";

    /** Where to go on when the window held fewer than a page; null when nothing older can have been delivered. */
    private static @Nullable String endOfWindow(Handle handle, Subscription subscription, @Nullable String before) {
        return handle.createQuery("select case when count(*) = :window and min(created) > :since::timestamptz "
                        + "then min(id) end from (" + WINDOW_OF_EVENTS + ") e")
                .bind("before", before)
                .bind("window", WINDOW)
                .bind("since", subscription.created().toString())
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }

    /** @throws Rejection 404 when there is no such subscription, or no event that it was told of */
    public Detail get(Handle handle, String id) {
        String[] place = Deliveries.split(id);
        Optional<Detail> open = handle.createQuery("select " + ROW + ", d.history::text as history, "
                        + "e.payload::text as payload from delivery d join event e on e.id = d.event_id "
                        + "where d.subscription_id = :subscription and d.event_id = :event")
                .bind("subscription", place[0])
                .bind("event", place[1])
                .map((row, context) ->
                        new Detail(row(row), history(row.getString("history")), row.getString("payload")))
                .findOne();
        if (open.isPresent()) {
            return open.get();
        }
        Subscription subscription = subscriptions.get(handle, place[0]);
        return handle.createQuery("select :subscription as subscription_id, e.id as event_id, e.entity_id, "
                        + "'DELIVERED' as state, 0 as attempts, e.created, null::timestamptz as last_attempt, "
                        + "null::timestamptz as due, null::int as last_status, null::text as last_error, e.name, "
                        + ORDER + ", e.payload::text as payload from event e where e.id = :event "
                        + "and e.name = :name and e.created >= :since::timestamptz "
                        + "and (:facilities::text[] is null or e.facility_id = any(:facilities))")
                .bind("subscription", subscription.id())
                .bind("event", place[1])
                .bind("name", subscription.event())
                .bind("since", subscription.created().toString())
                .bindByType("facilities", facilities(subscription), String[].class)
                .map((row, context) -> new Detail(row(row), List.of(), row.getString("payload")))
                .findOne()
                .orElseThrow(() -> Rejection.notFound("Delivery", id));
    }

    private List<DeliveryAttempt> history(@Nullable String stored) {
        if (stored == null) {
            return List.of();
        }
        try {
            return Arrays.asList(json.readValue(stored, DeliveryAttempt[].class));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("The attempts of a delivery cannot be read", unreadable);
        }
    }

    private static String @Nullable [] facilities(Subscription subscription) {
        return subscription.contexts() == null || subscription.contexts().isEmpty()
                ? null
                : subscription.contexts().getFirst().values().toArray(String[]::new);
    }

    private static Row row(ResultSet row) throws SQLException {
        String state = row.getString("state");
        int attempts = row.getInt("attempts");
        Instant due = instant(row.getTimestamp("due"));
        int status = row.getInt("last_status");
        Integer lastStatus = row.wasNull() ? null : status;
        return new Row(
                row.getString("subscription_id") + "." + row.getString("event_id"),
                row.getString("subscription_id"),
                row.getString("name"),
                row.getString("entity_id"),
                row.getString("order_id"),
                state.equals("DELIVERED")
                        ? DeliveryState.DELIVERED
                        : DeliveryState.of(state.equals("PARKED"), attempts),
                attempts,
                row.getTimestamp("created").toInstant(),
                instant(row.getTimestamp("last_attempt")),
                state.equals("PARKED") ? null : due,
                lastStatus,
                row.getString("last_error"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static String eventId(String id) {
        return Deliveries.split(id)[1];
    }

    /** Where a page of what waits begins. */
    private record Place(String due, String eventId) {
        static Place of(@Nullable String after) {
            if (after == null) {
                return new Place("-infinity", "");
            }
            int between = after.indexOf(BETWEEN);
            try {
                return new Place(
                        Instant.parse(after.substring(0, Math.max(0, between))).toString(),
                        after.substring(between + 1));
            } catch (DateTimeParseException unreadable) {
                throw Rejection.invalid("after must be what the page before gave");
            }
        }
    }
}
