package io.waybill.platform.orders;

import io.waybill.platform.kernel.LikePattern;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Orders for people to look through, the latest first. Reads a page by index, however many there are. Thread-safe. */
@ApplicationScoped
public class OrderList {
    private final Orders orders;

    OrderList(Orders orders) {
        this.orders = orders;
    }

    /**
     * What to look for; null asks for everything.
     *
     * @param text beginning of the tenantOrderId, or the whole id of order, process or consumer, or the short id of a pick
     *     job
     * @param unroutable only those of which a part found no facility and was given up
     * @param beforeId the page after the order with this id
     */
    public record Filter(
            @Nullable OrderStatus status,
            @Nullable String text,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean unroutable,
            @Nullable String beforeId) {}

    /** At most {@code size} orders. */
    public List<Order> page(Handle handle, Filter filter, int size) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> values = new HashMap<>();
        if (filter.status() != null) {
            conditions.add("o.status = :status");
            values.put("status", filter.status().name());
        }
        if (filter.text() != null) {
            conditions.add("o.id in (select id from orders where tenant_order_id like :beginning "
                    + "union all select id from orders where id = :text "
                    + "union all select id from orders where consumer_id = :text "
                    + "union all select order_ref from process where id = :text "
                    + "union all select p.order_ref from process_entity e join process p on p.id = e.process_id "
                    + "where e.entity_ref = :text)");
            values.put("text", filter.text());
            values.put("beginning", LikePattern.beginningWith(filter.text()));
        }
        if (filter.from() != null) {
            conditions.add("o.id >= :first");
            values.put("first", OrderFigures.firstIdSince(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("o.id < :last");
            values.put("last", OrderFigures.firstIdSince(filter.to()));
        }
        if (filter.unroutable()) {
            conditions.add("exists (select from process_entity e where e.process_id = o.document ->> 'processId' "
                    + "and e.entity = 'ROUTING_PLAN' and e.status = 'STUCK')");
        }
        if (filter.beforeId() != null) {
            conditions.add("o.id < :before");
            values.put("before", filter.beforeId());
        }
        Query query = handle.createQuery("select o.document::text from orders o where "
                + String.join(" and ", conditions) + " order by o.id desc limit :size");
        values.forEach(query::bind);
        return orders.table()
                .parseAll(query.bind("size", size).mapTo(String.class).list());
    }
}
