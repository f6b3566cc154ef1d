package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.kernel.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored orders. Thread-safe. */
@ApplicationScoped
public class Orders {
    private final DocumentTable<Order> table;

    Orders(ObjectMapper json, Clock clock) {
        this.table = new DocumentTable<>("orders", "Order", Order.class, json, clock);
    }

    /** @throws Rejection 404 */
    public Order get(Handle handle, String id) {
        return table.get(handle, id);
    }

    /** The order where it asks for custom services; empty where it does not, or does not exist. */
    public Optional<Order> withCustomServices(Handle handle, String id) {
        return handle.createQuery("select document::text from orders where id = :id "
                        + "and jsonb_typeof(document -> 'customServices') = 'array'")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(table::parse);
    }

    /** Those of the ids that exist, by id. */
    public Map<String, Order> byIds(Handle handle, Collection<String> ids) {
        return table.findAll(handle, ids);
    }

    /** The stored JSON of those of the ids that exist, by id; for rules that ask for any of their properties. */
    public Map<String, JsonNode> json(Handle handle, Collection<String> ids) {
        Map<String, JsonNode> found = new HashMap<>();
        handle.createQuery("select id, document::text from orders where id = any(:ids)")
                .bindArray("ids", String.class, ids.toArray())
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> found.put(row.getKey(), table.tree(row.getValue())));
        return found;
    }

    /** The ids of all orders with that tenantOrderId, active or not. */
    public List<String> idsOf(Handle handle, String tenantOrderId) {
        return handle.createQuery("select id from orders where tenant_order_id = :tenantOrderId order by id")
                .bind("tenantOrderId", tenantOrderId)
                .mapTo(String.class)
                .list();
    }

    /** How many active orders were placed from then until before then. */
    public long countActive(Handle handle, Instant from, Instant to) {
        return handle.createQuery("select count(*) from orders where created >= :from::timestamptz "
                        + "and created < :to::timestamptz and status in ('OPEN', 'LOCKED', 'PROMISED')")
                .bind("from", from.toString())
                .bind("to", to.toString())
                .mapTo(Long.class)
                .one();
    }

    /** The active orders that were placed from then until before then, the earliest first. */
    public List<Order> active(Handle handle, Instant from, Instant to, int limit) {
        return table.parseAll(
                handle.createQuery("select document::text from orders where created >= :from::timestamptz "
                                + "and created < :to::timestamptz and status in ('OPEN', 'LOCKED', 'PROMISED') "
                                + "order by created, id limit :limit")
                        .bind("from", from.toString())
                        .bind("to", to.toString())
                        .bind("limit", limit)
                        .mapTo(String.class)
                        .list());
    }

    DocumentTable<Order> table() {
        return table;
    }

    /**
     * Inserts those whose tenantOrderId no active order has, with one statement; of several with the same one, one. In
     * the order of tenantOrderIds, so that two transactions with the same ones do not wait for each other in a circle.
     *
     * @return the ids that were inserted
     */
    Set<String> insertNew(Handle handle, List<Stored<Order>> orders) {
        List<Stored<Order>> sorted = orders.stream()
                .sorted(Comparator.comparing(
                        stored -> Objects.requireNonNullElse(stored.resource().tenantOrderId(), "")))
                .toList();
        return new HashSet<>(handle.createQuery("insert into orders (id, version, created, last_modified, "
                        + "order_date, document) select r.id, 1, r.created, r.created, r.order_date, r.document::jsonb "
                        + "from unnest(:ids::text[], :created::timestamptz[], :orderDates::timestamptz[], "
                        + ":documents::text[]) as r(id, created, order_date, document) "
                        + "on conflict do nothing returning id")
                .bindArray("ids", String.class, column(sorted, Order::id))
                .bindArray(
                        "created",
                        String.class,
                        column(sorted, order -> order.created().toString()))
                .bindArray(
                        "orderDates",
                        String.class,
                        column(sorted, order -> order.orderDate().toString()))
                .bindArray(
                        "documents",
                        String.class,
                        sorted.stream().map(Stored::json).toArray())
                .mapTo(String.class)
                .list());
    }

    /** One page, in the order of ids, which is that of creation; null filters keep all. */
    StrippedOrder.Page page(Handle handle, ListPage page, @Nullable String tenantOrderId, @Nullable String consumerId) {
        ListQuery.ListResult found = ListQuery.of(table)
                .equal("tenant_order_id", tenantOrderId)
                .equal("consumer_id", consumerId)
                .page(page)
                .run(handle);
        return new StrippedOrder.Page(
                table.parseAll(found.documents()).stream()
                        .map(StrippedOrder::of)
                        .toList(),
                found.total());
    }

    private static Object[] column(List<Stored<Order>> orders, Function<Order, String> value) {
        return orders.stream().map(stored -> value.apply(stored.resource())).toArray();
    }
}
