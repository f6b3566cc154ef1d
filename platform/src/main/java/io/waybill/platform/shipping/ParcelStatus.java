package io.waybill.platform.shipping;

/** Where a parcel stands. */
public enum ParcelStatus {
    OPEN,
    WAITING_FOR_INPUT,
    /** The label is being made. */
    PROCESSING,
    /** Ready to be handed over. */
    DONE,
    FAILED,
    CANCELED,
    OBSOLETE;

    /** The parcel still counts; everything else was given up. */
    public boolean isLive() {
        return this != FAILED && this != CANCELED && this != OBSOLETE;
    }
}
