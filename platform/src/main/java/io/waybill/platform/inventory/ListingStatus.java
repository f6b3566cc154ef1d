package io.waybill.platform.inventory;

/** Only an ACTIVE listing lets orders be routed to its facility. */
enum ListingStatus {
    ACTIVE,
    INACTIVE
}
