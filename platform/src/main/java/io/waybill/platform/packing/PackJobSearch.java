package io.waybill.platform.packing;

import io.waybill.platform.kernel.SearchSchema;

/** What {@code POST /api/packjobs/search} can be asked. */
final class PackJobSearch {
    static final SearchSchema SCHEMA = SearchSchema.of("packJobs")
            .string("id", "id")
            .string("facilityRef", "facility_ref")
            .enumeration("status", "status", PackJobStatus.class)
            .search("shortId", "short_id")
            .search("tenantOrderId", "tenant_order_id")
            .date("orderDate", "order_date")
            .date("targetTime", "target_time")
            .date("lastModified", "last_modified")
            .object(
                    "recipient",
                    person -> person.search("firstName")
                            .search("lastName")
                            .search("companyName")
                            .search("email"))
            .object(
                    "invoice",
                    person -> person.search("firstName")
                            .search("lastName")
                            .search("companyName")
                            .search("email"))
            .list(
                    "lineItems",
                    line -> line.object(
                            "article",
                            article -> article.search("tenantArticleId").search("title")))
            .list("packingSourceContainers", container -> container.strings("codes"))
            .sortByDate("lastModified", "last_modified")
            .sortByDate("orderDate", "order_date")
            .sortByDate("targetTime", "target_time")
            .build();

    private PackJobSearch() {}
}
