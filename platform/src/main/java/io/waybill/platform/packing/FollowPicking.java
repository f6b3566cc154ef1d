package io.waybill.platform.packing;

import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.orders.OrderCancelled;
import io.waybill.platform.orders.OrderModified;
import io.waybill.platform.picking.PickJobClosed;
import io.waybill.platform.services.ServiceHolds;
import io.waybill.platform.services.ServicesDone;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jdbi.v3.core.Handle;

/** What packing does when something happens to orders and pick jobs, in the transaction in which it happens. */
@ApplicationScoped
class FollowPicking {
    private final PackJobs jobs;
    private final Packing packing;
    private final CreatePackJobs create;
    private final ChangePackJob change;
    private final ServiceHolds services;

    FollowPicking(PackJobs jobs, Packing packing, CreatePackJobs create, ChangePackJob change, ServiceHolds services) {
        this.jobs = jobs;
        this.packing = packing;
        this.create = create;
        this.change = change;
        this.services = services;
    }

    void on(@Observes FacilityDeletionRequested fact) {
        fact.inTheWay(
                "open pack jobs",
                jobs.liveAtFacility(fact.transaction().handle(), fact.facility().id()));
    }

    /** Early among the observers: the handover asks whether there is a pack job. Goods that services hold come later. */
    void on(@Observes @Priority(100) PickJobClosed fact) {
        Handle handle = fact.transaction().handle();
        if (packing.isActive(handle, fact.job().tags()) && !services.hold(handle, fact.job())) {
            create.forPickJob(fact.transaction(), fact.job());
        }
    }

    void on(@Observes @Priority(100) ServicesDone fact) {
        if (packing.isActive(fact.transaction().handle(), fact.job().tags())) {
            create.forPickJob(fact.transaction(), fact.job());
        }
    }

    void on(@Observes OrderModified fact) {
        if (!fact.addresses().isEmpty()) {
            change.readdress(fact.transaction(), fact.order().processId(), fact.addresses());
        }
    }

    void on(@Observes OrderCancelled fact) {
        change.cancelOfProcess(fact.transaction(), fact.order().processId());
    }
}
