package io.waybill.platform.facilities;

/** Whether a carrier may be used, at the tenant or at one facility. */
public enum CarrierStatus {
    ACTIVE,
    INACTIVE
}
