package io.waybill.platform.facilities;

import java.time.Instant;
import java.util.List;

/** What lists show of a carrier. */
record StrippedCarrier(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        String key,
        String name,
        CarrierStatus status,
        DeliveryType deliveryType,
        Carrier.Lifecycle lifecycle) {

    static StrippedCarrier of(Carrier carrier, CarrierStatus status) {
        return new StrippedCarrier(
                carrier.id(),
                carrier.version(),
                carrier.created(),
                carrier.lastModified(),
                carrier.key(),
                carrier.name(),
                status,
                carrier.deliveryType(),
                carrier.lifecycle());
    }

    /** The answer of a list. */
    record Page(List<StrippedCarrier> carriers, long total) {}
}
