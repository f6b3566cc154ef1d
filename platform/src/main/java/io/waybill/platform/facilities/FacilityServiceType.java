package io.waybill.platform.facilities;

/** What a facility offers to the customer. */
public enum FacilityServiceType {
    SHIP_FROM_STORE,
    PICKUP
}
