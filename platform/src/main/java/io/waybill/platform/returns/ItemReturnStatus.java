package io.waybill.platform.returns;

/** Where one parcel or visit stands by which goods come back. */
enum ItemReturnStatus {
    ANNOUNCED,
    OPEN,
    IN_PROGRESS,
    PAUSED,
    FINISHED,
    WAITING_FOR_INPUT,
    CANCELED,
    OBSOLETE;

    /** Whether work on it is still to come. */
    boolean isLive() {
        return this != FINISHED && isCounted();
    }

    /** Whether its units are, or will be, back. */
    boolean isCounted() {
        return this != CANCELED && this != OBSOLETE;
    }
}
