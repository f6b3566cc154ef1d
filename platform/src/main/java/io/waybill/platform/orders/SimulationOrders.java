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
    private static final SearchSchema SCHEMA = SearchSchema.of("simulationOrders")
            .string("tenantOrderId", "tenant_order_id")
            .date("orderDate")
            .object(
                    "consumer",
                    consumer -> consumer.string("consumerId")
                            .list(
                                    "addresses",
                                    address -> address.enumeration("addressType", AddressType.class)
                                            .string("city")
                                            .string("companyName")
                                            .string("country")
                                            .string("email")
                                            .string("firstName")
                                            .string("houseNumber")
                                            .string("lastName")
                                            .string("postalCode")
                                            .string("province")
                                            .string("street")))
            .list(
                    "orderLineItems",
                    line -> line.object(
                            "article",
                            article -> article.string("tenantArticleId")
                                    .search("title")
                                    .localized("titleLocalized")))
            .object(
                    "deliveryPreferences",
                    preferences -> preferences
                            .list(
                                    "collect",
                                    collect -> collect.string("facilityRef").bool("paid"))
                            .object(
                                    "shipping",
                                    shipping -> shipping.date("desiredDeliveryTime")
                                            .enumeration("serviceLevel", DeliveryPreferences.ServiceLevel.class)))
            .object("paymentInfo", payment -> payment.string("currency").localized("methodLocalized"))
            .list("tags", tag -> tag.string("id").string("value"))
            .attributes("customAttributes")
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
