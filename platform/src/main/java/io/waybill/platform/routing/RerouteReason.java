package io.waybill.platform.routing;

/** Why a plan is to go elsewhere (platform.md 6.8); names of the wire. */
public enum RerouteReason {
    ORDERMODIFIED,
    PROCESSREROUTE,
    MANUAL,
    SHORTPICK,
    TIMETRIGGERED,
    STOCKZEROED,
    ABORTED,
    RECALCULATION;

    /** Whether the facility has shown that it does not serve the plan, so that giving it back would change nothing. */
    boolean excludesItsFacility() {
        return this == SHORTPICK || this == TIMETRIGGERED || this == ABORTED;
    }

    /** Whether work that was begun may be taken away; the trigger itself has checked how long it lies. */
    boolean movesStartedWork() {
        return this == PROCESSREROUTE || this == MANUAL || this == TIMETRIGGERED || this == SHORTPICK;
    }

    /** Whether the plan goes to the fallback facility when nobody else is found. */
    boolean mayFallBack() {
        return this == PROCESSREROUTE || this == MANUAL || this == TIMETRIGGERED;
    }
}
