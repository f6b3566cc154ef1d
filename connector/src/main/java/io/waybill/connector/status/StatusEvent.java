package io.waybill.connector.status;

import java.util.Arrays;
import java.util.Optional;

/** The platform's events that change an order of the shop, in the order in which they happen. */
public enum StatusEvent {
    ORDER_CREATED("/order/created", Depth.ORDER),
    PICK_JOB_CREATED("/pickjob/created", Depth.PICK_JOBS),
    PICK_JOB_PICKING_FINISHED("/pickjob/finished", Depth.LOAD_UNITS),
    HANDOVERJOB_CREATED("/handoverjob/created", Depth.HANDOVER_JOBS),
    HANDOVERJOB_HANDED_OVER("/handoverjob/handedover", Depth.HANDOVER_JOBS);

    /** How much of the fulfilment is read for an event; each level includes those before. */
    public enum Depth {
        ORDER,
        PICK_JOBS,
        LOAD_UNITS,
        HANDOVER_JOBS;

        boolean includes(Depth other) {
            return compareTo(other) >= 0;
        }
    }

    private final String path;
    private final Depth depth;

    StatusEvent(String path, Depth depth) {
        this.path = path;
        this.depth = depth;
    }

    /** The callback path below the service application. */
    public String path() {
        return path;
    }

    Depth depth() {
        return depth;
    }

    /** The event whose callback path that is. */
    public static Optional<StatusEvent> at(String path) {
        return Arrays.stream(values()).filter(event -> event.path.equals(path)).findFirst();
    }
}
