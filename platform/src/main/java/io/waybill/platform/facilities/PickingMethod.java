package io.waybill.platform.facilities;

/** How picking is organised; BATCH_PICKING is the older name of BATCH. */
public enum PickingMethod {
    SINGLE_ORDER,
    MULTI_ORDER,
    BATCH_PICKING,
    BATCH
}
