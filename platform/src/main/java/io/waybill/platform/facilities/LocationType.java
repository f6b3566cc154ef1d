package io.waybill.platform.facilities;

/** What kind of place a managed facility is. */
public enum LocationType {
    STORE,
    WAREHOUSE,
    EXTERNAL
}
