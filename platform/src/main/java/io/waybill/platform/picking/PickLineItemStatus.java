package io.waybill.platform.picking;

/** How far the picking of one line is. */
public enum PickLineItemStatus {
    OPEN,
    IN_PROGRESS,
    CLOSED
}
