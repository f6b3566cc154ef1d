package io.waybill.connector.returns;

import java.util.Optional;
import java.util.stream.Stream;

/** The platform's events that tell of returns. */
public enum ReturnEvent {
    /** Goods were handed over, so they may come back. */
    ITEM_RETURN_JOB_CREATED("/itemreturnjob/created"),
    /** Something comes back, came back or was decided. */
    ITEM_RETURN_JOB_UPDATED("/itemreturnjob/updated");

    private final String path;

    ReturnEvent(String path) {
        this.path = path;
    }

    /** The callback path below the service application. */
    public String path() {
        return path;
    }

    /** The event of that name. */
    public static Optional<ReturnEvent> named(String name) {
        return Stream.of(values()).filter(event -> event.name().equals(name)).findFirst();
    }
}
