package io.waybill.platform.handover;

import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobStatus;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.shipping.Parcel;
import io.waybill.platform.shipping.ParcelStatus;
import io.waybill.platform.shipping.Shipment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which handover jobs there should be, given how far the jobs before them are. Pure, and the same whichever of them
 * ended last.
 *
 * <p>Goods are ready once their pick job is CLOSED and, where they are packed, their pack job too. What a consumer
 * collects is then one job. What is sent is one job for each parcel that is DONE. A shipment without a carrier that
 * collects at the facility will have no parcel: it is one job without one, so that the order does not stop there.
 */
final class HandoverCreation {
    private HandoverCreation() {}

    /** What is to be done. */
    sealed interface Step {
        /** A job about the parcel, or about goods without one. */
        record Create(@Nullable Parcel parcel) implements Step {}

        /** The job that was made without a parcel is about this one, which was made after all. */
        record Attach(Handoverjob job, Parcel parcel) implements Step {}
    }

    /**
     * @param existing all jobs about goods of the pick job, whatever became of them: what was once ready to be handed
     *     over does not become so again
     */
    static List<Step> steps(
            PickJob pickJob,
            Optional<PackJob> packJob,
            Optional<Shipment> shipment,
            List<Parcel> parcels,
            List<Handoverjob> existing) {
        if (pickJob.status() != PickJobStatus.CLOSED
                || packJob.filter(job -> job.status() != PackJobStatus.CLOSED).isPresent()) {
            return List.of();
        }
        if (pickJob.channel() == PickChannel.COLLECT) {
            return existing.isEmpty() ? List.of(new Step.Create(null)) : List.of();
        }
        List<Step> steps = new ArrayList<>();
        @Nullable
        Handoverjob withoutParcel = existing.stream()
                .filter(job -> job.parcelRef() == null)
                .findFirst()
                .orElse(null);
        for (Parcel parcel : parcels) {
            boolean known = existing.stream().anyMatch(job -> Objects.equals(job.parcelRef(), parcel.id()));
            if (parcel.status() != ParcelStatus.DONE || known) {
                continue;
            }
            if (withoutParcel == null) {
                steps.add(new Step.Create(parcel));
            } else if (withoutParcel.status().isLive()) {
                steps.add(new Step.Attach(withoutParcel, parcel));
                withoutParcel = null;
            }
        }
        boolean awaitsParcel =
                parcels.stream().anyMatch(parcel -> parcel.status().isLive())
                        || shipment.filter(Shipment::hasActiveCarrier).isPresent();
        if (steps.isEmpty() && existing.isEmpty() && !awaitsParcel) {
            steps.add(new Step.Create(null));
        }
        return List.copyOf(steps);
    }
}
