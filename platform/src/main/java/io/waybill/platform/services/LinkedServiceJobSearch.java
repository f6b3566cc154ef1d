package io.waybill.platform.services;

import io.waybill.platform.kernel.SearchSchema;

/** What {@code POST /api/linkedservicejobs/search} can be asked. */
final class LinkedServiceJobSearch {
    static final SearchSchema SCHEMA = SearchSchema.of("linkedServiceJobs")
            .string("id", "id")
            .string("linkedServiceJobRef", "id")
            .string("facilityRef", "facility_ref")
            .string("status", "status")
            .string("channel", "channel")
            .search("tenantOrderId", "tenant_order_id")
            .search("consumerName", "consumer_name")
            .search("shippingAddress", "shipping_address")
            .search("invoiceAddress", "invoice_address")
            .date("targetTime", "target_time")
            .date("lastModified", "last_modified")
            .list("usersModificationHistory", user -> user.string("username"))
            .stringsOf("serviceName", ofJobs("jsonb_build_array(j.document -> 'name')"))
            .stringsOf("articleTitles", ofJobs("jsonb_path_query_array(j.document, '$.lineItems[*].article.title')"))
            .stringsOf(
                    "additionalInformation",
                    ofJobs("jsonb_path_query_array(j.document, '$.additionalInformation[*].value')"))
            .sortByDate("targetTime", "target_time")
            .sortByDate("lastModified", "last_modified")
            .build();

    private LinkedServiceJobSearch() {}

    /** The texts of all jobs of the row, as one jsonb array; {@code each} is that of the job {@code j}. */
    private static String ofJobs(String each) {
        return "(select coalesce(jsonb_agg(x.entry), '[]') from service_job j, jsonb_array_elements(" + each
                + ") as x(entry) where j.linked_ref = t.id)";
    }
}
