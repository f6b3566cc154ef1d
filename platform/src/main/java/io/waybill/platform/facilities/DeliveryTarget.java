package io.waybill.platform.facilities;

/** Where a carrier brings parcels. */
public enum DeliveryTarget {
    SHIP_TO_STORE,
    SHIP_TO_CUSTOMER
}
