package io.waybill.platform.routing;

/** Status of a routing plan (platform.md 6.2); names of the wire. */
public enum RoutingPlanStatus {
    IN_PREPARATION,
    /** To be decided as soon as a node takes it. */
    INITIAL,
    PRIORITIZED,
    ROUTING,
    PROPOSED,
    PLANNED,
    /** Assigned to a facility and reserved there. */
    ROUTED,
    /** Given up; somebody has to assign it, change the order or cancel. */
    NOT_ROUTABLE,
    MANUAL_PLANNED,
    FAILED,
    /** Final: a reroute that was not needed, so the plan it was for stays as it is. */
    REDUNDANT_REROUTE,
    /** Final: a reroute that found nobody else, so the plan it was for stays as it is. */
    FAILED_REROUTE,
    /** Nobody can serve it now; tried again. */
    RETRYABLE,
    FALLBACK_ROUTING,
    /** Waits for stock of an article that may be ordered ahead; tried again. */
    WAITING,
    /** Final: replaced by another plan. */
    OBSOLETE,
    /** Final. */
    CANCELED,
    /** As ROUTED, but the order is locked: reserved, not picked. */
    LOCKED,
    /** As ROUTED, but the order is only promised: reserved, not picked. */
    PROMISED,
    /** Final: moved to another facility. */
    REROUTED;

    /** Whether a facility is assigned and holds a reservation for the plan. */
    public boolean holdsReservation() {
        return this == ROUTED || this == LOCKED || this == PROMISED;
    }

    /** Whether the plan still waits for a facility. */
    public boolean isUndecided() {
        return switch (this) {
            case IN_PREPARATION, INITIAL, PRIORITIZED, ROUTING, RETRYABLE, WAITING, NOT_ROUTABLE -> true;
            default -> false;
        };
    }

    /** Whether nothing follows any more. */
    public boolean isFinal() {
        return switch (this) {
            case OBSOLETE, CANCELED, REROUTED, FAILED_REROUTE, REDUNDANT_REROUTE -> true;
            default -> false;
        };
    }
}
