package io.waybill.platform.events;

import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * All events in an order that never changes afterwards: by transaction, then by id. Only transactions older than every
 * running one are shown, so an event that commits late appears behind what was read before, never in front of it.
 */
@ApplicationScoped
class EventFeed {
    private static final Pattern POSITION = Pattern.compile("(\\d{1,19})-([0-9a-fA-F-]{1,40})");

    /**
     * An event of the feed.
     *
     * @param position where to go on after it
     */
    record Entry(String position, String json) {}

    /**
     * @param after position of the last entry read; null to begin with the oldest
     * @throws Rejection 400 when it is no position
     */
    List<Entry> page(Handle handle, @Nullable String after, int size) {
        String transaction = "0";
        String id = "";
        if (after != null && !after.isEmpty()) {
            Matcher matcher = POSITION.matcher(after);
            if (!matcher.matches()) {
                throw Rejection.invalid("after must be a position that an earlier answer named");
            }
            transaction = matcher.group(1);
            id = matcher.group(2);
        }
        return handle.createQuery("select transaction::text || '-' || id as position, json_build_object("
                        + "'position', transaction::text || '-' || id, 'event', name, 'eventId', id, "
                        + "'entityId', entity_id, 'created', to_char(created at time zone 'UTC', "
                        + "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'), 'payload', payload)::text as json from event "
                        + "where (transaction, id) > (:transaction::xid8, :id) "
                        + "and transaction < pg_snapshot_xmin(pg_current_snapshot()) "
                        + "order by transaction, id limit :size")
                .bind("transaction", transaction)
                .bind("id", id)
                .bind("size", size)
                .map((row, context) -> new Entry(row.getString("position"), row.getString("json")))
                .list();
    }
}
