package io.waybill.platform.orders;

/**
 * How far something in a process is; names of the wire. Jobs map their own status: open → CREATED, in progress or
 * paused → IN_PROGRESS, closed, done or handed over → FINISHED, aborted, failed or not routable → STUCK, canceled →
 * CANCELED, rerouted or obsolete → OBSOLETE (which no longer counts).
 */
public enum EntityStatus {
    PENDING,
    CREATED,
    IN_PROGRESS,
    STUCK,
    FINISHED,
    CANCELED,
    OBSOLETE
}
