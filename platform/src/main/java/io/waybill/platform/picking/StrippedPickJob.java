package io.waybill.platform.picking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the plain list tells about a pick job. */
record StrippedPickJob(
        String id,
        long version,
        Instant created,
        Instant lastModified,
        PickJobStatus status,
        String facilityRef,
        @Nullable String orderRef,
        @Nullable Instant targetTime,
        @Nullable String carrierKey) {

    static StrippedPickJob of(PickJob job) {
        DeliveryInformation.Shipping shipping = job.deliveryinformation().shipping();
        return new StrippedPickJob(
                job.id(),
                job.version(),
                job.created(),
                job.lastModified(),
                job.status(),
                job.facilityRef(),
                job.orderRef(),
                job.deliveryinformation().targetTime(),
                shipping == null ? null : shipping.carrierKey());
    }
}
