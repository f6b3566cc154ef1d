package io.waybill.platform.picking;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.OrderCancellationRequested;
import io.waybill.platform.orders.OrderCancelled;
import io.waybill.platform.orders.OrderModificationRequested;
import io.waybill.platform.routing.PlansRouted;
import io.waybill.platform.routing.PlansWithdrawn;
import io.waybill.platform.routing.RoutingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What picking does when something happens to orders and their plans, in the transaction in which it happens. */
@ApplicationScoped
class FollowOrders {
    private final CreatePickJobs create;
    private final PickJobs jobs;
    private final RecordPickDecisions decisions;
    private final Identifiers identifiers;
    private final Clock clock;

    FollowOrders(
            CreatePickJobs create, PickJobs jobs, RecordPickDecisions decisions, Identifiers identifiers, Clock clock) {
        this.create = create;
        this.jobs = jobs;
        this.decisions = decisions;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    void on(@Observes FacilityDeletionRequested fact) {
        fact.inTheWay(
                "open pick jobs",
                jobs.liveAtFacility(fact.transaction().handle(), fact.facility().id()));
    }

    void on(@Observes PlansRouted fact) {
        create.forPlans(fact.transaction(), fact.plans());
    }

    void on(@Observes PlansWithdrawn fact) {
        List<PickJob> concerned = jobs.lockOfPlans(
                fact.transaction().handle(),
                fact.plans().stream().map(RoutingPlan::id).toList());
        end(fact.transaction(), concerned, new PickCommand.Give(PickJobStatus.REROUTED, null));
    }

    /** Goods that are picked are on their way out: from there on only force cancels. */
    void on(@Observes OrderCancellationRequested fact) {
        List<PickJob> concerned =
                jobs.lockOfOrder(fact.transaction().handle(), fact.order().id());
        if (fact.force()) {
            return;
        }
        concerned.stream()
                .filter(job -> job.status() == PickJobStatus.CLOSED)
                .findFirst()
                .ifPresent(job -> {
                    throw Rejection.ruleBroken("Order " + fact.order().id() + " can no longer be cancelled: pick job "
                            + job.id() + " is " + job.status());
                });
    }

    /** Lines can change only as long as nobody began to pick them. */
    void on(@Observes OrderModificationRequested fact) {
        jobs.lockOfOrder(fact.transaction().handle(), fact.order().id()).stream()
                .filter(job -> job.status() != PickJobStatus.OPEN
                        && !job.waitsForRelease()
                        && !job.status().hasNoEffect())
                .findFirst()
                .ifPresent(job -> {
                    throw Rejection.ruleBroken(
                            "The lines of order " + fact.order().id() + " can no longer be changed: pick job "
                                    + job.id() + " is " + job.status());
                });
    }

    void on(@Observes OrderCancelled fact) {
        List<PickJob> concerned =
                jobs.lockOfOrder(fact.transaction().handle(), fact.order().id());
        end(fact.transaction(), concerned, new PickJobAction.Cancel(0L));
    }

    private void end(Transaction transaction, List<PickJob> concerned, PickCommand command) {
        Instant now = clock.instant();
        List<PickDecision> ends = concerned.stream()
                .filter(job -> job.status().isLive())
                .map(job -> PickRules.decide(job, List.of(command), now, identifiers, PickingSettings.DEFAULT))
                .toList();
        decisions.record(transaction, ends);
    }
}
