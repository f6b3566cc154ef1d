package io.waybill.platform.services;

import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.orders.OrderCancelled;
import io.waybill.platform.picking.PickJobClosed;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * What becomes of service jobs when something happens to orders and pick jobs, in the transaction in which it happens.
 *
 * <p>Picking never takes a CLOSED pick job back, so nothing else can make jobs obsolete.
 */
@ApplicationScoped
class FollowPicking {
    private final CreateServiceJobs create;
    private final ServiceJobs jobs;
    private final KeepServiceJobs keep;

    FollowPicking(CreateServiceJobs create, ServiceJobs jobs, KeepServiceJobs keep) {
        this.create = create;
        this.jobs = jobs;
        this.keep = keep;
    }

    void on(@Observes FacilityDeletionRequested fact) {
        fact.inTheWay(
                "open service jobs",
                jobs.liveAtFacility(fact.transaction().handle(), fact.facility().id()));
    }

    /** First of all observers: packing and the handover ask whether services hold the goods. */
    void on(@Observes @Priority(50) PickJobClosed fact) {
        create.forPickJob(fact.transaction(), fact.job());
    }

    /** Nothing is done any more to goods that nobody wants; they do not go on either. */
    void on(@Observes OrderCancelled fact) {
        List<FloorServiceJob> live =
                jobs.lockLiveOfProcess(fact.transaction().handle(), fact.order().processId());
        keep.update(
                fact.transaction(),
                live,
                live.stream()
                        .map(job -> job.with(job.job().withStatus(ServiceJobStatus.CANCELLED)))
                        .toList(),
                null);
    }
}
