package io.waybill.platform.orders;

import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How many orders there are; every count is bounded ({@link BoundedCount}). Thread-safe. */
@ApplicationScoped
public class OrderFigures {
    OrderFigures() {}

    /**
     * Orders of an hour.
     *
     * @param cancelled those of them that were cancelled since
     */
    public record Hour(Instant from, long orders, long cancelled) {}

    /** Active orders by status; a status without orders is left out. */
    public Map<OrderStatus, BoundedCount> active(Handle handle) {
        Map<OrderStatus, BoundedCount> counts = new EnumMap<>(OrderStatus.class);
        handle.createQuery("select status, count(*) from (select status from orders where status in "
                        + "('OPEN', 'LOCKED', 'PROMISED') limit :limit) o group by status")
                .bind("limit", BoundedCount.LIMIT)
                .map((row, context) ->
                        Map.entry(OrderStatus.valueOf(row.getString(1)), BoundedCount.of(row.getLong(2))))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Orders placed since then, by hour; of very many only the last {@value BoundedCount#BOUND} count. */
    public List<Hour> byHour(Handle handle, Instant since) {
        return handle.createQuery("select date_trunc('hour', created), count(*), "
                        + "count(*) filter (where status = 'CANCELLED') from (select created, status from orders "
                        + "where id >= :first order by id desc limit :limit) o group by 1 order by 1")
                .bind("first", firstIdSince(since))
                .bind("limit", BoundedCount.BOUND)
                .map((row, context) -> new Hour(row.getTimestamp(1).toInstant(), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** The ids sort by time (UUIDv7, RFC 9562): the first 48 bits are milliseconds. */
    static String firstIdSince(Instant since) {
        String millis = "%012x".formatted(since.toEpochMilli());
        return millis.substring(0, 8) + "-" + millis.substring(8);
    }
}
