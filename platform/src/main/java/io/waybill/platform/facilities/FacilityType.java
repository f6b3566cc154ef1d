package io.waybill.platform.facilities;

/** Whether a facility is worked in, or only delivers. */
public enum FacilityType {
    MANAGED_FACILITY,
    SUPPLIER
}
