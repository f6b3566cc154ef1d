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

    /** The facility has given the job up, and nobody else serves its plan yet. */
    boolean isGivenUp() {
        return this == ABORTED || this == REJECTED;
    }

    /** The job was given up before anything came of it, so it stands in nobody's way. */
    public boolean hasNoEffect() {
        return switch (this) {
            case CANCELED, OBSOLETE, REROUTED, EXPIRED, RESTOWED -> true;
            default -> false;
        };
    }
}
