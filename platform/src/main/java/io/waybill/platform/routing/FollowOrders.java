package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.facilities.FacilityDeletionRequested;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.inventory.StockIncreased;
import io.waybill.platform.kernel.Identifiers;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.FacilityAssignmentRequested;
import io.waybill.platform.orders.Order;
import io.waybill.platform.orders.OrderCancellationRequested;
import io.waybill.platform.orders.OrderCancelled;
import io.waybill.platform.orders.OrderModificationRequested;
import io.waybill.platform.orders.OrderModified;
import io.waybill.platform.orders.OrderStatus;
import io.waybill.platform.orders.OrderUnlocked;
import io.waybill.platform.orders.OrdersPlaced;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.Processes;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What routing does when something happens to orders or stock, in the same transaction. */
@ApplicationScoped
class FollowOrders {
    /** Before the jobs on the floor, which follow from plans. */
    private static final int BEFORE_THE_FLOOR = 100;

    private final RoutingPlans plans;
    private final PlanChanges changes;
    private final AssignFacility assignFacility;
    private final RoutingWorker worker;
    private final Reservations reservations;
    private final Processes processes;
    private final ProcessHistory history;
    private final RetryPlans retry;
    private final Event<PlansWithdrawn> withdrawn;
    private final Identifiers identifiers;
    private final Clock clock;

    FollowOrders(
            RoutingPlans plans,
            PlanChanges changes,
            AssignFacility assignFacility,
            RoutingWorker worker,
            Reservations reservations,
            Processes processes,
            ProcessHistory history,
            RetryPlans retry,
            Event<PlansWithdrawn> withdrawn,
            Identifiers identifiers,
            Clock clock) {
        this.plans = plans;
        this.changes = changes;
        this.assignFacility = assignFacility;
        this.worker = worker;
        this.reservations = reservations;
        this.processes = processes;
        this.history = history;
        this.retry = retry;
        this.withdrawn = withdrawn;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Every new order gets a plan to be decided. */
    void on(@Observes OrdersPlaced fact) {
        Instant now = clock.instant();
        List<RoutingPlan> created = new ArrayList<>();
        List<RoutingPlans.Entry> entries = new ArrayList<>();
        for (Order order : fact.orders()) {
            RoutingPlan plan = PlanLifecycle.initial(identifiers.next(), order, now);
            created.add(plan);
            entries.add(RoutingPlans.Entry.fresh(plan, now, hold(order)));
        }
        Transaction transaction = fact.transaction();
        plans.insert(transaction.handle(), created);
        plans.enqueue(transaction.handle(), entries);
        processes.record(
                transaction, created.stream().map(PlanLifecycle::changeOf).toList());
        transaction.afterCommit(worker::wake);
    }

    /** What is reserved may be picked; what is not decided yet will be. */
    void on(@Observes @Priority(BEFORE_THE_FLOOR) OrderUnlocked fact) {
        Transaction transaction = fact.transaction();
        Instant now = clock.instant();
        List<RoutingPlan> all =
                plans.lockOfOrder(transaction.handle(), fact.order().id());
        List<RoutingPlan> released = all.stream()
                .filter(plan ->
                        plan.status() == RoutingPlanStatus.LOCKED || plan.status() == RoutingPlanStatus.PROMISED)
                .map(plan -> PlanLifecycle.in(plan, RoutingPlanStatus.ROUTED, now)
                        .change()
                        .tenantOrderId(fact.order().tenantOrderId())
                        .deliveryPreferences(fact.order().deliveryPreferences())
                        .pickJobRef(identifiers.next())
                        .build())
                .toList();
        plans.unhold(transaction.handle(), all.stream().map(RoutingPlan::id).toList());
        changes.tell(transaction, plans.updateAssigned(transaction.handle(), released, now), Set.of());
    }

    /** Everybody locks plans before the jobs that come of them, so that nobody waits in a circle. */
    void on(@Observes @Priority(BEFORE_THE_FLOOR) OrderCancellationRequested fact) {
        plans.lockAllOfOrder(fact.transaction().handle(), fact.order().id());
    }

    void on(@Observes @Priority(BEFORE_THE_FLOOR) OrderModificationRequested fact) {
        plans.lockAllOfOrder(fact.transaction().handle(), fact.order().id());
    }

    /** Whatever is planned is cancelled, and what is reserved given back. */
    void on(@Observes @Priority(BEFORE_THE_FLOOR) OrderCancelled fact) {
        Transaction transaction = fact.transaction();
        List<RoutingPlan> open = open(transaction, fact.order());
        Instant now = clock.instant();
        List<Stored<RoutingPlan>> cancelled = plans.table()
                .updateAll(
                        transaction.handle(),
                        open.stream()
                                .map(plan -> PlanLifecycle.in(plan, RoutingPlanStatus.CANCELED, now))
                                .toList());
        leave(transaction, open);
        changes.tell(transaction, cancelled, Set.of());
    }

    /**
     * Other lines are routed anew; another address or time only goes into the plans, and gives those that were given up
     * for the old address another chance.
     */
    void on(@Observes @Priority(BEFORE_THE_FLOOR) OrderModified fact) {
        Transaction transaction = fact.transaction();
        List<RoutingPlan> open = open(transaction, fact.order());
        if (fact.changesLines()) {
            replace(transaction, fact.order(), open);
            return;
        }
        List<RoutingPlan> told = plans
                .table()
                .updateAll(
                        transaction.handle(),
                        open.stream()
                                .<RoutingPlan>mapMulti((plan, changed) -> {
                                    RoutingPlan modified = PlanLifecycle.modified(plan, fact.order());
                                    if (!modified.equals(plan)) {
                                        changed.accept(modified);
                                    }
                                })
                                .toList())
                .stream()
                .map(Stored::resource)
                .toList();
        List<RoutingPlan> givenUp = told.stream()
                .filter(plan -> plan.status() == RoutingPlanStatus.NOT_ROUTABLE)
                .toList();
        if (fact.addresses().changesDestination() && !givenUp.isEmpty()) {
            retry.retry(transaction, givenUp);
        }
    }

    private void replace(Transaction transaction, Order order, List<RoutingPlan> open) {
        Instant now = clock.instant();
        RoutingPlan next = PlanLifecycle.replacement(identifiers.next(), order, open, now);
        List<RoutingPlan> routed = open.stream()
                .filter(plan -> plan.status() == RoutingPlanStatus.ROUTED)
                .toList();
        List<Stored<RoutingPlan>> obsolete = plans.table()
                .updateAll(
                        transaction.handle(),
                        open.stream()
                                .map(plan -> PlanLifecycle.in(plan, RoutingPlanStatus.OBSOLETE, now)
                                        .change()
                                        .statusReasons(
                                                List.of(new RoutingPlan.PlanStatusReason("OBSOLETE", "ORDER_MODIFIED")))
                                        .successorRerouteRoutingPlanRefs(List.of(next.id()))
                                        .build())
                                .toList());
        leave(transaction, open);
        changes.tell(transaction, obsolete, Set.of());
        Stored<RoutingPlan> created =
                plans.insert(transaction.handle(), List.of(next)).getFirst();
        plans.enqueue(transaction.handle(), List.of(RoutingPlans.Entry.fresh(next, now, hold(order))));
        changes.record(transaction, created, "ROUTING_PLAN_REROUTEPLAN_CREATED");
        history.recordByCaller(transaction, PlanLifecycle.entry(created.resource(), "ORDER_MODIFICATION_REROUTE"));
        changes.tell(transaction, List.of(created), Set.of());
        if (!routed.isEmpty()) {
            withdrawn.fire(new PlansWithdrawn(transaction, routed, Map.of()));
        }
        transaction.afterCommit(worker::wake);
    }

    void on(@Observes FacilityAssignmentRequested fact) {
        assignFacility.toProcess(fact);
    }

    /** Plans that wait for these articles are tried again. */
    void on(@Observes StockIncreased fact) {
        if (plans.hurry(fact.transaction().handle(), fact.tenantArticleIds(), clock.instant()) > 0) {
            fact.transaction().afterCommit(worker::wake);
        }
    }

    /** What is routed has a pick job, which speaks for itself; what is only held there has nothing but its plan. */
    void on(@Observes FacilityDeletionRequested fact) {
        fact.inTheWay(
                "locked or promised routing plans",
                plans.heldAtFacility(
                        fact.transaction().handle(), fact.facility().id()));
    }

    private List<RoutingPlan> open(Transaction transaction, Order order) {
        return plans.lockOfOrder(transaction.handle(), order.id()).stream()
                .filter(plan -> !plan.status().isFinal())
                .toList();
    }

    /** Nothing is decided for these plans any more, and nothing is reserved for them. */
    private void leave(Transaction transaction, List<RoutingPlan> left) {
        plans.dequeue(transaction.handle(), left.stream().map(RoutingPlan::id).toList());
        List<String> holders = left.stream()
                .filter(plan -> plan.status().holdsReservation())
                .map(RoutingPlan::id)
                .toList();
        if (!holders.isEmpty()) {
            reservations.release(transaction, holders);
        }
    }

    private static @Nullable RoutingPlanStatus hold(Order order) {
        if (order.status() == OrderStatus.LOCKED) {
            return RoutingPlanStatus.LOCKED;
        }
        return order.status() == OrderStatus.PROMISED ? RoutingPlanStatus.PROMISED : null;
    }
}
