package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.jdbi.v3.core.Handle;

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

    /** Those of the ids that exist, by id. */
    public Map<String, Order> byIds(Handle handle, Collection<String> ids) {
        return table.findAll(handle, ids);
    }

    DocumentTable<Order> table() {
        return table;
    }
}
