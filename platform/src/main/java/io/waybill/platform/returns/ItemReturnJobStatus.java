package io.waybill.platform.returns;

/** Where the returns of an order stand. */
enum ItemReturnJobStatus {
    OPEN,
    IN_PROGRESS,
    FINISHED,
    CANCELED;

    /** Whether goods may still come back. */
    boolean isLive() {
        return this == OPEN || this == IN_PROGRESS;
    }
}
