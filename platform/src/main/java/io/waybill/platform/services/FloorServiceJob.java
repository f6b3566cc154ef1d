package io.waybill.platform.services;

import io.waybill.platform.picking.PickChannel;
import org.jspecify.annotations.Nullable;

/**
 * A service job with what ties it to the floor and is not shown.
 *
 * @param place null for a job that a client created: it holds no goods
 */
record FloorServiceJob(ServiceJob job, @Nullable Place place) {

    /**
     * What it is part of.
     *
     * @param pickJobRef whose goods it holds
     * @param orderedServiceRef the service of the order that it does
     * @param withinRef the service of the order that is done after it; null for none
     */
    record Place(
            String pickJobRef,
            String orderRef,
            String orderedServiceRef,
            @Nullable String withinRef,
            PickChannel channel,
            @Nullable String consumerName) {}

    FloorServiceJob with(ServiceJob changed) {
        return new FloorServiceJob(changed, place);
    }

    boolean isWithin(FloorServiceJob other) {
        return place != null
                && other.place != null
                && place.pickJobRef.equals(other.place.pickJobRef)
                && other.place.orderedServiceRef.equals(place.withinRef);
    }
}
