package io.waybill.platform.shipping;

import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.orders.OrderCancelled;
import io.waybill.platform.picking.PickJob;
import io.waybill.platform.picking.PickJobStatus;
import io.waybill.platform.picking.PickJobsCreated;
import io.waybill.platform.picking.PickJobsWithdrawn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** What shipping does when something happens to orders and pick jobs, in the transaction in which it happens. */
@ApplicationScoped
class FollowPicking {
    private final CreateShipments create;
    private final Shipments shipments;
    private final ChangeShipments change;

    FollowPicking(CreateShipments create, Shipments shipments, ChangeShipments change) {
        this.create = create;
        this.shipments = shipments;
        this.change = change;
    }

    void on(@Observes FacilityDeletionRequested fact) {
        fact.inTheWay(
                "open shipments",
                shipments.liveAtFacility(
                        fact.transaction().handle(), fact.facility().id()));
    }

    void on(@Observes PickJobsCreated fact) {
        create.forPickJobs(fact.transaction(), fact.jobs());
    }

    /** What another facility sends instead is no longer a shipment of this one, and not a canceled one either. */
    void on(@Observes PickJobsWithdrawn fact) {
        List<PickJob> rerouted = fact.jobs().stream()
                .filter(job -> job.status() == PickJobStatus.REROUTED)
                .toList();
        List<PickJob> others =
                fact.jobs().stream().filter(job -> !rerouted.contains(job)).toList();
        giveUp(fact, rerouted, ShipmentStatus.OBSOLETE);
        giveUp(fact, others, ShipmentStatus.CANCELED);
    }

    private void giveUp(PickJobsWithdrawn fact, List<PickJob> jobs, ShipmentStatus end) {
        if (!jobs.isEmpty()) {
            change.giveUp(
                    fact.transaction(),
                    shipments.lockLiveOfPickJobs(
                            fact.transaction().handle(),
                            jobs.stream().map(PickJob::id).toList()),
                    end);
        }
    }

    void on(@Observes OrderCancelled fact) {
        change.giveUp(
                fact.transaction(),
                shipments.lockLiveOfProcess(
                        fact.transaction().handle(), fact.order().processId()),
                ShipmentStatus.CANCELED);
    }
}
