package io.waybill.platform.handover;

import io.waybill.platform.kernel.SearchSchema;

/** What {@code POST /api/handoverjobs/search} can be asked. */
final class HandoverjobSearch {
    static final SearchSchema SCHEMA = SearchSchema.of("handoverJobs")
            .string("id", "id")
            .string("facilityRef", "facility_ref")
            .string("pickJobRef", "pick_job_ref")
            .search("tenantOrderId", "tenant_order_id")
            .search("shortIdentifier", "short_identifier")
            .search("fullIdentifier", "full_identifier")
            .enumeration("status", "status", HandoverjobStatus.class)
            .enumeration("channel", "channel", HandoverjobChannel.class)
            .date("targetTime", "target_time")
            .bool("anonymized")
            .list("assignedUsers", user -> user.string("userId").search("username"))
            .object(
                    "handoverJobParcelInfo",
                    parcel -> parcel.string("carrierKey")
                            .string("carrierRef")
                            .string("carrierTrackingNumber")
                            .string("shipmentRef"))
            .object(
                    "recipientAddress",
                    person -> person.search("firstName")
                            .search("lastName")
                            .search("companyName")
                            .search("email"))
            .object(
                    "invoiceAddress",
                    person -> person.search("firstName")
                            .search("lastName")
                            .search("companyName")
                            .search("email"))
            .list(
                    "handoverJobLineItems",
                    line -> line.object(
                                    "article",
                                    article -> article.search("tenantArticleId").search("title"))
                            .list(
                                    "substituteLineItems",
                                    substitute -> substitute.object(
                                            "article",
                                            article -> article.search("tenantArticleId")
                                                    .search("title"))))
            .sortByDate("targetTime", "target_time")
            .build();

    private HandoverjobSearch() {}
}
