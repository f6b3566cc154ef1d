package io.waybill.platform.routing;

/** Kinds of entries in the routing journal; names of the wire (platform.md 6.10). */
enum RoutingChange {
    INITIAL,
    PROCESS_REROUTE,
    PROCESS_MANUAL_ASSIGNED,
    TASK_MANUAL_REROUTED,
    PICKJOB_REJECTED;

    /** What it is that a plan was assigned, by how the plan came to be. The contract has no word for other reroutes. */
    static RoutingChange of(RoutingPlan plan) {
        if (plan.runType().equals("PROCESS_MANUALASSIGNMENT") || plan.runType().equals("MANUAL_ASSIGNMENT")) {
            return PROCESS_MANUAL_ASSIGNED;
        }
        if (plan.reRouteReason() == null) {
            return INITIAL;
        }
        return switch (plan.reRouteReason()) {
            case "MANUAL" -> TASK_MANUAL_REROUTED;
            case "ABORTED" -> PICKJOB_REJECTED;
            default -> PROCESS_REROUTE;
        };
    }
}
