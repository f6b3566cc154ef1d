package io.waybill.platform.shipping;

import io.waybill.platform.kernel.BoundedCount;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What of shipping needs a person; every count is bounded ({@link BoundedCount}). Thread-safe. */
@ApplicationScoped
public class ShippingFigures {
    ShippingFigures() {}

    /** Parcels whose label could not be made. */
    public BoundedCount failedLabels(Handle handle) {
        return BoundedCount.of(
                handle.createQuery("select count(*) from (select from parcel where status = 'FAILED' limit :limit) p")
                        .bind("limit", BoundedCount.LIMIT)
                        .mapTo(Long.class)
                        .one());
    }
}
