package io.waybill.connector.status;

import java.util.Arrays;
import java.util.Optional;

/** The platform's events that change an order of the shop, in the order in which they usually happen. */
public enum StatusEvent {
    ORDER_CREATED("/order/created", Subject.ORDER),
    ROUTING_PLAN_ROUTED("/routingplan/routed", Subject.ROUTING_PLAN),
    ROUTING_PLAN_WAITING("/routingplan/waiting", Subject.ROUTING_PLAN),
    ROUTING_PLAN_NOT_ROUTABLE("/routingplan/notroutable", Subject.ROUTING_PLAN),
    PICK_JOB_CREATED("/pickjob/created", Subject.PICK_JOB),
    PICK_JOB_PICKING_COMMENCED("/pickjob/commenced", Subject.PICK_JOB),
    PICK_JOB_PICKING_FINISHED("/pickjob/finished", Subject.PICK_JOB),
    PICK_JOB_ABORTED("/pickjob/aborted", Subject.PICK_JOB),
    PICK_JOB_REROUTED("/pickjob/rerouted", Subject.PICK_JOB),
    PICK_JOB_CANCELED("/pickjob/canceled", Subject.PICK_JOB),
    PACK_JOB_CLOSED("/packjob/closed", Subject.PACK_JOB),
    HANDOVERJOB_CREATED("/handoverjob/created", Subject.HANDOVER_JOB),
    HANDOVERJOB_HANDED_OVER("/handoverjob/handedover", Subject.HANDOVER_JOB),
    HANDOVERJOB_CANCELED("/handoverjob/canceled", Subject.HANDOVER_JOB),
    PARCEL_CARRIER_ACKNOWLEDGED("/parcel/acknowledged", Subject.PARCEL),
    PARCEL_TRACK_AND_TRACE_STATUS_UPDATED("/parcel/tracked", Subject.PARCEL),
    ORDER_MODIFIED("/order/modified", Subject.ORDER),
    ORDER_CANCELLED("/order/cancelled", Subject.ORDER),
    ORDER_FORCE_CANCELLED("/order/forcecancelled", Subject.ORDER),
    ORDER_CANCELLED_BY_EXPIRY("/order/expired", Subject.ORDER);

    /** What an event carries. */
    public enum Subject {
        ORDER,
        ROUTING_PLAN,
        PICK_JOB,
        PACK_JOB,
        HANDOVER_JOB,
        PARCEL
    }

    /** How much of the fulfilment is read for an event. */
    public enum Depth {
        /** The platform's order alone: nobody can have worked on it yet, or a later event tells. */
        ORDER,
        /** Its routing plans and all jobs too. */
        JOBS
    }

    private final String path;
    private final Subject subject;

    StatusEvent(String path, Subject subject) {
        this.path = path;
        this.subject = subject;
    }

    /** The callback path below the service application. */
    public String path() {
        return path;
    }

    /** What it carries. */
    public Subject subject() {
        return subject;
    }

    Depth depth() {
        return this == ORDER_CREATED ? Depth.ORDER : Depth.JOBS;
    }

    /** The event whose callback path that is. */
    public static Optional<StatusEvent> at(String path) {
        return Arrays.stream(values()).filter(event -> event.path.equals(path)).findFirst();
    }

    /** The event of that name. */
    public static Optional<StatusEvent> named(String name) {
        return Arrays.stream(values())
                .filter(event -> event.name().equals(name))
                .findFirst();
    }
}
