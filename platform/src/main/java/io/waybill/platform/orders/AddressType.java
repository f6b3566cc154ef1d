package io.waybill.platform.orders;

/** What an address of a consumer is for; absent counts as {@link #POSTAL_ADDRESS}. */
public enum AddressType {
    POSTAL_ADDRESS,
    PARCEL_LOCKER,
    INVOICE_ADDRESS
}
