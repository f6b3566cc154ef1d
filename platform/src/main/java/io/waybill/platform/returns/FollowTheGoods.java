package io.waybill.platform.returns;

import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.handover.HandedOver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What returns do when something happens before them, in the transaction in which it happens. */
@ApplicationScoped
class FollowTheGoods {
    private final CreateItemReturnJobs create;
    private final ItemReturnJobs jobs;

    FollowTheGoods(CreateItemReturnJobs create, ItemReturnJobs jobs) {
        this.create = create;
        this.jobs = jobs;
    }

    void on(@Observes HandedOver fact) {
        create.forHandedOver(fact.transaction(), fact.job());
    }

    void on(@Observes FacilityDeletionRequested fact) {
        fact.inTheWay(
                "open item returns",
                jobs.liveAtFacility(fact.transaction().handle(), fact.facility().id()));
    }
}
