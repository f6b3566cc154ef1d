package io.waybill.platform.events;

import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** How the delivery of events goes; every count is bounded ({@link BoundedCount}). Thread-safe. */
@ApplicationScoped
public class DeliveryFigures {
    DeliveryFigures() {}

    /** Deliveries that were given up and wait for a person. */
    public BoundedCount parked(Handle handle) {
        return count(handle, "PARKED");
    }

    /** Deliveries that are still to come. */
    public BoundedCount pending(Handle handle) {
        return count(handle, "PENDING");
    }

    /** A mark that changes whenever an event becomes visible; empty before the first. */
    public String latest(Handle handle) {
        return handle.createQuery(
                        "select transaction || ' ' || id from event order by transaction desc, id desc limit 1")
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private static BoundedCount count(Handle handle, String state) {
        return BoundedCount.of(
                handle.createQuery("select count(*) from (select from delivery where state = :state limit :limit) d")
                        .bind("state", state)
                        .bind("limit", BoundedCount.LIMIT)
                        .mapTo(Long.class)
                        .one());
    }
}
