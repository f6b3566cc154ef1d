package io.waybill.platform.facilities;

/** What a carrier promises. */
public enum DeliveryType {
    SAMEDAY,
    DELIVERY
}
