package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.orders.ProcessHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Has plans decided again that were given up or still wait. */
@ApplicationScoped
class RetryPlans {
    private static final int BATCH = 200;

    private final Database database;
    private final RoutingPlans plans;
    private final PlanChanges changes;
    private final ProcessHistory history;
    private final RoutingWorker worker;
    private final Clock clock;

    RetryPlans(
            Database database,
            RoutingPlans plans,
            PlanChanges changes,
            ProcessHistory history,
            RoutingWorker worker,
            Clock clock) {
        this.database = database;
        this.plans = plans;
        this.changes = changes;
        this.history = history;
        this.worker = worker;
        this.clock = clock;
    }

    /** All plans that were given up. */
    void givenUp() {
        String last = "";
        boolean more = true;
        while (more) {
            String after = last;
            List<RoutingPlan> retried = database.transaction(transaction -> {
                List<RoutingPlan> givenUp = plans.lockGivenUp(transaction.handle(), after, BATCH);
                retry(transaction, givenUp);
                givenUp.forEach(plan ->
                        history.recordByCaller(transaction, PlanLifecycle.entry(plan, "UNROUTABLE_ITEMS_REROUTE")));
                return givenUp;
            });
            more = retried.size() == BATCH;
            last = more ? retried.getLast().id() : after;
        }
    }

    /** Plans that wait, locked by the transaction. */
    void retry(Transaction transaction, List<RoutingPlan> waiting) {
        Instant now = clock.instant();
        List<RoutingPlan> restarted = waiting.stream()
                .map(plan -> PlanLifecycle.in(plan, RoutingPlanStatus.INITIAL, now)
                        .change()
                        .runType("REACTIVATION")
                        .firstRoutingAttempt(null)
                        .build())
                .toList();
        plans.enqueue(
                transaction.handle(),
                restarted.stream()
                        .map(plan -> RoutingPlans.Entry.parked(plan, now, now, 0, null))
                        .toList());
        changes.tell(transaction, plans.table().updateAll(transaction.handle(), restarted), Set.of());
        transaction.afterCommit(worker::wake);
    }
}
