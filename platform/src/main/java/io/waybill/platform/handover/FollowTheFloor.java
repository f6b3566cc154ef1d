package io.waybill.platform.handover;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.orders.OrderCancelled;
import io.waybill.platform.packing.PackJobClosed;
import io.waybill.platform.picking.PickJobClosed;
import io.waybill.platform.services.ServicesDone;
import io.waybill.platform.shipping.ParcelDone;
import io.waybill.platform.shipping.ParcelTaken;
import io.waybill.platform.shipping.Shipment;
import io.waybill.platform.shipping.ShipmentsWithdrawn;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.function.UnaryOperator;

/** What handing over does when something happens before it, in the transaction in which it happens. */
@ApplicationScoped
class FollowTheFloor {
    private final CreateHandoverjobs create;
    private final Handoverjobs jobs;
    private final KeepHandoverjobs keep;

    FollowTheFloor(CreateHandoverjobs create, Handoverjobs jobs, KeepHandoverjobs keep) {
        this.create = create;
        this.jobs = jobs;
        this.keep = keep;
    }

    void on(@Observes FacilityDeletionRequested fact) {
        fact.inTheWay(
                "open handover jobs",
                jobs.liveAtFacility(fact.transaction().handle(), fact.facility().id()));
    }

    /** Late among the observers: packing has to say first whether it has work. */
    void on(@Observes @Priority(3000) PickJobClosed fact) {
        create.afterProgress(fact.transaction(), fact.job().id());
    }

    /** Late as well, for the same reason. */
    void on(@Observes @Priority(3000) ServicesDone fact) {
        create.afterProgress(fact.transaction(), fact.job().id());
    }

    void on(@Observes PackJobClosed fact) {
        create.afterProgress(fact.transaction(), fact.job().pickJobRef());
    }

    void on(@Observes ParcelDone fact) {
        create.afterProgress(fact.transaction(), fact.shipment().pickJobRef());
    }

    /** The carrier has it, so it was handed over. */
    void on(@Observes ParcelTaken fact) {
        change(
                fact.transaction(),
                jobs.liveOfParcel(fact.transaction().handle(), fact.parcel().id()),
                HandoverRules::handedOver);
    }

    void on(@Observes ShipmentsWithdrawn fact) {
        List<String> shipments = fact.shipments().stream().map(Shipment::id).toList();
        change(
                fact.transaction(),
                jobs.liveOfShipments(fact.transaction().handle(), shipments),
                job -> HandoverRules.cancelled(job, HandoverJobCancelReason.ORDER_CANCELED));
    }

    void on(@Observes OrderCancelled fact) {
        change(
                fact.transaction(),
                jobs.liveOfProcess(fact.transaction().handle(), fact.order().processId()),
                job -> HandoverRules.cancelled(job, HandoverJobCancelReason.ORDER_CANCELED));
    }

    private void change(Transaction transaction, List<Handoverjob> live, UnaryOperator<Handoverjob> rule) {
        keep.update(transaction, live, live.stream().map(rule).toList());
    }
}
