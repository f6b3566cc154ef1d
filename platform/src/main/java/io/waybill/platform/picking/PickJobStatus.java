package io.waybill.platform.picking;

/** Where a pick job stands. */
public enum PickJobStatus {
    OPEN,
    WAITING_FOR_INPUT,
    IN_PROGRESS,
    PAUSED,
    PICKED,
    CLOSED,
    ABORTED,
    REJECTED,
    REROUTED,
    RESTOWED,
    EXPIRED,
    CANCELED,
    OBSOLETE;

    /** The job can still be worked on; everything else is an end. */
    public boolean isLive() {
        return switch (this) {
            case OPEN, WAITING_FOR_INPUT, IN_PROGRESS, PAUSED, PICKED -> true;
            default -> false;
        };
    }
}
