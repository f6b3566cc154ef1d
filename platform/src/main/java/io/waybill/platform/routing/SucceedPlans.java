package io.waybill.platform.routing;

import io.waybill.platform.database.Transaction;
import io.waybill.platform.inventory.Reservations;
import io.waybill.platform.kernel.Stored;
import io.waybill.platform.orders.ProcessHistory;
import io.waybill.platform.orders.ProcessHistoryEntry;
import io.waybill.platform.routing.RoutingBatch.Draft;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Ends the plans for which the router found somebody better, in the transaction that has reserved everything there; and
 * says which plans stay where they are because it found nobody.
 */
@ApplicationScoped
class SucceedPlans {
    private final RoutingPlans plans;
    private final PlanChanges changes;
    private final Reservations reservations;
    private final ProcessHistory history;
    private final Event<PlansWithdrawn> withdrawn;
    private final Event<ReroutesEnded> over;
    private final Clock clock;

    SucceedPlans(
            RoutingPlans plans,
            PlanChanges changes,
            Reservations reservations,
            ProcessHistory history,
            Event<PlansWithdrawn> withdrawn,
            Event<ReroutesEnded> over,
            Clock clock) {
        this.plans = plans;
        this.changes = changes;
        this.reservations = reservations;
        this.history = history;
        this.withdrawn = withdrawn;
        this.over = over;
        this.clock = clock;
    }

    void succeed(Transaction transaction, RoutingBatch batch) {
        Instant now = clock.instant();
        List<RoutingPlan> ended = new ArrayList<>();
        Map<String, RerouteReason> reasons = new HashMap<>();
        List<ReroutesEnded.Stay> stays = new ArrayList<>();
        for (Draft draft : batch.drafts()) {
            RoutingPlan old = draft.old();
            if (old == null) {
                continue;
            }
            RerouteReason reason =
                    RerouteReason.valueOf(Objects.requireNonNull(draft.plan().reRouteReason()));
            if (draft.supersedes()) {
                ended.add(PlanSuccession.superseded(old, batch.partsOf(draft), reason, now));
                reasons.put(old.id(), reason);
            } else if (draft.leavesOld()) {
                stays.add(new ReroutesEnded.Stay(old, reason, draft.nobodyElse()));
            }
        }
        end(transaction, ended, reasons);
        leave(transaction, stays);
    }

    /** Ends plans whose successors hold everything already. */
    void end(Transaction transaction, List<RoutingPlan> ended, Map<String, RerouteReason> reasons) {
        if (ended.isEmpty()) {
            return;
        }
        List<Stored<RoutingPlan>> stored = plans.table().updateAll(transaction.handle(), ended);
        reservations.release(transaction, ended.stream().map(RoutingPlan::id).toList());
        changes.tell(transaction, stored, Set.of());
        withdrawn.fire(new PlansWithdrawn(
                transaction, stored.stream().map(Stored::resource).toList(), reasons));
    }

    private void leave(Transaction transaction, List<ReroutesEnded.Stay> stays) {
        if (stays.isEmpty()) {
            return;
        }
        stays.stream()
                .filter(ReroutesEnded.Stay::nobodyElse)
                .forEach(stay -> history.record(
                        transaction,
                        new ProcessHistoryEntry(
                                stay.plan().processId(),
                                "REROUTE_FAILED",
                                "ROUTING_PLAN",
                                stay.plan().id(),
                                stay.plan().status().name(),
                                stay.plan().version(),
                                stay.reason().name(),
                                null,
                                null)));
        over.fire(new ReroutesEnded(transaction, stays));
    }
}
