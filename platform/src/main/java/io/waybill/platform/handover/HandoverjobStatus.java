package io.waybill.platform.handover;

/** Where a handover job stands. */
public enum HandoverjobStatus {
    OPEN,
    WAITING_FOR_INPUT,
    HANDED_OVER,
    CANCELED,
    OBSOLETE;

    /** The goods are still at the facility. */
    public boolean isLive() {
        return this == OPEN || this == WAITING_FOR_INPUT;
    }
}
