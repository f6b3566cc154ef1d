package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waybill.platform.kernel.DocumentTable;
import io.waybill.platform.kernel.ListPage;
import io.waybill.platform.kernel.ListQuery;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The stored simulation orders. Thread-safe. */
@ApplicationScoped
public class SimulationOrders {
    private static final SearchSchema SCHEMA = OrderSearch.contents(SearchSchema.of("simulationOrders")
                    .string("tenantOrderId", "tenant_order_id")
                    .date("orderDate"))
            .sortByDate("orderDate")
            .build();

    private final DocumentTable<SimulationOrder> table;
    private final Search search;

    SimulationOrders(ObjectMapper json, Clock clock, Search search) {
        this.table = new DocumentTable<>("simulation_order", "Simulation order", SimulationOrder.class, json, clock);
        this.search = search;
    }

    DocumentTable<SimulationOrder> table() {
        return table;
    }

    /** One page, in the order of ids. */
    String page(Handle handle, ListPage page) {
        return ListQuery.of(table).page(page).run(handle).json("simulationOrders");
    }

    /** The answer to the body of a search. */
    String search(Handle handle, @Nullable JsonNode body) {
        return search.run(handle, table, SCHEMA, body).json();
    }
}
