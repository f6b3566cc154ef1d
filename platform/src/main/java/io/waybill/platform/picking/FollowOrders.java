package io.waybill.platform.picking;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Rejection;
import io.waybill.platform.orders.OrderCancellationRequested;
import io.waybill.platform.orders.OrderCancelled;
import io.waybill.platform.orders.OrderModificationRequested;
import io.waybill.platform.orders.OrderModified;
import io.waybill.platform.routing.PlansRouted;
import io.waybill.platform.routing.PlansToMove;
import io.waybill.platform.routing.PlansWithdrawn;
import io.waybill.platform.routing.RerouteReason;
import io.waybill.platform.routing.ReroutesEnded;
import io.waybill.platform.routing.RoutingPlan;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** What picking does when something happens to orders and their plans, in the transaction in which it happens. */
@ApplicationScoped
class FollowOrders {
    private final CreatePickJobs create;
    private final PickJobs jobs;
    private final RecordPickDecisions decisions;
    private final RerouteTimers timers;
    private final Identifiers identifiers;
    private final Clock clock;

    FollowOrders(
            CreatePickJobs create,
            PickJobs jobs,
            RecordPickDecisions decisions,
            RerouteTimers timers,
            Identifiers identifiers,
            Clock clock) {
        this.create = create;
        this.jobs = jobs;
        this.decisions = decisions;
        this.timers = timers;
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
        timers.set(fact.transaction(), fact.plans());
    }

    void on(@Observes PlansWithdrawn fact) {
        List<PickJob> concerned = jobs.lockOfPlans(
                fact.transaction().handle(),
                fact.plans().stream().map(RoutingPlan::id).toList());
        Map<String, PickJobSubStatus> why = new HashMap<>();
        fact.plans().forEach(plan -> why.put(plan.id(), subStatus(fact.reason(plan))));
        decide(
                fact.transaction(),
                concerned.stream()
                        .filter(job -> job.status().isLive() || job.status().isGivenUp())
                        .toList(),
                job -> new PickCommand.Give(PickJobStatus.REROUTED, why.get(job.routingPlanRef())));
    }

    private static PickJobSubStatus subStatus(RerouteReason reason) {
        return switch (reason) {
            case ORDERMODIFIED -> PickJobSubStatus.ORDER_MODIFIED;
            case PROCESSREROUTE -> PickJobSubStatus.PROCESS_REROUTE;
            case MANUAL -> PickJobSubStatus.MANUAL_REROUTE;
            case SHORTPICK -> PickJobSubStatus.SHORT_PICK_REROUTE;
            case TIMETRIGGERED -> PickJobSubStatus.TIME_TRIGGERED;
            case STOCKZEROED -> PickJobSubStatus.STOCK_ZEROED;
            case ABORTED -> PickJobSubStatus.PICK_JOB_ABORTED;
            case RECALCULATION -> PickJobSubStatus.RECALCULATION;
        };
    }

    /** Says which jobs stand in the way of taking their plans away, and keeps them all as they are until then. */
    void on(@Observes PlansToMove fact) {
        List<String> plans = fact.plans().stream().map(RoutingPlan::id).toList();
        if (plans.isEmpty()) {
            return;
        }
        List<PickJob> locked = fact.patient()
                ? jobs.lockOfPlans(fact.transaction().handle(), plans)
                : jobs.lockIdleOfPlans(fact.transaction().handle(), plans);
        if (!fact.patient()) {
            Set<String> seen = new HashSet<>();
            locked.forEach(job -> seen.add(job.routingPlanRef() + "/" + job.id()));
            jobs.plansWithJobs(fact.transaction().handle(), plans).stream()
                    .filter(entry -> !seen.contains(entry))
                    .forEach(entry -> fact.busy(entry.substring(0, entry.indexOf('/'))));
        }
        locked.forEach(job -> judge(fact, job));
    }

    private static void judge(PlansToMove fact, PickJob job) {
        String plan = Objects.requireNonNull(job.routingPlanRef(), "looked for by its plan");
        boolean movable = switch (job.status()) {
            case OPEN, WAITING_FOR_INPUT -> true;
            case IN_PROGRESS, PAUSED -> fact.movesStartedWork(plan);
            case PICKED -> fact.afterShortPick(plan);
            case ABORTED, REJECTED -> {
                fact.givenUp(plan);
                yield true;
            }
            case CLOSED -> false;
            case REROUTED, RESTOWED, EXPIRED, CANCELED, OBSOLETE -> true;
        };
        if (!movable) {
            fact.inTheWay(plan, "pick job " + job.id() + " is " + job.status());
        }
    }

    /** Nobody else serves what was picked short: the facility goes on with what it has. */
    void on(@Observes ReroutesEnded fact) {
        List<String> plans = fact.stays().stream()
                .filter(stay -> stay.reason() == RerouteReason.SHORTPICK)
                .map(stay -> stay.plan().id())
                .toList();
        if (!plans.isEmpty()) {
            decide(
                    fact.transaction(),
                    jobs.lockOfPlans(fact.transaction().handle(), plans).stream()
                            .filter(job -> job.status() == PickJobStatus.PICKED)
                            .toList(),
                    job -> new PickCommand.Give(PickJobStatus.CLOSED, job.subStatus()));
        }
    }

    /** Goods that are picked are on their way out: from there on only force cancels. */
    void on(@Observes OrderCancellationRequested fact) {
        List<PickJob> concerned =
                jobs.lockOfOrder(fact.transaction().handle(), fact.order().id());
        if (fact.force()) {
            return;
        }
        concerned.stream()
                .filter(job -> job.status() == PickJobStatus.CLOSED || job.status() == PickJobStatus.PICKED)
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

    /** Another address reaches the jobs that stay; other lines come with new plans and new jobs. */
    void on(@Observes OrderModified fact) {
        if (fact.addresses().isEmpty()) {
            return;
        }
        List<PickJob> live = jobs
                .lockOfOrder(fact.transaction().handle(), fact.order().id())
                .stream()
                .filter(job -> job.status().isLive())
                .toList();
        jobs.table()
                .updateAll(
                        fact.transaction().handle(),
                        live.stream()
                                .map(job -> job.withDeliveryinformation(
                                        job.deliveryinformation().readdressed(fact.addresses())))
                                .toList());
    }

    void on(@Observes OrderCancelled fact) {
        List<PickJob> concerned =
                jobs.lockOfOrder(fact.transaction().handle(), fact.order().id());
        decide(
                fact.transaction(),
                concerned.stream().filter(job -> job.status().isLive()).toList(),
                job -> new PickJobAction.Cancel(0L));
    }

    private void decide(Transaction transaction, List<PickJob> concerned, Function<PickJob, PickCommand> command) {
        Instant now = clock.instant();
        decisions.record(
                transaction,
                concerned.stream()
                        .map(job -> PickRules.decide(
                                job, List.of(command.apply(job)), now, identifiers, PickingSettings.DEFAULT))
                        .toList());
    }
}
