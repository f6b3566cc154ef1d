package io.waybill.platform.documents;

import io.waybill.platform.database.Database;
import io.waybill.platform.packing.PackJob;
import io.waybill.platform.packing.PackJobs;
import io.waybill.platform.picking.PickChannel;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobs;
import io.waybill.platform.shipping.Shipment;
import io.waybill.platform.shipping.Shipments;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * At which job of the floor the label of a carrier can be printed: at the last one before the goods leave, where they go with
 * an active carrier. Thread-safe.
 */
@ApplicationScoped
class OfferedLabels {
    private final Database database;
    private final PickJobs pickJobs;
    private final PackJobs packJobs;
    private final Shipments shipments;

    OfferedLabels(Database database, PickJobs pickJobs, PackJobs packJobs, Shipments shipments) {
        this.database = database;
        this.pickJobs = pickJobs;
        this.packJobs = packJobs;
        this.shipments = shipments;
    }

    /** As the contract shapes it. */
    public record DocumentHandling(SendLabel sendLabel) {
        /** Whether a label can be printed. */
        public record SendLabel(boolean enabled) {}
    }

    DocumentHandling ofPickJob(String id, Sight sight) {
        return database.read(handle -> {
            PickJob job = pickJobs.get(handle, id);
            sight.require(Set.of(job.facilityRef()), "Pick job", id);
            boolean packed = packJobs.ofPickJob(handle, id).isPresent();
            return answer(!packed && job.channel() == PickChannel.SHIPPING && hasCarrier(handle, id));
        });
    }

    DocumentHandling ofPackJob(String id, Sight sight) {
        return database.read(handle -> {
            PackJob job = packJobs.get(handle, id);
            sight.require(Set.of(job.facilityRef()), "Pack job", id);
            return answer(job.deliveryChannel() != PickChannel.COLLECT && hasCarrier(handle, job.pickJobRef()));
        });
    }

    private boolean hasCarrier(Handle handle, @Nullable String pickJobId) {
        return pickJobId != null
                && shipments
                        .ofPickJob(handle, pickJobId)
                        .map(Shipment::hasActiveCarrier)
                        .orElse(false);
    }

    private static DocumentHandling answer(boolean enabled) {
        return new DocumentHandling(new DocumentHandling.SendLabel(enabled));
    }
}
