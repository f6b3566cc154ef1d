package io.waybill.platform.facilities;

/** Whether a facility gets and does work. */
public enum FacilityStatus {
    /** Gets new work and does it. */
    ONLINE,
    /** Gets no new work, finishes what it has. */
    SUSPENDED,
    /** Neither gets nor does work. */
    OFFLINE
}
