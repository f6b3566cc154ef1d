package io.waybill.platform.routing;

import io.waybill.platform.database.Database;
import io.waybill.platform.database.Transaction;
import io.waybill.platform.kernel.Rejection;
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
    private final RoutingWorker worker;
    private final Clock clock;

    RetryPlans(Database database, RoutingPlans plans, PlanChanges changes, RoutingWorker worker, Clock clock) {
        this.database = database;
        this.plans = plans;
        this.changes = changes;
        this.worker = worker;
        this.clock = clock;
    }

    /** All plans that were given up. */
    void givenUp() {
        boolean more = true;
        while (more) {
            more = database.transaction(transaction -> {
                List<RoutingPlan> givenUp = plans.lockGivenUp(transaction.handle(), BATCH);
                retry(transaction, givenUp);
                return givenUp.size() == BATCH;
            });
        }
    }

    /**
     * What waits of a process.
     *
     * @throws Rejection 400 when nothing of it waits
     */
    void ofProcess(Transaction transaction, String processId) {
        List<RoutingPlan> waiting = plans.lockOfProcess(transaction.handle(), processId).stream()
                .filter(plan -> plan.status().isUndecided())
                .toList();
        if (waiting.isEmpty()) {
            throw Rejection.invalid("Nothing of process " + processId
                    + " waits for a facility; moving what is routed is not supported by this version");
        }
        retry(transaction, waiting);
    }

    private void retry(Transaction transaction, List<RoutingPlan> waiting) {
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
