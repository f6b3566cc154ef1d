package io.waybill.platform.packing;

/** Where a pack job stands. */
public enum PackJobStatus {
    OPEN,
    IN_PROGRESS,
    PAUSED,
    CLOSED,
    CANCELED,
    OBSOLETE;

    /** The job can still be worked on. */
    public boolean isLive() {
        return this == OPEN || this == IN_PROGRESS || this == PAUSED;
    }
}
