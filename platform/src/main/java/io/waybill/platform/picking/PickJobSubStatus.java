package io.waybill.platform.picking;

/** Why a pick job has the status it has. */
public enum PickJobSubStatus {
    SHORT_PICKED,
    ZERO_PICKED,
    WAITING_FOR_RELEASE_TIME,
    ORDER_MODIFIED,
    PROCESS_REROUTE,
    MANUAL_REROUTE,
    SHORT_PICK_REROUTE,
    TIME_TRIGGERED,
    STOCK_ZEROED,
    PICK_JOB_ABORTED,
    RECALCULATION
}
