package io.waybill.platform.shipping;

import io.waybill.platform.kernel.SearchSchema;

/** What the searches for shipments and parcels can be asked. */
final class ShipmentSearches {
    static final SearchSchema SHIPMENTS = SearchSchema.of("shipments")
            .string("id", "id")
            .date("created", "created")
            .string("facilityRef", "facility_ref")
            .string("carrierRef", "carrier_ref")
            .string("carrierKey", "carrier_key")
            .string("pickJobRef", "pick_job_ref")
            .string("tenantOrderId", "tenant_order_id")
            .enumeration("status", "status", ShipmentStatus.class)
            .date("targetTime", "target_time")
            .bool("anonymized")
            .list("parcels", parcel -> parcel.enumeration("status", ParcelStatus.class))
            .sortByDate("created", "created")
            .sortByDate("targetTime", "target_time")
            .build();

    static final SearchSchema PARCELS = SearchSchema.of("parcels")
            .string("id", "id")
            .date("created", "created")
            .date("lastModified", "last_modified")
            .string("facilityRef", "facility_ref")
            .string("carrierRef", "carrier_ref")
            .string("shipmentRef", "shipment_ref")
            .string("shortId", "short_id")
            .string("tenantOrderId", "tenant_order_id")
            .enumeration("status", "status", ParcelStatus.class)
            .object("result", result -> result.string("carrierTrackingNumber"))
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
                    "items",
                    item -> item.object(
                            "article",
                            article -> article.search("tenantArticleId").search("title")))
            .sortByDate("created", "created")
            .sortByDate("lastModified", "last_modified")
            .build();

    private ShipmentSearches() {}
}
