package io.waybill.platform.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.waybill.platform.database.Database;
import io.waybill.platform.kernel.Search;
import io.waybill.platform.kernel.SearchSchema;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The search over orders. */
@ApplicationScoped
class OrderSearch {
    private static final SearchSchema SCHEMA = contents(SearchSchema.of("orders")
                    .string("tenantOrderId", "tenant_order_id")
                    .enumeration("status", "status", OrderStatus.class)
                    .date("orderDate", "order_date"))
            .sortByDate("orderDate", "order_date")
            .sortBy("status", "status")
            .build();

    /** What people search an order by, of whatever kind. */
    static SearchSchema.Builder contents(SearchSchema.Builder order) {
        return order.object(
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
                .attributes("customAttributes");
    }

    private final Database database;
    private final Orders orders;
    private final Search search;

    OrderSearch(Database database, Orders orders, Search search) {
        this.database = database;
        this.orders = orders;
        this.search = search;
    }

    /** The answer to the body of a search. */
    String run(@Nullable JsonNode body) {
        return database.read(handle -> search.run(handle, orders.table(), SCHEMA, body))
                .json();
    }
}
