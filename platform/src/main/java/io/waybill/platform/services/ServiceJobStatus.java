package io.waybill.platform.services;

/** Where a service job stands. */
enum ServiceJobStatus {
    /** Services nested in it have to be done first. */
    NOT_READY,
    OPEN,
    IN_PROGRESS,
    WAITING_FOR_INPUT,
    FINISHED,
    CANCELLED,
    OBSOLETE;

    /** The job is still to be done, and holds its goods until it is. */
    boolean isLive() {
        return switch (this) {
            case NOT_READY, OPEN, IN_PROGRESS, WAITING_FOR_INPUT -> true;
            case FINISHED, CANCELLED, OBSOLETE -> false;
        };
    }
}
